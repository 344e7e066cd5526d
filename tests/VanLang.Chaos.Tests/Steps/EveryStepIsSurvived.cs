using System.Diagnostics;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>
/// Row R2: the process dies at every labelled step, half of the times with a power cut that takes what was not synced; what was
/// acknowledged is there, once, with its receipt, and the log verifies.
/// </summary>
public abstract class EveryStepIsSurvived(DatabaseKind kind)
{
    [Fact]
    public async Task R2_nothing_acknowledged_is_lost_or_doubled_wherever_the_process_dies()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var ct = TestContext.Current.CancellationToken;
        var watch = Stopwatch.StartNew();
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        using var packets = new StepPackets(server, ChaosSize.Seed);
        await packets.Send("trước tất cả", ct);
        await packets.Reader.Json("/api/exchange/v1/inbox?limit=1", ct); // Both have their tokens now.
        Assert.Equal(0, packets.Pending);
        await server.Terminate();

        var run = new StepRun(server, packets, ChaosSize.Seed, ct);
        var steps = Named() ?? StepList.Share(kind, ChaosSize.Seed, ChaosSize.Full);
        foreach (var step in steps)
        {
            await run.Die(step);
        }

        await server.Start();
        await packets.Owed(ct);
        await run.Settle();
        var reckoning = await Reckoning.Of(server, packets.Acks, [], ct);
        await server.Terminate();
        var (code, report) = await server.Verb("verify");

        ChaosSize.Figure($"R2 {kind}: died at {run.Deaths} of {steps.Count} steps ({StepList.On(kind).Count()} in all), {run.PowerCuts} times with a power cut; {packets.Acks.Count} sends, {reckoning.ToString().Split('\n')[0]}; {watch.Elapsed.TotalSeconds:0} s, seed {ChaosSize.Seed}");
        Assert.True(run.Faults.Count == 0, string.Join('\n', run.Faults));
        Assert.True(reckoning.Holds, reckoning.ToString());
        Assert.Empty(packets.Surprises);
        Assert.Equal(0, packets.Pending);
        Assert.True(code == 0, report);
        Assert.Equal(steps.Count, run.Deaths);
        Assert.Empty(Directory.EnumerateFiles(server.Database.DataFolder, "*.draft", SearchOption.AllDirectories).Where(f => !f.Contains("/keys/", StringComparison.Ordinal)));
    }

    /// <summary>Only these: <c>VANLANG_CHAOS_STEPS=ingest.committed,blob.named</c>.</summary>
    private static List<string>? Named() => Environment.GetEnvironmentVariable("VANLANG_CHAOS_STEPS") is { Length: > 0 } given ? [.. given.Split(',')] : null;
}

public sealed class EveryStepOnSqlite() : EveryStepIsSurvived(DatabaseKind.Sqlite);

public sealed class EveryStepOnPostgres() : EveryStepIsSurvived(DatabaseKind.Postgres);
