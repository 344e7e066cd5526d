using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Access.Clients;
using VanLang.Access.RoleGrants;
using VanLang.Access.Sessions;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Access.Actors;

/// <summary>
/// Who stands behind a session, an account or a client at this moment. Answers are kept for ten seconds and thrown away at
/// every change: at once on this node, within a second on other nodes (<see cref="WatchActors"/>).
/// </summary>
internal sealed class ActorCache(Clock clock)
{
    /// <summary>Names the version that tells other nodes of a change.</summary>
    public const string Name = "actors";

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);
    private const int Most = 20_000;

    private readonly ConcurrentDictionary<string, (Actor? Actor, DateTimeOffset Until)> known = new();

    public bool TryGet(string key, out Actor? actor)
    {
        if (known.TryGetValue(key, out var entry) && entry.Until > clock.Now)
        {
            actor = entry.Actor;
            return true;
        }

        actor = null;
        return false;
    }

    public void Keep(string key, Actor? actor)
    {
        if (known.Count > Most)
        {
            known.Clear();
        }

        known[key] = (actor, clock.Now + Fresh);
    }

    public void Clear() => known.Clear();
}

internal sealed class ActorSource(AccessDb db, ActorCache cache, RolePermissions roles, IPositions positions, IOrganizationDirectory organizations, IOptions<AccessOptions> options, Clock clock)
{
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);

    /// <summary>The person behind a live session; null when the session or the account has ended or is locked.</summary>
    public async ValueTask<Actor?> OfSession(SessionId id, CancellationToken ct)
    {
        var key = "s:" + id.Value;
        if (cache.TryGet(key, out var known))
        {
            return known;
        }

        var actor = await ReadSession(id, ct);
        cache.Keep(key, actor);
        return actor;
    }

    /// <summary>The person behind a token that another system got with the person's consent.</summary>
    public async ValueTask<Actor?> OfAccount(Guid id, CancellationToken ct)
    {
        var key = "a:" + id;
        if (cache.TryGet(key, out var known))
        {
            return known;
        }

        var account = await db.Accounts.AsNoTracking().SingleOrDefaultAsync(a => a.Id == id, ct);
        var actor = account is { State: AccountState.Active } ? await Person(account, null, ct) : null;
        cache.Keep(key, actor);
        return actor;
    }

    /// <summary>An agency's system; null when it is locked or gone.</summary>
    public async ValueTask<Actor?> OfClient(string clientId, CancellationToken ct)
    {
        var key = "c:" + clientId;
        if (cache.TryGet(key, out var known))
        {
            return known;
        }

        var client = await db.Clients.AsNoTracking().Where(c => c.ClientId == clientId && c.State == ClientState.Active)
            .Select(c => new { c.ClientId, c.Name, c.OrganizationCode, Relay = db.SystemAccesses.Any(a => a.ClientId == c.ClientId && a.IsOn && a.MayRegisterUnits) })
            .SingleOrDefaultAsync(ct);
        var actor = client is null
            ? null
            : new Actor(ActorKind.Client, client.ClientId, client.Name, client.OrganizationCode, null, await Permissions(client.Relay, ct)) { Continues = await Continued(client.OrganizationCode, ct) };
        cache.Keep(key, actor);
        return actor;
    }

    // A relay centre holds one permission that the role of clients does not give: it is decided client by client.
    private async ValueTask<IReadOnlySet<string>> Permissions(bool relay, CancellationToken ct)
    {
        var held = await roles.Of([Roles.Client], ct);
        return relay ? new HashSet<string>(held) { ISubordinateUnits.Permission } : held;
    }

    private async Task<Actor?> ReadSession(SessionId id, CancellationToken ct)
    {
        var now = clock.Now;
        var found = await (from s in db.Sessions.AsNoTracking()
                           join a in db.Accounts.AsNoTracking() on s.AccountId equals a.Id
                           where s.Id == id
                           select new { Session = s, Account = a }).SingleOrDefaultAsync(ct);
        if (found is null
            || found.Account.State is not AccountState.Active
            || !found.Session.IsLive(now, TimeSpan.FromMinutes(options.Value.SessionIdleMinutes)))
        {
            return null;
        }

        if (now - found.Session.LastSeenAt > SeenStep)
        {
            var session = await db.Sessions.SingleAsync(s => s.Id == id, ct);
            session.Seen(now);
            await db.SaveChangesAsync(ct);
        }

        return await Person(found.Account, found.Session.ActingPositionId, ct);
    }

    private async Task<Actor> Person(Account account, Guid? actingPosition, CancellationToken ct)
    {
        var held = await positions.Of([account.PersonId], clock.Today, ct);
        var acting = held.FirstOrDefault(h => h.PositionId == actingPosition) ?? held.FirstOrDefault(h => !h.Substitute) ?? (held.Count > 0 ? held[0] : null);
        return new Actor(
            ActorKind.Person,
            account.Id.ToString(),
            account.FullName,
            acting?.OrganizationCode,
            acting?.Title,
            acting is null ? new HashSet<string>() : await roles.Of(acting.Roles, ct))
        {
            PersonId = account.PersonId,
            Unit = acting?.Unit,
            Continues = acting is null ? [] : await Continued(acting.OrganizationCode, ct),
        };
    }

    private async ValueTask<IReadOnlyList<string>> Continued(string code, CancellationToken ct) =>
        (await organizations.Predecessors([code], clock.Today, ct)).TryGetValue(code, out var ended) ? [.. ended.Select(e => e.Code)] : [];
}
