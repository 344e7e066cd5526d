using VanLang.Exchange.Deliveries;
using VanLang.Exchange.ExistingSystems;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Exchange.Tests.Api;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Packets;

/// <summary>
/// An agency that continues others has their business: G05 was merged into G12 on 1/3/2025. What the ended one had sent and received before is laid in by an
/// agency's system acting as G05, as it did then.
/// </summary>
public abstract class SuccessorTests(TestApp app)
{
    private static readonly Actor Finance = Agencies.System("G12", "G05");

    [Fact]
    public async Task A_delivery_that_stands_for_several_merged_agencies_names_each()
    {
        using var client = await app.Api("G22");

        var sent = await client.Send(Agencies.Document("G22", ["H02", "H05", "H01"]));

        var recipients = sent.GetProperty("recipients").EnumerateArray().Select(r => (r.Text("organId"), r.Text("deliveredTo"), r.GetProperty("succeeds").GetString())).ToList();
        Assert.Equal([("H02", "H05", "H02"), ("H05", "H05", null), ("H01", "H01", null)], recipients);
        var two = await app.Deliver("G22", Agencies.Document("G22", ["H25", "H40"]));
        var delivery = Assert.Single(two.Deliveries);
        Assert.Equal(("H42", "H25, H40", "H25, H40"), (delivery.RecipientCode, delivery.AddressedAs, delivery.Succeeds));
        var receipt = await app.In<ReceiptSigner, ReceiptContent?>(s => Task.FromResult(s.Read(two.Packet.Receipt)));
        Assert.Equal(new ReceiptRecipient("H25, H40", "H42", delivery.Id.Value, "H25, H40"), Assert.Single(receipt!.Recipients));
        using var clerk = await app.SignIn("vanthu.g22");
        (await clerk.Get($"/exchange/packets/{two.Packet.Id.Value}")).Says("Nhận thay cho H25, H40");
    }

    [Fact]
    public async Task A_successor_sees_handles_and_answers_what_was_delivered_to_the_ended_agency()
    {
        var sent = await Before("G05");
        var delivery = sent.Deliveries[0];

        var inbox = Agencies.Ok(await app.In<PollInbox, Result<Page<PollInbox.Row>>>(p => p.Handle(new PollInbox.Input(null, 0, 200, false), Finance, CancellationToken.None)));
        Assert.Equal("G05", Assert.Single(inbox.Items, i => i.DeliveryId == delivery.Id).DeliveredTo);
        using (Agencies.Ok(await app.In<OpenPacket, Result<OpenPacket.Opened>>(o => o.Handle(sent.Packet.Id, Finance, CancellationToken.None))))
        {
        }

        var done = Agencies.Ok(await app.In<ReportStatus, Result<DeliveryOutcome>>(r => r.Handle(new ReportStatus.Input(delivery.Id, "03", null, StatusStaff.Nobody), Finance, CancellationToken.None)));
        Assert.Equal((DeliveryState.Received, "G05", true), (done.Delivery.State, done.Delivery.RecipientCode, done.Applied));
        var acked = Agencies.Ok(await app.In<AcknowledgeDelivery, Result<Delivery>>(a => a.Handle(delivery.Id, Finance, CancellationToken.None)));
        Assert.NotNull(acked.AckedAt);
    }

    [Fact]
    public async Task Its_pages_and_its_system_see_them_with_a_mark_and_strangers_do_not()
    {
        var sent = await Before("G05", subject: "V/v kế hoạch đầu tư công trung hạn");
        using var successor = await app.SignIn("vanthu.g12");
        using var stranger = await app.SignIn("vanthu.h29");
        var address = $"/exchange/packets/{sent.Packet.Id.Value}";

        (await successor.Get("/exchange/inbox")).Says("V/v kế hoạch đầu tư công trung hạn", "Nhận thay mã cũ G05");
        (await successor.Get(address)).Says("Nhận thay mã cũ G05");
        (await stranger.Get(address)).Is(System.Net.HttpStatusCode.NotFound);
        using var api = await app.Api("G12");
        var rows = (await api.Get("/api/exchange/v1/inbox?limit=200")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("G05", rows.Single(r => r.Text("packetId") == sent.Packet.Id.Value.ToString()).Text("deliveredTo"));
        using var other = await app.Api("H29");
        using var refused = await other.GetAsync($"/api/exchange/v1/packets/{sent.Packet.Id.Value}");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, refused.StatusCode);
    }

    [Fact]
    public async Task What_the_ended_agency_sent_is_in_the_successors_outbox()
    {
        var sent = await app.Deliver("G05", Agencies.Document("G05", ["H41"], subject: "V/v thẩm định dự án nhóm A"));
        using var successor = await app.SignIn("vanthu.g12");

        (await successor.Get("/exchange/outbox")).Says("V/v thẩm định dự án nhóm A", "Gửi dưới mã cũ G05");
        (await successor.Get($"/exchange/packets/{sent.Packet.Id.Value}")).Says("Gửi dưới mã cũ G05", "Biên nhận của Trục");
        using var api = await app.Api("G12");
        var rows = (await api.Get("/api/exchange/v1/outbox?limit=200")).GetProperty("items").EnumerateArray().ToList();
        Assert.Equal("G05", rows.Single(r => r.Text("packetId") == sent.Packet.Id.Value.ToString()).Text("from"));
        Assert.Single((await api.Get($"/api/exchange/v1/packets/{sent.Packet.Id.Value}/deliveries")).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_status_packet_of_the_successor_reports_on_what_the_ended_agency_received()
    {
        var number = Agencies.NextNumber();
        var sent = await Before("G05", number);
        using var api = await app.Api("G12");

        var report = await api.Send(Events.Status("G12", number, "03"));

        Assert.True(report.GetProperty("applied").GetBoolean());
        Assert.Equal(DeliveryState.Received, (await app.In<ListPacketDeliveries, Result<List<ListPacketDeliveries.Fan>>>(l => l.Handle(sent.Packet.Id, Agencies.System("G22"), CancellationToken.None))).Value[0].Delivery.State);
    }

    [Fact]
    public async Task A_document_system_that_still_names_the_ended_agency_as_itself_sees_the_whole_queue()
    {
        var sent = await Before("G05");

        foreach (var own in new[] { "G05", "G12", null })
        {
            var rows = Agencies.Ok(await app.In<ListReceivedEdocs, Result<List<ReceivedEdoc>>>(l => l.Handle(new ListReceivedEdocs.Input(null, own, null, null, null, 1, ListReceivedEdocs.Most), Finance, s => s, CancellationToken.None)));
            Assert.Equal("G05", Assert.Single(rows, r => r.DocId == sent.Packet.Id.Value.ToString()).To);
        }
    }

    private Task<(Packet Packet, IReadOnlyList<Delivery> Deliveries)> Before(string recipient, string? number = null, string subject = "V/v gửi trước ngày hợp nhất") =>
        EarlierDelivery.Lay(app, recipient, number ?? Agencies.NextNumber(), subject);
}

public sealed class SuccessorsOnSqlite(SqliteApp app) : SuccessorTests(app), IClassFixture<SqliteApp>;

public sealed class SuccessorsOnPostgres(PostgresApp app) : SuccessorTests(app), IClassFixture<PostgresApp>;
