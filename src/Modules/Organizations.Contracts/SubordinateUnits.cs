using VanLang.Kernel;

namespace VanLang.Organizations.Contracts;

/// <summary>
/// What a relay centre (trung tâm kết nối of a ministry or province) may change of the directory: units below the organisation it acts for, and nothing else.
/// </summary>
public interface ISubordinateUnits
{
    /// <summary>Held by single clients, by an administrator's decision; no role carries it.</summary>
    const string Permission = "organizations.register-below";

    /// <summary>Registers a unit below the actor's organisation; returns its canonical code. The same again changes nothing.</summary>
    Task<Result<string>> Register(SubordinateUnit unit, Actor actor, CancellationToken ct);

    /// <summary>Ends a unit below the actor's organisation after today.</summary>
    Task<Result> End(string code, string reason, Actor actor, CancellationToken ct);
}

/// <summary>A unit as a relay centre names it.</summary>
/// <param name="Code">Its code in either scheme.</param>
/// <param name="ParentCode">Any code of the organisation above it; the actor's own when null.</param>
/// <param name="Name">Its name.</param>
/// <param name="Email">Electronic mail; empty when not known.</param>
/// <param name="Telephone">Telephone; empty when not known.</param>
/// <param name="Fax">Fax; empty when not known.</param>
/// <param name="Reason">Why, for the audit.</param>
public sealed record SubordinateUnit(string Code, string? ParentCode, string Name, string Email, string Telephone, string Fax, string Reason);
