using System.Globalization;
using Npgsql;
using VanLang.Chaos.Tests.Kills;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Chaos.Tests.Nodes;

/// <summary>Two server processes on one PostgreSQL and one data folder, HAProxy before them: as docs/operations.md lays them out.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private readonly TestDatabase database;
    private readonly Balancer balancer;

    private Cluster(TestDatabase database, ServerProcess first, ServerProcess second, Balancer balancer)
    {
        this.database = database;
        this.balancer = balancer;
        (First, Second) = (first, second);
    }

    public ServerProcess First { get; }

    public ServerProcess Second { get; }

    /// <summary>The balancer's address.</summary>
    public Front Front => new(balancer.Address, database.DataFolder);

    public string Journals => database.DataFolder + ".journals";

    /// <summary>Starts both nodes at once, as an administrator's script would.</summary>
    public static async Task<Cluster> Start(int leaseSeconds = 10, int drainSeconds = 1)
    {
        if ((TestDatabase.Missing(DatabaseKind.Postgres) ?? Balancer.Missing) is { } missing)
        {
            Skip.Missing(missing);
        }

        var database = await TestDatabase.Durable(DatabaseKind.Postgres);
        var port = ServerProcess.FreePort();
        ServerProcess Node(string name) => ServerProcess.Node(database, new Dictionary<string, string>
        {
            ["VANLANG_NODE"] = name,
            ["VANLANG_PUBLIC_URL"] = $"http://127.0.0.1:{port.ToString(CultureInfo.InvariantCulture)}",
            ["VANLANG_PROXIES"] = "127.0.0.1",
            ["VANLANG_LEASE_SECONDS"] = leaseSeconds.ToString(CultureInfo.InvariantCulture),
            ["VANLANG_DRAIN_SECONDS"] = drainSeconds.ToString(CultureInfo.InvariantCulture),
        });

        var (first, second) = (Node("n1"), Node("n2"));
        try
        {
            await Task.WhenAll(first.Start(), second.Start());
            return new Cluster(database, first, second, await Balancer.Start(database.DataFolder + ".haproxy", port, ("n1", first.Address), ("n2", second.Address)));
        }
        catch
        {
            await first.DisposeAsync();
            await second.DisposeAsync();
            await database.Drop();
            throw;
        }
    }

    /// <summary>One more process, with the name of a node.</summary>
    public ServerProcess Twin(string name) => ServerProcess.Node(database, new Dictionary<string, string> { ["VANLANG_NODE"] = name });

    public async Task<long> Number(string sql)
    {
        await using var connection = new NpgsqlConnection(database.Postgres + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    public async ValueTask DisposeAsync()
    {
        await balancer.DisposeAsync();
        await First.DisposeAsync();
        await Second.DisposeAsync();
        await database.Drop();
    }
}
