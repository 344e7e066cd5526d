namespace VanLang.Organizations.Contracts;

/// <summary>A person in a position at a date.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="PersonName">Full name.</param>
/// <param name="PositionId">The position.</param>
/// <param name="Title">Title of the position: "Chánh Văn phòng".</param>
/// <param name="OrganizationCode">Canonical code of the organisation.</param>
/// <param name="OrganizationName">Its name at that date.</param>
/// <param name="Unit">Unit within it; null when the position stands over units.</param>
/// <param name="Roles">Role codes that the position carries: <c>clerk</c>, <c>officer</c>, <c>leader</c>, <c>org-admin</c>, <c>system-admin</c>, <c>auditor</c>.</param>
/// <param name="From">First day.</param>
/// <param name="To">Last day; null while it lasts.</param>
/// <param name="Substitute">True when the person stands in for the holder for a time (người được ủy quyền, thay thế).</param>
public sealed record Holding(
    Guid PersonId,
    string PersonName,
    Guid PositionId,
    string Title,
    string OrganizationCode,
    string OrganizationName,
    string? Unit,
    IReadOnlyList<string> Roles,
    DateOnly From,
    DateOnly? To,
    bool Substitute)
{
    /// <summary>Office address of the person; empty when not known.</summary>
    public string Email { get; init; } = "";

    /// <summary>The person stood in for, when <see cref="Substitute"/> is true.</summary>
    public string? Holder { get; init; }
}

/// <summary>Who holds which position when.</summary>
public interface IPositions
{
    /// <summary>The positions that these people hold at a date, substitutions included.</summary>
    ValueTask<IReadOnlyList<Holding>> Of(IReadOnlyCollection<Guid> people, DateOnly at, CancellationToken ct);

    /// <summary>Everybody who holds a position in an organisation at a date, by rank.</summary>
    ValueTask<IReadOnlyList<Holding>> In(string organizationCode, DateOnly at, CancellationToken ct);

    /// <summary>Records a person in a new or existing position, for invitations and bulk accounts; returns the person's id.</summary>
    Task<Kernel.Result<Guid>> Appoint(Appointment appointment, Kernel.Actor actor, CancellationToken ct);

    /// <summary>Lets another person stand in for a holder between two dates (substitution); the holder keeps the position.</summary>
    Task<Kernel.Result> Substitute(Substitution substitution, Kernel.Actor actor, CancellationToken ct);
}

/// <summary>A person to be put into a position.</summary>
/// <param name="FullName">Full name.</param>
/// <param name="Email">Electronic mail of the office.</param>
/// <param name="OrganizationCode">Any code of the organisation.</param>
/// <param name="Unit">Name of the unit within it; null for none.</param>
/// <param name="Title">Title of the position.</param>
/// <param name="Roles">Roles of the position when it is new.</param>
/// <param name="From">First day.</param>
/// <param name="Reason">Deciding text or reason.</param>
public sealed record Appointment(string FullName, string Email, string OrganizationCode, string? Unit, string Title, IReadOnlyList<string> Roles, DateOnly From, string Reason);

/// <summary>One person standing in for another.</summary>
public sealed record Substitution(Guid PositionId, Guid PersonId, DateOnly From, DateOnly To, string Reason);
