using VanLang.Kernel;

namespace VanLang.Organizations.Contracts;

/// <summary>Organisations have changed: the reader asks the directory for what they are now. At most 500 codes an event.</summary>
/// <param name="Codes">Canonical codes.</param>
/// <param name="What">What happened: <c>registered</c>, <c>renamed</c>, <c>moved</c>, <c>merged</c>, <c>ended</c>, <c>identifier</c>, <c>locked</c>, <c>unlocked</c>, <c>contact</c>.</param>
public sealed record OrganizationsChanged(IReadOnlyList<string> Codes, string What) : IModuleEvent
{
    /// <summary>Name and version of this event in the log.</summary>
    public const string Name = "organizations.changed/1";

    /// <inheritdoc/>
    public string EventType => Name;
}

/// <summary>What people hold in an organisation has changed: for caches of permissions.</summary>
/// <param name="People">The people concerned.</param>
/// <param name="OrganizationCode">Canonical code of the organisation.</param>
public sealed record HoldingsChanged(IReadOnlyList<Guid> People, string OrganizationCode) : IModuleEvent
{
    /// <summary>Name and version of this event in the log.</summary>
    public const string Name = "organizations.holdings-changed/1";

    /// <inheritdoc/>
    public string EventType => Name;
}
