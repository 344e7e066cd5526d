using System.Buffers.Text;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>One event: ids and codes, nothing of what a document says. Its id is that of the delivery or the status, so repeats are known as such.</summary>
/// <param name="Content">JSON object.</param>
internal sealed record PushEvent(Guid Id, string Kind, DateTimeOffset At, string Content)
{
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static PushEvent Of(Guid id, string kind, DateTimeOffset at, object content) => new(id, kind, at, JsonSerializer.Serialize(content, Json));
}

/// <summary>
/// Signs events as security event tokens (RFC 8417): a compact JWS (RFC 7515), ES256, whose payload is the event itself, so that no digest of
/// a body stands beside it. Keys are published at <c>/.well-known/exchange-events.json</c>.
/// </summary>
internal sealed class EventSigner(KeyRing keys, IConfiguration configuration, Clock clock)
{
    public const string Type = "secevent+jwt";
    public const string ContentType = "application/secevent+jwt";

    private readonly string issuer = configuration["PublicUrl"] ?? "";

    /// <summary>The token for one attempt; id and event stay the same over all attempts.</summary>
    /// <param name="audience">The address that it goes to: taken elsewhere it does not hold.</param>
    public string Sign(PushEvent happened, string organizationCode, string audience)
    {
        var key = keys.Current(KeyPurpose.Event);
        var header = Encode(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = Type, kid = key.Kid }, PushEvent.Json));
        var payload = new JsonObject
        {
            ["iss"] = issuer,
            ["aud"] = audience,
            ["sub"] = organizationCode,
            ["iat"] = clock.Now.ToUnixTimeSeconds(),
            ["jti"] = happened.Id.ToString(),
            ["toe"] = happened.At.ToUnixTimeSeconds(),
            ["events"] = new JsonObject { [EventKinds.UriOf(happened.Kind)] = JsonNode.Parse(happened.Content) },
        };
        var signed = $"{header}.{Encode(Encoding.UTF8.GetBytes(payload.ToJsonString(PushEvent.Json)))}";
        return $"{signed}.{Encode(key.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Encode(byte[] bytes) => Base64Url.EncodeToString(bytes);
}
