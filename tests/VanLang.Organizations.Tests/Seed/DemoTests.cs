using VanLang.Organizations.Contracts;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.Seed;

public abstract class DemoTests(TestApp app)
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<string> Agencies => [.. Contracts.DemoAccounts.Agencies];

    [Theory]
    [MemberData(nameof(Agencies))]
    public async Task Every_demo_agency_has_a_clerk_an_officer_a_leader_and_an_administrator(string agency)
    {
        var holdings = await app.In((IPositions p) => p.In(agency, Today, default).AsTask());

        Assert.Superset(new HashSet<string> { "clerk", "officer", "leader", "org-admin" }, holdings.SelectMany(h => h.Roles).ToHashSet());
        Assert.All(holdings, h => Assert.Equal(agency, h.OrganizationCode));
    }

    [Fact]
    public async Task Every_demo_account_finds_its_person_by_address_and_its_role()
    {
        foreach (var account in Contracts.DemoAccounts.All)
        {
            var holdings = await app.In((IPositions p) => p.In(account.OrganizationCode, Today, default).AsTask());

            var holding = Assert.Single(holdings, h => h.Email == account.Email);
            Assert.Equal((account.FullName, account.Title, account.Unit), (holding.PersonName, holding.Title, holding.Unit));
            Assert.Equal([account.Role], holding.Roles);
        }
    }

    [Fact]
    public async Task Nobody_of_the_demo_holds_a_position_before_it_begins()
    {
        Assert.Empty(await app.In((IPositions p) => p.In("G22", new DateOnly(2025, 6, 30), default).AsTask()));
        Assert.NotEmpty(await app.In((IPositions p) => p.In("000.00.00.G22", new DateOnly(2025, 7, 1), default).AsTask()));
    }

    [Fact]
    public void Names_addresses_and_user_names_of_the_demo_are_unique()
    {
        Assert.Equal(Contracts.DemoAccounts.All.Count, Contracts.DemoAccounts.All.Select(a => a.UserName).Distinct().Count());
        Assert.Equal(Contracts.DemoAccounts.All.Count, Contracts.DemoAccounts.All.Select(a => a.FullName).Distinct().Count());
    }
}

public sealed class DemoOnSqlite(SqliteApp app) : DemoTests(app), IClassFixture<SqliteApp>;

public sealed class DemoOnPostgres(PostgresApp app) : DemoTests(app), IClassFixture<PostgresApp>;
