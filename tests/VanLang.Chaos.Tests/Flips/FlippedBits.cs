using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Chaos.Tests.Steps;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Backup;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Flips;

/// <summary>
/// Row R10: single bits are flipped in stored blobs, in rows of the proved tables, in the database's file where such a row or its index lies,
/// and in a backup. Each flip by itself must be detected: a blob's on read and by <c>verify</c>, the others by <c>verify</c>, a backup's before it is restored.
/// </summary>
public abstract class FlippedBits(DatabaseKind kind)
{
    private static readonly (int Blobs, int Rows, int File, int Backup) Size = ChaosSize.Full ? (300, 400, 150, 150) : (40, 25, 10, 25);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task R10_every_flipped_bit_is_detected()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var watch = Stopwatch.StartNew();
        var random = new Random(ChaosSize.Seed);
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        using var packets = new StepPackets(server, ChaosSize.Seed);
        await packets.SendMany(Size.Blobs, "bit", Ct);
        for (var again = 0; again < 5 && packets.Pending > 0; again++)
        {
            await packets.Owed(Ct); // A busy machine may have kept some of them waiting too long.
        }

        Assert.Equal(0, packets.Pending);

        var (onRead, blobs) = await Blobs(server, packets, random);
        await using var app = VanLangServer.Build(new ServerSettings { Urls = "http://127.0.0.1:0", DataFolder = server.Database.DataFolder, Postgres = server.Database.Postgres, Overrides = TestApp.Quiet });
        var good = await Verify(app);
        Assert.True(good.IsGood, good.ToText("en"));
        Assert.Equal(Size.Blobs, good.Blobs);

        var rows = await Rows(server.Database, app, random);
        var file = kind is DatabaseKind.Sqlite ? await Pages(server.Database, app, random) : "not tried (PostgreSQL checks its own pages: initdb -k)";
        var backup = await Backup(server, app, random);

        ChaosSize.Figure($"R10 {kind}: blobs {Size.Blobs} flips, {onRead} found on read, {blobs} by verify; rows {rows}; file {file}; backup {backup}; {watch.Elapsed.TotalSeconds:0} s, seed {ChaosSize.Seed}");
        Assert.Equal((Size.Blobs, Size.Blobs), (onRead, blobs));
    }

    private static Task<VerificationReport> Verify(Microsoft.AspNetCore.Builder.WebApplication app) => app.Services.GetRequiredService<AuditVerification>().Run([], null, Ct);

    private static async Task<(int OnRead, int ByVerify)> Blobs(ServerProcess server, StepPackets packets, Random random)
    {
        var acks = packets.Acks;
        var files = acks.Select(a => Path.Combine(server.Database.DataFolder, "blobs", a.Digest[..2], a.Digest[2..4], a.Digest)).ToList();
        var flips = files.ConvertAll(f => Flip.In(f, random));
        var onRead = 0;
        foreach (var ack in acks)
        {
            var (status, body) = await packets.Sender.Once(() => new HttpRequestMessage(HttpMethod.Get, $"/api/exchange/v1/packets/{ack.PacketId}"), Ct);
            onRead += status is HttpStatusCode.ServiceUnavailable && System.Text.Encoding.UTF8.GetString(body).Contains("EXC-0033", StringComparison.Ordinal) ? 1 : 0;
        }

        await server.Terminate();
        await using var app = VanLangServer.Build(new ServerSettings { Urls = "http://127.0.0.1:0", DataFolder = server.Database.DataFolder, Postgres = server.Database.Postgres, Overrides = TestApp.Quiet });
        var report = await Verify(app);
        flips.ForEach(f => f.Undo());

        // The report names the first hundred; all of them are counted.
        var named = report.Faults.Count(f => f.Table == "exchange.Packet" && acks.Any(a => f.Key == $"G22/{a.PacketId}"));
        return (onRead, report.FaultCount == named || named == report.Faults.Count ? (int)report.FaultCount : -1);
    }

    private static async Task<string> Rows(TestDatabase database, Microsoft.AspNetCore.Builder.WebApplication app, Random random)
    {
        await using var table = await RowFlips.Open(database, Ct);
        var missed = new List<string>();
        for (var i = 0; i < Size.Rows; i++)
        {
            var flip = await table.FlipOne(random, Ct);
            if ((await Verify(app)).IsGood)
            {
                missed.Add(flip.What);
            }

            await flip.Undo();
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        var after = await Verify(app);
        Assert.True(after.IsGood, after.ToText("en"));
        return $"{Size.Rows} flips, {missed.Count} missed";
    }

    // The bytes of a value of a proved row, wherever in the file they stand: in the table's page, or in that of an index.
    private static async Task<string> Pages(TestDatabase database, Microsoft.AspNetCore.Builder.WebApplication app, Random random)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        var path = Path.Combine(database.DataFolder, "exchange.db");
        var values = await RowFlips.Texts(path, Ct);
        var missed = new List<string>();
        var inIndexes = 0;
        for (var i = 0; i < Size.File; i++)
        {
            var places = Flip.Find(await File.ReadAllBytesAsync(path, Ct), values[random.Next(values.Count)]);
            var which = random.Next(places.Count);
            inIndexes += which > 0 ? 1 : 0;
            var flip = Flip.At(path, places[which], random);
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            if ((await Verify(app)).IsGood)
            {
                missed.Add(flip.What);
            }

            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            flip.Undo();
        }

        Assert.True(missed.Count == 0, string.Join('\n', missed));
        return $"{Size.File} flips, {inIndexes} of them in second places (indexes), {missed.Count} missed";
    }

    private static async Task<string> Backup(ServerProcess server, Microsoft.AspNetCore.Builder.WebApplication app, Random random)
    {
        var archive = server.Database.DataFolder + ".flips.tar";
        await app.Services.GetRequiredService<TakeBackup>().Write(archive, Kernel.Actor.Platform("test"), null, Ct);
        var missed = 0;
        for (var i = 0; i < Size.Backup; i++)
        {
            var flip = Flip.In(archive, random);
            missed += await ArchiveSum.Holds(archive, Ct) != false ? 1 : 0;
            if (i == 0)
            {
                await using var place = ServerProcess.Node(await TestDatabase.Empty(DatabaseKind.Sqlite), new Dictionary<string, string>());
                var (code, said) = await place.Verb("restore", archive);
                Assert.True(code == 1 && said.Contains("is not what was written", StringComparison.Ordinal), said);
                await place.Database.Drop();
            }

            flip.Undo();
        }

        Assert.True(await ArchiveSum.Holds(archive, Ct));
        Assert.Equal(0, missed);
        return $"{Size.Backup} flips, {missed} missed";
    }
}

public sealed class FlippedBitsOnSqlite() : FlippedBits(DatabaseKind.Sqlite);

public sealed class FlippedBitsOnPostgres() : FlippedBits(DatabaseKind.Postgres);
