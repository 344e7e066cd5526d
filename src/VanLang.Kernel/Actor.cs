namespace VanLang.Kernel;

/// <summary>Who acts.</summary>
public enum ActorKind
{
    /// <summary>Nobody signed in.</summary>
    Anonymous,

    /// <summary>A person in a position.</summary>
    Person,

    /// <summary>An agency's system, signed in with its own key.</summary>
    Client,

    /// <summary>The platform itself: jobs, seed, import.</summary>
    System,
}

/// <summary>
/// Who acts, for whom, and what that position permits at this date. Made once per request by the Access module;
/// use cases receive it, they never look it up.
/// </summary>
/// <param name="Kind">Person, client, system or nobody.</param>
/// <param name="Id">Account or client id; empty for the system.</param>
/// <param name="Name">As shown in audit and pages.</param>
/// <param name="OrganizationCode">Canonical code (Decision 20/2020) of the organisation acted for; null without one.</param>
/// <param name="Position">Title of the position acted in; null for systems.</param>
/// <param name="Permissions">What is permitted, such as <c>exchange.send</c>.</param>
public sealed record Actor(ActorKind Kind, string Id, string Name, string? OrganizationCode, string? Position, IReadOnlySet<string> Permissions)
{
    /// <summary>Nobody signed in: no permissions.</summary>
    public static Actor Anonymous { get; } = new(ActorKind.Anonymous, "", "", null, null, new HashSet<string>());

    /// <summary>The platform itself, named by the job that acts; permitted everything.</summary>
    public static Actor Platform(string job) => new(ActorKind.System, "", job, null, null, new HashSet<string>());

    /// <summary>Id of the person behind the account, when a person acts.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Unit of the position within the organisation, when there is one.</summary>
    public string? Unit { get; init; }

    /// <summary>
    /// Canonical codes of ended organisations that the actor's own continues at this date: what they sent and received is its business now.
    /// </summary>
    public IReadOnlyList<string> Continues { get; init; } = [];

    /// <summary>The own organisation first, then those that it continues; empty for who acts for none.</summary>
    public IReadOnlyList<string> ActsFor => OrganizationCode is null ? [] : Continues.Count == 0 ? [OrganizationCode] : [OrganizationCode, .. Continues];

    /// <summary>Whether the actor's organisation is this one or continues it.</summary>
    public bool IsOf(string organizationCode) => organizationCode == OrganizationCode || (OrganizationCode is not null && Continues.Contains(organizationCode));

    /// <summary>True when the act is permitted; the system may do everything.</summary>
    public bool May(string permission) => Kind is ActorKind.System || Permissions.Contains(permission);
}
