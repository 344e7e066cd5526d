namespace VanLang.Organizations.Contracts;

/// <summary>Whether an organisation takes part at a date.</summary>
public enum OrganizationState
{
    /// <summary>In being.</summary>
    Active,

    /// <summary>Ended; <see cref="OrganizationEntry.Successor"/> tells who continues it, if anybody.</summary>
    Ended,

    /// <summary>In being, but an administrator has locked it out of the exchange.</summary>
    Locked,

    /// <summary>Not yet in being at that date.</summary>
    NotYet,
}

/// <summary>An organisation as it was at the date asked for.</summary>
/// <param name="Code">Its canonical code (Decision 20/2020), such as <c>G22</c>; stable for its whole life.</param>
/// <param name="Code102">Its code by QCVN 102:2016, such as <c>000.00.00.G22</c>; null when it never had one.</param>
/// <param name="Name">The name it bore at that date.</param>
/// <param name="ParentCode">Canonical code of its parent at that date; null at the top.</param>
/// <param name="Level">1 ministry or province, 2 department or district, 3 commune and below.</param>
/// <param name="Kind">What it is: <c>ministry</c>, <c>government-agency</c>, <c>province</c>, <c>department</c> ...</param>
/// <param name="State">Whether it takes part at that date.</param>
/// <param name="Successor">Canonical code of who continues it after its end; null while it is in being.</param>
public sealed record OrganizationEntry(
    string Code,
    string? Code102,
    string Name,
    string? ParentCode,
    int Level,
    string Kind,
    OrganizationState State,
    string? Successor)
{
    /// <summary>Address, electronic mail, telephone, fax and website as the packet header wants them; empty when not known.</summary>
    public OrganizationContact Contact { get; init; } = new("", "", "", "", "");

    /// <summary>Name of the organisation it belongs to at the top level (cơ quan chủ quản); null for itself.</summary>
    public string? InChargeName { get; init; }
}

/// <summary>How to reach an organisation.</summary>
public sealed record OrganizationContact(string Address, string Email, string Telephone, string Fax, string Website);

/// <summary>An ended organisation that another continues.</summary>
/// <param name="Code">Its canonical code.</param>
/// <param name="Name">The name it bore last.</param>
/// <param name="Since">First day on which the other continues it.</param>
public sealed record Predecessor(string Code, string Name, DateOnly Since);

/// <summary>The dated directory of organisations, answered from memory.</summary>
public interface IOrganizationDirectory
{
    /// <summary>
    /// Finds organisations by any code they ever bore (both schemes, old codes, aliases; case and surrounding space do not matter).
    /// Codes that are not known are left out of the answer. The keys are the codes as asked.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, OrganizationEntry>> Resolve(IReadOnlyCollection<string> codes, DateOnly at, CancellationToken ct);

    /// <summary>Follows the chain of successors of an ended organisation to the one in being at that date; itself when in being, null when nobody continues it.</summary>
    ValueTask<OrganizationEntry?> InBeing(string code, DateOnly at, CancellationToken ct);

    /// <summary>
    /// The ended organisations that each of these continues at a date, through every merger in between, each from the day on which it does. Codes as
    /// in <see cref="Resolve"/>; who continues nobody is left out.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, IReadOnlyList<Predecessor>>> Predecessors(IReadOnlyCollection<string> codes, DateOnly at, CancellationToken ct);

    /// <summary>All organisations in being at a date, in the order of the tree.</summary>
    ValueTask<IReadOnlyList<OrganizationEntry>> All(DateOnly at, CancellationToken ct);

    /// <summary>Names without diacritics or with, codes of both schemes; best first.</summary>
    ValueTask<IReadOnlyList<OrganizationEntry>> Search(string text, DateOnly at, int limit, CancellationToken ct);

    /// <summary>Moves whenever the directory changes; for caches built on it.</summary>
    long Version { get; }
}
