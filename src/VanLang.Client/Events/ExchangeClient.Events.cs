using VanLang.Client.Events;

namespace VanLang.Client;

/// <summary>What an agency's system needs to receive pushed events.</summary>
public sealed partial class ExchangeClient
{
    /// <summary>The keys that the exchange signs its events with, as a JWK Set, retired ones included; for <see cref="PushVerifier"/>.</summary>
    public async Task<string> EventKeysAsync(CancellationToken ct = default)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, WebhookVerifier.KeysPath)), ct, anonymous: true);
        return await answer.Content.ReadAsStringAsync(ct);
    }
}
