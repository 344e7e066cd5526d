using System.Text.Json;
using VanLang.Client.Packets;

namespace VanLang.Agent.Conformance;

/// <summary>Bad input gets a clear reason: problem details with a stable code, and the place in the packet.</summary>
internal static class RefusalClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("BAD-01", "A packet that is not well-formed: 422 with line and column", "Gói tin sai cú pháp XML: 422 kèm dòng, cột", async (peer, ct) => Placed((await peer.Post((await peer.Make(null, ct)).Bytes[..700], ct)).Refuses(422))),
        new("BAD-02", "A missing element: 422 that names it", "Thiếu phần tử: 422 nêu tên phần tử", async (peer, ct) =>
        {
            var problem = (await peer.Post(await peer.Bent("edXML:Subject>", "edXML:Subjct>", ct), ct)).Refuses(422);
            if (!problem.GetRawText().Contains("Subject", StringComparison.Ordinal))
            {
                throw new NotConforming("the refusal does not name Subject");
            }
        }),
        new("BAD-03", "A date that does not exist: 422 with its place", "Ngày không có thật: 422 kèm vị trí", async (peer, ct) => Placed((await peer.Post(await peer.Bent("<edXML:PromulgationDate>20", "<edXML:PromulgationDate>20x", ct), ct)).Refuses(422))),
        new("BAD-04", "A DTD: 422, nothing is expanded", "Có DTD: 422, không mở rộng gì", async (peer, ct) => _ = (await peer.Post(await peer.Bent("?><edXML", "?><!DOCTYPE edXML [<!ENTITY a \"b\">]><edXML", ct), ct)).Refuses(422)),
        new("BAD-05", "Base64 that is cut short: 422", "Base64 bị cắt cụt: 422", async (peer, ct) => _ = (await peer.Post(await peer.Bent("</edXML:ContentTransferEncoded>", "A</edXML:ContentTransferEncoded>", ct), ct)).Refuses(422)),
        new("BAD-06", "A file of the manifest that is not there: 422", "Tệp có trong danh mục nhưng không có nội dung: 422", async (peer, ct) =>
        {
            var (bytes, _, _) = await peer.Make(null, ct);
            var text = System.Text.Encoding.UTF8.GetString(bytes);
            var start = text.IndexOf("<AttachmentEncoded", StringComparison.Ordinal);
            _ = (await peer.Post(System.Text.Encoding.UTF8.GetBytes(text[..start] + "</edXML>"), ct)).Refuses(422);
        }),
        new("BAD-07", "An empty body: 422", "Nội dung rỗng: 422", async (peer, ct) => _ = (await peer.Post([], ct)).Refuses(422)),
        new("BAD-08", "Another content type: 415", "Kiểu nội dung khác: 415", async (peer, ct) => _ = (await peer.Post((await peer.Make(null, ct)).Bytes, ct, "text/plain")).Refuses(415)),
        new("BAD-09", "A recipient that the directory does not know: 422 that names it", "Nơi nhận không có trong danh mục: 422 nêu tên", async (peer, ct) =>
        {
            var (bytes, _, _) = await peer.Make(p => p with { To = [new PacketParty("000.00.00.Z98", "Không có")] }, ct);
            if (!(await peer.Post(bytes, ct)).Refuses(422).GetRawText().Contains("Z98", StringComparison.Ordinal))
            {
                throw new NotConforming("the refusal does not name the recipient");
            }
        }),
        new("BAD-10", "A sender that is not the caller: 403", "Cơ quan gửi không phải cơ quan đang gọi: 403", async (peer, ct) =>
        {
            var (bytes, _, _) = await peer.Make(p => p with { From = p.To[0], To = [p.From] }, ct);
            _ = (await peer.Post(bytes, ct)).Refuses(403);
        }),
        new("BAD-11", "A secrecy stamp in the subject: 403 (Decision 28/2018, art. 1(2))", "Trích yếu có dấu mật: 403 (Quyết định 28/2018, Điều 1 khoản 2)", async (peer, ct) =>
        {
            var (bytes, _, _) = await peer.Make(p => p with { Subject = "TỐI MẬT: kiểm tra sự phù hợp" }, ct);
            _ = (await peer.Post(bytes, ct)).Refuses(403);
        }),
        new("BAD-12", "A file name that is a path: 422", "Tên tệp là đường dẫn: 422", async (peer, ct) => _ = (await peer.Post(await peer.Bent("kiem-tra.pdf", "../../kiem-tra.pdf", ct), ct)).Refuses(422)),
        new("BAD-13", "A refusal lists every reason with code and sentence", "Lời từ chối nêu mọi lý do kèm mã và câu", async (peer, ct) =>
        {
            var problem = (await peer.Post(await peer.Bent("<edXML:FullName>", "<edXML:Name>", ct), ct)).Refuses(422);
            var two = (await peer.Post(System.Text.Encoding.UTF8.GetBytes("<edXML xmlns=\"http://www.mic.gov.vn/TBT/QCVN_102_2016\"><edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope></edXML>"), ct)).Refuses(422);
            var errors = PeerAnswer.Need(two, "errors", JsonValueKind.Array);
            if (errors.GetArrayLength() < 3 || errors.EnumerateArray().Any(e => PeerAnswer.Text(e, "code") is null || PeerAnswer.Text(e, "text") is null))
            {
                throw new NotConforming($"{errors.GetArrayLength()} reasons for a header that lacks everything");
            }

            _ = PeerAnswer.Need(problem, "errors", JsonValueKind.Array);
        }),
    ];

    private static void Placed(JsonElement problem)
    {
        var errors = PeerAnswer.Need(problem, "errors", JsonValueKind.Array);
        if (!errors.EnumerateArray().Any(e => e.TryGetProperty("line", out var line) && line.TryGetInt32(out var l) && l > 0 && e.TryGetProperty("column", out _)))
        {
            throw new NotConforming("no reason tells line and column");
        }
    }
}
