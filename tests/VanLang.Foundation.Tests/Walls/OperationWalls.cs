using VanLang.Foundation.Tests.Api.Operations;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>
/// An operation without a kept expectation fails here, before the thousands of calls of OperationPermissionTests are made. To add one: say in Api/Operations/Target.cs what its
/// path names and whose it is, run those tests with UPDATE_GOLDEN=1, and read in the diff who is let in.
/// </summary>
public sealed class OperationWallsOnSqlite(SqliteApp app) : IClassFixture<SqliteApp>
{
    [Fact]
    public async Task Every_operation_has_targets_and_an_expectation()
    {
        using var client = app.Anonymous();
        var operations = Operation.Of(await Operation.Document(client));
        var targets = new Targets(app);
        var kept = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "tests/VanLang.Foundation.Tests/Api/Operations/operations.golden.txt"));

        Wall.Holds(operations.Where(o => targets.Of(o) is null).Select(o => $"{o}: nobody has said what its path names"));
        Wall.Holds(operations.Where(o => !kept.Any(line => line.StartsWith(o + "  ", StringComparison.Ordinal))).Select(o => $"{o}: no expectation"));
    }

    [Fact]
    public void The_rule_can_fail()
    {
        var unknown = new Operation("X", "GET", "/api/x/v1/{thing}", []);

        Assert.Null(new Targets(app).Of(unknown));
    }
}
