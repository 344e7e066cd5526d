using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.History;

/// <summary>What is looked for among the documents of before.</summary>
internal sealed record HistoryFilter(HistoricSide? Side = null, string? Words = null, DateOnly? From = null, DateOnly? To = null, string? After = null);

/// <summary>An agency's documents of before it was connected, newest first, read by key. One command.</summary>
internal sealed class ListHistory(ExchangeDb db)
{
    public const int PageSize = 50;

    public async Task<Page<HistoricDocument>> Handle(HistoryFilter filter, Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        var rows = db.HistoricDocuments.AsNoTracking().Where(d => d.OwnerCode == own);
        if (filter.Side is { } side)
        {
            rows = rows.Where(d => d.Side == side);
        }

        if (filter.From is { } from)
        {
            rows = rows.Where(d => d.IssuedOn >= from);
        }

        if (filter.To is { } to)
        {
            rows = rows.Where(d => d.IssuedOn <= to);
        }

        foreach (var word in TextFolding.Fold(filter.Words).Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8))
        {
            rows = rows.Where(d => d.Search.Contains(word));
        }

        if (Cursor.Unpack(filter.After, 2) is [var day, var key] && DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var last))
        {
            rows = rows.Where(d => d.IssuedOn < last || (d.IssuedOn == last && d.Key.CompareTo(key) > 0));
        }

        var found = await rows.OrderByDescending(d => d.IssuedOn).ThenBy(d => d.Key).Take(PageSize + 1).ToListAsync(ct);
        return found.Count <= PageSize
            ? new Page<HistoricDocument>(found, null)
            : new Page<HistoricDocument>(found[..PageSize], Cursor.Pack(found[PageSize - 1].IssuedOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), found[PageSize - 1].Key));
    }

    /// <summary>Files that were brought, newest first.</summary>
    public Task<List<HistoricImport>> Imports(Actor actor, CancellationToken ct)
    {
        var own = actor.OrganizationCode ?? "";
        return db.HistoricImports.AsNoTracking().Where(i => i.OwnerCode == own).OrderByDescending(i => i.CheckedAt).Take(20).ToListAsync(ct);
    }
}
