namespace VanLang.Client.Events;

/// <summary>
/// A <see cref="WebhookVerifier"/> that fetches the published keys itself, again when an event names a key that it does not know, but at most twice a
/// minute: a stranger who posts tokens with invented keys must not make it call the exchange each time. It may be used from many requests at once.
/// </summary>
/// <param name="fetchKeys">The JWK Set at <see cref="WebhookVerifier.KeysPath"/>; <see cref="ExchangeClient.EventKeysAsync"/> is one.</param>
/// <param name="issuer">The exchange's own address, as it stands in its events.</param>
/// <param name="audience">The address that was registered, to the letter.</param>
/// <param name="time">Where time comes from; the system's when null.</param>
public sealed class PushVerifier(Func<CancellationToken, Task<string>> fetchKeys, string issuer, string audience, TimeProvider? time = null) : IDisposable
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(30);

#pragma warning disable RS0030 // A library is its own root: its caller has no Clock to hand over.
    private readonly TimeProvider time = time ?? TimeProvider.System;
#pragma warning restore RS0030
    private readonly SemaphoreSlim fetching = new(1, 1);
    private WebhookVerifier? verifier;
    private long fetched;

    /// <summary>The event in a posted body.</summary>
    /// <exception cref="ExchangeException"><c>CLI-0007</c> it does not hold: answer 400. <c>CLI-0001</c> the keys cannot be fetched now: answer 503, and it comes again.</exception>
    public async Task<ExchangeEvent> VerifyAsync(string body, CancellationToken ct = default)
    {
        var known = verifier ?? await Fetch(null, ct);
        if (!known.KnowsKeyOf(body))
        {
            known = await Fetch(known, ct);
        }

        return known.Verify(body);
    }

    /// <inheritdoc/>
    public void Dispose() => fetching.Dispose();

    private async Task<WebhookVerifier> Fetch(WebhookVerifier? seen, CancellationToken ct)
    {
        await fetching.WaitAsync(ct);
        try
        {
            if (verifier is { } newer && (newer != seen || time.GetElapsedTime(fetched) < Between))
            {
                return newer;
            }

            verifier = new WebhookVerifier(await fetchKeys(ct), issuer, audience, time);
            fetched = time.GetTimestamp();
            return verifier;
        }
        finally
        {
            fetching.Release();
        }
    }
}
