using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using VanLang.Data.Blobs;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Ingest;

public abstract class IngestWriterTests(TestApp app)
{
    [Fact]
    public async Task Many_at_once_get_places_in_the_log_without_gaps()
    {
        var before = await Last();

        var sent = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => app.Deliver("G22", Agencies.Document("G22", ["H41", "H26", "H29", "H17"]))));

        Assert.Equal(Enumerable.Range(1, 60).Select(i => before + i), sent.Select(s => s.Packet.Position).Order());
        Assert.All(sent, s => Assert.Equal(4, s.Deliveries.Count));
        Assert.Equal(60, sent.Select(s => s.Packet.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_same_packet_many_times_at_once_is_accepted_once()
    {
        var packet = Agencies.Document("G22", ["H41"]);

        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => app.Deliver("G22", packet)));

        Assert.Single(answers, a => a.New);
        Assert.Single(answers.Select(a => a.Packet.Receipt).Distinct());
        Assert.Single(answers.SelectMany(a => a.Deliveries).Select(d => d.Id).Distinct());
    }

    [Fact]
    public async Task Two_writers_on_one_database_accept_a_packet_once_and_leave_no_gap()
    {
        await using var other = new IngestWriter(
            app.Services.GetRequiredService<IServiceScopeFactory>(),
            app.Services.GetRequiredService<ReceiptSigner>(),
            app.Services.GetRequiredService<InboxSignals>(),
            app.Services.GetRequiredService<BlobStore>(),
            app.Services.GetRequiredService<Clock>(),
            NullLogger<IngestWriter>.Instance);
        var one = app.Services.GetRequiredService<IngestWriter>();
        var before = await Last();

        var answers = await Task.WhenAll(Enumerable.Range(0, 30).SelectMany(i => new[] { Submit(one, i), Submit(other, i) }));

        var packets = answers.Select(Agencies.Ok).ToList();
        Assert.Equal(30, packets.Count(p => p.New));
        Assert.Equal(Enumerable.Range(1, 30).Select(i => before + i), packets.Where(p => p.New).Select(p => p.Packet.Position).Order());
        Assert.All(packets.GroupBy(p => p.Packet.DocumentId), g => Assert.Single(g.Select(p => p.Packet.Receipt).Distinct()));

        static Task<Result<StoredPacket>> Submit(IngestWriter writer, int i) => writer.Submit(new PacketWork(Agencies.System("G15"), Packet("hai-nut-" + i)), CancellationToken.None);
    }

    [Fact]
    public async Task A_work_that_cannot_be_committed_fails_alone()
    {
        var writer = app.Services.GetRequiredService<IngestWriter>();
        var poison = Packet("poison") with { Subject = null! };

        var good = Enumerable.Range(0, 12).Select(i => writer.Submit(new PacketWork(Agencies.System("G15"), Packet("lanh-" + i)), CancellationToken.None)).ToList();
        var bad = writer.Submit(new PacketWork(Agencies.System("G15"), poison), CancellationToken.None);
        good.AddRange(Enumerable.Range(12, 12).Select(i => writer.Submit(new PacketWork(Agencies.System("G15"), Packet("lanh-" + i)), CancellationToken.None)));

        await Assert.ThrowsAnyAsync<Exception>(() => bad);
        Assert.All(await Task.WhenAll(good), g => Assert.True(Agencies.Ok(g).New));
        Assert.False(await app.In<ExchangeDb, bool>(db => db.Packets.AnyAsync(p => p.DocumentId == "poison")));
    }

    [Fact]
    public async Task A_draining_writer_commits_what_it_took_and_refuses_the_rest()
    {
        var writer = new IngestWriter(
            app.Services.GetRequiredService<IServiceScopeFactory>(),
            app.Services.GetRequiredService<ReceiptSigner>(),
            app.Services.GetRequiredService<InboxSignals>(),
            app.Services.GetRequiredService<BlobStore>(),
            app.Services.GetRequiredService<Clock>(),
            NullLogger<IngestWriter>.Instance);
        var taken = Enumerable.Range(0, 40).Select(i => writer.Submit(new PacketWork(Agencies.System("G15"), Packet("dung-" + i)), CancellationToken.None)).ToList();

        await writer.StopAsync(new CancellationToken(canceled: true));
        var late = await writer.Submit(new PacketWork(Agencies.System("G15"), Packet("muon")), CancellationToken.None);

        Assert.All(await Task.WhenAll(taken), t => Assert.True(Agencies.Ok(t).New));
        Agencies.Refused(late, "EXC-0060", "Máy chủ đang dừng; hãy gửi lại sau ít giây.");
        await writer.DisposeAsync();
    }

    [Fact]
    public async Task Everything_written_has_its_audit_row()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H41"]));
        await app.Report(sent.Deliveries[0], StatusMachine.Registered);

        var actions = await app.In<ExchangeDb, List<string>>(db => db.AuditRows
            .Where(r => r.Subject == sent.Packet.Id.Value.ToString() || r.Subject == sent.Deliveries[0].Id.Value.ToString())
            .OrderBy(r => r.Number).Select(r => r.Action + " " + r.ActorId).ToListAsync());

        Assert.Equal(["exchange.packet.accepted client-G22", "exchange.delivery.status client-H41"], actions);
    }

    private Task<long> Last() => app.In<ExchangeDb, long>(async db => await db.Packets.MaxAsync(p => (long?)p.Position) ?? 0);

    private static IncomingPacket Packet(string id) => new()
    {
        Kind = PacketKind.Document,
        SenderCode = "G15",
        OwnCode = "G15",
        SenderAs = "G15",
        SenderName = "Bộ Tư pháp",
        DocumentId = id,
        Targets = [new DocumentKey("G15", id)],
        Subject = "V/v góp ý dự thảo",
        Digest = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(id))),
        Size = 1,
        Signature = "Absent",
        Search = "",
        Recipients = [new IncomingRecipient("H41", "Ủy ban nhân dân tỉnh Nghệ An", "H41", "H41")],
        Attachments = [],
    };
}

public sealed class IngestWriterOnSqlite(SqliteApp app) : IngestWriterTests(app), IClassFixture<SqliteApp>;

public sealed class IngestWriterOnPostgres(PostgresApp app) : IngestWriterTests(app), IClassFixture<PostgresApp>;
