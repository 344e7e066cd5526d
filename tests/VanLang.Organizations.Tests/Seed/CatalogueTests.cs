using VanLang.Organizations.Contracts;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.Seed;

public abstract class CatalogueTests(TestApp app)
{
    private static readonly DateOnly Before = new(2025, 2, 28);
    private static readonly DateOnly Between = new(2025, 6, 30);
    private static readonly DateOnly After = new(2025, 7, 1);

    [Theory]
    [InlineData("2025-06-30", 63)]
    [InlineData("2025-07-01", 34)]
    [InlineData("2026-11-24", 34)]
    public async Task There_are_63_provinces_until_the_reform_and_34_after_it(string at, int count)
    {
        var all = await app.In((IOrganizationDirectory d) => d.All(DateOnly.Parse(at), default).AsTask());

        Assert.Equal(count, all.Count(o => o.Kind == "province"));
    }

    [Theory]
    [InlineData("2025-02-28", 28)]
    [InlineData("2025-03-01", 23)]
    public async Task Five_ministries_end_on_the_last_day_of_february_2025(string at, int count)
    {
        var all = await app.In((IOrganizationDirectory d) => d.All(DateOnly.Parse(at), default).AsTask());

        Assert.Equal(count, all.Count(o => o.Level == 1 && o.Kind != "province"));
    }

    [Theory]
    [InlineData("H22", "H60")]
    [InlineData("H63", "H38")]
    [InlineData("H03", "H55")]
    [InlineData("H62", "H44")]
    [InlineData("H28", "H44")]
    [InlineData("H02", "H05")]
    [InlineData("H54", "H31")]
    [InlineData("H23", "H24")]
    [InlineData("H25", "H42")]
    [InlineData("H40", "H42")]
    [InlineData("H46", "H50")]
    [InlineData("H47", "H17")]
    [InlineData("H34", "H48")]
    [InlineData("H08", "H21")]
    [InlineData("H43", "H32")]
    [InlineData("H16", "H36")]
    [InlineData("H11", "H36")]
    [InlineData("H45", "H15")]
    [InlineData("H06", "H29")]
    [InlineData("H09", "H29")]
    [InlineData("H10", "H19")]
    [InlineData("H39", "H53")]
    [InlineData("H51", "H13")]
    [InlineData("H30", "H13")]
    [InlineData("H07", "H61")]
    [InlineData("H59", "H61")]
    [InlineData("H58", "H20")]
    [InlineData("H04", "H12")]
    [InlineData("H33", "H01")]
    public async Task A_merged_province_is_continued_by_the_one_whose_name_remains(string member, string successor)
    {
        var before = (await app.In((IOrganizationDirectory d) => d.Resolve([member], Between, default).AsTask()))[member];
        var after = (await app.In((IOrganizationDirectory d) => d.Resolve([member], After, default).AsTask()))[member];
        var inBeing = await app.In((IOrganizationDirectory d) => d.InBeing(member, After, default).AsTask());

        Assert.Equal(OrganizationState.Active, before.State);
        Assert.Null(before.Successor);
        Assert.Equal(OrganizationState.Ended, after.State);
        Assert.Equal(successor, after.Successor);
        Assert.Equal(successor, inBeing!.Code);
    }

    [Theory]
    [InlineData("G05", "G12", "Bộ Tài chính")]
    [InlineData("G04", "G17", "Bộ Xây dựng")]
    [InlineData("G14", "G06", "Bộ Khoa học và Công nghệ")]
    [InlineData("G13", "G10", "Bộ Nông nghiệp và Môi trường")]
    [InlineData("G07", "G09", "Bộ Nội vụ")]
    public async Task A_merged_ministry_is_continued_from_march_2025(string member, string successor, string name)
    {
        var inBeing = await app.In((IOrganizationDirectory d) => d.InBeing(member, new DateOnly(2025, 3, 1), default).AsTask());

        Assert.Equal((successor, name), (inBeing!.Code, inBeing.Name));
    }

    [Theory]
    [InlineData("H57", "2024-12-31", "Ủy ban nhân dân tỉnh Thừa Thiên Huế", "province")]
    [InlineData("H57", "2025-01-01", "Ủy ban nhân dân thành phố Huế", "province")]
    [InlineData("G10", "2025-02-28", "Bộ Nông nghiệp và Phát triển nông thôn", "ministry")]
    [InlineData("G21", "2025-02-28", "Ủy ban Dân tộc", "ministry-level")]
    [InlineData("G21", "2025-03-01", "Bộ Dân tộc và Tôn giáo", "ministry")]
    [InlineData("G12.18", "2025-02-28", "Tổng cục Thuế", "department")]
    [InlineData("H29", "2025-07-01", "Ủy ban nhân dân Thành phố Hồ Chí Minh", "province")]
    public async Task A_renamed_organisation_keeps_its_code_and_bears_the_name_of_the_day(string code, string at, string name, string kind)
    {
        var entry = (await app.In((IOrganizationDirectory d) => d.Resolve([code], DateOnly.Parse(at), default).AsTask()))[code];

        Assert.Equal((name, kind, OrganizationState.Active), (entry.Name, entry.Kind, entry.State));
    }

    [Fact]
    public async Task Districts_end_with_june_2025_and_communes_of_the_new_kind_begin()
    {
        var before = await app.In((IOrganizationDirectory d) => d.All(Between, default).AsTask());
        var after = await app.In((IOrganizationDirectory d) => d.All(After, default).AsTask());

        Assert.Equal((8, 0), (before.Count(o => o.Kind == "district"), before.Count(o => o.Kind == "commune")));
        Assert.Equal((0, 16), (after.Count(o => o.Kind == "district"), after.Count(o => o.Kind == "commune")));
    }

    [Fact]
    public async Task Departments_of_a_province_follow_the_ministries()
    {
        var environment = await app.In((IOrganizationDirectory d) => d.InBeing("H41.10", new DateOnly(2025, 3, 1), default).AsTask());
        var before = (await app.In((IOrganizationDirectory d) => d.Resolve(["H41.10"], Before, default).AsTask()))["H41.10"];

        Assert.Equal(("H41.07", "Sở Nông nghiệp và Môi trường tỉnh Nghệ An"), (environment!.Code, environment.Name));
        Assert.Equal(("Sở Tài nguyên và Môi trường tỉnh Nghệ An", "H41", "Ủy ban nhân dân tỉnh Nghệ An"), (before.Name, before.ParentCode, before.InChargeName));
    }

    [Fact]
    public async Task Every_level_one_organisation_has_both_codes()
    {
        var all = await app.In((IOrganizationDirectory d) => d.All(Before, default).AsTask());

        Assert.All(all.Where(o => o.Level == 1), o => Assert.Equal("000.00.00." + o.Code, o.Code102));
        Assert.Equal(91, all.Count(o => o.Level == 1));
    }

    [Fact]
    public async Task Running_the_seeds_again_changes_nothing()
    {
        var before = await app.In((IOrganizationDirectory d) => d.All(After, default).AsTask());

        await app.In(async (IServiceProvider scope) =>
        {
            await OrganizationsModule.Info.SeedCatalogue!(scope, default);
            await OrganizationsModule.Info.SeedDemo!(scope, default);
        });

        Assert.Equal(before.Count, (await app.In((IOrganizationDirectory d) => d.All(After, default).AsTask())).Count);
    }
}

public sealed class CatalogueOnSqlite(SqliteApp app) : CatalogueTests(app), IClassFixture<SqliteApp>;

public sealed class CatalogueOnPostgres(PostgresApp app) : CatalogueTests(app), IClassFixture<PostgresApp>;
