using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Receipts;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Packets;

public abstract class AcceptPacketTests(TestApp app)
{
    [Fact]
    public async Task A_document_reaches_each_recipient_once_and_earns_a_receipt()
    {
        var accepted = await app.Deliver("G22", Agencies.Document("000.00.00.G22", ["000.00.00.H41", "H26"]));

        Assert.True(accepted.New);
        Assert.Equal(["H26", "H41"], accepted.Deliveries.Select(d => d.RecipientCode).Order());
        Assert.All(accepted.Deliveries, d => Assert.Equal(DeliveryState.Queued, d.State));
        var receipt = await app.In<ReceiptSigner, ReceiptContent?>(s => Task.FromResult(s.Read(accepted.Packet.Receipt)));
        Assert.NotNull(receipt);
        Assert.Equal((accepted.Packet.Id.Value, accepted.Packet.Digest, accepted.Packet.Position), (receipt.PacketId, receipt.Digest, receipt.Position));
        var inbox = Agencies.Ok(await app.Inbox("H41"));
        Assert.Single(inbox.Items, i => i.PacketId == accepted.Packet.Id);
    }

    [Fact]
    public async Task The_same_bytes_again_get_the_stored_receipt()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var first = await app.Deliver("G22", packet);

        var second = await app.Deliver("G22", packet);

        Assert.False(second.New);
        Assert.Equal(first.Packet.Receipt, second.Packet.Receipt);
        Assert.Equal(first.Deliveries.Select(d => d.Id), second.Deliveries.Select(d => d.Id));
        Assert.Equal(1, await app.In<ExchangeDb, int>(db => db.Deliveries.CountAsync(d => d.PacketId == first.Packet.Id)));
    }

    [Fact]
    public async Task Other_content_under_the_same_identifier_is_a_conflict()
    {
        var number = Agencies.NextNumber();
        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        var second = await app.Send("G22", Agencies.Document("G22", ["H41"], number, "V/v khác"));

        Agencies.Refused(second, "EXC-0020", $"Văn bản \"G22,2026/11/24,{number}/VPCP-TTĐT\" của cơ quan này đã được gửi với nội dung khác.");
    }
}

public sealed class AcceptPacketOnSqlite(SqliteApp app) : AcceptPacketTests(app), IClassFixture<SqliteApp>;

public sealed class AcceptPacketOnPostgres(PostgresApp app) : AcceptPacketTests(app), IClassFixture<PostgresApp>;
