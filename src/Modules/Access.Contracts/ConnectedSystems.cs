namespace VanLang.Access.Contracts;

/// <summary>A system of an agency that signs in with a key or a secret of its own.</summary>
/// <param name="ClientId">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="OrganizationCode">Canonical code of the organisation it acts for.</param>
/// <param name="LastSeenAt">When it last signed in or called, to five minutes; null before the first time.</param>
public sealed record ConnectedSystem(string ClientId, string Name, string OrganizationCode, DateTimeOffset? LastSeenAt);

/// <summary>Systems that may connect, and who of them was here.</summary>
/// <param name="Active">Registered and not locked.</param>
/// <param name="Seen">Of these, heard of since the moment asked for.</param>
/// <param name="Latest">The last heard of, newest first.</param>
public sealed record ConnectedSystemsView(int Active, int Seen, IReadOnlyList<ConnectedSystem> Latest);

/// <summary>Tells which systems of agencies are connected.</summary>
public interface IConnectedSystems
{
    /// <summary>Reads the systems of one organisation, or of all when <paramref name="organizationCode"/> is null. Two questions to the database.</summary>
    Task<ConnectedSystemsView> Read(string? organizationCode, DateTimeOffset since, int most, CancellationToken ct);
}
