using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>A right secret alone opens nothing: every function asks for its permission, and refuses in the kit's words.</summary>
public abstract class CallPermissionTests(TestApp app)
{
    private static readonly Dictionary<string, string[]> Functions = new()
    {
        ["exchange.read"] = ["/vxp/getAgenciesList", "/vxp/getAgenciesListQD20", "/vxp/getSynchronizeUnit", "/vxp/getSentEdocList"],
        ["exchange.send"] = ["/vxp/sendEdoc", "/lgsp/v1/sendEdoc"],
        ["exchange.receive"] =
        [
            "/vxp/getReceivedEdocList", "/vxp/getEdoc", "/vxp/downloadEdoc", "/vxp/updateStatus", "/vxp/countReceiveEdoc", "/vxp/countReceiveStatus",
            "/lgsp/v1/syncReceivedEdocList", "/lgsp/v1/getEdoc", "/lgsp/v1/updateStatus", "/lgsp/v1/getReceiveStatus",
        ],
        ["organizations.register-below"] = ["/vxp/registerAgency", "/vxp/deleteAgency"],
    };

    [Fact]
    public void Every_function_is_asked_below()
    {
        var mapped = app.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().Select(e => e.RoutePattern.RawText!)
            .Where(p => (p.StartsWith("/vxp", StringComparison.Ordinal) || p.StartsWith("/lgsp", StringComparison.Ordinal)) && !p.Contains('{', StringComparison.Ordinal));

        Assert.Equal(Functions.Values.SelectMany(f => f).Order(), mapped.Distinct().Order());
    }

    [Theory]
    [InlineData("exchange.read")]
    [InlineData("exchange.send")]
    [InlineData("exchange.receive")]
    public async Task Without_its_permission_a_function_is_refused(string permission)
    {
        using var system = await DocumentSystem.Configure(app, "H29");
        using var admin = await app.SignIn("quantri.hethong");
        await Decide(admin, permission, "false");
        try
        {
            foreach (var (needed, functions) in Functions)
            {
                foreach (var function in functions)
                {
                    using var answer = await system.Answer(HttpMethod.Post, function, [], new StringContent("{}"));
                    var forbidden = needed == permission || needed == "organizations.register-below";
                    Assert.True(forbidden == answer.StatusCode is HttpStatusCode.Forbidden, $"{function}: {(int)answer.StatusCode}");
                    if (forbidden)
                    {
                        var json = await DocumentSystem.Read(answer, HttpStatusCode.Forbidden);
                        Assert.Equal(("19", function[1] == 'v' ? "Don vi chua duoc dang ky de dung chuc nang nay." : "Đơn vị chưa được đăng ký để dùng chức năng này."), (json.Text("ErrorCode"), json.Text("ErrorDesc")));
                    }
                }
            }
        }
        finally
        {
            await Decide(admin, permission, "true");
        }
    }

    [Fact]
    public async Task A_persons_cookie_opens_nothing_here()
    {
        using var clerk = await app.SignIn("vanthu.g22");

        foreach (var function in Functions.Values.SelectMany(f => f))
        {
            Assert.Equal(HttpStatusCode.Unauthorized, (await clerk.Get(function)).Status);
        }
    }

    private static async Task Decide(Browser admin, string permission, string granted) =>
        (await admin.Submit(await admin.Get("/admin/roles"), "#form-grant", ("Input.Role", "client"), ("Input.Permission", permission), ("Input.Granted", granted), ("Input.Reason", "thử quyền của ứng dụng"))).Is(HttpStatusCode.SeeOther);
}

public sealed class CallPermissionOnSqlite(SqliteApp app) : CallPermissionTests(app), IClassFixture<SqliteApp>;

public sealed class CallPermissionOnPostgres(PostgresApp app) : CallPermissionTests(app), IClassFixture<PostgresApp>;
