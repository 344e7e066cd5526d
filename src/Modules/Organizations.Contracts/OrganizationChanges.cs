namespace VanLang.Organizations.Contracts;

/// <summary>When organisations were last changed, for systems that follow the directory by the time of its changes.</summary>
public interface IOrganizationChanges
{
    /// <summary>Canonical codes of the organisations changed after an instant, each with its last change; every organisation ever changed without one.</summary>
    Task<IReadOnlyDictionary<string, DateTimeOffset>> After(DateTimeOffset? instant, CancellationToken ct);
}
