using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using VanLang.Access.Protection;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Access.Tokens;

/// <summary>
/// The platform's token keys as the token service wants them. A key that was retired stays published for a day, far longer
/// than any token lives, so a rotation refuses nobody; after that it is forgotten.
/// </summary>
internal sealed class TokenKeys(KeyRing ring, MasterKey master, Clock clock) : IDisposable
{
    public static readonly TimeSpan Overlap = TimeSpan.FromDays(1);

    private readonly Lock gate = new();
    private string seen = "";
    private CancellationTokenSource changed = new();

    /// <summary>The key that signs now first, then the retired ones that are still published.</summary>
    public IReadOnlyList<SecurityKey> Signing()
    {
        var current = ring.Current(KeyPurpose.Token);
        lock (gate)
        {
            seen = Stamp();
        }

        return
        [
            new ECDsaSecurityKey(current.Open()) { KeyId = current.Kid },
            .. Published().Where(k => k.Kid != current.Kid).Select(k => new ECDsaSecurityKey(k.Open()) { KeyId = k.Kid }),
        ];
    }

    /// <summary>Closes authorization codes, which only this installation reads.</summary>
    public SecurityKey Encryption() => new SymmetricSecurityKey(master.Derive("oidc-codes"));

    /// <summary>Fires when another key signs, or one is forgotten.</summary>
    public IChangeToken Changes()
    {
        lock (gate)
        {
            return new CancellationChangeToken(changed.Token);
        }
    }

    /// <summary>Looks at the ring and tells the token service when it has moved.</summary>
    public void LookAgain()
    {
        CancellationTokenSource fired;
        lock (gate)
        {
            if (seen.Length == 0 || seen == Stamp())
            {
                return;
            }

            fired = changed;
            changed = new CancellationTokenSource();
        }

        fired.Cancel();
        fired.Dispose();
    }

    public void Dispose() => changed.Dispose();

    private IEnumerable<PublicKey> Published() => ring.Public(KeyPurpose.Token).Where(k => k.Retired is null || k.Retired > clock.Now - Overlap);

    private string Stamp() => string.Join('|', Published().Select(k => k.Kid));
}

/// <summary>A rotation by the verb <c>key rotate</c> happens in another process; this node sees it in seconds.</summary>
internal sealed class WatchTokenKeys(TokenKeys keys, Clock clock) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(2), clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            keys.LookAgain();
        }
    }
}
