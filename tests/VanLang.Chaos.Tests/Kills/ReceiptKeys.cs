using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>Checks receipts as a stranger would: with the published keys and nothing of the server's code.</summary>
internal sealed class ReceiptKeys : IDisposable
{
    private readonly Dictionary<string, ECDsa> keys;

    private ReceiptKeys(Dictionary<string, ECDsa> keys) => this.keys = keys;

    public static async Task<ReceiptKeys> Fetch(Uri address)
    {
        using var http = new HttpClient { BaseAddress = address };
        var set = JsonDocument.Parse(await http.GetStringAsync("/.well-known/exchange-receipts.json")).RootElement;
        return new ReceiptKeys(set.GetProperty("keys").EnumerateArray().ToDictionary(k => k.GetProperty("kid").GetString()!, k => ECDsa.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = Base64Url.DecodeFromChars(k.GetProperty("x").GetString()), Y = Base64Url.DecodeFromChars(k.GetProperty("y").GetString()) },
        })));
    }

    /// <summary>The receipt's claims, when its signature holds; null otherwise.</summary>
    public JsonElement? Read(string receipt)
    {
        var parts = receipt.Split('.');
        var header = JsonDocument.Parse(Base64Url.DecodeFromChars(parts[0])).RootElement;
        return header.GetProperty("alg").GetString() == "ES256" && keys.TryGetValue(header.GetProperty("kid").GetString()!, out var key)
            && key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)
            ? JsonDocument.Parse(Base64Url.DecodeFromChars(parts[1])).RootElement
            : null;
    }

    public void Dispose()
    {
        foreach (var key in keys.Values)
        {
            key.Dispose();
        }
    }
}
