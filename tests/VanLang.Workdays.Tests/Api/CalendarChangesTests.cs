using System.Net;
using System.Text.Json;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Workdays.Decisions;

namespace VanLang.Workdays.Tests.Api;

/// <summary>The feed of decided years: everything from the start, then only what is new, with nothing missed.</summary>
public abstract class CalendarChangesTests(TestApp app)
{
    private const string Feed = "/api/law/v1/calendar/changes";
    private static readonly Actor Admin = new(ActorKind.Person, "a-1", "Hoàng Minh Tuấn", "G22", "Quản trị viên hệ thống quốc gia", new HashSet<string> { "workdays.manage" });

    [Fact]
    public async Task A_system_follows_the_calendar_by_its_cursor()
    {
        var all = await Read(null);
        var years = all.Items.Select(i => i.GetProperty("year").GetInt32()).ToList();
        Assert.Contains(2024, years);
        Assert.Equal(years.Distinct().Order(), years);
        Assert.Empty((await Read(all.Next)).Items);

        await Record(2051, 0, new DateOnly(2051, 3, 6));
        var first = await Read(all.Next);
        await Record(2051, 1, new DateOnly(2051, 4, 7));
        var second = await Read(first.Next);
        var both = await Read(all.Next);

        var one = Assert.Single(first.Items);
        Assert.Equal((2051, 1, "2051-03-06"), (one.GetProperty("year").GetInt32(), one.GetProperty("decision").GetProperty("revision").GetInt32(), one.GetProperty("daysOff")[0].GetProperty("date").GetString()));
        var two = Assert.Single(second.Items);
        Assert.Equal((2, "2051-04-07"), (two.GetProperty("decision").GetProperty("revision").GetInt32(), two.GetProperty("daysOff")[0].GetProperty("date").GetString()));

        // Whoever was away for both finds the year once, as it holds now.
        Assert.Equal(2, Assert.Single(both.Items).GetProperty("decision").GetProperty("revision").GetInt32());
        Assert.Equal(second.Next, both.Next);
    }

    [Fact]
    public async Task The_feed_says_what_the_calendar_of_a_year_says()
    {
        using var http = app.Anonymous();
        var year = JsonDocument.Parse(await http.GetStringAsync("/api/law/v1/calendar/2024")).RootElement;
        var fed = (await Read(null)).Items.Single(i => i.GetProperty("year").GetInt32() == 2024);

        foreach (var part in (string[])["daysOff", "makeUpDays", "decision"])
        {
            Assert.True(JsonElement.DeepEquals(year.GetProperty(part), fed.GetProperty(part)), part);
        }
    }

    [Theory]
    [InlineData("x")]
    [InlineData("bjE9LTE")]
    [InlineData("bjE")]
    public async Task A_cursor_of_somebody_else_is_refused(string after)
    {
        using var http = app.Anonymous();
        using var answer = await http.GetAsync($"{Feed}?after={after}");
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;

        Assert.Equal((HttpStatusCode.UnprocessableEntity, "WRK-0027", "Con trỏ không đọc được: hãy gửi lại nguyên giá trị next, hoặc bỏ trống để lấy từ đầu."), (answer.StatusCode, problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task It_takes_as_many_commands_for_one_year_as_for_many()
    {
        var start = await Read(null);
        await Record(2052, 0, new DateOnly(2052, 3, 6));
        using var browser = app.Browser();

        var one = await browser.Get($"{Feed}?after={start.Next}");
        var many = await browser.Get(Feed);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (one.Status, many.Status));
        Assert.Equal(one.Commands.Count, many.Commands.Count);
        Assert.InRange(many.Commands.Count, 1, 3);
    }

    private async Task Record(int year, int known, DateOnly off)
    {
        var input = new RecordDecisionInput(year, "Thông báo thử", null, "Nguồn thử", [new(off, off, "Nghỉ thử", "Trial", "Căn cứ thử", true)], [], "Ghi thử", KnownRevision: known);
        var recorded = await app.In((RecordDecision record) => record.Handle(input, Admin, CancellationToken.None));
        Assert.True(recorded.IsOk);
    }

    private async Task<(List<JsonElement> Items, string Next)> Read(string? after)
    {
        using var http = app.Anonymous();
        var items = new List<JsonElement>();
        while (true)
        {
            var page = JsonDocument.Parse(await http.GetStringAsync(Feed + (after is null ? "" : "?after=" + after))).RootElement;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString()!;
            if (!page.GetProperty("more").GetBoolean())
            {
                return (items, after);
            }
        }
    }
}

public sealed class CalendarChangesOnSqlite(SqliteApp app) : CalendarChangesTests(app), IClassFixture<SqliteApp>;

public sealed class CalendarChangesOnPostgres(PostgresApp app) : CalendarChangesTests(app), IClassFixture<PostgresApp>;
