using VanLang.Client.Access;

namespace VanLang.Client.Receipts;

/// <summary>Verifies receipts with the keys that the exchange publishes; a key that is not known yet makes it look once more.</summary>
internal sealed class ReceiptVerifier(Channel channel, ExchangeClientOptions options)
{
    public const string Path = "/.well-known/exchange-receipts.json";

    private ReceiptKeys? keys;

    public async Task<Receipt> Verify(string receipt, CancellationToken ct)
    {
        var known = keys ?? await Fetch(ct);
        if (ReceiptKeys.KeyOf(receipt) is { } kid && !known.Ids.Contains(kid))
        {
            known = await Fetch(ct); // Rotated since.
        }

        return known.Verify(receipt);
    }

    /// <summary>The JWK Set as it is published.</summary>
    public async Task<string> Text(CancellationToken ct)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, Path)), ct, anonymous: true);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    private async Task<ReceiptKeys> Fetch(CancellationToken ct) => keys = ReceiptKeys.Parse(await Text(ct));
}
