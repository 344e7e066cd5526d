using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Tests.Packets;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Archives;

public abstract class ArchiveMonthTests(TestApp app)
{
    [Fact]
    public async Task The_bytes_of_an_old_month_move_into_one_file_and_are_read_from_there()
    {
        var packets = new[] { await app.Lay("2021-01"), await app.Lay("2021-01", to: ["H41", "H26"]), await app.Lay("2021-01") };

        var month = await app.ArchiveOf("2021-01");

        Assert.NotNull(month);
        Assert.Equal(("exchange-2021-01.tar", 3, packets.Sum(p => p.Packet.Size)), (month.File, month.Packets, month.Bytes));
        Assert.Empty(month.KeptBack);
        Assert.All(packets, p => Assert.False(app.Blobs().Exists(p.Packet.Digest)));
        foreach (var packet in packets)
        {
            Assert.Equal(packet.Packet.Digest, await app.Read(packet.Packet, "G22"));
            Assert.Equal(packet.Packet.Digest, await app.Read(packet.Packet, "H41"));
        }

        var report = await app.Verify();
        Assert.True(report.IsGood, report.ToText("en"));
        Assert.True(report.Archives > 0);
    }

    [Fact]
    public async Task A_dry_run_says_what_would_go_and_moves_nothing()
    {
        var sent = await app.Lay("2021-02");

        var month = await app.ArchiveOf("2021-02", dryRun: true);

        Assert.Equal((null, 1, sent.Packet.Size), (month!.File, month.Packets, month.Bytes));
        Assert.True(app.Blobs().Exists(sent.Packet.Digest));
        Assert.False(await app.In<ExchangeDb, bool>(db => db.MonthArchives.AnyAsync(a => a.Month == "2021-02")));
    }

    [Fact]
    public async Task Later_months_stay_in_the_store()
    {
        var (old, younger) = (await app.Lay("2021-03"), await app.Lay("2021-04"));

        await app.ArchiveOf("2021-03");

        Assert.False(app.Blobs().Exists(old.Packet.Digest));
        Assert.True(app.Blobs().Exists(younger.Packet.Digest));
    }

    [Fact]
    public async Task What_no_recipient_has_acknowledged_stays_and_goes_with_a_later_run_into_a_file_of_its_own()
    {
        var (done, waiting) = (await app.Lay("2021-05"), await app.Lay("2021-05", acknowledge: false, register: false));

        var first = await app.ArchiveOf("2021-05");
        Assert.Equal(("exchange-2021-05.tar", 1), (first!.File, first.Packets));
        Assert.Equal(("nơi nhận chưa xác nhận", "not acknowledged by a recipient", 1), (first.KeptBack[0].Vi, first.KeptBack[0].En, first.KeptBack[0].Packets));
        Assert.True(app.Blobs().Exists(waiting.Packet.Digest));

        await app.Acknowledge(waiting.Deliveries[0]);
        await app.Report(waiting.Deliveries[0], StatusMachine.Registered);
        var second = await app.ArchiveOf("2021-05");

        Assert.Equal(("exchange-2021-05.2.tar", 1), (second!.File, second.Packets));
        Assert.Equal(done.Packet.Digest, await app.Read(done.Packet, "H41"));
        Assert.Equal(waiting.Packet.Digest, await app.Read(waiting.Packet, "H41"));
        Assert.True((await app.Verify()).IsGood);
    }

    [Fact]
    public async Task What_has_a_running_clock_stays()
    {
        var sent = await app.Lay("2021-06", register: false);

        var month = await app.ArchiveOf("2021-06");

        Assert.Equal(("thời hạn luật định đang chạy", "under a running deadline", 1), (month!.KeptBack[0].Vi, month.KeptBack[0].En, month.KeptBack[0].Packets));
        Assert.True(app.Blobs().Exists(sent.Packet.Digest));
    }

    [Fact]
    public async Task What_is_frozen_by_a_recall_stays()
    {
        var sent = await app.Lay("2021-07");
        await app.Recall(sent.Packet);
        await app.Destroy(sent.Deliveries[0]);

        var month = await app.ArchiveOf("2021-07");

        Assert.Equal(("văn bản bị thu hồi, giữ nguyên trạng", 1), (month!.KeptBack[0].Vi, month.KeptBack[0].Packets));
        Assert.True(app.Blobs().Exists(sent.Packet.Digest));
    }

    [Fact]
    public async Task What_waits_for_its_document_stays()
    {
        var sent = await app.Lay("2021-08", packet: Events.Status("G22", Agencies.NextNumber(), "03"));

        var month = await app.ArchiveOf("2021-08");

        Assert.Equal(("chưa khớp văn bản gốc", "waiting for its document"), (month!.KeptBack[0].Vi, month.KeptBack[0].En));
        Assert.True(app.Blobs().Exists(sent.Packet.Digest));
    }

    [Fact]
    public async Task What_is_held_stays_until_it_is_released()
    {
        var sent = await app.Lay("2021-09");
        var name = $"G22/{sent.Packet.DocumentId}";
        Assert.True((await app.In<HoldDocument, Result>(h => h.Handle(name, "Thanh tra theo Quyết định 12/QĐ-TTr", OldPackets.Operator, CancellationToken.None))).IsOk);

        var held = await app.ArchiveOf("2021-09");
        Assert.Equal(("đang được giữ lại", "under a hold", 1), (held!.KeptBack[0].Vi, held.KeptBack[0].En, held.KeptBack[0].Packets));
        Assert.True(app.Blobs().Exists(sent.Packet.Digest));

        Assert.True((await app.In<ReleaseDocument, Result>(r => r.Handle(name, OldPackets.Operator, CancellationToken.None))).IsOk);
        Assert.Equal(1, (await app.ArchiveOf("2021-09"))!.Packets);
        var acts = await app.In<ExchangeDb, List<string>>(db => db.AuditRows.Where(a => a.Subject == name).OrderBy(a => a.Number).Select(a => a.Action).ToListAsync());
        Assert.Equal(["exchange.archive.held", "exchange.archive.released"], acts);
    }

    [Fact]
    public async Task A_damaged_packet_stays_and_is_no_part_of_an_archive()
    {
        var (sound, bent) = (await app.Lay("2021-10"), await app.Lay("2021-10"));
        var path = Path.Combine(app.Database.DataFolder, "blobs", bent.Packet.Digest[..2], bent.Packet.Digest[2..4], bent.Packet.Digest);
        var bytes = await File.ReadAllBytesAsync(path);
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);

        var month = await app.ArchiveOf("2021-10");

        Assert.Equal(1, month!.Packets);
        Assert.Equal(("nội dung bị hỏng hoặc thiếu: chạy verify", 1), (month.KeptBack[0].Vi, month.KeptBack[0].Packets));
        Assert.Equal(sound.Packet.Digest, await app.Read(sound.Packet, "G22"));
        Agencies.Refused(await app.Open(bent.Packet, "G22"), "EXC-0033", "Nội dung lưu trữ của gói tin bị hỏng; quản trị hệ thống đã được báo.");
        bytes[100] ^= 1;
        await File.WriteAllBytesAsync(path, bytes);
    }

    [Fact]
    public async Task Numbers_stay_taken_and_the_same_packet_gets_its_old_receipt_after_its_bytes_have_gone()
    {
        var number = Agencies.NextNumber();
        var packet = Agencies.Document("G22", ["H41"], number, date: new DateOnly(2021, 11, 12));
        var sent = await app.Lay("2021-11", packet: packet);
        await app.ArchiveOf("2021-11");

        var again = await app.Deliver("G22", packet);
        var other = await app.Send("G22", Agencies.Document("G22", ["H41"], number, "V/v nội dung khác", date: new DateOnly(2021, 11, 12)));

        Assert.False(again.New);
        Assert.Equal(sent.Packet.Receipt, again.Packet.Receipt);
        Assert.Equal("EXC-0020", other.Error.Code);
        Assert.True((await app.Verify()).IsGood);
    }

    [Fact]
    public async Task An_archived_document_can_be_recalled_and_is_gone_for_its_recipient()
    {
        var sent = await app.Lay("2021-12");
        await app.ArchiveOf("2021-12");

        await app.Recall(sent.Packet);
        await app.Destroy(sent.Deliveries[0]);

        Assert.Equal(sent.Packet.Digest, await app.Read(sent.Packet, "G22"));
        Assert.Equal(ErrorKind.Gone, (await app.Open(sent.Packet, "H41")).Error.Kind);
    }

    [Fact]
    public async Task A_file_in_a_packet_is_taken_out_of_the_archive()
    {
        var sent = await app.Lay("2022-01");
        await app.ArchiveOf("2022-01");
        using var client = await app.Api("G22");

        using var file = await client.GetAsync(new Uri($"/api/exchange/v1/packets/{sent.Packet.Id.Value}/attachments/1", UriKind.Relative));
        using var range = new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{sent.Packet.Id.Value}");
        range.Headers.Range = new System.Net.Http.Headers.RangeHeaderValue(5, 24);
        using var part = await client.SendAsync(range);

        Assert.Equal(200, (int)file.StatusCode);
        Assert.StartsWith("%PDF-", await file.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(206, (int)part.StatusCode);
        Assert.Equal(20, (await part.Content.ReadAsByteArrayAsync()).Length);
    }
}

public sealed class ArchiveMonthOnSqlite(SqliteApp app) : ArchiveMonthTests(app), IClassFixture<SqliteApp>;

public sealed class ArchiveMonthOnPostgres(PostgresApp app) : ArchiveMonthTests(app), IClassFixture<PostgresApp>;
