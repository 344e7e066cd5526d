using System.Diagnostics;
using System.Text.Json;

namespace VanLang.Agent.Conformance;

/// <summary>The feed by cursor, and taking over.</summary>
internal static class InboxClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("BOX-01", "The packet stands in the recipient's inbox with its facts", "Gói tin có trong hộp đến của nơi nhận kèm thông tin", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var item = await peer.Delivery(sample, ct);
            foreach (var name in (string[])["deliveryId", "packetId", "documentId", "from", "subject", "kind", "receivedAt"])
            {
                _ = PeerAnswer.Need(item, name, JsonValueKind.String);
            }

            _ = PeerAnswer.Need(item, "priority", JsonValueKind.Number);
            SendClauses.Same("documentId", sample.DocumentId, PeerAnswer.Text(item, "documentId"));
            SendClauses.Same("kind", "document", PeerAnswer.Text(item, "kind"));
        }),
        new("BOX-02", "Parts follow each other by 'next' without gap or repetition", "Các phần nối nhau bằng next, không thiếu, không lặp", async (peer, ct) =>
        {
            var sent = new List<string>();
            var start = await End(peer, ct);
            for (var i = 0; i < 3; i++)
            {
                sent.Add((await peer.Send(ct)).PacketId);
            }

            var found = new List<string>();
            for (var after = start; found.Count < 10;)
            {
                var page = await Page(peer, $"?all=true&limit=1&after={Uri.EscapeDataString(after)}", ct);
                var items = page.GetProperty("items");
                if (items.GetArrayLength() > 1)
                {
                    throw new NotConforming("limit=1 gives more than one");
                }

                if (items.GetArrayLength() == 0)
                {
                    break;
                }

                found.Add(PeerAnswer.Text(items[0], "packetId")!);
                after = page.GetProperty("next").GetString()!;
            }

            if (!sent.All(found.Contains) || found.Distinct().Count() != found.Count || !found.Where(sent.Contains).SequenceEqual(sent))
            {
                throw new NotConforming($"sent {string.Join(", ", sent)}, found {string.Join(", ", found)}");
            }
        }),
        new("BOX-03", "'next' is always there and safe in an address", "Luôn có next và dùng được trong địa chỉ", async (peer, ct) =>
        {
            var next = await End(peer, ct);
            if (next.Length == 0 || next.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_' or '.' or '~')))
            {
                throw new NotConforming($"next is \"{next}\"");
            }
        }),
        new("BOX-04", "A long poll without news waits, then answers empty", "Chờ dài không có tin mới thì đợi rồi trả rỗng", async (peer, ct) =>
        {
            var next = await End(peer, ct);
            var watch = Stopwatch.StartNew();
            var page = await Page(peer, $"?all=true&wait=2&after={Uri.EscapeDataString(next)}", ct);
            if (page.GetProperty("items").GetArrayLength() == 0 && watch.Elapsed < TimeSpan.FromSeconds(1.5))
            {
                throw new NotConforming($"it answered after {watch.Elapsed.TotalSeconds:0.0} s");
            }
        }),
        new("BOX-05", "A long poll is woken by news", "Chờ dài được đánh thức khi có văn bản", async (peer, ct) =>
        {
            var next = await End(peer, ct);
            var waiting = Page(peer, $"?all=true&wait=20&after={Uri.EscapeDataString(next)}", ct);
            var watch = Stopwatch.StartNew();
            await peer.Send(ct);
            var page = await waiting;
            if (page.GetProperty("items").GetArrayLength() == 0 || watch.Elapsed > TimeSpan.FromSeconds(10))
            {
                throw new NotConforming($"{page.GetProperty("items").GetArrayLength()} items after {watch.Elapsed.TotalSeconds:0.0} s");
            }
        }),
        new("BOX-06", "A limit, a wait or a cursor out of range: 422", "limit, wait hoặc con trỏ sai: 422", async (peer, ct) =>
        {
            foreach (var query in (string[])["limit=0", "limit=201", "wait=31", "after=khong%20phai"])
            {
                _ = (await peer.Get("/inbox?" + query, peer.Recipient, ct)).Refuses(422);
            }
        }),
        new("BOX-07", "Acknowledging takes a delivery off the queue; again it changes nothing", "Xác nhận thì văn bản rời hàng đợi; làm lại không đổi gì", async (peer, ct) =>
        {
            var sample = await peer.Send(ct);
            var delivery = PeerAnswer.Text(await peer.Delivery(sample, ct), "deliveryId")!;
            var first = (await peer.Json($"/inbox/{delivery}/ack", peer.Recipient, null, ct)).Is(200).Json;
            var second = (await peer.Json($"/inbox/{delivery}/ack", peer.Recipient, null, ct)).Is(200).Json;
            SendClauses.Same("acknowledgedAt", PeerAnswer.Text(first, "acknowledgedAt"), PeerAnswer.Text(second, "acknowledgedAt"));
            var waiting = await Page(peer, "?limit=200", ct);
            if (waiting.GetProperty("items").EnumerateArray().Any(i => PeerAnswer.Text(i, "deliveryId") == delivery))
            {
                throw new NotConforming("it still stands in the queue");
            }

            _ = await peer.Delivery(sample, ct);
        }),
        new("BOX-08", "Another agency's delivery is not found: 404", "Lượt gửi của cơ quan khác: 404", async (peer, ct) =>
        {
            var delivery = PeerAnswer.Text(await peer.Delivery(await peer.Shared(ct), ct), "deliveryId")!;
            _ = (await peer.Json($"/inbox/{delivery}/ack", peer.Sender, null, ct)).Refuses(404);
            _ = (await peer.Json($"/inbox/{delivery}/status", peer.Sender, new { code = "03" }, ct)).Refuses(404);
        }),
    ];

    private static async Task<JsonElement> Page(Peer peer, string query, CancellationToken ct)
    {
        var page = (await peer.Get("/inbox" + query, peer.Recipient, ct)).Is(200).Json;
        _ = PeerAnswer.Need(page, "items", JsonValueKind.Array);
        _ = PeerAnswer.Need(page, "next", JsonValueKind.String);
        return page;
    }

    // The cursor behind everything that is there.
    private static async Task<string> End(Peer peer, CancellationToken ct)
    {
        var after = "";
        while (true)
        {
            var page = await Page(peer, "?all=true&limit=200" + (after.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(after)), ct);
            var next = page.GetProperty("next").GetString()!;
            if (page.GetProperty("items").GetArrayLength() == 0 || next == after)
            {
                return next;
            }

            after = next;
        }
    }
}
