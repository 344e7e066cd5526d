using System.Net;
using System.Text.Json;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Access.Tests.Clients.Existing;

public sealed class FewCallsSqlite : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => AccessSettings.Quick(settings) with
    {
        Overrides = new Dictionary<string, string?>(settings.Overrides)
        {
            ["Access:PasswordRounds"] = "1000",
            ["Access:ExistingCallsPerClient"] = "10",
            ["Access:SecretFailuresPerAddress"] = "15",
            ["Access:SecretTries"] = "100",
        },
    };
}

/// <summary>How often one system, and one address with wrong secrets, may call. The counts live in memory, the same on either database.</summary>
public sealed class CallRateOnSqlite(FewCallsSqlite app) : IClassFixture<FewCallsSqlite>
{
    [Fact]
    public async Task A_system_that_calls_too_often_is_told_to_wait_and_so_is_an_address_that_guesses()
    {
        using var admin = await app.SignIn(AccessData.SystemAdmin);
        var page = await admin.Get("/admin/clients/qlvb-g12/existing");
        var lines = (await admin.Submit(page, "#form-on", ("On.Reason", "phần mềm cũ của cơ quan"))).Element(".vl-code pre").TextContent.Split('\n');
        var secret = lines[1].Split(": ")[1].Trim();
        for (var i = 0; i < 10; i++)
        {
            using var taken = await Call(secret);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        await Waits(await Call(secret));
        app.Clock.Advance(TimeSpan.FromSeconds(61));
        using (var again = await Call(secret))
        {
            Assert.Equal(HttpStatusCode.OK, again.StatusCode);
        }

        for (var i = 0; i < 15; i++)
        {
            using var wrong = await Call("sai");
            Assert.Equal(HttpStatusCode.Unauthorized, wrong.StatusCode);
        }

        await Waits(await Call("sai"));
        await Waits(await Call(secret));
        app.Clock.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromSeconds(1));
        using var at = await Call(secret);
        Assert.Equal(HttpStatusCode.OK, at.StatusCode);
    }

    private async Task<HttpResponseMessage> Call(string secret)
    {
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/vxp/countReceiveEdoc");
        request.Headers.Add("X-SystemId", "000.00.00.G12");
        request.Headers.Add("X-SecretKey", secret);
        return await client.SendAsync(request);
    }

    private static async Task Waits(HttpResponseMessage answer)
    {
        using (answer)
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "60"), (answer.StatusCode, answer.Headers.GetValues("Retry-After").Single()));
            var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
            Assert.Equal(("FAIL", "20", "Loi he thong: qua nhieu yeu cau, thu lai sau 1 phut."), (json.GetProperty("status").GetString(), json.GetProperty("ErrorCode").GetString(), json.GetProperty("ErrorDesc").GetString()));
        }
    }
}
