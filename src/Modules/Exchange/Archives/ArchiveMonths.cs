using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Archives;
using VanLang.Data.Backup;
using VanLang.Data.Blobs;
using VanLang.Data.Keys;
using VanLang.Data.Storage;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>
/// Archives old months, one file each. In this order, so that a crash anywhere loses nothing and the next run goes on: the file is written and synced, read
/// back, named; rows that tell of it are committed by the ingest writer; only then are the blobs deleted.
/// </summary>
internal sealed partial class ArchiveMonths(ExchangeDb db, PlanMonth plan, BlobStore blobs, ArchiveFolder folder, KeyRing keys, IngestWriter writer, Clock clock)
{
    private const int AtOnce = 200;
    private const string Draft = ".draft";

    public async Task<Result<ArchiveRun>> Handle(string before, bool dryRun, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        var today = clock.Today;
        var rule = await db.RetentionRules.AsNoTracking().Where(r => r.ValidFrom <= today).OrderByDescending(r => r.ValidFrom).FirstOrDefaultAsync(ct);
        if (!Check(before, rule, today).TryGet(out var end, out var wrong))
        {
            return wrong;
        }

        using var alone = folder.TryHold();
        if (alone is null)
        {
            return ArchiveErrors.Busy;
        }

        var finished = new List<string>();
        if (!dryRun && await FinishEarlier(finished, actor, ct) is { } unsound)
        {
            return unsound;
        }

        var cited = $"{rule!.LegalBasis} ({rule.Months} tháng, từ {rule.ValidFrom:dd/MM/yyyy})";
        var months = new List<ArchivedMonth>();
        for (var month = await plan.Oldest(end, ct) ?? end; month < end; month = month.AddMonths(1))
        {
            var found = await plan.Handle(month, read: !dryRun, ct);
            var file = dryRun || found.Packets.Count == 0 ? null : await Write(found, cited, actor, progress, ct);
            if (found.Packets.Count + found.KeptBack.Count > 0)
            {
                months.Add(found.Report(file));
            }
        }

        return new ArchiveRun(cited, finished, months);
    }

    /// <summary>The first month that stays; an error when the month is none, or when a month before it has to stay as well.</summary>
    public static Result<DateOnly> Check(string before, RetentionRule? rule, DateOnly today)
    {
        if (!DateOnly.TryParseExact(before + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var end))
        {
            return ArchiveErrors.MonthForm.With(before);
        }

        if (rule is null)
        {
            return ArchiveErrors.NoRule.With(FormattableString.Invariant($"{today:dd/MM/yyyy}"));
        }

        var kept = rule.FirstKept(today);
        return end <= kept ? end : ArchiveErrors.TooYoung.With(before, rule.LegalBasis, rule.Months, FormattableString.Invariant($"{kept:yyyy-MM}"));
    }

    // A run that was cut short left drafts, a file that no row names yet, or rows whose blobs are there still. Runs never overlap, so only the last one
    // can be unfinished.
    private async Task<Error?> FinishEarlier(List<string> finished, Actor actor, CancellationToken ct)
    {
        Directory.CreateDirectory(folder.Path);
        foreach (var draft in Directory.EnumerateFiles(folder.Path, "exchange-*" + Draft))
        {
            File.Delete(draft);
        }

        if (await db.MonthArchives.AsNoTracking().OrderByDescending(a => a.MadeAt).FirstOrDefaultAsync(ct) is { } last && await Unfinished(last, ct))
        {
            if (!folder.Has(last.Name) || await ArchiveSum.Of(folder.PathOf(last.Name), ct) != last.Sha256)
            {
                return ArchiveErrors.Unsound.With(last.Name, "SHA-256");
            }

            await LetGo(await ArchiveReader.Check(folder.PathOf(last.Name), keys.Public(KeyPurpose.Receipt), ct), last.Sha256, actor, ct);
            finished.Add(last.Name);
        }

        var known = await db.MonthArchives.Select(a => a.Name).ToListAsync(ct);
        foreach (var name in Directory.EnumerateFiles(folder.Path).Select(f => Path.GetFileName(f)).Where(n => OwnName().IsMatch(n) && !known.Contains(n)).Order(StringComparer.Ordinal))
        {
            var check = await ArchiveReader.Check(folder.PathOf(name), keys.Public(KeyPurpose.Receipt), ct);
            var fault = check.Faults.Count > 0 ? check.Faults[0] : check.Manifest!.Name == name ? null : new ArchiveFault(null, "tên tệp khác bản kê", "its name is not the manifest's");
            if (fault is not null)
            {
                return ArchiveErrors.Unsound.With(name, fault.Entry ?? "tar").Fact("fault", fault.En);
            }

            await LetGo(check, await ArchiveSum.Write(folder.PathOf(name), ct), actor, ct);
            finished.Add(name);
        }

        return null;
    }

    private async Task<bool> Unfinished(MonthArchive archive, CancellationToken ct)
    {
        var digests = await db.ArchivedPackets.AsNoTracking().Where(a => a.Archive == archive.Name)
            .Join(db.Packets, a => new { a.SenderCode, a.PacketId }, p => new { p.SenderCode, PacketId = p.Id }, (_, p) => p.Digest).ToListAsync(ct);
        return digests.Count < archive.Packets || digests.Exists(blobs.Exists);
    }

    private async Task<string> Write(MonthPlan month, string rule, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        Directory.CreateDirectory(folder.Path);
        var name = await FreeName(month.Name, ct);
        var (file, draft) = (folder.PathOf(name), folder.PathOf(name) + Draft);
        var about = new ArchiveManifest(ArchiveManifest.CurrentFormat, name, month.Name, clock.Now, month.Packets.Count, month.Bytes, "", "", rule);
        await ArchiveWriter.Write(draft, about, month.Packets, Bytes, keys.Current(KeyPurpose.Receipt), progress, ct);
        CrashPoint.At("archive.written");
        var check = await ArchiveReader.Check(draft, keys.Public(KeyPurpose.Receipt), ct);
        if (!check.IsGood)
        {
            File.Delete(draft);
            throw new IOException($"The archive {name} was read back and is not what was written ({check.Faults[0].Entry}: {check.Faults[0].En}). Nothing was deleted.");
        }

        CrashPoint.At("archive.checked");
        File.Move(draft, file, overwrite: false);
        CrashPoint.Renamed(draft, file);
        DurableFiles.SyncFolder(folder.Path);
        CrashPoint.At("archive.named");
        await LetGo(check, await ArchiveSum.Write(file, ct), actor, ct);
        return name;
    }

    // Rows first, then blobs; both again, if a run died in between.
    private async Task LetGo(ArchiveCheck check, string sha256, Actor actor, CancellationToken ct)
    {
        var archive = new MonthArchive(check.Manifest!, sha256);
        foreach (var some in check.Packets.Chunk(AtOnce))
        {
            var rows = some.Select(p => new ArchivedPacket(p.Packet.Sender, new Packets.PacketId(p.Packet.Packet), archive.Name, p.Offset)).ToList();
            var done = await writer.Submit(new ArchiveWork(actor, archive, rows), ct);
            if (!done.TryGet(out var gone, out var error))
            {
                throw new IOException($"The archive {archive.Name} lies there and could not be recorded ({error.Code}). Nothing was deleted; run again.");
            }

            CrashPoint.At("archive.recorded");
            foreach (var packet in some.Where(p => gone.Contains(new Packets.PacketId(p.Packet.Packet))))
            {
                blobs.Remove(packet.Packet.Digest);
            }

            CrashPoint.At("archive.deleted");
        }
    }

    private FileStream Bytes(string digest) => blobs.Read(digest) ?? throw new IOException($"The blob {digest} went away while its archive was written. Nothing was deleted.");

    // Names are never taken twice, also when a file was carried away.
    private async Task<string> FreeName(string month, CancellationToken ct)
    {
        var taken = await db.MonthArchives.Where(a => a.Month == month).Select(a => a.Name).ToListAsync(ct);
        for (var part = 1; ; part++)
        {
            var name = part == 1 ? $"exchange-{month}.tar" : FormattableString.Invariant($"exchange-{month}.{part}.tar");
            if (!taken.Contains(name) && !folder.Has(name))
            {
                return name;
            }
        }
    }

    [GeneratedRegex(@"^exchange-\d{4}-\d{2}(\.\d+)?\.tar$")]
    private static partial Regex OwnName();
}

/// <summary>The archive as the platform's verb and its verification know it.</summary>
internal sealed class ExchangeArchives(IServiceScopeFactory scopes) : IMonthArchivist, IArchiveOwner
{
    public Task<Result<ArchiveRun>> Archive(string before, bool dryRun, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct) =>
        In<ArchiveMonths, Result<ArchiveRun>>(a => a.Handle(before, dryRun, actor, progress, ct));

    public Task<Result> Hold(string document, string? reason, Actor actor, CancellationToken ct) => In<HoldDocument, Result>(h => h.Handle(document, reason, actor, ct));

    public Task<Result> Rule(int? months, DateOnly? from, string? basis, string? note, Actor actor, CancellationToken ct) =>
        In<RecordRetentionRule, Result>(r => r.Handle(new RecordRetentionRule.Input(months, from, basis, note), actor, ct));

    public Task<Result> Release(string document, Actor actor, CancellationToken ct) => In<ReleaseDocument, Result>(r => r.Handle(document, actor, ct));

    public async IAsyncEnumerable<NamedArchive> All([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var archive in await scope.ServiceProvider.GetRequiredService<ExchangeDb>().MonthArchives.AsNoTracking().OrderBy(a => a.Name).ToListAsync(ct))
        {
            yield return new NamedArchive("exchange.MonthArchive", archive.Name, archive.Month, archive.Packets, archive.Sha256);
        }
    }

    private async Task<T> In<TService, T>(Func<TService, Task<T>> work)
        where TService : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TService>());
    }
}
