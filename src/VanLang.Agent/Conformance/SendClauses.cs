using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using VanLang.Client;
using VanLang.Client.Receipts;

namespace VanLang.Agent.Conformance;

/// <summary>Accepting, once, with a receipt that proves it.</summary>
internal static class SendClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("SEND-01", "A good packet is answered 201 with its ids, time, recipients and receipt", "Gói tin đúng được trả 201 kèm mã, thời điểm, nơi nhận và biên nhận", async (peer, ct) =>
        {
            var answer = (await peer.Shared(ct)).Answer;
            foreach (var name in (string[])["packetId", "documentId", "digest", "acceptedAt", "receipt"])
            {
                _ = PeerAnswer.Need(answer, name, JsonValueKind.String);
            }

            var recipient = PeerAnswer.Need(answer, "recipients", JsonValueKind.Array).EnumerateArray().FirstOrDefault();
            foreach (var name in (string[])["organId", "deliveryId", "state"])
            {
                _ = PeerAnswer.Need(recipient, name, JsonValueKind.String);
            }
        }),
        new("SEND-02", "The digest is the SHA-256 of the bytes that were sent", "Giá trị băm là SHA-256 của đúng các byte đã gửi", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            Same("digest", Convert.ToHexStringLower(SHA256.HashData(sample.Bytes)), PeerAnswer.Text(sample.Answer, "digest"));
            Same("documentId", sample.DocumentId, PeerAnswer.Text(sample.Answer, "documentId"));
        }),
        new("SEND-03", "The receipt is a JWS (ES256) of a published key and states packet, digest and recipients", "Biên nhận là JWS (ES256) của khóa đã công bố, nêu gói tin, giá trị băm và nơi nhận", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var keys = ReceiptKeys.Parse(Encoding.UTF8.GetString((await peer.Ask(HttpMethod.Get, "/.well-known/exchange-receipts.json", null, ct: ct)).Is(200).Body));
            var stated = Verify(keys, PeerAnswer.Text(sample.Answer, "receipt") ?? "");
            Same("digest in the receipt", Convert.ToHexStringLower(SHA256.HashData(sample.Bytes)), stated.Digest);
            Same("packetId in the receipt", sample.PacketId, stated.PacketId.ToString());
            Same("documentId in the receipt", sample.DocumentId, stated.DocumentId);
            if (!stated.Recipients.Any(r => r.OrganId.Split(", ").Contains(peer.Recipient.OrganId)))
            {
                throw new NotConforming("the receipt does not name the recipient");
            }
        }),
        new("SEND-04", "The same bytes again: 200 with the same receipt", "Gửi lại đúng các byte đó: 200 với biên nhận cũ", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var again = (await peer.Post(sample.Bytes, ct)).Is(200).Json;
            Same("receipt", PeerAnswer.Text(sample.Answer, "receipt"), PeerAnswer.Text(again, "receipt"));
        }),
        new("SEND-05", "The same document with other content: 409", "Cùng văn bản nhưng nội dung khác: 409", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var (other, _, _) = await peer.Make(_ => sample.Packet with { Subject = "Nội dung khác" }, ct);
            _ = (await peer.Post(other, ct)).Refuses(409);
        }),
        new("SEND-06", "An Idempotency-Key is good for one packet: another one under it is 409, the same one 200", "Idempotency-Key dùng cho một gói tin: gói khác nhận 409, cùng gói nhận 200", async (peer, ct) =>
        {
            var key = "conform-" + RandomNumberGenerator.GetHexString(16);
            var (first, _, _) = await peer.Make(null, ct);
            var (second, _, _) = await peer.Make(null, ct);
            (await peer.Post(first, ct, headers: ("Idempotency-Key", key))).Is(201);
            (await peer.Post(first, ct, headers: ("Idempotency-Key", key))).Is(200);
            _ = (await peer.Post(second, ct, headers: ("Idempotency-Key", key))).Refuses(409);
        }),
        new("SEND-07", "A right Content-Digest (RFC 9530) is taken, a wrong one refused with 422", "Content-Digest (RFC 9530) đúng được nhận, sai bị từ chối 422", async (peer, ct) =>
        {
            var (bytes, _, _) = await peer.Make(null, ct);
            _ = (await peer.Post(bytes, ct, headers: ("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData([1]))}:"))).Refuses(422);
            (await peer.Post(bytes, ct, headers: ("Content-Digest", $"sha-256=:{Convert.ToBase64String(SHA256.HashData(bytes))}:"))).Is(201);
        }),
        new("SEND-08", "What was sent stands in the outbox", "Gói tin đã gửi có trong hộp đi", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            string? after = null;
            for (var pages = 0; pages < 1000; pages++)
            {
                var page = (await peer.Get("/outbox?limit=200" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)), peer.Sender, ct)).Is(200).Json;
                var items = PeerAnswer.Need(page, "items", JsonValueKind.Array);
                if (items.EnumerateArray().Any(i => PeerAnswer.Text(i, "packetId") == sample.PacketId))
                {
                    return;
                }

                if (items.GetArrayLength() == 0)
                {
                    break;
                }

                after = PeerAnswer.Need(page, "next", JsonValueKind.String).GetString();
            }

            throw new NotConforming("the packet is not in the outbox");
        }),
    ];

    public static void Same(string what, string? wanted, string? found)
    {
        if (wanted != found)
        {
            throw new NotConforming($"{what}: \"{found}\" instead of \"{wanted}\"");
        }
    }

    private static Receipt Verify(ReceiptKeys keys, string receipt)
    {
        try
        {
            return keys.Verify(receipt);
        }
        catch (ExchangeException e)
        {
            throw new NotConforming(e.Message);
        }
    }
}
