using System.Globalization;
using System.Net;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api;

/// <summary>Row S8: limits hold for the address of the connection and for each client, whatever headers say of it, and nobody pays for another.</summary>
public sealed class RateLimitsOnSqlite(FewCallsApp app) : IClassFixture<FewCallsApp>
{
    private static readonly string[] Dodges = ["X-Forwarded-For", "Forwarded", "X-Real-IP", "X-Client-IP", "X-Originating-IP", "True-Client-IP", "CF-Connecting-IP"];

    private static int asked;
    private static int dodged;

    [Fact]
    public async Task No_header_makes_another_address_and_a_client_pays_for_itself_only()
    {
        await Validations();
        await SignIns();
        await Clients();

        Console.WriteLine($"FIGURE S8: {asked} calls over the limit under {Dodges.Length} headers that name another address, {dodged} let in; limits of validation, sign-in and existing systems");
        Assert.Equal(0, dodged);
    }

    private async Task Validations()
    {
        using var client = app.Anonymous();
        for (var i = 0; i < 5; i++)
        {
            using var taken = await client.PostAsync("/api/exchange/v1/validate", new StringContent("<edXML/>"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, taken.StatusCode);
        }

        for (var i = 0; i < 21; i++)
        {
            using var request = Dodging(new HttpRequestMessage(HttpMethod.Post, "/api/exchange/v1/validate") { Content = new StringContent("<edXML/>") }, i);
            using var answer = await client.SendAsync(request);
            Count(answer);
            Assert.Equal(new Problem(HttpStatusCode.TooManyRequests, "VAL-0001", "Quá nhiều yêu cầu", "Quá nhiều gói tin được kiểm tra từ địa chỉ này. Đợi một phút rồi thử lại."), await Problem.Of(answer));
            Assert.Equal("60", answer.Headers.GetValues("Retry-After").Single());
        }

        // Another endpoint is not touched by it.
        using var other = await client.GetAsync("/api/organizations/v1/G22");
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
    }

    private async Task SignIns()
    {
        using var browser = app.Browser();
        for (var i = 0; i < 24; i++)
        {
            var page = await browser.Get("/sign-in");
            var form = page.Element("form[method=post]:has(input[type=password])");
            var fields = form.QuerySelectorAll("input[name]").ToDictionary(f => f.GetAttribute("name")!, f => f.GetAttribute("value") ?? "");
            fields["Input.UserName"] = "khong.co";
            fields["Input.Password"] = "sai mật khẩu dài";
            using var request = Dodging(new HttpRequestMessage(HttpMethod.Post, "/sign-in") { Content = new FormUrlEncodedContent(fields) }, i);
            var answer = await browser.Send(request);
            if (i >= 10)
            {
                Count(answer.Response);
                Assert.Equal(HttpStatusCode.TooManyRequests, answer.Status);
            }
        }
    }

    private async Task Clients()
    {
        using var admin = await app.SignIn("quantri.hethong");
        var one = await Configure(admin, "g12");
        var two = await Configure(admin, "g15");
        for (var i = 0; i < 10; i++)
        {
            using var taken = await Call(one, -1);
            Assert.Equal(HttpStatusCode.OK, taken.StatusCode);
        }

        for (var i = 0; i < 14; i++)
        {
            using var answer = await Call(one, i);
            Count(answer);
            Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        using var other = await Call(two, -1);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        using var token = await app.Api("G12");
        using var own = await token.GetAsync("/api/exchange/v1/inbox");
        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
    }

    private static async Task<(string Id, string Secret)> Configure(VanLang.Testing.Http.Browser admin, string agency)
    {
        var page = await admin.Get($"/admin/clients/qlvb-{agency}/existing");
        var lines = (await admin.Submit(page, "#form-on", ("On.Reason", "phần mềm cũ của cơ quan"))).Element(".vl-code pre").TextContent.Split('\n');
        return (lines[0].Split(": ")[1], lines[1].Split(": ")[1].Trim());
    }

    private async Task<HttpResponseMessage> Call((string Id, string Secret) system, int dodge)
    {
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/vxp/countReceiveEdoc");
        request.Headers.Add("X-SystemId", system.Id);
        request.Headers.Add("X-SecretKey", system.Secret);
        return await client.SendAsync(dodge < 0 ? request : Dodging(request, dodge));
    }

    private static HttpRequestMessage Dodging(HttpRequestMessage request, int i)
    {
        var name = Dodges[i % Dodges.Length];
        var address = string.Create(CultureInfo.InvariantCulture, $"203.0.113.{i}");
        request.Headers.TryAddWithoutValidation(name, name == "Forwarded" ? "for=" + address : address);
        return request;
    }

    private static void Count(HttpResponseMessage answer)
    {
        asked++;
        dodged += answer.StatusCode is HttpStatusCode.TooManyRequests ? 0 : 1;
    }
}

public sealed class FewCallsApp : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => settings with
    {
        Overrides = new Dictionary<string, string?>(settings.Overrides) { ["Exchange:ValidationsPerMinute"] = "5", ["Access:ExistingCallsPerClient"] = "10", ["Access:PasswordRounds"] = "1000" },
    };
}
