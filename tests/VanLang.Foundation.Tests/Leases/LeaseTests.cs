using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Data.Leases;
using VanLang.Foundation.Tests.Audit;

namespace VanLang.Foundation.Tests.Leases;

/// <summary>One holder at a time, by the database's clock; a token that only grows. The same table on both databases.</summary>
public abstract class LeaseTests(AuditHouse house)
{
    private static int jobs;

    private LeaseBook Leases => house.Services.GetRequiredService<LeaseBook>();

    [Fact]
    public async Task While_one_holds_it_nobody_else_gets_it_and_then_with_a_higher_token()
    {
        var name = Job();
        var first = await Leases.TryTake(name, default);
        Assert.NotNull(first);

        Assert.Null(await Leases.TryTake(name, default));
        await Leases.Release(first, default);
        var second = await Leases.TryTake(name, default);

        Assert.Equal(first.Token + 1, second!.Token);
        Assert.False(await Leases.Renew(first, default));
        Assert.True(await Leases.Renew(second, default));
    }

    [Fact]
    public async Task Letting_go_what_another_one_has_taken_takes_nothing_from_him()
    {
        var name = Job();
        var first = (await Leases.TryTake(name, default))!;
        await Leases.Release(first, default);
        var second = (await Leases.TryTake(name, default))!;

        await Leases.Release(first, default);

        Assert.True(await Leases.Renew(second, default));
        Assert.Null(await Leases.TryTake(name, default));
    }

    [Fact]
    public async Task One_that_ran_out_is_free_and_shows_among_the_lapsed_until_it_is_taken()
    {
        var name = Job();
        var first = (await Leases.TryTake(name, default))!;
        await Lapse(name);

        Assert.Contains(name, await Leases.Lapsed("job", default));
        var second = await Leases.TryTake(name, default);

        Assert.Equal(first.Token + 1, second!.Token);
        Assert.DoesNotContain(name, await Leases.Lapsed("job", default));
    }

    [Fact]
    public async Task One_that_ran_out_and_that_nobody_took_goes_on()
    {
        var name = Job();
        var lease = (await Leases.TryTake(name, default))!;
        await Lapse(name);

        Assert.True(await Leases.Renew(lease, default));

        Assert.Empty(await Leases.Lapsed(name, default));
    }

    [Fact]
    public async Task Of_twenty_that_ask_at_once_one_gets_it()
    {
        var name = Job();

        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => Leases.TryTake(name, default))));

        Assert.Single(taken, t => t is not null);
    }

    [Fact]
    public async Task A_holder_known_to_be_dead_need_not_be_waited_for_but_only_that_one()
    {
        var name = Job();
        Assert.NotNull(await Leases.TryTake(name, default));
        var holder = (await Leases.Find(name, default))!;

        Assert.Null(await Leases.TryTake(name, default, dead: "another"));
        Assert.Equal(2, (await Leases.TryTake(name, default, dead: holder.Incarnation))!.Token);
    }

    [Fact]
    public async Task A_job_runs_once_at_a_time_and_lets_go_at_its_end()
    {
        var name = Job();
        var begun = new TaskCompletionSource();
        var end = new TaskCompletionSource();
        var first = Leases.Run(name, async (_, _) =>
        {
            begun.SetResult();
            await end.Task;
        }, default);
        await begun.Task;

        var second = await Leases.Run(name, (_, _) => throw new InvalidOperationException("Nobody may run this."), default);
        end.SetResult();

        Assert.False(second);
        Assert.True(await first);
        Assert.True(await Leases.Run(name, (_, _) => Task.CompletedTask, default));
    }

    [Fact]
    public async Task A_job_that_fails_lets_go_too()
    {
        var name = Job();

        await Assert.ThrowsAsync<FormatException>(() => Leases.Run(name, (_, _) => throw new FormatException(), default));

        Assert.True(await Leases.Run(name, (_, _) => Task.CompletedTask, default));
    }

    [Fact]
    public async Task After_a_restore_nobody_holds_anything_and_old_tokens_are_void()
    {
        var name = Job();
        var lease = (await Leases.TryTake(name, default))!;
        await using var scope = house.Services.CreateAsyncScope();

        await LeaseTable.ReleaseAll(scope.ServiceProvider.GetRequiredService<AuditDb>(), default);

        Assert.False(await Leases.Renew(lease, default));
        Assert.NotNull(await Leases.TryTake(name, default));
    }

    private static string Job() => "job" + Interlocked.Increment(ref jobs);

    private Task<int> Lapse(string name) => house.Sql("audit", house.Kind is VanLang.Data.DatabaseKind.Sqlite
        ? $"UPDATE leases SET until = 1 WHERE name = '{name}'"
        : $"UPDATE leases SET until = now() - interval '1 second' WHERE name = '{name}'");
}

public sealed class LeasesOnSqlite(SqliteHouse house) : LeaseTests(house), IClassFixture<SqliteHouse>;

public sealed class LeasesOnPostgres(PostgresHouse house) : LeaseTests(house), IClassFixture<PostgresHouse>;
