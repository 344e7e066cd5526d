using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Api;

/// <summary>Names of states and texts as the API writes them.</summary>
internal static class OrganizationJson
{
    public static string State(OrganizationState state) => state switch
    {
        OrganizationState.Active => "active",
        OrganizationState.Ended => "ended",
        OrganizationState.Locked => "locked",
        _ => "notYet",
    };
}

internal sealed record ContactAnswer(string Address, string Email, string Telephone, string Fax, string Website)
{
    public static ContactAnswer Of(OrganizationContact c) => new(c.Address, c.Email, c.Telephone, c.Fax, c.Website);
}

internal sealed record LegalBasisAnswer(string Number, DateOnly? Date, string Issuer, string Note, bool Unconfirmed)
{
    public static LegalBasisAnswer? Of(LegalView? basis) => basis is null ? null : new(basis.Number, basis.Date, basis.Issuer, basis.Source, basis.Unconfirmed);
}

/// <summary>An organisation in a list.</summary>
internal sealed record OrganizationAnswer(
    string Code, string? Code102, string Name, string ShortName, string Kind, int Level, string? Parent, string State, DateOnly From, DateOnly? To, string? Successor, string? InCharge, ContactAnswer Contact)
{
    public LegalBasisAnswer? LegalBasis { get; init; }

    public static OrganizationAnswer Of(Snapshot snapshot, OrganizationEntry e, DateOnly at)
    {
        var node = snapshot.Node(e.Code)!;
        return new(e.Code, e.Code102, e.Name, node.NameAt(at).ShortName, e.Kind, e.Level, e.ParentCode, OrganizationJson.State(e.State), node.From, node.To, e.Successor, e.InChargeName, ContactAnswer.Of(e.Contact));
    }
}

internal sealed record OrganizationListAnswer(DateOnly At, int Count, IReadOnlyList<OrganizationAnswer> Items, string? Next);

internal sealed record NameAnswer(string Name, string ShortName, string Kind, DateOnly From, DateOnly? To, LegalBasisAnswer? LegalBasis);

internal sealed record IdentifierAnswer(string Scheme, string Value, DateOnly From, DateOnly? To, string Source, LegalBasisAnswer? LegalBasis);

internal sealed record ParentAnswer(string Code, string Name, DateOnly From, DateOnly? To);

internal sealed record MergerAnswer(DateOnly On, string Continuing, IReadOnlyList<string> Members, string Reason, LegalBasisAnswer? LegalBasis);

/// <summary>One organisation with its dated rows.</summary>
internal sealed record OrganizationDetailAnswer(
    DateOnly At, string Code, string? Code102, string Name, string ShortName, string Kind, int Level, string? Parent, string State, DateOnly From, DateOnly? To,
    string? Successor, string? InBeing, string? EndReason, string? InCharge, ContactAnswer Contact, LegalBasisAnswer? LegalBasis, LegalBasisAnswer? EndLegalBasis,
    IReadOnlyList<NameAnswer> Names, IReadOnlyList<IdentifierAnswer> Identifiers, IReadOnlyList<ParentAnswer> Parents, IReadOnlyList<MergerAnswer> Mergers,
    IReadOnlyList<string> Children, DateTimeOffset ChangedAt)
{
    public static OrganizationDetailAnswer Of(OrganizationView v, string? inBeing) => new(
        v.At, v.Entry.Code, v.Entry.Code102, v.Entry.Name, v.ShortName, v.Entry.Kind, v.Entry.Level, v.Entry.ParentCode, OrganizationJson.State(v.Entry.State), v.From, v.To,
        v.Entry.Successor, inBeing, v.Entry.State is OrganizationState.Ended ? v.EndReason : null, v.Entry.InChargeName, ContactAnswer.Of(v.Entry.Contact), LegalBasisAnswer.Of(v.Basis), LegalBasisAnswer.Of(v.EndBasis),
        [.. v.Names.Select(n => new NameAnswer(n.Name, n.ShortName, n.Kind.Code(), n.From, n.To, LegalBasisAnswer.Of(n.Basis)))],
        [.. v.Identifiers.Select(i => new IdentifierAnswer(i.Scheme.Code(), i.Value, i.From, i.To, i.Source, LegalBasisAnswer.Of(i.Basis)))],
        [.. v.Parents.Select(p => new ParentAnswer(p.Code, p.Name, p.From, p.To))],
        [.. v.Mergers.Select(m => new MergerAnswer(m.On, m.Continuing.Code, [.. m.Members.Select(x => x.Code)], m.Reason, LegalBasisAnswer.Of(m.Basis)))],
        [.. v.Children.Select(c => c.Code)], v.ChangedAt);
}

internal sealed record ChangeAnswer(string What, DateTimeOffset ChangedAt, OrganizationAnswer Organization);

internal sealed record ChangesAnswer(IReadOnlyList<ChangeAnswer> Items, string Next, bool More);

internal sealed record ConversionAnswer(string Code, string Scheme, bool Known, string? Qd20, string? Qcvn102, string? Name, string? Proposal);
