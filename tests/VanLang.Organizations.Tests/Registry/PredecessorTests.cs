using VanLang.Organizations.Contracts;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.Registry;

/// <summary>Who continues whom since when, in the catalogue of the reform of 2025.</summary>
public abstract class PredecessorTests(TestApp app)
{
    [Fact]
    public async Task A_merger_is_continued_from_its_day_on_and_not_before()
    {
        var before = await Ask(new DateOnly(2025, 6, 30), "H42");
        var after = await Ask(new DateOnly(2025, 7, 1), "H42");

        Assert.Empty(before);
        Assert.Equal([("H25", new DateOnly(2025, 7, 1)), ("H40", new DateOnly(2025, 7, 1))], after["H42"].Select(p => (p.Code, p.Since)));
        Assert.Equal("Ủy ban nhân dân tỉnh Hà Nam", after["H42"][0].Name);
    }

    [Fact]
    public async Task Many_are_asked_at_once_by_any_code_and_who_continues_nobody_is_left_out()
    {
        var found = await Ask(new DateOnly(2026, 11, 24), "000.00.00.G12", "H26", "G99", "G17");

        Assert.Equal(["000.00.00.G12", "G17"], found.Keys.Order());
        Assert.Contains(found["000.00.00.G12"], p => p.Code == "G05");
    }

    [Fact]
    public async Task An_ended_organisation_continues_nobody_and_is_continued()
    {
        var found = await Ask(new DateOnly(2026, 11, 24), "G05");

        Assert.Empty(found);
    }

    private Task<IReadOnlyDictionary<string, IReadOnlyList<Predecessor>>> Ask(DateOnly at, params string[] codes) =>
        app.In((IOrganizationDirectory d) => d.Predecessors(codes, at, default).AsTask());
}

public sealed class PredecessorsOnSqlite(SqliteApp app) : PredecessorTests(app), IClassFixture<SqliteApp>;

public sealed class PredecessorsOnPostgres(PostgresApp app) : PredecessorTests(app), IClassFixture<PostgresApp>;
