using Microsoft.EntityFrameworkCore;
using VanLang.Data.Blobs;
using VanLang.Kernel;

namespace VanLang.Exchange.History;

/// <summary>What a file would bring: rows that are new, rows that are there already, and everything that is wrong.</summary>
internal sealed record HistoryPlan(HistoricImport Import, FileContent Content, int New, int Known);

/// <summary>
/// The dry run: keeps the file and says, line by line, what is wrong with it and what it would bring. Nothing is taken over. The file lies in the blob store under its digest, so what is confirmed later is what was
/// looked at.
/// </summary>
internal sealed class CheckHistory(ExchangeDb db, BlobStore blobs, PacketArchive archive, Clock clock)
{
    public sealed record Input(HistoricSide Side, string? FileName, long Length, Func<Stream>? Open);

    public static Error? Check(Input input) => input switch
    {
        { Open: null } or { Length: 0 } => HistoryErrors.FileMissing.At("File"),
        { Length: > HistoricLimits.FileBytes } => HistoryErrors.FileTooLarge.With(HistoricLimits.FileBytes).At("File"),
        _ => null,
    };

    public async Task<Result<HistoricImport>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        await using var kept = blobs.Begin();
        await using (var file = input.Open!())
        {
            await file.CopyToAsync(kept, ct);
        }

        var digest = await blobs.Keep(kept, ct);
        var name = Path.GetFileName(input.FileName ?? "");
        var import = new HistoricImport(own, clock.NewGuid(), input.Side, name.Length > 400 ? name[^400..] : name, digest, clock.Now, actor.Name);
        db.Add(import);
        db.Audit(actor, "exchange.history.checked", import.Id.ToString(), detail: new { digest, side = input.Side.ToString() });
        await db.SaveChangesAsync(ct);
        return import;
    }

    /// <summary>What the file of an import brings today. Two commands and a reading of the file.</summary>
    public async Task<Result<HistoryPlan>> Plan(Guid id, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        if (await db.HistoricImports.SingleOrDefaultAsync(i => i.OwnerCode == own && i.Id == id, ct) is not { } import)
        {
            return HistoryErrors.ImportNotFound;
        }

        if (blobs.Read(import.Digest) is not { } file)
        {
            return HistoryErrors.FileGone;
        }

        await using (file)
        {
            var content = await Read(file, import.Side, own, ct);
            var keys = await Known(own, content.Rows, ct);
            var known = content.Rows.Count(r => keys.Contains(r.Key));
            return new HistoryPlan(import, content, content.Rows.Count - known, known);
        }
    }

    /// <summary>Keys that the agency's history holds already, of those that the rows have.</summary>
    public async Task<HashSet<string>> Known(string own, IReadOnlyList<HistoricRow> rows, CancellationToken ct)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in rows.Select(r => r.Key).Chunk(5000))
        {
            keys.UnionWith(await db.HistoricDocuments.AsNoTracking().Where(d => d.OwnerCode == own && part.Contains(d.Key)).Select(d => d.Key).ToListAsync(ct));
        }

        return keys;
    }

    private async Task<FileContent> Read(FileStream file, HistoricSide side, string own, CancellationToken ct)
    {
        var head = new byte[4];
        var read = await file.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct);
        file.Position = 0;
        if (PacketArchive.Is(head.AsSpan(0, read)))
        {
            return await archive.Read(file, side, own, ct);
        }

        var bytes = new byte[file.Length];
        await file.ReadExactlyAsync(bytes, ct);
        return RegisterFile.Read(bytes, side, clock.Today);
    }
}
