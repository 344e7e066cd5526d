using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VanLang.Client.Access;

/// <summary>
/// Who an agency's system is: its client id and its private key (P-256). The key never leaves the process; the exchange keeps its public half.
/// Sources: RFC 7523 (private_key_jwt), RFC 7518 (ES256).
/// </summary>
public sealed class ExchangeCredentials : IDisposable
{
    private readonly ECDsa key;

    private ExchangeCredentials(string clientId, string organId, ECDsa key)
    {
        ClientId = clientId;
        OrganId = organId;
        this.key = key;
    }

    /// <summary>Id under which the exchange registered the system.</summary>
    public string ClientId { get; }

    /// <summary>The agency's identifier as it stands in packets, such as <c>000.00.00.G22</c>.</summary>
    public string OrganId { get; }

    /// <summary>From a key in PEM (PKCS#8 or SEC 1).</summary>
    /// <exception cref="ArgumentException">It is no private key on the curve P-256.</exception>
    public static ExchangeCredentials Create(string clientId, string organId, string privateKeyPem)
    {
        ArgumentException.ThrowIfNullOrEmpty(clientId);
        ArgumentException.ThrowIfNullOrEmpty(organId);
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(privateKeyPem);
            if (key.ExportParameters(includePrivateParameters: true) is not { D.Length: 32, Curve.Oid.Value: "1.2.840.10045.3.1.7" })
            {
                throw new ArgumentException("The key is not one of the curve P-256.", nameof(privateKeyPem));
            }
        }
        catch (Exception e)
        {
            key.Dispose();
            throw e is CryptographicException ? new ArgumentException("The key cannot be used: it must be a private key on the curve P-256.", nameof(privateKeyPem), e) : e;
        }

        return new ExchangeCredentials(clientId, organId, key);
    }

    /// <summary>From a file <c>{"clientId", "organId", "privateKeyPem"}</c>, as <c>demo/clients/CODE.json</c> of a data folder.</summary>
    /// <exception cref="InvalidDataException">The file is not of that form.</exception>
    public static ExchangeCredentials FromFile(string path)
    {
        try
        {
            var file = JsonSerializer.Deserialize<KeyFile>(File.ReadAllBytes(path), JsonSerializerOptions.Web);
            return file is { ClientId: { } id, OrganId: { } organ, PrivateKeyPem: { } pem }
                ? Create(id, organ, pem)
                : throw new InvalidDataException($"{path} is not a key file: clientId, organId and privateKeyPem are needed.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidDataException($"{path} is not a key file: {e.Message}", e);
        }
    }

    /// <summary>A signed assertion for a token request (RFC 7523, 2.2); its <c>jti</c> is used once.</summary>
    internal string Assertion(string issuer, DateTimeOffset now)
    {
        var head = Part(new { alg = "ES256", typ = "client-authentication+jwt" });
        var body = Part(new
        {
            iss = ClientId,
            sub = ClientId,
            aud = issuer,
            iat = now.ToUnixTimeSeconds(),
            exp = now.AddMinutes(1).ToUnixTimeSeconds(),
            jti = RandomNumberGenerator.GetHexString(32),
        });
        var signed = head + "." + body;
        return signed + "." + Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <inheritdoc/>
    public void Dispose() => key.Dispose();

    private static string Part(object part) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(part));

    private sealed record KeyFile(string? ClientId, string? OrganId, string? PrivateKeyPem);
}
