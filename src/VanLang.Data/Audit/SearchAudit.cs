using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>What to look for; every part may be empty.</summary>
/// <param name="Text">Words in the actor's name, subject or reason, with or without diacritics.</param>
/// <param name="ActorId">Exactly this account or client.</param>
/// <param name="Action">An action, or its beginning such as <c>exchange.packet</c>.</param>
/// <param name="Subject">Exactly this object.</param>
/// <param name="Organization">Code of the organisation acted for.</param>
/// <param name="Module">Name of the module.</param>
/// <param name="From">First day, in Viet Nam.</param>
/// <param name="To">Last day, in Viet Nam.</param>
public sealed record AuditFilter(
    string? Text = null,
    string? ActorId = null,
    string? Action = null,
    string? Subject = null,
    string? Organization = null,
    string? Module = null,
    DateOnly? From = null,
    DateOnly? To = null);

/// <summary>A line of the list.</summary>
public sealed record AuditLine(
    string Node,
    long Seq,
    string Module,
    DateTimeOffset At,
    ActorKind ActorKind,
    string ActorId,
    string ActorName,
    string? Organization,
    string? Position,
    string Action,
    string Subject,
    string? Reason);

/// <summary>Sealed acts, the newest first, page by page by key.</summary>
public sealed class SearchAudit(AuditDb db)
{
    public const int PageSize = 50;

    /// <summary>One page; what is not sealed yet (about a second old) is not in it.</summary>
    public async Task<Result<Page<AuditLine>>> Handle(AuditFilter filter, string? cursor, CancellationToken ct)
    {
        var query = Filtered(filter);
        if (cursor is not null)
        {
            if (Cursor.Unpack(cursor, 3) is not [var at, var node, var seq]
                || !long.TryParse(at, CultureInfo.InvariantCulture, out var ticks)
                || ticks < 0
                || ticks > DateTimeOffset.MaxValue.Ticks
                || !long.TryParse(seq, CultureInfo.InvariantCulture, out var place))
            {
                return AuditErrors.WrongCursor;
            }

            var last = new DateTimeOffset(ticks, TimeSpan.Zero);
#pragma warning disable CA1309 // Runs in the database, which knows no StringComparison; both order node names by their bytes.
            query = query.Where(e => e.At < last || (e.At == last && (string.Compare(e.Node, node) < 0 || (e.Node == node && e.Seq < place))));
#pragma warning restore CA1309
        }

        var rows = await Lines(query).Take(PageSize + 1).ToListAsync(ct);
        var more = rows.Count > PageSize;
        var shown = more ? rows[..PageSize] : rows;
        return new Page<AuditLine>(shown, more ? Cursor.Pack(shown[^1].At.UtcTicks.ToString(CultureInfo.InvariantCulture), shown[^1].Node, shown[^1].Seq.ToString(CultureInfo.InvariantCulture)) : null);
    }

    /// <summary>Every line of a filter up to a limit, for export: who takes the audit away is an act of its own.</summary>
    public async Task<IReadOnlyList<AuditLine>> Export(AuditFilter filter, int limit, Actor actor, CancellationToken ct)
    {
        var rows = await Lines(Filtered(filter)).Take(limit).ToListAsync(ct);
        db.Audit(actor, "audit.entries.exported", "audit", detail: new { filter, rows = rows.Count });
        await db.SaveChangesAsync(ct);
        return rows;
    }

    /// <summary>Modules that have sealed acts.</summary>
    public async Task<IReadOnlyList<string>> Modules(CancellationToken ct) => await db.Entries.Select(e => e.Module).Distinct().OrderBy(m => m).ToListAsync(ct);

    private static IQueryable<AuditLine> Lines(IQueryable<AuditEntry> query) => query
        .OrderByDescending(e => e.At).ThenByDescending(e => e.Node).ThenByDescending(e => e.Seq)
        .Select(e => new AuditLine(e.Node, e.Seq, e.Module, e.At, e.ActorKind, e.ActorId, e.ActorName, e.Organization, e.Position, e.Action, e.Subject, e.Reason));

    private IQueryable<AuditEntry> Filtered(AuditFilter filter)
    {
        var query = db.Entries.AsNoTracking();
        if (TextFolding.Fold(filter.Text) is { Length: > 0 } words)
        {
            query = query.Where(e => e.Folded.Contains(words));
        }

        if (filter.ActorId is { Length: > 0 } who)
        {
            query = query.Where(e => e.ActorId == who);
        }

        if (filter.Action is { Length: > 0 } action)
        {
            query = query.Where(e => e.Action.StartsWith(action));
        }

        if (filter.Subject is { Length: > 0 } subject)
        {
            query = query.Where(e => e.Subject == subject);
        }

        if (filter.Organization is { Length: > 0 } organization)
        {
            query = query.Where(e => e.Organization == organization);
        }

        if (filter.Module is { Length: > 0 } module)
        {
            query = query.Where(e => e.Module == module);
        }

        if (filter.From is { } from)
        {
            var start = Midnight(from);
            query = query.Where(e => e.At >= start);
        }

        if (filter.To is { } to && to < DateOnly.MaxValue)
        {
            var end = Midnight(to.AddDays(1));
            query = query.Where(e => e.At < end);
        }

        return query;
    }

    private static DateTimeOffset Midnight(DateOnly day) => day.Year < 2
        ? DateTimeOffset.UnixEpoch
        : new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset).ToUniversalTime();
}
