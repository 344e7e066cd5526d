using System.Diagnostics;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Backups;

/// <summary>
/// Row R20: a backup is taken while agencies send and read; restored into an empty place it verifies, has everything that was
/// acknowledged before it began, and delivers nothing again that a reader had taken off its queue.
/// </summary>
public abstract class BackupUnderLoad(DatabaseKind kind)
{
    [Fact]
    public async Task R20_a_backup_under_load_is_restored_and_nothing_is_delivered_again()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var ct = TestContext.Current.CancellationToken;
        var (sends, padding) = ChaosSize.Full ? (2_000, 380_000) : (160, 240_000);
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        var before = new AgencyLoad(ChaosSize.Seed, sends, server) { Padding = padding };
        var acks = await before.Run(server.Database.DataFolder + ".journals", done => done, ct);
        Assert.Empty(before.Surprises);

        var archive = server.Database.DataFolder + ".backup.tar";
        var watch = Stopwatch.StartNew();
        var (took, during) = (TimeSpan.Zero, 0);
        var load = new AgencyLoad(ChaosSize.Seed + 1, ChaosSize.Full ? 4_000 : 200, server);
        await load.Run(server.Database.DataFolder + ".journals2", async _ =>
        {
            await Task.Delay(TimeSpan.FromMilliseconds(500), ct);
            var sent = load.Sent;
            watch.Restart();
            var (code, output) = await server.Verb("backup", archive);
            (took, during) = (watch.Elapsed, load.Sent - sent);
            Assert.True(code == 0, output);
        }, ct);
        Assert.Empty(load.Surprises);

        var empty = await TestDatabase.Empty(kind);
        await using var restored = ServerProcess.Node(empty, new Dictionary<string, string> { ["VANLANG_NODE"] = "n1" });
        watch.Restart();
        var (result, said) = await restored.Verb("restore", archive);
        var restoring = watch.Elapsed;
        Assert.True(result == 0, said);
        await restored.Start();
        var reckoning = await Reckoning.Of(restored, acks, before.Acknowledged, ct);
        await restored.Terminate();
        var (verified, report) = await restored.Verb("verify");

        ChaosSize.Figure($"R20 {kind}: {new FileInfo(archive).Length / 1_000_000} MB in {took.TotalSeconds:0.0} s while {during} packets were taken; restored and verified in {restoring.TotalSeconds:0.0} s; {acks.Count} sends before it, {before.Acknowledged.Count} deliveries acknowledged: {reckoning.ToString().Split('\n')[0]}, seed {ChaosSize.Seed}");
        Assert.True(new FileInfo(archive).Length >= (ChaosSize.Full ? 1_000_000_000 : 50_000_000), "The backup is smaller than the row asks for.");
        Assert.True(during > 0, "Nothing was taken while the backup ran: there was no load.");
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.True(verified == 0, report);
        await empty.Drop();
        File.Delete(archive);
    }
}

public sealed class BackupUnderLoadOnSqlite() : BackupUnderLoad(DatabaseKind.Sqlite);

public sealed class BackupUnderLoadOnPostgres() : BackupUnderLoad(DatabaseKind.Postgres);
