using System.Net.Http.Headers;
using VanLang.Client.Access;

namespace VanLang.Agent.Conformance;

/// <summary>Bytes and files, in whole and in ranges (RFC 9110, 14).</summary>
internal static class FetchClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("GET-01", "The recipient gets the bytes that were sent, and ETag is their SHA-256", "Nơi nhận lấy được đúng các byte đã gửi, ETag là SHA-256", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var answer = (await peer.Get("/packets/" + sample.PacketId, peer.Recipient, ct)).Is(200);
            if (!answer.Body.AsSpan().SequenceEqual(sample.Bytes))
            {
                throw new NotConforming("other bytes than were sent");
            }

            SendClauses.Same("ETag", $"\"{PeerAnswer.Text(sample.Answer, "digest")}\"", answer.Header("ETag"));
        }),
        new("GET-02", "If-None-Match with that ETag: 304", "If-None-Match với ETag đó: 304", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            (await Ask(peer, "/packets/" + sample.PacketId, peer.Recipient, ("If-None-Match", $"\"{PeerAnswer.Text(sample.Answer, "digest")}\""), ct)).Is(304);
        }),
        new("GET-03", "A file comes out of base64 as it went in", "Tệp lấy ra đúng như khi gửi", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var answer = (await peer.Get($"/packets/{sample.PacketId}/attachments/1", peer.Recipient, ct)).Is(200);
            if (!answer.Body.AsSpan().SequenceEqual(sample.File))
            {
                throw new NotConforming("other bytes than the file has");
            }
        }),
        new("GET-04", "A range of a file: 206 with its bytes and Content-Range", "Một khoảng của tệp: 206 với đúng byte và Content-Range", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var answer = (await Ask(peer, $"/packets/{sample.PacketId}/attachments/1", peer.Recipient, ("Range", "bytes=100-199"), ct)).Is(206);
            if (!answer.Body.AsSpan().SequenceEqual(sample.File.AsSpan(100, 100)))
            {
                throw new NotConforming("other bytes than the range has");
            }

            SendClauses.Same("Content-Range", $"bytes 100-199/{sample.File.Length}", answer.ContentHeaders.ContentRange?.ToString());
        }),
        new("GET-05", "A range behind the end: 416", "Khoảng nằm sau cuối tệp: 416", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            (await Ask(peer, $"/packets/{sample.PacketId}/attachments/1", peer.Recipient, ("Range", $"bytes={sample.File.Length + 10}-"), ct)).Is(416);
        }),
        new("GET-06", "A broken-off download goes on with If-Range", "Tải tiếp được bằng If-Range", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var path = "/packets/" + sample.PacketId;
            var tag = EntityTagHeaderValue.Parse($"\"{PeerAnswer.Text(sample.Answer, "digest")}\"").ToString();
            var rest = (await Ask(peer, path, peer.Recipient, ("Range", "bytes=500-"), ct, ("If-Range", tag))).Is(206);
            if (!rest.Body.AsSpan().SequenceEqual(sample.Bytes.AsSpan(500)))
            {
                throw new NotConforming("other bytes than the rest has");
            }

            (await Ask(peer, path, peer.Recipient, ("Range", "bytes=500-"), ct, ("If-Range", "\"another\""))).Is(200);
        }),
        new("GET-07", "A file that is not there: 404", "Tệp không có: 404", async (peer, ct) => _ = (await peer.Get($"/packets/{(await peer.Shared(ct)).PacketId}/attachments/99", peer.Recipient, ct)).Refuses(404)),
        new("GET-08", "A packet that is not there: 404", "Gói tin không có: 404", async (peer, ct) => _ = (await peer.Get($"/packets/{Guid.CreateVersion7(peer.Time.GetUtcNow())}", peer.Recipient, ct)).Refuses(404)),
    ];

    private static Task<PeerAnswer> Ask(Peer peer, string path, ExchangeCredentials who, (string Name, string Value) header, CancellationToken ct, params (string Name, string Value)[] more) =>
        peer.Ask(HttpMethod.Get, Peer.Root + path, who, null, new[] { header }.Concat(more).ToDictionary(h => h.Name, h => h.Value), ct);
}
