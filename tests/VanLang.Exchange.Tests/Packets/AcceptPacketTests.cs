using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;
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

    [Fact]
    public async Task A_merged_agency_is_reached_through_its_successor_which_sees_it_in_its_inbox()
    {
        var accepted = await app.Deliver("G22", Agencies.Document("G22", ["000.00.00.G05"]));

        var delivery = Assert.Single(accepted.Deliveries);
        Assert.Equal(("G12", "000.00.00.G05", "G05"), (delivery.RecipientCode, delivery.AddressedAs, delivery.Succeeds));
        Assert.Contains(Remark.Read(accepted.Packet.Warnings), w => w.Code == "EXC-1002");
        Assert.Contains(Agencies.Ok(await app.Inbox("G12")).Items, i => i.PacketId == accepted.Packet.Id);
    }

    [Fact]
    public async Task The_successor_may_send_under_the_old_code_and_the_document_stays_the_old_ones()
    {
        var number = Agencies.NextNumber();
        var first = await app.Deliver("G12", Agencies.Document("000.00.00.G05", ["H41"], number));

        var second = await app.Send("G12", Agencies.Document("G05", ["H41"], number, documentId: $"000.00.00.G05,2026/11/24,{number}/VPCP-TTĐT"));

        Assert.Equal(("G12", "G05"), (first.Packet.SenderCode, first.Packet.AboutSender));
        Assert.Equal("EXC-0020", second.Error.Code);
    }

    [Fact]
    public async Task Nobody_without_an_organisation_sends()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var bytes = scope.ServiceProvider.GetRequiredService<BlobStore>().Begin();

        var refused = await scope.ServiceProvider.GetRequiredService<AcceptPacket>().Handle(new AcceptPacket.Input(bytes, null), Agencies.System("G22") with { OrganizationCode = null }, CancellationToken.None);

        Agencies.Refused(refused, "EXC-0001", "Tài khoản này không đại diện cho cơ quan nào nên không gửi, nhận văn bản được.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void A_key_that_cannot_be_one_is_refused(string key)
    {
        var error = AcceptPacket.Check(key, Agencies.System("G22"))!;

        Assert.Equal(("EXC-0016", "Idempotency-Key phải có từ 1 đến 200 ký tự in được."), (error.Code, error.Sentence("vi")));
    }

    [Fact]
    public async Task An_identifier_that_is_too_long_is_refused() => Agencies.Refused(
        await app.Send("G22", Agencies.Document("G22", ["H41"], documentId: new string('9', 401))), "EDX-0023", "\"DocumentId\" dài 401 ký tự, tối đa 255.");

    [Fact]
    public async Task A_damaged_blob_is_found_before_anybody_reads_it()
    {
        var accepted = await app.Deliver("G22", Agencies.Document("G22", ["H41"]));
        var digest = accepted.Packet.Digest;
        var path = Path.Combine(app.Database.DataFolder, "blobs", digest[..2], digest[2..4], digest);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[^5] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var opened = await app.In<OpenPacket, Result<OpenPacket.Opened>>(o => o.Handle(accepted.Packet.Id, Agencies.System("H41"), CancellationToken.None));

        Agencies.Refused(opened, "EXC-0033", "Nội dung lưu trữ của gói tin bị hỏng; quản trị hệ thống đã được báo.");
    }
}

public sealed class AcceptPacketOnSqlite(SqliteApp app) : AcceptPacketTests(app), IClassFixture<SqliteApp>;

public sealed class AcceptPacketOnPostgres(PostgresApp app) : AcceptPacketTests(app), IClassFixture<PostgresApp>;
