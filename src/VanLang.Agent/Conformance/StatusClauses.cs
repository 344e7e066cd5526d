using System.Globalization;
using System.Text;
using System.Text.Json;
using VanLang.Client.Packets;

namespace VanLang.Agent.Conformance;

/// <summary>Statuses 01 to 06, truthful and never backwards.</summary>
internal static class StatusClauses
{
    public static IReadOnlyList<Clause> All { get; } =
    [
        new("STA-01", "A report moves the state, and the sender sees it with its staff", "Báo trạng thái thì trạng thái tiến, bên gửi thấy kèm người xử lý", async (peer, ct) =>
        {
            var (sample, delivery) = await Fresh(peer, ct);
            Applied(await Report(peer, delivery, "03", ct), true);
            var entry = (await Timeline(peer, sample, ct)).LastOrDefault(e => PeerAnswer.Text(e, "code") == "03");
            SendClauses.Same("staff", "Trần Thị Thư", entry.ValueKind is JsonValueKind.Object ? PeerAnswer.Text(PeerAnswer.Need(entry, "staff", JsonValueKind.Object), "name") : null);
        }),
        new("STA-02", "The same report twice is one", "Báo hai lần như một", async (peer, ct) =>
        {
            var (_, delivery) = await Fresh(peer, ct);
            Applied(await Report(peer, delivery, "03", ct), true);
            Applied(await Report(peer, delivery, "03", ct), false);
        }),
        new("STA-03", "A late report is kept as history and does not move the state back", "Báo muộn được lưu vào lịch sử, không lùi trạng thái", async (peer, ct) =>
        {
            var (_, delivery) = await Fresh(peer, ct);
            Applied(await Report(peer, delivery, "05", ct), true);
            var late = await Report(peer, delivery, "03", ct);
            Applied(late, false);
            SendClauses.Same("state", "processing", PeerAnswer.Text(late, "state"));
        }),
        new("STA-04", "A return without its reason: 422; with it: taken", "Trả lại không lý do: 422; có lý do: nhận", async (peer, ct) =>
        {
            var (_, delivery) = await Fresh(peer, ct);
            _ = (await peer.Json($"/inbox/{delivery}/status", peer.Recipient, new { code = "02" }, ct)).Refuses(422);
            Applied((await peer.Json($"/inbox/{delivery}/status", peer.Recipient, new { code = "02", reason = "Sai nơi nhận" }, ct)).Is(200).Json, true);
        }),
        new("STA-05", "A code that is none: 422; a body that is no JSON: 422", "Mã không có: 422; nội dung không phải JSON: 422", async (peer, ct) =>
        {
            var (_, delivery) = await Fresh(peer, ct);
            _ = (await peer.Json($"/inbox/{delivery}/status", peer.Recipient, new { code = "99" }, ct)).Refuses(422);
            var text = new StringContent("không", Encoding.UTF8, "application/json");
            _ = (await peer.Ask(HttpMethod.Post, $"{Peer.Root}/inbox/{delivery}/status", peer.Recipient, text, ct: ct)).Refuses(400, 422);
        }),
        new("STA-06", "A status packet is answered with statusId and applied, and moves the state", "Gói tin trạng thái được trả statusId, applied và làm trạng thái tiến", async (peer, ct) =>
        {
            var (sample, _) = await Fresh(peer, ct);
            var body = new ByteArrayContent(StatusPacket(peer, sample)) { Headers = { ContentType = new("application/edxml+xml") } };
            var answer = (await peer.Ask(HttpMethod.Post, Peer.Root + "/packets", peer.Recipient, body, ct: ct)).Is(201).Json;
            _ = PeerAnswer.Need(answer, "statusId", JsonValueKind.String);
            Applied(answer, true);
            if (!(await Timeline(peer, sample, ct)).Any(e => PeerAnswer.Text(e, "code") == "05"))
            {
                throw new NotConforming("the sender does not see it");
            }
        }),
        new("STA-07", "The sender sees each recipient's delivery and state", "Bên gửi thấy lượt gửi và trạng thái từng nơi nhận", async (peer, ct) =>
        {
            var sample = await peer.Shared(ct);
            var item = PeerAnswer.Need((await peer.Get($"/packets/{sample.PacketId}/deliveries", peer.Sender, ct)).Is(200).Json, "items", JsonValueKind.Array).EnumerateArray().Single();
            foreach (var name in (string[])["deliveryId", "organId", "state", "stateAt"])
            {
                _ = PeerAnswer.Need(item, name, JsonValueKind.String);
            }

            _ = PeerAnswer.Need(item, "timeline", JsonValueKind.Array);
        }),
    ];

    private static async Task<(Sample Sample, string Delivery)> Fresh(Peer peer, CancellationToken ct)
    {
        var sample = await peer.Send(ct);
        return (sample, PeerAnswer.Text(await peer.Delivery(sample, ct), "deliveryId") ?? throw new NotConforming("the inbox names no deliveryId"));
    }

    private static async Task<JsonElement> Report(Peer peer, string delivery, string code, CancellationToken ct) =>
        (await peer.Json($"/inbox/{delivery}/status", peer.Recipient, new { code, staff = new { department = "Văn phòng", name = "Trần Thị Thư" } }, ct)).Is(200).Json;

    private static async Task<List<JsonElement>> Timeline(Peer peer, Sample sample, CancellationToken ct) =>
        [.. PeerAnswer.Need((await peer.Get($"/packets/{sample.PacketId}/deliveries", peer.Sender, ct)).Is(200).Json, "items", JsonValueKind.Array).EnumerateArray().SelectMany(i => PeerAnswer.Need(i, "timeline", JsonValueKind.Array).EnumerateArray())];

    private static void Applied(JsonElement answer, bool wanted)
    {
        var found = answer.TryGetProperty("applied", out var applied) && applied.ValueKind is JsonValueKind.True;
        if (found != wanted)
        {
            throw new NotConforming($"applied is {(found ? "true" : "false")} instead of {(wanted ? "true" : "false")}");
        }
    }

    private static byte[] StatusPacket(Peer peer, Sample sample)
    {
        var packet = sample.Packet;
        string Party(string code) => $"<edXML:OrganId>{code}</edXML:OrganId><edXML:OrganName>{code}</edXML:OrganName>";
        return Encoding.UTF8.GetBytes($"""
            <?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{PacketWriter.Namespace}"><edXML:edXMLEnvelope xmlns:edXML="{PacketWriter.Namespace}"><edXML:edXMLHeader><edXML:MessageHeader>
            <edXML:From>{Party(peer.Recipient.OrganId)}</edXML:From>
            <edXML:ResponseFor><edXML:OrganId>{peer.Sender.OrganId}</edXML:OrganId><edXML:Code>{packet.Number}/{packet.Notation}</edXML:Code><edXML:PromulgationDate>{packet.IssuedOn.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture)}</edXML:PromulgationDate><edXML:DocumentId>{sample.DocumentId}</edXML:DocumentId></edXML:ResponseFor>
            <edXML:StaffInfo><edXML:Department>Văn phòng</edXML:Department><edXML:Staff>Trần Thị Thư</edXML:Staff></edXML:StaffInfo>
            <edXML:StatusCode>05</edXML:StatusCode><edXML:Description>Đang xử lý</edXML:Description><edXML:Timestamp>{packet.MadeAt.ToOffset(TimeSpan.FromHours(7)).ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture)}</edXML:Timestamp>
            </edXML:MessageHeader></edXML:edXMLHeader></edXML:edXMLEnvelope></edXML>
            """);
    }
}
