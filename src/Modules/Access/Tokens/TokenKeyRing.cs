using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using VanLang.Access.Clients;
using VanLang.Access.Protection;
using VanLang.Kernel;

namespace VanLang.Access.Tokens;

/// <summary>
/// The token keys in force, in memory. Reads the table when first asked and whenever <see cref="Refresh"/> finds a change;
/// then the token service takes the new set without a restart.
/// </summary>
internal sealed class TokenKeyRing(IServiceScopeFactory scopes, MasterKey master, Clock clock) : IDisposable
{
    /// <summary>A new signing key is published this long before it signs; clients keep a JWKS for minutes, not for a day.</summary>
    public static readonly TimeSpan Publication = TimeSpan.FromHours(24);

    /// <summary>A followed key stays published this long after its successor signs: well over the life of any token.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

    private readonly Lock gate = new();
    private Loaded? loaded;
    private CancellationTokenSource changed = new();

    /// <summary>Signing keys, the one that signs now first.</summary>
    public IReadOnlyList<SecurityKey> Signing => Current().Signing;

    public IReadOnlyList<SecurityKey> Encryption => Current().Encryption;

    /// <summary>Fires when the set has changed.</summary>
    public IChangeToken Changes()
    {
        lock (gate)
        {
            return new CancellationChangeToken(changed.Token);
        }
    }

    /// <summary>Looks whether another key signs, appeared or went, and tells the token service.</summary>
    public void Refresh()
    {
        CancellationTokenSource fired;
        lock (gate)
        {
            var fresh = Load();
            if (loaded is not null && loaded.Stamp == fresh.Stamp)
            {
                return;
            }

            loaded = fresh;
            fired = changed;
            changed = new CancellationTokenSource();
        }

        fired.Cancel();
        fired.Dispose();
    }

    /// <summary>
    /// Adds a signing key that signs after <paramref name="publication"/>; the one that signs now stays published for
    /// <see cref="Overlap"/> longer. Returns the new key's id in the JWKS.
    /// </summary>
    public async Task<string> Rotate(Actor actor, TimeSpan publication, string reason, CancellationToken ct)
    {
        string kid;
        await using (var scope = scopes.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
            var now = clock.Now;
            var next = NewSigningKey(now + publication, now);
            kid = next.Kid;
            foreach (var key in await db.TokenKeys.Where(k => k.Use == TokenKeyUse.Signing && k.GoneAt == null).ToListAsync(ct))
            {
                key.FollowedAt(next.ActiveFrom + Overlap);
            }

            db.TokenKeys.Add(next);
            db.Audit(actor, "access.token-key.rotated", kid, reason, new { signsFrom = next.ActiveFrom });
            await db.SaveChangesAsync(ct);
        }

        Refresh();
        return kid;
    }

    public void Dispose() => changed.Dispose();

    private Loaded Current()
    {
        lock (gate)
        {
            return loaded ??= Load();
        }
    }

    private Loaded Load()
    {
        using var scope = scopes.CreateScope();
        var db = scope.ServiceProvider.GetRequiredService<AccessDb>();
        var now = clock.Now;
        var rows = db.TokenKeys.AsNoTracking().Where(k => k.GoneAt == null || k.GoneAt > now).ToList();
        if (!rows.Exists(k => k.Use == TokenKeyUse.Signing))
        {
            rows.Add(db.TokenKeys.Add(NewSigningKey(now, now)).Entity);
        }

        if (!rows.Exists(k => k.Use == TokenKeyUse.Encryption))
        {
            rows.Add(db.TokenKeys.Add(NewEncryptionKey(now)).Entity);
        }

        if (db.ChangeTracker.HasChanges())
        {
            db.Audit(Actor.Platform("token-keys"), "access.token-key.made", "first keys");
            db.SaveChanges();
        }

        var signing = rows.Where(k => k.Use == TokenKeyUse.Signing)
            .OrderByDescending(k => k.ActiveFrom <= now)
            .ThenByDescending(k => k.ActiveFrom)
            .ToList();
        var encryption = rows.Where(k => k.Use == TokenKeyUse.Encryption).OrderByDescending(k => k.ActiveFrom).ToList();
        return new Loaded(
            signing.ConvertAll(Import),
            encryption.ConvertAll<SecurityKey>(k => new SymmetricSecurityKey(master.Open(k.Sealed)) { KeyId = k.Kid }),
            string.Join('|', signing.Concat(encryption).Select(k => k.Kid)));
    }

    private SecurityKey Import(TokenKey row)
    {
        var key = ECDsa.Create();
        key.ImportPkcs8PrivateKey(master.Open(row.Sealed), out _);
        return new ECDsaSecurityKey(key) { KeyId = row.Kid };
    }

    private TokenKey NewSigningKey(DateTimeOffset activeFrom, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return TokenKey.Create(clock.NewId<TokenKeyId>(), TokenKeyUse.Signing, PublicKeyText.Of(key).Kid, master.Seal(key.ExportPkcs8PrivateKey()), activeFrom, now);
    }

    private TokenKey NewEncryptionKey(DateTimeOffset now)
    {
        var id = clock.NewId<TokenKeyId>();
        return TokenKey.Create(id, TokenKeyUse.Encryption, id.Value.ToString("N"), master.Seal(RandomNumberGenerator.GetBytes(32)), now, now);
    }

    private sealed record Loaded(IReadOnlyList<SecurityKey> Signing, IReadOnlyList<SecurityKey> Encryption, string Stamp);
}
