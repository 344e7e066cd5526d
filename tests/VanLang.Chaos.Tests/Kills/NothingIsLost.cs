using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>Row R1: the server is killed at random moments; what was acknowledged is there, once, with its receipt.</summary>
public abstract class NothingIsLost(DatabaseKind kind)
{
    [Fact]
    public async Task Nothing_acknowledged_is_lost_or_doubled_by_kills()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        var run = new KillRun(server, ChaosSize.Seed, ChaosSize.Sends, ChaosSize.Kills);

        var acks = await run.Run(server.Database.DataFolder + ".journals", TestContext.Current.CancellationToken);
        var reckoning = await Reckoning.Of(server, acks, run.Acknowledged, TestContext.Current.CancellationToken);

        ChaosSize.Figure($"R1 {kind}: {acks.Count} sends, {run.Kills} kills, {reckoning.ToString().Split('\n')[0]}; {run.Repeats} repeats, slowest start {run.SlowestStart.TotalSeconds:0.0} s, {run.Took.TotalSeconds:0} s, seed {ChaosSize.Seed}");
        Assert.Empty(run.Surprises);
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.Equal(ChaosSize.Sends, acks.Count);
        Assert.Equal(ChaosSize.Kills, run.Kills);

        await server.Terminate();
        var (code, output) = await server.Verb("verify");
        Assert.True(code == 0, output);
    }
}

public sealed class NothingIsLostOnSqlite() : NothingIsLost(DatabaseKind.Sqlite);

public sealed class NothingIsLostOnPostgres() : NothingIsLost(DatabaseKind.Postgres);
