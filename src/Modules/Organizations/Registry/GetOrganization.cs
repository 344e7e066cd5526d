using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>A deciding text as it is shown.</summary>
internal sealed record LegalView(string Number, DateOnly? Date, string Issuer, string Source, bool Unconfirmed)
{
    public static LegalView? Of(LegalText? text) => text is null ? null : new(text.Number, text.Date, text.Issuer, text.Source, text.Unconfirmed);
}

internal sealed record NameView(string Name, string ShortName, OrganizationKind Kind, DateOnly From, DateOnly? To, LegalView? Basis);

internal sealed record IdentifierView(IdentifierScheme Scheme, string Value, DateOnly From, DateOnly? To, string Source, LegalView? Basis);

internal sealed record ParentView(string Code, string Name, DateOnly From, DateOnly? To);

internal sealed record LockView(DateOnly From, DateOnly? Until, string Reason);

internal sealed record MergerView(DateOnly On, OrganizationEntry Continuing, IReadOnlyList<OrganizationEntry> Members, string Reason, LegalView? Basis);

/// <summary>An organisation as it was at a date, with its dated rows.</summary>
internal sealed record OrganizationView(
    OrganizationEntry Entry,
    string ShortName,
    OrganizationKind Kind,
    DateOnly At,
    DateOnly From,
    DateOnly? To,
    string? EndReason,
    LegalView? Basis,
    LegalView? EndBasis,
    OrganizationEntry? Parent,
    OrganizationEntry? Successor,
    IReadOnlyList<OrganizationEntry> Above,
    IReadOnlyList<OrganizationEntry> Children,
    IReadOnlyList<NameView> Names,
    IReadOnlyList<IdentifierView> Identifiers,
    IReadOnlyList<ParentView> Parents,
    IReadOnlyList<LockView> Locks,
    IReadOnlyList<MergerView> Mergers,
    DateTimeOffset ChangedAt,
    long Version);

/// <summary>Reads one organisation. Facts of others (names of parents, children, members) come from memory.</summary>
internal sealed class GetOrganization(OrganizationsDb db, OrganizationDirectory directory)
{
    public async Task<Result<OrganizationView>> Handle(string code, DateOnly at, CancellationToken ct)
    {
        var snapshot = await directory.Current(ct);
        if (snapshot.Find(code, at) is not { } node)
        {
            return OrganizationsErrors.NotFound.With(code);
        }

        var o = await db.Organizations.AsNoTracking()
            .Include(x => x.Names).Include(x => x.Identifiers).Include(x => x.Parents).Include(x => x.Locks)
            .AsSplitQuery()
            .SingleAsync(x => x.Code == node.Code, ct);
        var mergers = await db.Mergers.AsNoTracking().Include(m => m.Members)
            .Where(m => m.ContinuingCode == node.Code || m.Members.Any(x => x.OrganizationCode == node.Code))
            .OrderBy(m => m.EffectiveOn).ToListAsync(ct);
        var texts = await Texts(o, mergers, ct);
        LegalView? Text(LegalTextId? id) => id is { } known && texts.TryGetValue(known, out var text) ? LegalView.Of(text) : null;
        OrganizationEntry? Entry(string? of, DateOnly on) => snapshot.Node(of) is { } found ? snapshot.Entry(found, on) : null;

        var name = node.NameAt(at);
        return new OrganizationView(
            snapshot.Entry(node, at), name.ShortName, name.Kind, at, o.ActiveFrom, o.ActiveTo, o.EndReason, Text(o.BasisId), Text(o.EndBasisId),
            Entry(node.ParentAt(at), at),
            Entry(o.SuccessorCode, at),
            [.. snapshot.Above(node, at).Reverse().Select(a => snapshot.Entry(a, at))],
            snapshot.View(at).Children(node.Code),
            [.. o.Names.OrderByDescending(n => n.ValidFrom).Select(n => new NameView(n.Name, n.ShortName, n.Kind, n.ValidFrom, n.ValidTo, Text(n.BasisId)))],
            [.. o.Identifiers.OrderBy(i => i.Scheme).ThenByDescending(i => i.ValidFrom).Select(i => new IdentifierView(i.Scheme, i.Value, i.ValidFrom, i.ValidTo, i.Source, Text(i.BasisId)))],
            [.. o.Parents.OrderByDescending(p => p.ValidFrom).Select(p => new ParentView(p.ParentCode, Entry(p.ParentCode, p.ValidFrom)?.Name ?? p.ParentCode, p.ValidFrom, p.ValidTo))],
            [.. o.Locks.OrderByDescending(l => l.LockedFrom).Select(l => new LockView(l.LockedFrom, l.LockedUntil, l.Reason))],
            [.. mergers.Select(m => new MergerView(
                m.EffectiveOn, Entry(m.ContinuingCode, m.EffectiveOn)!, [.. m.Members.OrderBy(x => x.OrganizationCode, StringComparer.Ordinal).Select(x => Entry(x.OrganizationCode, m.EffectiveOn.AddDays(-1))!)], m.Reason, Text(m.BasisId)))],
            o.ChangedAt, o.Version);
    }

    private async Task<Dictionary<LegalTextId, LegalText>> Texts(Organization o, List<Merger> mergers, CancellationToken ct)
    {
        var ids = new[] { o.BasisId, o.EndBasisId }
            .Concat(o.Names.Select(n => n.BasisId)).Concat(o.Identifiers.Select(i => i.BasisId)).Concat(mergers.Select(m => m.BasisId))
            .OfType<LegalTextId>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.LegalTexts.AsNoTracking().Where(t => ids.Contains(t.Id)).ToDictionaryAsync(t => t.Id, ct);
    }
}
