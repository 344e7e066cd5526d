using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Backup;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>
/// Moves the bytes of whole months into archive files, from the beginning of the log on and without gaps, a bounded number of packets a file: first the
/// file, durable and read back; then the row that names it; then the blobs go. Whatever dies in between, the bytes are in one place at least, and
/// running it again, or the sweep of orphans, does the rest.
/// </summary>
internal sealed class ArchiveMonths(IServiceScopeFactory scopes, IngestWriter writer, BlobStore blobs, Clock clock) : IMonthArchive
{
    public async Task<IReadOnlyList<string>> Run(DateOnly before, int perFile, Actor actor, IProgress<BackupProgress>? progress, CancellationToken ct)
    {
        if (before > new DateOnly(clock.Today.Year, clock.Today.Month, 1))
        {
            throw new InvalidOperationException(ArchiveErrors.TooYoung.With(before.ToString("yyyy-MM", System.Globalization.CultureInfo.InvariantCulture)).Sentence("en"));
        }

        var made = new List<string>();
        await Drop(actor, ct); // What an earlier run had no time for.
        while (await Next(before, perFile, actor, ct) is { } archive)
        {
            made.Add(archive.Name);
            progress?.Report(new BackupProgress(archive.Size, archive.Name));
            await Drop(actor, ct);
        }

        return made;
    }

    public Task<IReadOnlyList<string>> Check(string file, CancellationToken ct) => CheckArchive.Run(file, ct);

    private async Task<PacketArchive?> Next(DateOnly before, int perFile, Actor actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var end = new DateTimeOffset(before.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset).ToUniversalTime();
        var last = await db.PacketArchives.MaxAsync(a => (long?)a.ToPosition, ct) ?? 0;
        var packets = await db.Packets.AsNoTracking().Where(p => p.Position > last).OrderBy(p => p.Position).Take(perFile).ToListAsync(ct);

        // Places follow the commits: the first packet that is too young, or of another month, ends the file.
        packets = [.. packets.TakeWhile(p => p.AcceptedAt < end && Month(p) == Month(packets[0]))];
        if (packets.Count == 0)
        {
            return null;
        }

        var written = await scope.ServiceProvider.GetRequiredService<WriteArchive>().Handle(packets, actor, ct);
        if (!written.TryGet(out var archive, out var error))
        {
            throw new InvalidOperationException(error.Sentence("en"));
        }

        var recorded = await writer.Submit(new ArchiveWork(actor, archive), ct);
        CrashPoint.At("archive.recorded");
        return recorded.IsOk ? recorded.Value : throw new InvalidOperationException(recorded.Error.Sentence("en"));
    }

    // Through the writer, and only what no other module names: as the sweep of orphans does it.
    private async Task Drop(Actor actor, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var owners = scope.ServiceProvider.GetServices<IBlobOwner>().ToList();
        foreach (var archive in await db.PacketArchives.AsNoTracking().OrderByDescending(a => a.ToPosition).Take(2).ToListAsync(ct))
        {
            var digests = await db.Packets.AsNoTracking().Where(p => p.Position >= archive.FromPosition && p.Position <= archive.ToPosition).Select(p => p.Digest).ToListAsync(ct);
            foreach (var some in digests.Where(blobs.Exists).Chunk(200))
            {
                var unnamed = some.ToHashSet();
                foreach (var owner in owners)
                {
                    unnamed.ExceptWith(await owner.Named(some, ct));
                }

                await writer.Submit(new SweepWork(actor, [.. unnamed], blobs.FileTime().AddSeconds(1)), ct);
            }
        }
    }

    private static (int, int) Month(Packet packet) => (packet.AcceptedAt.InVietnam().Year, packet.AcceptedAt.InVietnam().Month);
}

/// <summary>An archive file to be recorded; refused when the log has been archived past its beginning meanwhile.</summary>
internal sealed class ArchiveWork(Actor actor, PacketArchive archive) : IngestWork<PacketArchive>(actor)
{
    public PacketArchive Archive => archive;
}
