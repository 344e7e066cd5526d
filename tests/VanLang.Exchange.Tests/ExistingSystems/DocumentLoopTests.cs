using System.Net;
using System.Text;
using System.Text.Json;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>Two systems that know the kit only, and a third on our own API, exchange documents and statuses on the running server.</summary>
public abstract class DocumentLoopTests(TestApp app)
{
    private static readonly DateOnly Day = new(2026, 11, 24);

    [Fact]
    public async Task Two_document_systems_exchange_documents_and_statuses_and_a_third_comes_by_our_own_api()
    {
        using var ministry = await DocumentSystem.Configure(app, "G22");
        using var province = await DocumentSystem.Configure(app, "H41");
        using var modern = await app.Api("H26");
        await province.Poll();
        await ministry.Poll("status");
        var number = Agencies.NextNumber();
        var packet = Agencies.Document("000.00.00.G22", ["000.00.00.H41", "000.00.00.H26"], number);

        var docId = await ministry.Send(packet);

        // The province takes it the way its software always did.
        var row = Assert.Single(await province.List());
        Assert.Equal(
            (docId, "000.00.00.G22", "000.00.00.H41", "eDoc", "edoc", "inbox"),
            (row.Text("docId"), row.Text("from"), row.Text("to"), row.Text("serviceType"), row.Text("messagetype"), row.Text("status")));
        Assert.Equal("2026/11/24", row.Text("created_time")[..10]);
        Assert.Equal(1, (await province.Call("countReceiveEdoc", [])).GetProperty("count").GetInt32());
        Assert.Equal(packet, await province.Get(docId));
        await province.Say(docId, "processing");
        Assert.Equal("processing", Assert.Single(await province.List()).Text("status"));
        await province.Say(docId, "done");
        Assert.Empty(await province.List());
        Assert.Equal(0, (await province.Call("countReceiveEdoc", [])).GetProperty("count").GetInt32());

        // Taking it off the queue is not handling it: its state is "arrived" and no more.
        Assert.Equal((DeliveryState.Delivered, QueueState.Done), await State(docId, "H41"));
        var status = PacketText.Status("000.00.00.H41", "000.00.00.G22", $"000.00.00.G22,2026/11/24,{number}/VPCP-TTĐT", "03", "Văn thư: đã tiếp nhận, vào sổ", Day, new PacketShape()).Write(new PacketShape());
        var statusId = await province.Send(status, "status");
        Assert.Equal(DeliveryState.Received, (await State(docId, "H41")).State);
        Assert.Equal(1, (await ministry.Call("countReceiveStatus", [])).GetProperty("count").GetInt32());
        var (told, bytes) = Assert.Single(await ministry.Poll("status"));
        Assert.Equal((statusId, "status"), (told.Text("docId"), told.Text("messagetype")));
        Assert.Equal(status, bytes);
        Assert.Empty(await ministry.List("status"));

        // The third has its own way, and the sender sees both side by side.
        var delivery = (await modern.Get("/api/exchange/v1/inbox")).GetProperty("items").EnumerateArray().Single(i => i.Text("packetId") == docId).Text("deliveryId");
        using (var done = await modern.PostAsync($"/api/exchange/v1/inbox/{delivery}/ack", null))
        {
            await done.Json(HttpStatusCode.OK);
        }

        var sent = (await ministry.Call("getSentEdocList", [("docId", docId)])).GetProperty("data").EnumerateArray().ToDictionary(s => s.Text("to"));
        Assert.Equal(("done", "03", "Da tiep nhan"), (sent["000.00.00.H41"].Text("receiveStatus"), sent["000.00.00.H41"].Text("businessStatus"), sent["000.00.00.H41"].Text("businessStatusDesc")));
        Assert.Equal(("done", "01", "done"), (sent["000.00.00.H26"].Text("receiveStatus"), sent["000.00.00.H26"].Text("businessStatus"), sent["000.00.00.H26"].Text("sendStatus")));
        Assert.Equal($"{number}/VPCP-TTĐT", sent["000.00.00.H26"].Text("notation"));
        Assert.Equal(("G22", "V/v kết nối, liên thông phần mềm quản lý văn bản"), (sent["000.00.00.H26"].Text("fromCode"), sent["000.00.00.H26"].Text("title")));

        // And the other way round: what comes by our API is fetched by the kit.
        var reply = Agencies.Document("H26", ["G22"], shape: new PacketShape { Prefix = "ns7", Zip = false });
        var replyId = (await modern.Send(reply)).Text("packetId");
        Assert.Equal(reply, (await ministry.Poll()).Single(p => p.Row.Text("docId") == replyId).Packet);
        Assert.DoesNotContain(await ministry.List(), r => r.Text("docId") == replyId);
        var mirrored = (await modern.Get($"{Calls.Packets}/{replyId}/deliveries")).GetProperty("items")[0];
        Assert.Equal(("delivered", true), (mirrored.Text("state"), mirrored.TryGetProperty("acknowledgedAt", out var at) && at.ValueKind is JsonValueKind.String));
    }

    [Fact]
    public async Task The_same_packet_by_every_api_is_one_document()
    {
        using var system = await DocumentSystem.Configure(app, "G12");
        using var modern = await app.Api("G12");
        var packet = Agencies.Document("G12", ["H41"]);

        var first = (await modern.Send(packet)).Text("packetId");
        var second = await system.Send(packet);
        using var answer = await system.Answer(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], DocumentSystem.Form(packet));
        var third = (await DocumentSystem.Read(answer)).Text("DocId");

        Assert.Equal((first, first), (second, third));
        using var other = await system.Answer(HttpMethod.Post, "/vxp/sendEdoc", [], new ByteArrayContent(Encoding.UTF8.GetBytes(Agencies.Text(packet).Replace("V/v kết nối", "V/v nối lại", StringComparison.Ordinal))));
        Assert.Equal("10", (await DocumentSystem.Read(other, HttpStatusCode.Conflict)).Text("ErrorCode"));
    }

    [Fact]
    public async Task The_provincial_shape_does_the_same()
    {
        using var sender = await DocumentSystem.Configure(app, "H17");
        using var receiver = await DocumentSystem.Configure(app, "H29");
        await receiver.Poll();
        var packet = Agencies.Document("H17", ["H29"]);

        using var sent = await sender.Answer(HttpMethod.Post, "/lgsp/v1/sendEdoc", [("Authorization", "Bearer the-tinh-cua-cong")], DocumentSystem.Form(packet));
        var docId = (await DocumentSystem.Read(sent)).Text("DocId");
        using var listed = await receiver.Answer(HttpMethod.Get, "/lgsp/v1/syncReceivedEdocList?messageType=edoc&fromDate=2026/11/24&toDate=2026/11/24", []);
        var row = Assert.Single((await DocumentSystem.Read(listed)).GetProperty("data").EnumerateArray());
        using var got = await receiver.Answer(HttpMethod.Get, "/lgsp/v1/getEdoc?docId=" + docId, []);
        var fetched = await DocumentSystem.Read(got);
        using var updated = await receiver.Answer(HttpMethod.Post, "/lgsp/v1/updateStatus", [], new StringContent($$"""{"docId":"{{docId}}","status":"done"}""", Encoding.UTF8, "application/json"));
        var done = await DocumentSystem.Read(updated);
        using var told = await sender.Answer(HttpMethod.Get, "/lgsp/v1/getReceiveStatus?docId=" + docId, []);

        Assert.Equal((docId, "Đã vào hộp thư đến trên Trục"), (row.Text("docId"), row.Text("statusDesc")));
        Assert.Equal(packet, Convert.FromBase64String(fetched.Text("data")));
        Assert.Equal("Thành công", done.Text("ErrorDesc"));
        Assert.Equal("done", Assert.Single((await DocumentSystem.Read(told)).GetProperty("data").EnumerateArray()).Text("receiveStatus"));
        Assert.Empty(await receiver.List());
        using var none = await receiver.Answer(HttpMethod.Get, "/lgsp/v1/syncReceivedEdocList?messageType=edoc&fromDate=2026/11/25", []);
        Assert.Empty((await DocumentSystem.Read(none)).GetProperty("data").EnumerateArray());
        using var statuses = await sender.Answer(HttpMethod.Get, "/lgsp/v1/getReceiveStatus", []);
        Assert.Empty((await DocumentSystem.Read(statuses)).GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task A_large_packet_comes_back_whole_both_ways()
    {
        using var sender = await DocumentSystem.Configure(app, "G15");
        using var receiver = await DocumentSystem.Configure(app, "H29");
        var noise = new byte[6 * 1024 * 1024];
        new Random(28).NextBytes(noise);
        var packet = Agencies.Document("G15", ["H29"], change: t => t.Files.Add(new PacketFile("phu-luc.bin", noise, "application/octet-stream")));
        var docId = await sender.Send(packet);

        Assert.Equal(packet, await receiver.Get(docId));
        using var download = await receiver.Answer(HttpMethod.Get, "/vxp/downloadEdoc?docId=" + docId, []);
        Assert.Equal("application/edxml+xml", download.Content.Headers.ContentType!.MediaType);
        Assert.Equal(packet, await download.Content.ReadAsByteArrayAsync());
        await receiver.Say(docId, "done");
    }

    [Theory]
    [InlineData("inbox", QueueState.Inbox, DeliveryState.Queued, true)]
    [InlineData("processing", QueueState.Processing, DeliveryState.Delivered, true)]
    [InlineData("acceptance", QueueState.Acceptance, DeliveryState.Delivered, true)]
    [InlineData("rejection", QueueState.Rejection, DeliveryState.Queued, true)]
    [InlineData("fail", QueueState.Fail, DeliveryState.Queued, true)]
    [InlineData("done", QueueState.Done, DeliveryState.Delivered, false)]
    [InlineData("DONE", QueueState.Done, DeliveryState.Delivered, false)]
    public async Task A_keyword_of_the_queue_is_no_business_status(string keyword, object queue, object state, bool stays)
    {
        using var receiver = await DocumentSystem.Configure(app, "H29");
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H29"]));
        var docId = sent.Packet.Id.Value.ToString();

        await receiver.Say(docId, keyword);
        await receiver.Say(docId, keyword);

        Assert.Equal(((DeliveryState)state, (QueueState)queue), await State(docId, "H29"));
        Assert.Equal(stays, (await receiver.List()).Exists(r => r.Text("docId") == docId));
        var timeline = (await app.In<ListPacketDeliveries, List<ListPacketDeliveries.Fan>>(l => l.Of(sent.Packet.Id, null, default)))[0].Timeline;
        Assert.Equal((DeliveryState)state is DeliveryState.Queued ? [] : ["01"], timeline.Select(s => s.Code));
        await receiver.Say(docId, "done");
        await receiver.Say(docId, "fail");
        Assert.Equal(QueueState.Done, (await State(docId, "H29")).Queue);
    }

    [Fact]
    public async Task Lists_are_filtered_by_kind_sender_date_and_keyword_and_come_page_by_page()
    {
        using var receiver = await DocumentSystem.Configure(app, "H29");
        await receiver.Poll();
        var number = Agencies.NextNumber();
        var ids = new List<string>();
        foreach (var from in (string[])["G22", "G12", "G15"])
        {
            ids.Add((await app.Deliver(from, Agencies.Document(from, ["H29"], number))).Packet.Id.Value.ToString());
        }

        await app.Deliver("G22", Agencies.Text(Agencies.Document("G22", ["H29"], Agencies.NextNumber())) is var text
            ? Encoding.UTF8.GetBytes(text.Replace("<edXML:BussinessDocType>0</edXML:BussinessDocType>", "<edXML:BussinessDocType>1</edXML:BussinessDocType><edXML:BussinessDocReason>Gửi nhầm</edXML:BussinessDocReason>", StringComparison.Ordinal))
            : []);
        await receiver.Say(ids[1], "fail");

        async Task<IEnumerable<string>> Ids(params (string, string)[] headers) => (await receiver.Call("getReceivedEdocList", headers)).GetProperty("data").EnumerateArray().Select(r => r.Text("docId"));

        Assert.Equal(4, (await Ids()).Count());
        Assert.Equal(4, (await Ids(("from", "000.00.00.H29"))).Count());
        Assert.Equal([ids[1]], await Ids(("from", "000.00.00.G12")));
        Assert.Equal([ids[1]], await Ids(("status", "fail")));
        Assert.Equal([ids[0], ids[1]], await Ids(("pageIndex", "1"), ("pageSize", "2")));
        Assert.Equal([ids[2]], (await Ids(("pageIndex", "2"), ("pageSize", "2"))).Take(1));
        Assert.Equal("revocation", Assert.Single((await receiver.Call("getReceivedEdocList", [("messagetype", "revocation")])).GetProperty("data").EnumerateArray()).Text("messagetype"));
        Assert.Empty(await Ids(("fromDate", "2026/11/25")));
        Assert.Empty(await Ids(("toDate", "2026/11/23")));
        await receiver.Refused(HttpMethod.Post, "/vxp/getReceivedEdocList", [("fromDate", "hom qua")], null, HttpStatusCode.BadRequest, "10", "File khong hop le: fromDate khong phai la ngay dang yyyy/MM/dd: \"hom qua\".");
        await receiver.Refused(HttpMethod.Post, "/vxp/getReceivedEdocList", [("messagetype", "thu")], null, HttpStatusCode.BadRequest, "10", "File khong hop le: messagetype \"thu\" khong co; dung edoc, status, revocation, update hoac replacement.");
        await receiver.Refused(HttpMethod.Post, "/vxp/getReceivedEdocList", [("status", "xong")], null, HttpStatusCode.BadRequest, "10", "File khong hop le: status \"xong\" khong co; dung inbox, processing, acceptance, rejection, fail hoac done.");
        await receiver.Poll();
    }

    [Theory]
    [InlineData("/vxp/getReceivedEdocList")]
    [InlineData("/vxp/getSentEdocList")]
    [InlineData("/vxp/countReceiveEdoc")]
    public async Task A_list_takes_as_many_commands_for_one_row_as_for_many(string path)
    {
        using var system = await DocumentSystem.Configure(app, "H41");
        using var browser = app.Browser();
        await app.Deliver("H41", Agencies.Document("H41", ["H29", "H26", "H17"]));
        await app.Deliver("G22", Agencies.Document("G22", ["H41"]));
        await app.Deliver("G12", Agencies.Document("G12", ["H41"]));
        await system.List();

        var one = await browser.Send(system.Sign(new HttpRequestMessage(HttpMethod.Post, path + "?pageSize=1")));
        var many = await browser.Send(system.Sign(new HttpRequestMessage(HttpMethod.Post, path + "?pageSize=1000")));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.Status, many.Status));
        Assert.Equal(one.Commands.Count, many.Commands.Count);
        Assert.InRange(many.Commands.Count, 1, 3);
    }

    private async Task<(DeliveryState State, QueueState Queue)> State(string docId, string recipient)
    {
        var fan = await app.In<ListPacketDeliveries, List<ListPacketDeliveries.Fan>>(l => l.Of(new PacketId(Guid.Parse(docId)), [recipient], default));
        return (fan[0].Delivery.State, fan[0].Delivery.Queue);
    }
}

public sealed class DocumentLoopOnSqlite(SqliteApp app) : DocumentLoopTests(app), IClassFixture<SqliteApp>;

public sealed class DocumentLoopOnPostgres(PostgresApp app) : DocumentLoopTests(app), IClassFixture<PostgresApp>;
