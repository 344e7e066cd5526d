using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Foundation.Tests.Walls;
using VanLang.Testing;
using Route = VanLang.Foundation.Tests.Walls.Route;

namespace VanLang.Foundation.Tests.Api;

/// <summary>Methods and addresses of the API, asked of every route there is.</summary>
public abstract class ApiAddressTests(TestApp app)
{
    private List<Route> Routes => [.. RouteList.Of(app.Services.GetRequiredService<EndpointDataSource>()).Where(r => r.IsApi || r.Pattern.StartsWith("/.well-known/exchange", StringComparison.Ordinal) || (r.Pattern.StartsWith("/health/", StringComparison.Ordinal) && !r.Pattern.Contains('*')))];

    [Fact]
    public async Task Head_answers_like_get_and_sends_nothing()
    {
        using var client = await app.Api("G22");
        var faults = new List<string>();
        foreach (var route in Routes.Where(r => r.Verb == "GET"))
        {
            using var get = await client.GetAsync(route.Address);
            using var head = await client.SendAsync(new HttpRequestMessage(HttpMethod.Head, route.Address));
            var body = await head.Content.ReadAsByteArrayAsync();
            if (head.StatusCode != get.StatusCode || head.Content.Headers.ContentType?.ToString() != get.Content.Headers.ContentType?.ToString() || body.Length > 0)
            {
                faults.Add($"{route}: GET {(int)get.StatusCode} {get.Content.Headers.ContentType}, HEAD {(int)head.StatusCode} {head.Content.Headers.ContentType}, {body.Length} bytes");
            }
        }

        Wall.Holds(faults);
    }

    [Theory]
    [InlineData("TRACE")]
    [InlineData("PUT")]
    [InlineData("DELETE")]
    [InlineData("PATCH")]
    [InlineData("POST")]
    [InlineData("GET")]
    public async Task A_wrong_method_is_told_the_methods_of_the_address(string method)
    {
        using var client = await app.Api("G22");
        var faults = new List<string>();
        var asked = 0;
        foreach (var address in Routes.GroupBy(r => r.Address))
        {
            var methods = address.Select(r => r.Verb).Order(StringComparer.Ordinal).ToList();
            if (methods.Contains(method) || methods.Contains("*"))
            {
                continue;
            }

            asked++;
            using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address.Key));
            var problem = await Problem.Of(answer);
            var allowed = string.Join(", ", methods);
            var told = string.Join(", ", answer.Content.Headers.Allow);
            if (answer.StatusCode != HttpStatusCode.MethodNotAllowed || told != allowed || problem.Code != "WEB-0008" || problem.Detail != $"Địa chỉ này không nhận phương thức {method}; dùng được: {allowed}.")
            {
                faults.Add($"{method} {address.Key}: {(int)answer.StatusCode}, Allow: {told} instead of {allowed}; {problem}");
            }
        }

        Wall.Holds(faults);
        Assert.True(asked > 0, "No route was asked.");
    }

    [Fact]
    public async Task Packets_are_posted_and_not_listed()
    {
        using var client = await app.Api("G22");

        using var answer = await client.GetAsync("/api/exchange/v1/packets");

        Assert.Equal((HttpStatusCode.MethodNotAllowed, "POST"), (answer.StatusCode, string.Join(", ", answer.Content.Headers.Allow)));
    }

    [Theory]
    [InlineData("GET", "/api")]
    [InlineData("GET", "/api/")]
    [InlineData("GET", "/api/exchange/v1")]
    [InlineData("GET", "/api/exchange/v2/packets")]
    [InlineData("GET", "/api/exchange/v1/packets/not-a-guid")]
    [InlineData("GET", "/api/exchange/v1/packets/019a0000-0000-7000-8000-000000000000/attachments/first")]
    [InlineData("POST", "/api/exchange/v1/inbox/not-a-guid/ack")]
    [InlineData("GET", "/api/khong-co.json")]
    [InlineData("DELETE", "/api/khong/co")]
    [InlineData("GET", "/.well-known/khong-co")]
    [InlineData("GET", "/health/khong-co")]
    [InlineData("GET", "/connect/khong-co")]
    public async Task An_unknown_address_is_not_found(string method, string address)
    {
        using var client = app.Anonymous();

        using var answer = await client.SendAsync(new HttpRequestMessage(new HttpMethod(method), address));

        Assert.Equal(new Problem(HttpStatusCode.NotFound, "WEB-0007", "Không tìm thấy", "Không có địa chỉ này trong giao diện lập trình; xem /openapi/v1.json."), await Problem.Of(answer));
    }

    [Theory]
    [InlineData("/khong-co")]
    [InlineData("/apiary")]
    [InlineData("/vxp-khong-co/x")]
    public async Task An_unknown_page_is_no_matter_of_the_api(string address)
    {
        using var client = app.Anonymous();

        using var answer = await client.GetAsync(address);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.NotEqual("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}

public sealed class ApiAddressesOnSqlite(SqliteApp app) : ApiAddressTests(app), IClassFixture<SqliteApp>;

public sealed class ApiAddressesOnPostgres(PostgresApp app) : ApiAddressTests(app), IClassFixture<PostgresApp>;
