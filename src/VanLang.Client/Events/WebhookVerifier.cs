using System.Text.Json;
using VanLang.Client.Receipts;

namespace VanLang.Client.Events;

/// <summary>An event that the exchange pushed, and signed.</summary>
/// <param name="Id">The same for every repetition: remember it, and what was done once is not done again.</param>
/// <param name="Kind"><c>packet.arrived</c>, <c>recall.requested</c>, <c>status.changed</c>, <c>ping</c> and what later versions add.</param>
/// <param name="OrganId">Canonical code of the agency that it is for.</param>
/// <param name="OccurredAt">When it happened, to the second.</param>
/// <param name="Content">Ids and codes; <c>after</c> is the cursor that leads the feed to it.</param>
public sealed record ExchangeEvent(Guid Id, string Kind, string OrganId, DateTimeOffset OccurredAt, JsonElement Content);

/// <summary>
/// Verifies what is posted to an agency's address: a security event token (RFC 8417) in a compact JWS. Answer 202 to what holds and 400 to what does not
/// (RFC 8935); then fetch by the cursor, for an event says only that there is something.
/// </summary>
public sealed class WebhookVerifier
{
    /// <summary>The header <c>typ</c> that an event must bear.</summary>
    public const string Type = "secevent+jwt";

    /// <summary>Content type of the request.</summary>
    public const string ContentType = "application/secevent+jwt";

    /// <summary>Where the exchange publishes the keys.</summary>
    public const string KeysPath = "/.well-known/exchange-events.json";

    private const string Space = "urn:vanlang:exchange:event:";

    private readonly ReceiptKeys keys;
    private readonly string issuer;
    private readonly string audience;
    private readonly TimeProvider time;

    /// <summary>For one address.</summary>
    /// <param name="jwkSet">The JWK Set at <see cref="KeysPath"/>, fetched over https and kept; fetch it again when a key is unknown.</param>
    /// <param name="issuer">The exchange's own address, as it stands in its events.</param>
    /// <param name="audience">The address that was registered, to the letter.</param>
    /// <param name="time">Where time comes from; the system's when null.</param>
    /// <exception cref="ExchangeException">It is no JWK Set (<c>CLI-0003</c>).</exception>
    public WebhookVerifier(string jwkSet, string issuer, string audience, TimeProvider? time = null)
    {
        keys = ReceiptKeys.Parse(jwkSet);
        (this.issuer, this.audience) = (issuer.TrimEnd('/'), audience);
#pragma warning disable RS0030 // A library is its own root: its caller has no Clock to hand over.
        this.time = time ?? TimeProvider.System;
#pragma warning restore RS0030
    }

    /// <summary>How far the time of signing may lie from now: each attempt is signed anew.</summary>
    public TimeSpan Tolerance { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>False when the event names a key that is not in the set: it may have been rotated since. True for what is no token at all.</summary>
    internal bool KnowsKeyOf(string body)
    {
        try
        {
            return ReceiptKeys.KeyOf(body) is not { } kid || keys.Ids.Contains(kid);
        }
        catch (ExchangeException)
        {
            return true; // Its header is no JSON: verifying it tells.
        }
    }

    /// <summary>The event in a posted body.</summary>
    /// <exception cref="ExchangeException">It does not hold: form, algorithm, type, key, signature, issuer, audience, time or event (<c>CLI-0007</c>).</exception>
    public ExchangeEvent Verify(string body)
    {
        var payload = keys.Open(body, Type, ExchangeException.Event);
        try
        {
            using var document = JsonDocument.Parse(payload);
            var claims = document.RootElement;
            Hold(claims.GetProperty("iss").GetString()?.TrimEnd('/') == issuer, "it is of another exchange.");
            Hold(claims.GetProperty("aud").GetString() == audience, "it is for another address.");
            var signed = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("iat").GetInt64());
            Hold((time.GetUtcNow() - signed).Duration() <= Tolerance, "it was signed long ago, or one of the two clocks is wrong.");
            var events = claims.GetProperty("events").EnumerateObject().ToList();
            Hold(events.Count == 1 && events[0].Name.StartsWith(Space, StringComparison.Ordinal) && events[0].Value.ValueKind is JsonValueKind.Object, "it holds no event of the exchange.");
            return new ExchangeEvent(
                claims.GetProperty("jti").GetGuid(),
                events[0].Name[Space.Length..],
                claims.GetProperty("sub").GetString() ?? "",
                DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("toe").GetInt64()),
                events[0].Value.Clone());
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            throw ExchangeException.Event($"what it says cannot be read: {e.Message}");
        }
    }

    private static void Hold(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw ExchangeException.Event(otherwise);
        }
    }
}
