using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.SignIns;
using VanLang.Kernel;

namespace VanLang.Access.Clients.Existing;

/// <summary>
/// Who calls with SystemId and secret. Whoever has no right secret learns nothing: an unknown name, a wrong secret, a client that is locked or was never
/// turned on get the same answer after the same work. Tries are counted for a client *and* an address, so that somebody who knows an agency's code (it is
/// public) cannot shut its system out.
/// </summary>
internal sealed class CheckSystemSecret(AccessDb db, AttemptWindow attempts, IOptions<AccessOptions> options, Clock clock)
{
    private const string Failures = "secret", Locks = "secret-locked", Noted = "secret-noted", Calls = "secret-calls";
    private const int NotedPerWindow = 60;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan SeenStep = TimeSpan.FromMinutes(5);
    private static readonly string NoHash = SecretText.Hash("");

    internal enum Verdict
    {
        Right,
        Wrong,
        TooMany,
    }

    internal sealed record Outcome(Verdict Verdict, string ClientId = "", string Name = "", string OrganizationCode = "");

    public async Task<Outcome> Handle(string? systemId, string? secret, string address, CancellationToken ct)
    {
        var limits = options.Value;
        if (attempts.Seen(Failures, address) >= limits.SecretFailuresPerAddress || attempts.Count(Calls, address, Minute) > limits.ExistingCallsPerAddress)
        {
            return new(Verdict.TooMany);
        }

        if (systemId is not { Length: > 0 and <= 60 } || secret is not { Length: > 0 and <= SecretText.Longest })
        {
            await Refuse(systemId ?? "", "missing", address, ct);
            return new(Verdict.Wrong);
        }

        var name = SystemAccess.Normalize(systemId);
        var own = systemId.Trim();
        var found = await (from a in db.SystemAccesses.AsNoTracking().Include(a => a.Secrets)
                           join c in db.Clients.AsNoTracking() on a.ClientId equals c.ClientId
                           where a.IsOn && (a.SystemId == name || a.ClientId == own) && c.State == ClientState.Active
                           select new { Access = a, c.Name, c.OrganizationCode }).FirstOrDefaultAsync(ct);
        var key = $"{found?.Access.ClientId ?? name}|{address}";
        var hash = SecretText.Hash(secret);
        var right = false;
        foreach (var one in (found?.Access.ValidSecrets(clock.Now).Select(s => s.Hash) ?? []).DefaultIfEmpty(NoHash))
        {
            right |= SecretText.Matches(one, hash);
        }

        if (attempts.Seen(Locks, key) > 0)
        {
            await Refuse(own, "locked after wrong secrets", address, ct);
            return new(Verdict.Wrong);
        }

        if (found is null || !right)
        {
            var tries = attempts.Count(Failures, key, TimeSpan.FromMinutes(limits.SecretLockMinutes));
            if (tries >= limits.SecretTries)
            {
                attempts.Count(Locks, key, TimeSpan.FromMinutes(limits.SecretLockMinutes));
                attempts.Forget(Failures, key);
            }

            await Refuse(found?.Access.ClientId ?? own, found is null ? "unknown or off" : tries >= limits.SecretTries ? "wrong secret, locked now" : "wrong secret", address, ct);
            return new(Verdict.Wrong);
        }

        attempts.Forget(Failures, key);
        if (attempts.Count(Calls, found.Access.ClientId, Minute) > limits.ExistingCallsPerClient)
        {
            return new(Verdict.TooMany);
        }

        await NoteUse(found.Access, ct);
        return new(Verdict.Right, found.Access.ClientId, found.Name, found.OrganizationCode);
    }

    private async Task NoteUse(SystemAccess seen, CancellationToken ct)
    {
        if (clock.Now - seen.LastUsedAt < SeenStep)
        {
            return;
        }

        var access = await db.SystemAccesses.SingleAsync(a => a.ClientId == seen.ClientId, ct);
        access.Used(clock.Now);
        var client = await db.Clients.SingleAsync(c => c.ClientId == seen.ClientId, ct);
        client.Used(clock.Now);
        db.Audit(new Actor(ActorKind.Client, client.ClientId, client.Name, client.OrganizationCode, null, new HashSet<string>()), "access.client.existing-used", client.ClientId);
        await db.Save(ct); // Of two calls at one moment one notes the use.
        db.ChangeTracker.Clear();
    }

    private async Task Refuse(string name, string why, string address, CancellationToken ct)
    {
        attempts.Count(Failures, address, Window);
        var noted = attempts.Count(Noted, address, Window);
        if (noted > NotedPerWindow)
        {
            return;
        }

        db.Audit(Actor.Anonymous, "access.secret.refused", Printable(name), detail: new
        {
            why,
            address,
            more = noted == NotedPerWindow ? "further refusals to this address are not noted for five minutes" : null,
        });
        await db.SaveChangesAsync(ct);
    }

    private static string Printable(string text) => new string([.. text.Where(c => c is > ' ' and <= '~').Take(60)]) is { Length: > 0 } left ? left : "?";
}
