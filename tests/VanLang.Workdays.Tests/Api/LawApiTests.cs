using System.Net;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Workdays.Tests.Api;

public abstract class LawApiTests(TestApp app)
{
    [Theory]
    [InlineData("2021-02-09T10:00", 5, "working_day", "2021-02-23T10:00:00+07:00")]
    [InlineData("2019-12-31T09:00", 1, "working_day", "2020-01-02T09:00:00+07:00")]
    [InlineData("2026-06-05T16:00", 1, "working_day", "2026-06-08T16:00:00+07:00")]
    [InlineData("2024-04-26T09:00", 3, "working_day", "2024-05-04T09:00:00+07:00")] // Saturday worked for 29 April
    [InlineData("2021-02-09T10:00", 5, "day", "2021-02-17T10:00:00+07:00")]
    [InlineData("2021-02-09T10:00", 8, "hour", "2021-02-17T10:00:00+07:00")]
    [InlineData("2021-02-09T03:00Z", 5, "working_day", "2021-02-23T10:00:00+07:00")]
    [InlineData("2021-02-09T10:00+07:00", 5, "working_day", "2021-02-23T10:00:00+07:00")]
    public async Task A_deadline_is_computed_for_everyone(string received, int amount, string unit, string due)
    {
        var answer = await Get($"/api/law/v1/deadline?received={received}&amount={amount}&unit={unit}");

        Assert.Equal(due, answer.GetProperty("due").GetString());
        Assert.False(answer.GetProperty("provisional").GetBoolean());
    }

    [Fact]
    public async Task The_explanation_is_Vietnamese_and_English_on_request()
    {
        const string url = "/api/law/v1/deadline?received=2021-02-09T10:00&amount=5&unit=working_day";

        var vi = Lines(await Get(url));
        var en = Lines(await Get(url, "en"));

        Assert.Equal("Nhận: 10:00 thứ Ba 09/02/2021.", vi[0]);
        Assert.StartsWith("thứ Tư 10/02/2021 – thứ Ba 16/02/2021: không tính, Tết Nguyên đán (Thông báo", vi[1], StringComparison.Ordinal);
        Assert.Equal("Hạn: 10:00 thứ Ba 23/02/2021.", vi[^1]);
        Assert.Equal("Due: 10:00 Tuesday 23/02/2021.", en[^1]);
        Assert.Equal(vi.Count, en.Count);
    }

    [Fact]
    public async Task The_start_of_the_count_is_told()
    {
        var answer = await Get("/api/law/v1/deadline?received=2026-06-06T09:00&amount=1&unit=working_day");

        Assert.Equal("2026-06-08T07:00:00+07:00", answer.GetProperty("start").GetString());
        Assert.Equal("2026-06-09T07:00:00+07:00", answer.GetProperty("due").GetString());
    }

    [Fact]
    public async Task A_deadline_in_a_year_without_decision_is_provisional()
    {
        var answer = await Get("/api/law/v1/deadline?received=2033-01-28T10:00&amount=5&unit=working_day");

        Assert.True(answer.GetProperty("provisional").GetBoolean());
        Assert.Equal("Năm 2033 chưa có quyết định về ngày nghỉ: tạm tính theo luật.", Lines(answer)[^1]);
    }

    [Theory]
    [InlineData("received=09/02/2021&amount=5&unit=day", "WRK-0020", "received", "Không hiểu thời điểm nhận “09/02/2021”: hãy viết như 2021-02-09T10:00.")]
    [InlineData("amount=5&unit=day", "WRK-0020", "received", "Không hiểu thời điểm nhận “”: hãy viết như 2021-02-09T10:00.")]
    [InlineData("received=1900-02-09T10:00&amount=5&unit=day", "WRK-0021", "received", "Thời điểm nhận phải từ năm 1950 đến năm 2070.")]
    [InlineData("received=2021-02-09T10:00&amount=-5&unit=day", "WRK-0022", "amount", "Số lượng “-5” phải là số nguyên từ 0 đến 3650.")]
    [InlineData("received=2021-02-09T10:00&unit=hour", "WRK-0022", "amount", "Số lượng “” phải là số nguyên từ 0 đến 2000.")]
    [InlineData("received=2021-02-09T10:00&amount=5&unit=week", "WRK-0023", "unit", "Đơn vị “week” không có: chọn working_day, day hoặc hour.")]
    [InlineData("received=2021-02-09T10:00&amount=5", "WRK-0023", "unit", "Đơn vị “” không có: chọn working_day, day hoặc hour.")]
    [InlineData("received=2021-02-09T10:00&amount=5&unit=day&office=ZZ99", "WRK-0024", "office", "Không có cơ quan mang mã “ZZ99”.")]
    public async Task Bad_input_gets_422_with_code_field_and_sentence(string query, string code, string field, string sentence)
    {
        var (status, problem) = await Ask($"/api/law/v1/deadline?{query}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.Equal(sentence, problem.GetProperty("detail").GetString());
        Assert.Equal(field, Assert.Single(problem.GetProperty("errors").EnumerateArray()).GetProperty("field").GetString());
    }

    [Fact]
    public async Task All_that_is_wrong_is_told_in_one_answer()
    {
        var (status, problem) = await Ask("/api/law/v1/deadline", "en");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal(["WRK-0020", "WRK-0023", "WRK-0022"], problem.GetProperty("errors").EnumerateArray().Select(error => error.GetProperty("code").GetString()));
        Assert.Equal("The moment of receipt “” cannot be read: write it like 2021-02-09T10:00.", problem.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("H26")]
    [InlineData("000.00.00.H26")]
    public async Task An_office_is_found_by_any_code_it_bears(string code)
    {
        var answer = await Get($"/api/law/v1/deadline?received=2021-02-09T10:00&amount=5&unit=working_day&office={code}");

        Assert.Equal("H26", answer.GetProperty("office").GetString());
    }

    [Fact]
    public async Task A_decided_year_tells_its_days_and_what_they_rest_on()
    {
        var year = await Get("/api/law/v1/calendar/2024");

        Assert.False(year.GetProperty("provisional").GetBoolean());
        Assert.Equal("2024-02-10", year.GetProperty("lunarNewYear").GetString());
        Assert.Equal(1, year.GetProperty("decision").GetProperty("revision").GetInt32());
        Assert.Contains("[M]", year.GetProperty("decision").GetProperty("source").GetString(), StringComparison.Ordinal);
        var makeUp = Assert.Single(year.GetProperty("makeUpDays").EnumerateArray());
        Assert.Equal(("2024-05-04", "2024-04-29"), (makeUp.GetProperty("date").GetString(), makeUp.GetProperty("replaces").GetString()));
        var tet = year.GetProperty("daysOff").EnumerateArray().Where(day => day.GetProperty("name").GetString() == "Tết Nguyên đán").Select(day => day.GetProperty("date").GetString());
        Assert.Equal(["2024-02-08", "2024-02-09", "2024-02-10", "2024-02-11", "2024-02-12", "2024-02-13", "2024-02-14"], tet);
        // 366 days, 104 of them Saturdays and Sundays, 12 weekdays off, one Saturday worked.
        Assert.Equal(366 - 104 - 12 + 1, year.GetProperty("workingDays").GetInt32());
    }

    [Fact]
    public async Task A_year_without_decision_is_provisional_and_has_the_lunar_new_year_of_Viet_Nam()
    {
        var year = await Get("/api/law/v1/calendar/2030");

        Assert.True(year.GetProperty("provisional").GetBoolean());
        Assert.Equal(JsonValueKind.Null, year.GetProperty("decision").ValueKind);
        Assert.Equal("2030-02-02", year.GetProperty("lunarNewYear").GetString());
        Assert.All(year.GetProperty("daysOff").EnumerateArray(), day => Assert.False(day.GetProperty("verified").GetBoolean()));
    }

    [Fact]
    public async Task A_leap_month_is_told() => Assert.Equal(6, (await Get("/api/law/v1/calendar/2025")).GetProperty("lunarLeapMonth").GetInt32());

    [Fact]
    public async Task Before_it_was_recorded_a_decision_was_not_known()
    {
        var year = await Get("/api/law/v1/calendar/2024?recordedAt=2020-01-01T00:00");

        Assert.True(year.GetProperty("provisional").GetBoolean());
        Assert.Empty(year.GetProperty("makeUpDays").EnumerateArray());
    }

    [Theory]
    [InlineData("1899", "WRK-0025", "Lịch có từ năm 1900 đến năm 2100, không có năm 1899.")]
    [InlineData("2101", "WRK-0025", "Lịch có từ năm 1900 đến năm 2100, không có năm 2101.")]
    [InlineData("nay", "WRK-0025", "Lịch có từ năm 1900 đến năm 2100, không có năm nay.")]
    [InlineData("2024?office=ZZ99", "WRK-0024", "Không có cơ quan mang mã “ZZ99”.")]
    [InlineData("2024?recordedAt=homqua", "WRK-0026", "Không hiểu thời điểm ghi nhận “homqua”: hãy viết như 2024-05-01T08:00.")]
    public async Task A_calendar_that_cannot_be_given_is_refused(string path, string code, string sentence)
    {
        var (status, problem) = await Ask("/api/law/v1/calendar/" + path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, status);
        Assert.Equal((code, sentence), (problem.GetProperty("code").GetString(), problem.GetProperty("detail").GetString()));
    }

    private static List<string> Lines(JsonElement answer) => [.. answer.GetProperty("explanation").EnumerateArray().Select(line => line.GetString()!)];

    private async Task<JsonElement> Get(string url, string? language = null)
    {
        var (status, body) = await Ask(url, language);
        Assert.Equal(HttpStatusCode.OK, status);
        return body;
    }

    private async Task<(HttpStatusCode Status, JsonElement Body)> Ask(string url, string? language = null)
    {
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var response = await client.SendAsync(request);
        return (response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }
}

public sealed class LawApiOnSqlite(SqliteApp app) : LawApiTests(app), IClassFixture<SqliteApp>;

public sealed class LawApiOnPostgres(PostgresApp app) : LawApiTests(app), IClassFixture<PostgresApp>;
