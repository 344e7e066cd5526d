using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using VanLang.Client.Access;

namespace VanLang.Agent.Conformance;

/// <summary>Large files in pieces (TUS 1.0.0). A peer may do without.</summary>
internal static class UploadClauses
{
    private const string Path = Peer.Root + "/uploads";

    public static IReadOnlyList<Clause> All { get; } =
    [
        new("TUS-01", "OPTIONS tells version 1.0.0 and the extensions creation, checksum (sha256), termination", "OPTIONS nêu phiên bản 1.0.0 và các phần mở rộng creation, checksum (sha256), termination", async (peer, ct) =>
        {
            var answer = await Offered(peer, ct);
            var extensions = (answer.Header("Tus-Extension") ?? "").Split(',', StringSplitOptions.TrimEntries);
            if (answer.Header("Tus-Version")?.Split(',').Contains("1.0.0") != true || !((string[])["creation", "checksum", "termination"]).All(extensions.Contains) || answer.Header("Tus-Checksum-Algorithm")?.Contains("sha256", StringComparison.Ordinal) != true)
            {
                throw new NotConforming($"Tus-Version {answer.Header("Tus-Version")}, Tus-Extension {answer.Header("Tus-Extension")}");
            }
        }),
        new("TUS-02", "A file comes in pieces; HEAD tells the offset after each", "Tệp tải lên từng đoạn; HEAD cho biết đã nhận đến đâu", async (peer, ct) =>
        {
            var at = await Begin(peer, 1000, ct);
            var piece = new byte[600];
            SendClauses.Same("Upload-Offset", "600", (await Append(peer, at, 0, piece, ct)).Is(204).Header("Upload-Offset"));
            SendClauses.Same("Upload-Offset", "600", (await Tus(peer, HttpMethod.Head, at, peer.Sender, ct)).Is(200).Header("Upload-Offset"));
            SendClauses.Same("Upload-Offset", "1000", (await Append(peer, at, 600, new byte[400], ct)).Is(204).Header("Upload-Offset"));
            await End(peer, at, ct);
        }),
        new("TUS-03", "A piece for another offset: 409", "Đoạn sai vị trí: 409", async (peer, ct) =>
        {
            var at = await Begin(peer, 1000, ct);
            _ = (await Append(peer, at, 10, new byte[10], ct)).Refuses(409);
            await End(peer, at, ct);
        }),
        new("TUS-04", "A piece that does not match its checksum: 460, and nothing of it is kept", "Đoạn không khớp checksum: 460, không giữ gì", async (peer, ct) =>
        {
            var at = await Begin(peer, 1000, ct);
            (await Append(peer, at, 0, new byte[100], ct, "sha256 " + Convert.ToBase64String(SHA256.HashData([1])))).Is(460);
            SendClauses.Same("Upload-Offset", "0", (await Tus(peer, HttpMethod.Head, at, peer.Sender, ct)).Is(200).Header("Upload-Offset"));
            await End(peer, at, ct);
        }),
        new("TUS-05", "Another agency's upload is not found: 404", "Lượt tải lên của cơ quan khác: 404", async (peer, ct) =>
        {
            var at = await Begin(peer, 1000, ct);
            (await Tus(peer, HttpMethod.Head, at, peer.Recipient, ct)).Is(404);
            await End(peer, at, ct);
        }),
        new("TUS-06", "A request without Tus-Resumable: 412", "Thiếu Tus-Resumable: 412", async (peer, ct) =>
        {
            await Offered(peer, ct);
            (await peer.Ask(HttpMethod.Post, Path, peer.Sender, headers: new Dictionary<string, string> { ["Upload-Length"] = "10" }, ct: ct)).Is(412);
        }),
        new("TUS-07", "A packet takes an upload in by Content-Location, and has the bytes of one that was sent whole", "Gói tin nhận tệp đã tải lên qua Content-Location, có đúng các byte như gửi nguyên", async (peer, ct) =>
        {
            var (bytes, _, file) = await peer.Make(null, ct);
            var at = await Begin(peer, file.Length, ct);
            (await Append(peer, at, 0, file, ct, "sha256 " + Convert.ToBase64String(SHA256.HashData(file)))).Is(204);
            var text = Encoding.UTF8.GetString(bytes);
            var bare = text[..text.IndexOf("<AttachmentEncoded", StringComparison.Ordinal)] + "</edXML>";
            var part = new ByteArrayContent([]) { Headers = { ContentType = new MediaTypeHeaderValue("application/pdf") } };
            part.Headers.TryAddWithoutValidation("Content-Location", at);
            using var form = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes(bare)), "packet", "packet.edxml" }, { part, "att-1", "kiem-tra.pdf" } };
            var answer = (await peer.Ask(HttpMethod.Post, Peer.Root + "/packets", peer.Sender, form, ct: ct)).Is(201).Json;
            SendClauses.Same("digest", Convert.ToHexStringLower(SHA256.HashData(bytes)), PeerAnswer.Text(answer, "digest"));
            await End(peer, at, ct);
        }),
        new("TUS-08", "An upload that was thrown away is gone", "Lượt tải lên đã bỏ thì không còn", async (peer, ct) =>
        {
            var at = await Begin(peer, 10, ct);
            await End(peer, at, ct);
            if ((await Tus(peer, HttpMethod.Head, at, peer.Sender, ct)).Status is var status && status is not (404 or 410))
            {
                throw new NotConforming($"{status} instead of 404 or 410");
            }
        }),
    ];

    private static async Task<PeerAnswer> Offered(Peer peer, CancellationToken ct)
    {
        var answer = await peer.Ask(HttpMethod.Options, Path, peer.Sender, ct: ct);
        return answer.Status switch
        {
            404 or 405 or 501 => throw new PartNotOffered("no uploads here"),
            200 or 204 => answer,
            var other => throw new NotConforming($"{other} instead of 204"),
        };
    }

    private static async Task<string> Begin(Peer peer, long length, CancellationToken ct)
    {
        await Offered(peer, ct);
        var answer = (await Tus(peer, HttpMethod.Post, Path, peer.Sender, ct, ("Upload-Length", length.ToString(CultureInfo.InvariantCulture)))).Is(201);
        var location = answer.Headers.Location ?? throw new NotConforming("no Location");
        return location.IsAbsoluteUri ? location.PathAndQuery : location.ToString();
    }

    private static Task<PeerAnswer> Append(Peer peer, string at, long offset, byte[] piece, CancellationToken ct, string? checksum = null)
    {
        var headers = new Dictionary<string, string> { ["Tus-Resumable"] = "1.0.0", ["Upload-Offset"] = offset.ToString(CultureInfo.InvariantCulture) };
        if (checksum is not null)
        {
            headers["Upload-Checksum"] = checksum;
        }

        return peer.Ask(HttpMethod.Patch, at, peer.Sender, new ByteArrayContent(piece) { Headers = { ContentType = new MediaTypeHeaderValue("application/offset+octet-stream") } }, headers, ct);
    }

    private static async Task End(Peer peer, string at, CancellationToken ct) => (await Tus(peer, HttpMethod.Delete, at, peer.Sender, ct)).Is(204);

    private static Task<PeerAnswer> Tus(Peer peer, HttpMethod method, string path, ExchangeCredentials who, CancellationToken ct, params (string Name, string Value)[] headers) =>
        peer.Ask(method, path, who, null, headers.Append(("Tus-Resumable", "1.0.0")).ToDictionary(h => h.Item1, h => h.Item2), ct);
}
