using System.Net;
using System.Text.Json;
using VanLang.EndToEnd.Tests.Browsing;

namespace VanLang.EndToEnd.Tests.Running;

/// <summary>What the first line of the README promises.</summary>
public sealed class FirstStartTests(Demo demo)
{
    private static readonly string[] Agencies = ["G22", "G12", "G15", "H26", "H29", "H41", "H17"];

    [Fact]
    public async Task Run_prints_the_address_the_demo_accounts_and_where_the_client_keys_lie()
    {
        var server = await demo.Server();

        Assert.Contains(server.Address.ToString().TrimEnd('/'), server.Printed, StringComparison.Ordinal);
        Assert.Contains("vanthu.g22", server.Printed, StringComparison.Ordinal);
        Assert.Contains("clients", server.Printed, StringComparison.Ordinal);
        Assert.DoesNotContain("fail: ", server.Printed, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_demo_agency_has_a_client_key()
    {
        var folder = Path.Combine((await demo.Server()).Database.DataFolder, "demo", "clients");

        foreach (var code in Agencies)
        {
            var key = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, code + ".json"))).RootElement;
            Assert.NotEmpty(key.GetProperty("clientId").GetString()!);
            Assert.EndsWith(code, key.GetProperty("organId").GetString(), StringComparison.Ordinal);
            Assert.StartsWith("-----BEGIN", key.GetProperty("privateKeyPem").GetString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/health/ready", HttpStatusCode.OK)]
    [InlineData("/openapi/v1.json", HttpStatusCode.OK)]
    [InlineData("/.well-known/openid-configuration", HttpStatusCode.OK)]
    [InlineData("/.well-known/exchange-receipts.json", HttpStatusCode.OK)]
    [InlineData("/metrics", HttpStatusCode.Found)]
    [InlineData("/", HttpStatusCode.OK)]
    public async Task A_stranger_finds(string path, HttpStatusCode status)
    {
        using var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = (await demo.Server()).Address };

        var answer = await client.GetAsync(path);

        Assert.Equal(status, answer.StatusCode);
        Assert.NotEmpty(status == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync() : "refused");
    }

    [Fact]
    public async Task Style_and_script_are_served_with_a_body_compressed_and_kept_for_ever()
    {
        using var client = new HttpClient { BaseAddress = (await demo.Server()).Address };
        var home = await client.GetStringAsync("/");
        var links = System.Text.RegularExpressions.Regex.Matches(home, "(?:href|src)=\"([^\"]+\\.(?:css|js))\"").Select(m => m.Groups[1].Value).Distinct().ToList();

        Assert.NotEmpty(links);
        foreach (var link in links)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(client.BaseAddress!, link)) { Headers = { { "Accept-Encoding", "br, gzip" } } };
            var answer = await client.SendAsync(request);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True((await answer.Content.ReadAsByteArrayAsync()).Length > 100, link + " has no body.");
            Assert.NotEmpty(answer.Content.Headers.ContentEncoding);
            Assert.Contains("immutable", answer.Headers.CacheControl?.ToString() ?? "", StringComparison.Ordinal);
        }
    }
}
