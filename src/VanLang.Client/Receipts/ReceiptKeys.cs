using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Client.Changes;

namespace VanLang.Client.Receipts;

/// <summary>
/// The keys with which an exchange signs its receipts, from its JWK Set (RFC 7517) at <c>/.well-known/exchange-receipts.json</c>. A receipt can be
/// verified without the network when the set was kept. One algorithm only, ES256, whatever a header asks for (RFC 8725, 3.1).
/// </summary>
public sealed class ReceiptKeys
{
    /// <summary>The header <c>typ</c> that a receipt must bear, so that no other token of the exchange passes for one.</summary>
    public const string Type = "exchange-receipt+jwt";

    private readonly Dictionary<string, ECParameters> keys;

    private ReceiptKeys(Dictionary<string, ECParameters> keys) => this.keys = keys;

    /// <summary>Ids of the keys.</summary>
    public IReadOnlyCollection<string> Ids => keys.Keys;

    /// <summary>Reads a JWK Set; keys of other kinds are passed over.</summary>
    /// <exception cref="ExchangeException">It is no JWK Set (<c>CLI-0003</c>).</exception>
    public static ReceiptKeys Parse(string jwkSet)
    {
        try
        {
            var found = new Dictionary<string, ECParameters>(StringComparer.Ordinal);
            foreach (var key in JsonDocument.Parse(jwkSet).RootElement.GetProperty("keys").EnumerateArray())
            {
                if (Text(key, "kty") == "EC" && Text(key, "crv") == "P-256" && Text(key, "kid") is { Length: > 0 } kid && Text(key, "alg") is null or "ES256")
                {
                    found[Text(key, "kid")!] = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = Base64Url.DecodeFromChars(Text(key, "x")), Y = Base64Url.DecodeFromChars(Text(key, "y")) } };
                }
            }

            return new ReceiptKeys(found);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ExchangeException(ExchangeFailure.NotVerified, "CLI-0003", $"The keys are no JWK Set: {e.Message}", e);
        }
    }

    /// <summary>What a receipt states.</summary>
    /// <param name="receipt">Compact JWS.</param>
    /// <exception cref="ExchangeException">It does not hold: form, algorithm, type, unknown key or signature (<c>CLI-0003</c>).</exception>
    public Receipt Verify(string receipt) => Stated<Receipt>(receipt, Type, "packet", s => s is { DocumentId: not null, Digest: not null, Recipients: not null }, ExchangeException.Receipt);

    /// <summary>What a recipient states of a recalled document that it destroyed (Decision 28/2018, art. 9(2)), signed by the exchange.</summary>
    /// <param name="statement">Compact JWS.</param>
    /// <exception cref="ExchangeException">It does not hold: form, algorithm, type, unknown key or signature (<c>CLI-0008</c>).</exception>
    public DestructionStatement VerifyDestruction(string statement) =>
        Stated<DestructionStatement>(statement, DestructionStatement.Type, "destruction", s => s is { Recipient: not null, Digest: not null, DestroyedBy: not null, Files: not null }, ExchangeException.Destruction);

    private T Stated<T>(string token, string type, string what, Func<T, bool> whole, Func<string, ExchangeException> fault)
        where T : class
    {
        var payload = Open(token, type, fault);
        try
        {
            return JsonSerializer.Deserialize<T>(payload, JsonSerializerOptions.Web) is { } stated && whole(stated) ? stated : throw fault($"it does not state a {what}.");
        }
        catch (JsonException e)
        {
            throw fault($"what it states cannot be read: {e.Message}");
        }
    }

    /// <summary>The payload of a compact JWS of one type, once its signature holds.</summary>
    internal byte[] Open(string token, string type, Func<string, ExchangeException> fault)
    {
        var parts = token.Trim().Split('.');
        if (parts.Length != 3 || !Array.TrueForAll(parts, p => p.Length > 0 && Base64Url.IsValid(p)))
        {
            throw fault("it is no compact JWS.");
        }

        var header = Json(parts[0], "its header", fault);
        if (Text(header, "alg") != "ES256" || Text(header, "typ") != type || header.TryGetProperty("crit", out _))
        {
            throw fault($"its header says alg \"{Text(header, "alg")}\" and typ \"{Text(header, "typ")}\"; ES256 and {type} are wanted.");
        }

        if (Text(header, "kid") is not { } kid || !keys.TryGetValue(kid, out var key))
        {
            throw fault($"its key \"{Text(header, "kid")}\" is not among the published ones.");
        }

        var signature = Base64Url.DecodeFromChars(parts[2]);
        using var verifier = ECDsa.Create(key);
        return signature.Length == 64 && verifier.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), signature, HashAlgorithmName.SHA256)
            ? Base64Url.DecodeFromChars(parts[1])
            : throw fault("its signature is not that of the key.");
    }

    /// <summary>Id of the key that a receipt names; null when it names none.</summary>
    internal static string? KeyOf(string receipt) => Header(receipt, "kid");

    /// <summary>True for a token whose header says that it is a statement of destruction; whether it holds is another question.</summary>
    public static bool IsDestruction(string token) => Header(token, "typ") == DestructionStatement.Type;

    private static string? Header(string token, string name)
    {
        var head = token.Split('.')[0];
        return head.Length > 0 && Base64Url.IsValid(head) ? Text(Json(head, "its header", ExchangeException.Receipt), name) : null;
    }

    private static JsonElement Json(string part, string what, Func<string, ExchangeException> fault)
    {
        try
        {
            var read = JsonDocument.Parse(Base64Url.DecodeFromChars(part)).RootElement;
            return read.ValueKind is JsonValueKind.Object ? read : throw fault($"{what} is no object.");
        }
        catch (JsonException)
        {
            throw fault($"{what} is no JSON.");
        }
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
