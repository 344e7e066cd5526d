using System.Net;
using System.Net.Http.Headers;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api;

/// <summary>Refusals that no module words: the access check, the binding of parameters, the transport.</summary>
public abstract class ApiErrorTests(TestApp app)
{
    private const string Inbox = "/api/exchange/v1/inbox";

    [Fact]
    public async Task Without_a_token_one_is_told_how_to_sign_in_and_of_no_error()
    {
        using var client = app.Anonymous();

        using var answer = await client.GetAsync(Inbox);

        Assert.Equal(
            new Problem(HttpStatusCode.Unauthorized, "WEB-0004", "Chưa xác thực", "Yêu cầu chưa kèm mã truy cập. Hãy xin mã tại /connect/token và gửi trong tiêu đề Authorization: Bearer."),
            await Problem.Of(answer));
        Assert.Equal("Bearer realm=\"vanlang\"", answer.Headers.WwwAuthenticate.ToString());
    }

    [Theory]
    [InlineData("Bearer abc")]
    [InlineData("Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJxbHZiLWcyMiJ9.")]
    [InlineData("Bearer ")]
    [InlineData("Basic cWx2Yjp4")]
    public async Task A_token_that_does_not_hold_is_told_so(string authorization)
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);

        using var answer = await client.GetAsync(Inbox);

        Assert.Equal(new Problem(HttpStatusCode.Unauthorized, "WEB-0005", "Chưa xác thực", "Mã truy cập không hợp lệ hoặc đã hết hạn. Hãy xin mã mới tại /connect/token."), await Problem.Of(answer));
        Assert.StartsWith("Bearer realm=\"vanlang\", error=\"invalid_token\"", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_is_told_so()
    {
        using var client = await app.Api("G22");
        app.Clock.Advance(TimeSpan.FromHours(3));
        try
        {
            using var answer = await client.GetAsync(Inbox);

            Assert.Equal((HttpStatusCode.Unauthorized, "WEB-0005"), ((await Problem.Of(answer)).Status, (await Problem.Of(answer)).Code));
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromHours(-3));
        }
    }

    [Theory]
    [InlineData("limit=abc", "limit", "abc")]
    [InlineData("limit=", "limit", "")]
    [InlineData("limit=1.5", "limit", "1.5")]
    [InlineData("limit=99999999999", "limit", "99999999999")]
    [InlineData("wait=x", "wait", "x")]
    [InlineData("wait=5s", "wait", "5s")]
    [InlineData("all=1", "all", "1")]
    [InlineData("all=yes", "all", "yes")]
    public async Task A_parameter_that_cannot_be_read_is_named(string query, string name, string value)
    {
        using var client = await app.Api("G22");

        using var answer = await client.GetAsync($"{Inbox}?{query}");

        Assert.Equal(new Problem(HttpStatusCode.BadRequest, "WEB-0012", "Yêu cầu không đọc được", $"Tham số {name} có giá trị \"{value}\" không đọc được."), await Problem.Of(answer));
    }

    [Fact]
    public async Task A_missing_parameter_is_named()
    {
        using var client = app.Anonymous();

        using var answer = await client.GetAsync("/api/audit/v1/proof/consistency?from=1");

        Assert.Equal(new Problem(HttpStatusCode.BadRequest, "WEB-0013", "Yêu cầu không đọc được", "Thiếu tham số to."), await Problem.Of(answer));
    }

    [Theory]
    [InlineData("en", "Not signed in")]
    [InlineData("en-US,en;q=0.9", "Not signed in")]
    [InlineData("fr-FR, en;q=0.8, vi;q=0.5", "Not signed in")]
    [InlineData("vi-VN, en;q=0.8", "Chưa xác thực")]
    [InlineData("fr", "Chưa xác thực")]
    [InlineData("*", "Chưa xác thực")]
    [InlineData("", "Chưa xác thực")]
    public async Task The_sentence_is_vietnamese_unless_english_is_preferred(string accept, string title)
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Accept-Language", accept);

        using var answer = await client.GetAsync(Inbox);

        Assert.Equal(title, (await Problem.Of(answer)).Title);
    }

    [Theory]
    [InlineData("/api/x", "There is no such address in the API; see /openapi/v1.json.")]
    [InlineData("/.well-known/x", "There is no such address in the API; see /openapi/v1.json.")]
    [InlineData("/health/x", "There is no such address in the API; see /openapi/v1.json.")]
    [InlineData("/connect/x", "There is no such address in the API; see /openapi/v1.json.")]
    public async Task Every_root_of_the_api_speaks_english_on_request(string address, string sentence)
    {
        using var client = app.Anonymous();
        client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue("en"));

        using var answer = await client.GetAsync(address);

        Assert.Equal(("Not found", sentence), ((await Problem.Of(answer)).Title, (await Problem.Of(answer)).Detail));
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/xml")]
    public async Task A_body_of_another_type_is_refused_by_its_type(string type)
    {
        using var client = await app.Api("G22");

        using var answer = await client.PostAsync($"{Inbox}/019a0000-0000-7000-8000-000000000000/status", new StringContent("{}", MediaTypeHeaderValue.Parse(type)));

        Assert.Equal(new Problem(HttpStatusCode.UnsupportedMediaType, "EXC-0049", "Kiểu nội dung không được nhận", $"Kiểu nội dung \"{answer.RequestMessage!.Content!.Headers.ContentType}\" không được nhận; hãy gửi application/json."), await Problem.Of(answer));
    }

    [Fact]
    public async Task A_person_who_may_not_read_the_figures_is_told_so()
    {
        using var browser = await app.SignIn("vanthu.g22");

        var answer = await browser.Get("/metrics");

        Assert.Equal((HttpStatusCode.Forbidden, "WEB-0006"), (answer.Status, answer.Json.GetProperty("code").GetString()));
    }
}

public sealed class ApiErrorsOnSqlite(SqliteApp app) : ApiErrorTests(app), IClassFixture<SqliteApp>;

public sealed class ApiErrorsOnPostgres(PostgresApp app) : ApiErrorTests(app), IClassFixture<PostgresApp>;
