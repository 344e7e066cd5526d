using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Maintenance;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Maintenance;

public abstract class SweepOrphanBlobsTests(TestApp app)
{
    private BlobStore Blobs => app.Services.GetRequiredService<BlobStore>();

    [Fact]
    public async Task The_blob_of_a_refused_duplicate_goes_when_it_is_old_and_that_of_a_packet_stays()
    {
        var number = Agencies.NextNumber();
        var kept = await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));
        var refused = Agencies.Document("G22", ["H41"], number, "V/v nội dung khác");
        Assert.Equal("EXC-0020", (await app.Send("G22", refused)).Error.Code);
        var orphan = Digest(refused);
        Assert.True(Blobs.Exists(orphan));

        await Sweep();
        Assert.True(Blobs.Exists(orphan)); // young
        Age(orphan);
        Age(kept.Packet.Digest);
        var swept = await Sweep();

        Assert.Equal(1, swept);
        Assert.False(Blobs.Exists(orphan));
        Assert.True(Blobs.Exists(kept.Packet.Digest));
    }

    [Fact]
    public async Task Sending_an_orphan_again_makes_it_young()
    {
        var number = Agencies.NextNumber();
        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));
        var refused = Agencies.Document("G22", ["H41"], number, "V/v nội dung khác");
        await app.Send("G22", refused);
        Age(Digest(refused));

        await app.Send("G22", refused);

        await Sweep();
        Assert.True(Blobs.Exists(Digest(refused)));
    }

    [Fact]
    public async Task What_another_module_names_stays()
    {
        var digest = await Lay("của mô-đun khác");
        Age(digest);
        await using var scope = app.Services.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var sweep = new SweepOrphanBlobs(Blobs, [.. services.GetServices<IBlobOwner>(), new Owner(digest)], services.GetRequiredService<IngestWriter>(), services.GetRequiredService<Microsoft.Extensions.Options.IOptions<ExchangeOptions>>());

        await sweep.Handle(CancellationToken.None);

        Assert.True(Blobs.Exists(digest));
    }

    [Fact]
    public async Task A_packet_whose_bytes_are_swept_between_keeping_and_row_is_kept_again()
    {
        var packet = Agencies.Document("G22", ["H41"]);
        var digest = await Lay(packet);
        Age(digest);

        // The row was decided upon after the sweep: it is told that the blob is gone, and nothing is committed.
        var writer = app.Services.GetRequiredService<IngestWriter>();
        Assert.Equal(1, Agencies.Ok(await writer.Submit(new SweepWork(Actor.Platform("test"), [digest], Blobs.FileTime()), CancellationToken.None)));
        var told = Agencies.Ok(await writer.Submit(new PacketWork(Agencies.System("G22"), Incoming(digest)) { BlobFound = true }, CancellationToken.None));
        var sent = await app.Deliver("G22", packet);

        Assert.Same(StoredPacket.BlobGone, told);
        Assert.True(Blobs.Exists(sent.Packet.Digest));
    }

    [Fact]
    public async Task However_sweeps_and_sendings_race_no_accepted_packet_loses_its_bytes()
    {
        const int Seed = 20261124;
        var random = new Random(Seed);
        var packets = Enumerable.Range(0, 60).Select(_ => Agencies.Document("G22", ["H41"])).ToList();
        foreach (var packet in packets)
        {
            Age(await Lay(packet)); // Each begins as an old orphan: the worst moment to be sent again.
        }

        var writer = app.Services.GetRequiredService<IngestWriter>();
        var sends = packets.Select(async p =>
        {
            await Task.Delay(random.Next(40));
            return await app.Deliver("G22", p);
        }).ToList();
        var sweeps = Enumerable.Range(0, 60).Select(async i =>
        {
            await Task.Delay(random.Next(60));
            // Harsher than the job: no age is young enough, and nobody was asked before.
            await writer.Submit(new SweepWork(Actor.Platform("test"), [Digest(packets[i])], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc)), CancellationToken.None);
            await Sweep();
        }).ToList();
        var sent = await Task.WhenAll(sends);
        await Task.WhenAll(sweeps);

        foreach (var accepted in sent)
        {
            Assert.True(await Blobs.Verify(accepted.Packet.Digest, CancellationToken.None), $"SEED {Seed}: {accepted.Packet.Digest}");
        }
    }

    private Task<int> Sweep() => app.In<SweepOrphanBlobs, int>(s => s.Handle(CancellationToken.None));

    private Task<string> Lay(string text) => Lay(System.Text.Encoding.UTF8.GetBytes(text));

    private async Task<string> Lay(byte[] bytes)
    {
        await using var stream = Blobs.Begin();
        await stream.WriteAsync(bytes);
        return await Blobs.Keep(stream, CancellationToken.None);
    }

    private void Age(string digest) => File.SetLastWriteTimeUtc(Path.Combine(app.Database.DataFolder, "blobs", digest[..2], digest[2..4], digest), new DateTime(2019, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    private static string Digest(byte[] bytes) => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes));

    private static IncomingPacket Incoming(string digest) => new()
    {
        Kind = PacketKind.Document,
        SenderCode = "G22",
        OwnCode = "G22",
        SenderAs = "G22",
        SenderName = "Văn phòng Chính phủ",
        DocumentId = digest,
        Targets = [new DocumentKey("G22", digest)],
        Subject = "V/v góp ý dự thảo",
        Digest = digest,
        Size = 1,
        Signature = "Absent",
        Search = "",
        Recipients = [new IncomingRecipient("H41", "Ủy ban nhân dân tỉnh Nghệ An", "H41", "H41")],
        Attachments = [],
    };

    private sealed class Owner(string digest) : IBlobOwner
    {
        public IAsyncEnumerable<NamedBlob> All(CancellationToken ct) => AsyncEnumerable.Empty<NamedBlob>();

        public Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> digests, CancellationToken ct) => Task.FromResult<IReadOnlySet<string>>(new HashSet<string> { digest });
    }
}

public sealed class SweepOrphanBlobsOnSqlite(SqliteApp app) : SweepOrphanBlobsTests(app), IClassFixture<SqliteApp>;

public sealed class SweepOrphanBlobsOnPostgres(PostgresApp app) : SweepOrphanBlobsTests(app), IClassFixture<PostgresApp>;
