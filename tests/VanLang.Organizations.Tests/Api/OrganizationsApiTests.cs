using System.Net;
using System.Text.Json;
using VanLang.Organizations.Registry;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Organizations.Tests.Api;

public abstract class OrganizationsApiTests(TestApp app)
{
    private const string Base = "/api/organizations/v1";

    [Theory]
    [InlineData("2025-06-30", 63)]
    [InlineData("01/07/2025", 34)]
    public async Task Provinces_are_listed_as_of_a_day(string at, int count)
    {
        var list = await Get($"{Base}?at={at}&kind=province");

        Assert.Equal(count, list.GetProperty("items").GetArrayLength());
        Assert.All(list.GetProperty("items").EnumerateArray(), o => Assert.Equal("active", o.GetProperty("state").GetString()));
    }

    [Fact]
    public async Task A_row_tells_codes_names_parent_state_and_legal_basis()
    {
        var row = (await Get($"{Base}?q=tong%20cuc%20thue&at=2024-01-01")).GetProperty("items")[0];

        Assert.Equal(
            ("G12.18", "000.00.18.G12", "Tổng cục Thuế", "G12", 2, "department", "Bộ Tài chính"),
            (Text(row, "code"), Text(row, "code102"), Text(row, "name"), Text(row, "parent"), row.GetProperty("level").GetInt32(), Text(row, "kind"), Text(row, "inCharge")));
        var province = (await Get($"{Base}?q=H41")).GetProperty("items")[0];
        Assert.Equal("15/2008/QH12", province.GetProperty("legalBasis").GetProperty("number").GetString());
        Assert.True(province.GetProperty("legalBasis").GetProperty("unconfirmed").GetBoolean());
    }

    [Fact]
    public async Task A_merged_organisation_tells_who_continues_it()
    {
        var merged = await Get($"{Base}/000.00.00.H22?at=2025-07-01");

        Assert.Equal(("H22", "ended", "H60", "H60"), (Text(merged, "code"), Text(merged, "state"), Text(merged, "successor"), Text(merged, "inBeing")));
        Assert.Equal("202/2025/QH15", merged.GetProperty("endLegalBasis").GetProperty("number").GetString());
        Assert.Equal(["H22", "H60"], merged.GetProperty("mergers")[0].GetProperty("members").EnumerateArray().Select(m => m.GetString()));
        var before = await Get($"{Base}/H22?at=2025-06-30");
        Assert.Equal(("active", JsonValueKind.Null), (Text(before, "state"), before.GetProperty("successor").ValueKind));
    }

    [Theory]
    [InlineData("/Z99", HttpStatusCode.NotFound, "ORG-0001", "Không tìm thấy cơ quan có mã Z99.")]
    [InlineData("?at=hôm nay", HttpStatusCode.UnprocessableEntity, "ORG-0025", "Ngày hôm nay không đọc được; hãy ghi dạng yyyy-MM-dd, ví dụ 2026-12-31.")]
    [InlineData("/H41?at=2025-13-01", HttpStatusCode.UnprocessableEntity, "ORG-0025", "Ngày 2025-13-01 không đọc được; hãy ghi dạng yyyy-MM-dd, ví dụ 2026-12-31.")]
    [InlineData("?kind=kingdom", HttpStatusCode.UnprocessableEntity, "ORG-0023", "Loại cơ quan kingdom không có.")]
    [InlineData("?limit=many", HttpStatusCode.UnprocessableEntity, "ORG-0112", "Giá trị many ở cột limit không phải là số.")]
    [InlineData("?after=!!", HttpStatusCode.UnprocessableEntity, "ORG-0114", "Con trỏ trang không đọc được.")]
    [InlineData("/changes?after=abc", HttpStatusCode.UnprocessableEntity, "ORG-0114", "Con trỏ trang không đọc được.")]
    [InlineData("/convert?code=%3Cx%3E", HttpStatusCode.UnprocessableEntity, "ORG-0018", "Mã <X> không đọc được.")]
    public async Task What_cannot_be_answered_says_why(string path, HttpStatusCode status, string code, string sentence)
    {
        using var client = app.Anonymous();
        using var answer = await client.GetAsync(Base + path);

        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, code, sentence), (answer.StatusCode, Text(problem, "code"), Text(problem, "detail")));
    }

    [Theory]
    [InlineData("2025-06-30", "ha%20giang", "H22")]
    [InlineData("2025-07-01", "ha%20giang", null)]
    [InlineData("2026-11-24", "ha%20giang", null)]
    [InlineData("2025-06-30", "000.00.00.H22", "H22")]
    [InlineData("2026-11-24", "000.00.00.H22", null)]
    [InlineData("2026-11-24", "H22", null)]
    [InlineData("2026-11-24", "tuyen%20quang", "H60")]
    public async Task A_search_finds_only_what_is_in_being_at_the_date(string at, string text, string? code)
    {
        var items = (await Get($"{Base}?at={at}&q={text}")).GetProperty("items").EnumerateArray().ToList();

        Assert.All(items, o => Assert.Equal("active", Text(o, "state")));
        Assert.Equal(code, items.Select(o => Text(o, "code")).FirstOrDefault(c => c is "H22" or "H60"));
    }

    [Fact]
    public async Task The_form_of_a_date_is_named_in_english_too()
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", "en");

        using var answer = await client.GetAsync(Base + "?at=tomorrow");

        Assert.Equal("The date tomorrow cannot be read; write it as yyyy-MM-dd, such as 2026-12-31.", Text(JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement, "detail"));
    }

    [Fact]
    public async Task A_list_goes_on_by_cursor_without_gaps_or_repeats()
    {
        var codes = new List<string>();
        string? next = null;
        do
        {
            var page = await Get($"{Base}?at=2025-06-30&kind=province&limit=20{(next is null ? "" : "&after=" + next)}");
            codes.AddRange(page.GetProperty("items").EnumerateArray().Select(o => Text(o, "code")!));
            next = Text(page, "next");
        }
        while (next is not null);

        Assert.Equal(Enumerable.Range(1, 63).Select(i => $"H{i:00}"), codes);
    }

    [Fact]
    public async Task Changes_begin_with_everything_and_go_on_with_what_came_since()
    {
        var (seen, cursor) = (new HashSet<string>(), (string?)null);
        bool more;
        do
        {
            var batch = await Get($"{Base}/changes{(cursor is null ? "" : "?after=" + cursor)}");
            seen.UnionWith(batch.GetProperty("items").EnumerateArray().Select(i => Text(i.GetProperty("organization"), "code")!));
            cursor = Text(batch, "next");
            more = batch.GetProperty("more").GetBoolean();
        }
        while (more);

        Assert.Superset(new HashSet<string> { "G22", "H01", "H63", "G12.18" }, seen);
        Assert.Equal(0, (await Get($"{Base}/changes?after={cursor}")).GetProperty("items").GetArrayLength());

        (await app.In((UpdateContact u) => u.Handle(new("H32", new("Nha Trang", null, null, null, null), "Chuyển trụ sở"), Actors.Admin, default))).Ok();

        var since = Assert.Single((await Get($"{Base}/changes?after={cursor}")).GetProperty("items").EnumerateArray());
        Assert.Equal(("contact", "H32", "Nha Trang"), (Text(since, "what"), Text(since.GetProperty("organization"), "code"), Text(since.GetProperty("organization").GetProperty("contact"), "address")));
    }

    [Theory]
    [InlineData("000.00.00.H41", true, "H41", "000.00.00.H41", null)]
    [InlineData("g22", true, "G22", "000.00.00.G22", null)]
    [InlineData("01.02.G22", true, "G22", "000.00.00.G22", null)]
    [InlineData("000.00.77.H41", false, null, null, "H41.77")]
    [InlineData("H41.77", false, null, null, "000.00.77.H41")]
    [InlineData("001.00.20.TT2", false, null, null, null)]
    public async Task Codes_are_converted_by_the_table_and_guessed_only_as_proposal(string code, bool known, string? qd20, string? qcvn, string? proposal)
    {
        var found = await Get($"{Base}/convert?code={code}");

        Assert.Equal((known, qd20, qcvn, proposal), (found.GetProperty("known").GetBoolean(), Text(found, "qd20"), Text(found, "qcvn102"), Text(found, "proposal")));
    }

    [Fact]
    public async Task A_list_costs_one_query_and_a_detail_a_fixed_number()
    {
        using var browser = app.Browser();
        await browser.Get(Base);

        Assert.Single((await browser.Get(Base)).Commands);
        Assert.Single((await browser.Get(Base + "?q=so")).Commands);
        Assert.Equal((await browser.Get(Base + "/G01")).Commands.Count, (await browser.Get(Base + "/G12")).Commands.Count);
    }

    private async Task<JsonElement> Get(string url)
    {
        var page = await app.Browser().Get(url);
        page.Is(HttpStatusCode.OK);
        return page.Json;
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}

public sealed class OrganizationsApiOnSqlite(SqliteApp app) : OrganizationsApiTests(app), IClassFixture<SqliteApp>;

public sealed class OrganizationsApiOnPostgres(PostgresApp app) : OrganizationsApiTests(app), IClassFixture<PostgresApp>;
