using System.Net;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

public abstract class ServerTests(TestApp app)
{
    [Fact]
    public async Task A_started_server_is_ready()
    {
        using var client = app.Anonymous();

        var answer = await client.GetAsync("/health/ready");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_restarted_server_serves_the_same_data()
    {
        await app.Restart();
        using var client = app.Anonymous();

        Assert.Equal("ready", await client.GetStringAsync("/health/ready"));
    }
}

public sealed class ServerOnSqlite(SqliteApp app) : ServerTests(app), IClassFixture<SqliteApp>;

public sealed class ServerOnPostgres(PostgresApp app) : ServerTests(app), IClassFixture<PostgresApp>;
