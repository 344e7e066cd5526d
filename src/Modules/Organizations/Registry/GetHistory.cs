namespace VanLang.Organizations.Registry;

internal enum HistoryKind
{
    Founded,
    Named,
    Moved,
    Identified,
    Merged,
    Absorbed,
    Locked,
    Unlocked,
    Ended,
}

/// <summary>One thing that happened to an organisation.</summary>
/// <param name="On">The day.</param>
/// <param name="Kind">What.</param>
/// <param name="Subject">Name, code or other organisation concerned.</param>
/// <param name="Code">Code of the other organisation, when there is one.</param>
/// <param name="Basis">Deciding text.</param>
/// <param name="Reason">Reason told.</param>
internal sealed record HistoryItem(DateOnly On, HistoryKind Kind, string Subject, string? Code, LegalView? Basis, string? Reason);

/// <summary>The life of an organisation in order, latest first, told from its dated rows.</summary>
internal static class GetHistory
{
    public static IReadOnlyList<HistoryItem> Of(OrganizationView view)
    {
        var code = view.Entry.Code;
        var items = new List<HistoryItem> { new(view.From, HistoryKind.Founded, view.Names[^1].Name, null, view.Basis, null) };
        items.AddRange(view.Names.SkipLast(1).Select(n => new HistoryItem(n.From, HistoryKind.Named, n.Name, null, n.Basis, null)));
        items.AddRange(view.Parents.SkipLast(1).Select(p => new HistoryItem(p.From, HistoryKind.Moved, p.Name, p.Code, null, null)));
        items.AddRange(view.Identifiers.Where(i => i.Scheme is not IdentifierScheme.Other).Select(i => new HistoryItem(i.From, HistoryKind.Identified, $"{i.Value} ({i.Scheme.Code()})", null, i.Basis, i.Source)));
        items.AddRange(view.Mergers.Select(m => m.Continuing.Code == code
            ? new HistoryItem(m.On, HistoryKind.Merged, string.Join(", ", m.Members.Where(x => x.Code != code).Select(x => x.Name)), null, m.Basis, m.Reason)
            : new HistoryItem(m.On, HistoryKind.Absorbed, m.Continuing.Name, m.Continuing.Code, m.Basis, m.Reason)));
        items.AddRange(view.Locks.Select(l => new HistoryItem(l.From, HistoryKind.Locked, "", null, null, l.Reason)));
        items.AddRange(view.Locks.Where(l => l.Until is not null).Select(l => new HistoryItem(l.Until!.Value, HistoryKind.Unlocked, "", null, null, null)));
        if (view.To is { } ended && !view.Mergers.Any(m => m.Continuing.Code != code && m.On == ended.AddDays(1)))
        {
            items.Add(new HistoryItem(ended, HistoryKind.Ended, view.Successor?.Name ?? "", view.Successor?.Code, view.EndBasis, view.EndReason));
        }

        return [.. items.OrderByDescending(i => i.On).ThenByDescending(i => i.Kind)];
    }
}
