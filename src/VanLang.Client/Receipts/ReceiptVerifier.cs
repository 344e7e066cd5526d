using VanLang.Client.Access;
using VanLang.Client.Changes;

namespace VanLang.Client.Receipts;

/// <summary>Verifies receipts with the keys that the exchange publishes; a key that is not known yet makes it look once more.</summary>
internal sealed class ReceiptVerifier(Channel channel, ExchangeClientOptions options)
{
    public const string Path = "/.well-known/exchange-receipts.json";

    private ReceiptKeys? keys;

    public async Task<Receipt> Verify(string receipt, CancellationToken ct) => (await KeysOf(receipt, ct)).Verify(receipt);

    public async Task<DestructionStatement> VerifyDestruction(string statement, CancellationToken ct) => (await KeysOf(statement, ct)).VerifyDestruction(statement);

    private async Task<ReceiptKeys> KeysOf(string signed, CancellationToken ct)
    {
        var known = keys ?? await Fetch(ct);
        return ReceiptKeys.KeyOf(signed) is { } kid && !known.Ids.Contains(kid)
            ? await Fetch(ct) // Rotated since.
            : known;
    }

    /// <summary>The JWK Set as it is published.</summary>
    public async Task<string> Text(CancellationToken ct)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, Path)), ct, anonymous: true);
        return await answer.Content.ReadAsStringAsync(ct);
    }

    private async Task<ReceiptKeys> Fetch(CancellationToken ct) => keys = ReceiptKeys.Parse(await Text(ct));
}
