using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Composition;
using VanLang.Organizations.Contracts;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>
/// Deny by default, shown route by route: the inventory is kept, and every route is asked by nobody and by an account of every role.
/// A route added tomorrow is tested tomorrow.
/// </summary>
public abstract class RouteWalls(TestApp app)
{
    private const string PermissionPrefix = "permission:";

    private List<Route> Routes => RouteList.Of(app.Services.GetRequiredService<EndpointDataSource>());

    [Fact]
    public void Every_route_says_who_may_and_the_inventory_is_kept()
    {
        Wall.Holds(Routes.Where(r => r.Policy == "MISSING"));

        Golden.Match(string.Join('\n', Routes), "routes");
    }

    [Fact]
    public void Every_permission_named_by_a_route_is_declared_by_a_module()
    {
        var declared = VanLangModules.All.SelectMany(m => m.Permissions).Select(p => p.Code).Append(Server.Hosting.VanLangServer.MetricsPermission).ToHashSet();

        Wall.Holds(Routes.SelectMany(Permissions).Where(p => !declared.Contains(p)));
    }

    [Fact]
    public async Task Nobody_signed_in_gets_nothing_that_is_not_public()
    {
        using var browser = app.Browser();
        var faults = new List<string>();
        foreach (var route in Routes.Where(r => r.Policy != "anonymous"))
        {
            var answer = await Ask(browser, route);
            // OpenIddict answers a malformed request of its protocol before anybody is asked who they are.
            var refused = answer.Status is HttpStatusCode.Unauthorized || (route.Pattern.StartsWith("/connect/", StringComparison.Ordinal) && answer.Status is HttpStatusCode.BadRequest) || (answer.Location?.StartsWith("/sign-in", StringComparison.Ordinal) ?? false);
            if (!refused)
            {
                faults.Add($"{route}: {(int)answer.Status} {answer.Location}");
            }
        }

        Wall.Holds(faults);
    }

    [Theory]
    [InlineData("vanthu.h26")]
    [InlineData("chuyenvien.h26")]
    [InlineData("lanhdao.h26")]
    [InlineData("quantri.h26")]
    [InlineData("quantri.hethong")]
    [InlineData("kiemtoan")]
    public async Task A_role_gets_what_is_permitted_to_it_and_403_for_the_rest(string userName)
    {
        var role = DemoAccounts.All.Single(a => a.UserName == userName).Role;
        var held = VanLangModules.All.SelectMany(m => m.Permissions).Where(p => p.Roles.Contains(role)).Select(p => p.Code).ToHashSet();
        using var browser = await app.SignIn(userName);
        var faults = new List<string>();
        var asked = 0;
        foreach (var route in Routes.Where(r => Permissions(r).Any() && !ForMachines(r)))
        {
            var answer = await Ask(browser, route);
            var permitted = Permissions(route).All(held.Contains);
            if (permitted ? answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized : answer.Status is not HttpStatusCode.Forbidden)
            {
                faults.Add($"{route} asked by {role}: {(int)answer.Status}, {(permitted ? "permitted" : "not permitted")}");
            }

            if ((int)answer.Status >= 500)
            {
                faults.Add($"{route} asked by {role}: {(int)answer.Status} {LastError()}");
            }

            asked++;
        }

        Wall.Holds(faults);
        Assert.True(asked > 0, "No route asks for a permission.");
    }

    [Fact]
    public void The_rule_can_fail()
    {
        var source = new DefaultEndpointDataSource(
            new RouteEndpointBuilder(_ => Task.CompletedTask, Microsoft.AspNetCore.Routing.Patterns.RoutePatternFactory.Parse("/open-to-all"), 0).Build());

        Assert.Equal("MISSING", RouteList.Of(source).Single().Policy);
    }

    private string LastError() => app.Log.Errors is { Count: > 0 } errors ? errors[^1].Exception?.ToString() ?? errors[^1].Message : "";

    private static IEnumerable<string> Permissions(Route route) => route.Policy.Split(" + ").Where(p => p.StartsWith(PermissionPrefix, StringComparison.Ordinal)).Select(p => p[PermissionPrefix.Length..]);

    // A person's cookie is not looked at under /api, /vxp and /lgsp: there a token or a secret speaks.
    private static bool ForMachines(Route route) => route.Pattern.StartsWith("/api/", StringComparison.Ordinal) || route.Pattern.StartsWith("/vxp", StringComparison.Ordinal) || route.Pattern.StartsWith("/lgsp", StringComparison.Ordinal) || route.Pattern.StartsWith("/connect/", StringComparison.Ordinal);

    private static Task<Page> Ask(Browser browser, Route route) => browser.Send(new HttpRequestMessage(new HttpMethod(route.Verb == "*" ? "GET" : route.Verb), route.Address));
}

public sealed class RoutesOnSqlite(SqliteApp app) : RouteWalls(app), IClassFixture<SqliteApp>;

public sealed class RoutesOnPostgres(PostgresApp app) : RouteWalls(app), IClassFixture<PostgresApp>;
