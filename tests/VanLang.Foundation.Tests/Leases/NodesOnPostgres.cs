using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Leases;

namespace VanLang.Foundation.Tests.Leases;

/// <summary>What one node may do and another may not: names, chains and jobs of nodes that share a database.</summary>
public sealed class NodesOnPostgres(TwoNodes nodes) : IClassFixture<TwoNodes>
{
    [Fact]
    public async Task A_second_process_of_the_same_name_is_refused_and_told_what_to_do()
    {
        var first = nodes.Node("twin");
        var second = nodes.Node("twin");
        await first.StartAsync();

        var refused = await Assert.ThrowsAsync<NodeHeldException>(() => second.StartAsync());

        Assert.StartsWith($"Node twin is already served by process {Environment.ProcessId} on ", refused.Message, StringComparison.Ordinal);
        Assert.EndsWith("Each process on one database needs a name of its own: set VANLANG_NODE, or stop the other process first.", refused.Message, StringComparison.Ordinal);
        await first.StopAsync();
    }

    [Fact]
    public async Task A_node_that_was_stopped_in_order_is_started_again_without_waiting()
    {
        var first = nodes.Node("again", leaseSeconds: 600);
        await first.StartAsync();
        await first.StopAsync();

        var second = nodes.Node("again", leaseSeconds: 600);
        await second.StartAsync().WaitAsync(TimeSpan.FromSeconds(60));
        await second.StopAsync();

        Assert.Equal(2, await nodes.Number("SELECT token FROM audit.leases WHERE name = 'node:again'"));
    }

    [Fact]
    public async Task The_lease_of_a_process_that_is_dead_on_this_machine_is_taken_at_once()
    {
        await Insert("node:killed", "killed", Incarnation.New().Replace($"/{Environment.ProcessId}/", "/99999999/", StringComparison.Ordinal));

        await nodes.Node("killed").Services.GetRequiredService<NodeLease>().Take(default).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(8, await nodes.Number("SELECT token FROM audit.leases WHERE name = 'node:killed'"));
    }

    [Fact]
    public async Task The_lease_of_a_process_on_another_machine_is_waited_for_and_refused_while_it_is_prolonged()
    {
        await Insert("node:far", "far", "other-machine/boot/4711/99/1");

        var refused = await Assert.ThrowsAsync<NodeHeldException>(() => nodes.Node("far").Services.GetRequiredService<NodeLease>().Take(default));
        await nodes.LetLapse("node:far");
        await nodes.Node("far").Services.GetRequiredService<NodeLease>().Take(default);

        Assert.StartsWith("Node far is already served by process 4711 on other-machine (its lease runs until ", refused.Message, StringComparison.Ordinal);
        Assert.Equal(8, await nodes.Number("SELECT token FROM audit.leases WHERE name = 'node:far'"));
    }

    [Fact]
    public async Task A_node_that_sleeps_is_taken_over_and_its_later_writes_are_refused()
    {
        var sleeper = nodes.Node("asleep");
        await TwoNodes.FallAsleep(sleeper);
        await TwoNodes.Write(sleeper, "1/VPCP");
        Assert.Equal(1, await sleeper.Services.GetRequiredService<Sealer>().SealAll(default));
        await TwoNodes.Write(sleeper, "2/VPCP");
        var other = nodes.Node("awake");
        await other.StartAsync();

        await Testing.Poll.Until(async () => await nodes.Number("SELECT count(*) FROM audit.audit_rows WHERE action = 'audit.node.taken-over' AND subject = 'asleep'") == 1, "the other node takes over", TimeSpan.FromSeconds(60));
        var lost = await Assert.ThrowsAsync<LeaseLostException>(() => TwoNodes.Write(sleeper, "3/VPCP"));
        await Assert.ThrowsAsync<LeaseLostException>(() => sleeper.Services.GetRequiredService<Sealer>().SealAll(default));

        Assert.Equal("node:asleep", lost.Lease);
        Assert.Equal(2, await nodes.Number("SELECT count(*) FROM audit.entries WHERE node = 'asleep'"));
        Assert.Equal(2, await nodes.Number("SELECT count(*) FROM exchange.audit_rows WHERE node = 'asleep'"));
        await other.StopAsync();
        Assert.True((await TwoNodes.Verify(other)).IsGood);
    }

    [Fact]
    public async Task A_node_that_comes_back_goes_on_with_its_chain()
    {
        var first = nodes.Node("back");
        await TwoNodes.FallAsleep(first);
        await TwoNodes.Write(first, "1/VPCP");
        var other = nodes.Node("keeper");
        await other.StartAsync();
        await Testing.Poll.Until(async () => await nodes.Number("SELECT count(*) FROM audit.entries WHERE node = 'back'") == 1, "the row is sealed by the other node", TimeSpan.FromSeconds(60));

        var second = nodes.Node("back");
        await second.StartAsync();
        await TwoNodes.Write(second, "2/VPCP");
        await second.StopAsync();
        await other.StopAsync();

        Assert.Equal(2, await nodes.Number("SELECT count(*) FROM audit.entries WHERE node = 'back'"));
        var report = await TwoNodes.Verify(second);
        Assert.True(report.IsGood, report.ToText("en"));
    }

    [Fact]
    public async Task A_process_that_wakes_between_commit_and_file_leaves_the_file_alone()
    {
        var file = Path.Combine(nodes.Database.DataFolder, "checkpoints", "late.log");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        var end = CheckpointLog.Append(file, "one\n", 0);
        CheckpointLog.Append(file, "two\n", end);

        var refused = Assert.Throws<AuditFaultException>(() => CheckpointLog.Append(file, "late\n", end));

        Assert.EndsWith("was written by another process: nothing is appended to it.", refused.Message, StringComparison.Ordinal);
        Assert.Equal("one\n\ntwo\n\n", await File.ReadAllTextAsync(file));
    }

    [Fact]
    public async Task A_job_is_prolonged_for_as_long_as_it_takes_and_stopped_when_it_is_lost()
    {
        var leases = TwoNodes.Leases(nodes.Node("worker"));
        var others = TwoNodes.Leases(nodes.Node("other"));
        await leases.Run("test.long", async (_, ct) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(2.5), ct);
            Assert.Null(await others.TryTake("test.long", ct));
        }, default);

        await Assert.ThrowsAsync<LeaseLostException>(() => leases.Run("test.lost", async (_, ct) =>
        {
            await nodes.LetLapse("test.lost");
            Assert.NotNull(await others.TryTake("test.lost", ct));
            await Task.Delay(TimeSpan.FromMinutes(2), ct);
        }, default));
    }

    [Fact]
    public async Task A_write_under_a_lost_job_is_refused_in_its_own_transaction()
    {
        var node = nodes.Node("job", leaseSeconds: 600);
        var other = TwoNodes.Leases(nodes.Node("job2", leaseSeconds: 600));
        var lease = (await TwoNodes.Leases(node).TryTake("test.write", default))!;
        await using var scope = node.Services.CreateAsyncScope();
        var db = node.Services.GetServices<ModuleDatabase>().Single(m => m.Module == "workdays").Open(scope.ServiceProvider);

        Task lapsing;
        await using (var held = await db.Database.BeginTransactionAsync())
        {
            await lease.Hold(db, default);
            lapsing = nodes.LetLapse("test.write");
            await Task.WhenAny(lapsing, Task.Delay(TimeSpan.FromMilliseconds(500)));
            Assert.False(lapsing.IsCompleted, "Nobody may move the lease while a write holds it.");
            await held.CommitAsync();
        }

        await lapsing;
        Assert.NotNull(await other.TryTake("test.write", default));
        await using var late = await db.Database.BeginTransactionAsync();
        await Assert.ThrowsAsync<LeaseLostException>(() => lease.Hold(db, default));
    }

    [Fact]
    public async Task Nodes_started_together_on_an_empty_place_make_one_catalogue_and_one_key()
    {
        var together = new TwoNodes();
        await together.InitializeAsync();
        await using (together)
        {
            var apps = new[] { "n1", "n2", "n3" }.Select(n => together.Node(n)).ToList();

            await Task.WhenAll(apps.Select(a => Task.Run(() => VanLang.Server.Hosting.Seeding.Prepare(a.Services, default))));

            Assert.Equal(1, await together.Number("SELECT count(*) FROM access.protection_keys"));
            Assert.Equal(1, await together.Number("SELECT count(*) FROM access.audit_rows WHERE action = 'access.retention.seeded'"));
            Assert.True((await TwoNodes.Verify(apps[0])).IsGood);
        }
    }

    private Task Insert(string name, string owner, string incarnation) => Testing.Databases.PostgresServer.Execute(
        nodes.Database.Postgres!,
        $"INSERT INTO audit.leases (name, owner, incarnation, until, token) VALUES ('{name}', '{owner}', '{incarnation}', now() + interval '10 minutes', 7)");
}
