using System.Text.Json;

namespace VanLang.Agent.Conformance;

/// <summary>Who an agency's system is (RFC 7523).</summary>
internal static class TokenClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("AUTH-01", "The discovery document names issuer, token endpoint, private_key_jwt and ES256", "Tài liệu khám phá nêu issuer, token endpoint, private_key_jwt và ES256", async (peer, ct) =>
        {
            var found = await peer.Discover(ct);
            _ = await peer.Issuer(ct);
            Has(found, "token_endpoint_auth_methods_supported", "private_key_jwt");
            Has(found, "token_endpoint_auth_signing_alg_values_supported", "ES256", optional: true);
        }),
        new("AUTH-02", "A good assertion gets a bearer token with its life in seconds", "Xác nhận đúng được cấp token bearer kèm thời hạn", async (peer, ct) =>
        {
            var answer = (await peer.AskToken(peer.Sender, peer.Sender.Assertion(await peer.Issuer(ct), peer.Time.GetUtcNow()), ct)).Is(200).Json;
            _ = PeerAnswer.Need(answer, "access_token", JsonValueKind.String);
            _ = PeerAnswer.Need(answer, "expires_in", JsonValueKind.Number);
        }),
        new("AUTH-03", "An assertion that was used once is refused", "Xác nhận đã dùng một lần bị từ chối", async (peer, ct) =>
        {
            var assertion = peer.Sender.Assertion(await peer.Issuer(ct), peer.Time.GetUtcNow());
            (await peer.AskToken(peer.Sender, assertion, ct)).Is(200);
            Refused(await peer.AskToken(peer.Sender, assertion, ct));
        }),
        new("AUTH-04", "An assertion for another audience is refused", "Xác nhận cho nơi khác bị từ chối", async (peer, ct) =>
            Refused(await peer.AskToken(peer.Sender, peer.Sender.Assertion("https://elsewhere.example/", peer.Time.GetUtcNow()), ct))),
        new("AUTH-05", "An assertion that has expired is refused", "Xác nhận hết hạn bị từ chối", async (peer, ct) =>
            Refused(await peer.AskToken(peer.Sender, peer.Sender.Assertion(await peer.Issuer(ct), peer.Time.GetUtcNow().AddHours(-2)), ct))),
        new("AUTH-06", "Another client's key is refused", "Khóa của hệ thống khác bị từ chối", async (peer, ct) =>
        {
            var assertion = peer.Recipient.Assertion(await peer.Issuer(ct), peer.Time.GetUtcNow());
            Refused(await peer.AskToken(peer.Sender, assertion, ct));
        }),
        new("AUTH-07", "Nothing is answered without a token: 401", "Không có token thì nhận 401", async (peer, ct) =>
        {
            (await peer.Ask(HttpMethod.Get, Peer.Root + "/inbox", null, ct: ct)).Is(401);
            (await peer.Ask(HttpMethod.Post, Peer.Root + "/packets", null, new ByteArrayContent([]), ct: ct)).Is(401);
        }),
    ];

    private static void Refused(PeerAnswer answer)
    {
        if (answer.Status is not (400 or 401))
        {
            throw new NotConforming($"{answer.Status} instead of 400 or 401");
        }
    }

    private static void Has(JsonElement found, string list, string value, bool optional = false)
    {
        if (!found.TryGetProperty(list, out var values))
        {
            if (!optional)
            {
                throw new NotConforming($"{list} is missing");
            }
        }
        else if (!values.EnumerateArray().Any(v => v.GetString() == value))
        {
            throw new NotConforming($"{list} lacks {value}");
        }
    }
}
