using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Packets;

/// <summary>Later packets about a document, and statuses by packet.</summary>
public abstract class EventTests(TestApp app)
{
    [Fact]
    public async Task Later_packets_about_a_document_are_numbered_and_never_a_conflict()
    {
        var number = Agencies.NextNumber();
        var document = await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        var first = await app.Deliver("G22", Events.Later(number, "2", "Bổ sung phụ lục"));
        var second = await app.Deliver("G22", Events.Later(number, "1", "Gửi nhầm"));
        var again = await app.Deliver("G22", Events.Later(number, "1", "Gửi nhầm"));

        Assert.Equal((0, PacketMatch.Itself), (document.Packet.EventNumber, document.Packet.Match));
        Assert.Equal((PacketKind.Update, 1, PacketMatch.Matched), (first.Packet.Kind, first.Packet.EventNumber, first.Packet.Match));
        Assert.Equal((PacketKind.Recall, 2, PacketMatch.Matched, "Gửi nhầm"), (second.Packet.Kind, second.Packet.EventNumber, second.Packet.Match, second.Packet.Reason));
        Assert.Equal((false, second.Packet.Receipt), (again.New, again.Packet.Receipt));
    }

    [Fact]
    public async Task A_later_packet_about_an_unknown_document_is_kept_as_unmatched()
    {
        var accepted = await app.Deliver("G22", Events.Later(Agencies.NextNumber(), "1", "Gửi nhầm"));

        Assert.Equal((PacketMatch.Unmatched, 0), (accepted.Packet.Match, accepted.Packet.EventNumber));
        Assert.Single(accepted.Deliveries);
    }

    [Fact]
    public async Task A_replacement_under_a_new_number_is_a_document_of_its_own()
    {
        var old = Agencies.NextNumber();
        await app.Deliver("G22", Agencies.Document("G22", ["H41"], old));
        var fresh = Agencies.NextNumber();

        var replacement = await app.Deliver("G22", Events.Later(fresh, "3", "Thay thế văn bản cũ", replaces: old));
        var report = await app.Deliver("H41", Events.Status("H41", fresh, "03"));

        Assert.Equal((PacketKind.Replacement, 1, $"G22,2026/11/24,{old}/VPCP-TTĐT"), (replacement.Packet.Kind, replacement.Packet.EventNumber, replacement.Packet.AboutDocument));
        Assert.Equal(PacketMatch.Matched, report.Packet.Match);
    }

    [Fact]
    public async Task A_status_packet_moves_the_delivery_and_reaches_the_sender()
    {
        var number = Agencies.NextNumber();
        var document = await app.Deliver("G22", Agencies.Document("000.00.00.G22", ["H41", "H26"], number, documentId: $"G22,2026/11/24,{number}/VPCP-TTĐT"));

        var report = await app.Deliver("H41", Events.Status("000.00.00.H41", number, "03"));

        Assert.True(report.Packet.StatusApplied);
        Assert.NotNull(report.Packet.StatusId);
        var fan = Agencies.Ok(await app.In<ListPacketDeliveries, Kernel.Result<List<ListPacketDeliveries.Fan>>>(l => l.Handle(document.Packet.Id, Agencies.System("G22"), CancellationToken.None)));
        var nghean = fan.Single(f => f.Delivery.RecipientCode == "H41");
        Assert.Equal(DeliveryState.Received, nghean.Delivery.State);
        Assert.Equal(("03", StatusSource.Packet, "Trần Thị Thu"), (nghean.Timeline[^1].Code, nghean.Timeline[^1].Source, nghean.Timeline[^1].StaffName));
        Assert.Equal(DeliveryState.Queued, fan.Single(f => f.Delivery.RecipientCode == "H26").Delivery.State);
        Assert.Equal("G22", Assert.Single(report.Deliveries).RecipientCode);
    }

    [Fact]
    public async Task Status_packets_out_of_order_end_at_the_furthest_state()
    {
        var number = Agencies.NextNumber();
        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        var done = await app.Deliver("H41", Events.Status("H41", number, "06"));
        var late = await app.Deliver("H41", Events.Status("H41", number, "03"));
        var again = await app.Deliver("H41", Events.Status("H41", number, "06"));

        Assert.True(done.Packet.StatusApplied);
        Assert.False(late.Packet.StatusApplied);
        Assert.Equal((false, done.Packet.StatusId), (again.New, again.Packet.StatusId));
    }

    [Fact]
    public async Task A_status_of_a_document_that_the_sender_never_received_is_unmatched()
    {
        var number = Agencies.NextNumber();
        var document = await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        var stranger = await app.Deliver("H29", Events.Status("H29", number, "03"));

        Assert.Equal(PacketMatch.Unmatched, stranger.Packet.Match);
        Assert.Equal(DeliveryState.Queued, await app.In<ExchangeDb, DeliveryState>(db => db.Deliveries.Where(d => d.PacketId == document.Packet.Id).Select(d => d.State).SingleAsync()));
    }

    [Fact]
    public async Task A_status_packet_may_name_the_document_by_number_and_date_only()
    {
        var number = Agencies.NextNumber();
        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));
        var shape = new PacketShape();
        var text = PacketText.Status("H41", "G22", $"G22,2026/11/24,{number}/VPCP-TTĐT", "03", "Đã tiếp nhận", Events.Day, shape);
        text.Message.Find("ResponseFor")!.Children.RemoveAll(c => c.Name == "DocumentId");

        var report = await app.Deliver("H41", text.Write(shape));

        Assert.Equal((PacketMatch.Matched, true), (report.Packet.Match, report.Packet.StatusApplied));
    }
}

public sealed class EventsOnSqlite(SqliteApp app) : EventTests(app), IClassFixture<SqliteApp>;

public sealed class EventsOnPostgres(PostgresApp app) : EventTests(app), IClassFixture<PostgresApp>;
