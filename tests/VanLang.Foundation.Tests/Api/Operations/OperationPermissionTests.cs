using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Foundation.Tests.Walls;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>
/// Row S5: every operation of the published description, asked by every kind of caller about the caller's own, another agency's and nobody's things.
/// What comes out is kept as a table (operations.golden.txt); the rules that hold for every row are checked beside it, so that an update of the table cannot let
/// somebody in unseen.
/// </summary>
public abstract partial class OperationPermissionTests(TestApp app)
{
    private const string Protocol = "the protocol's own";

    private readonly List<string> faults = [];
    private int calls;

    [Fact]
    public async Task Every_operation_answers_every_caller_as_expected()
    {
        using var anonymous = app.Anonymous();
        var operations = Operation.Of(await Operation.Document(anonymous));
        var targets = new Targets(app);
        await targets.Prepare(operations.Single(o => o.Id == "SendPacket").Body!.Value.Example);
        var callers = await Caller.All(app);
        var table = new StringBuilder();
        foreach (var operation in operations.OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Verb, StringComparer.Ordinal))
        {
            var policy = Policy(operation);
            var rows = new List<(string Caller, string Outcome)>();
            foreach (var caller in callers)
            {
                rows.Add((caller.Name, await Row(operation, policy, caller, targets)));
            }

            table.AppendLine(CultureInfo.InvariantCulture, $"{operation}  {policy}");
            foreach (var same in rows.GroupBy(r => r.Outcome))
            {
                table.AppendLine(CultureInfo.InvariantCulture, $"    {same.Key,-28} | {(same.Count() == callers.Count ? "everybody" : string.Join(", ", same.Select(r => r.Caller)))}");
            }
        }

        await WithoutPermission(operations, callers, targets);
        Console.WriteLine($"FIGURE S5 {app.Kind}: {operations.Count} operations, {callers.Count} kinds of callers, {calls} calls, {faults.Count} unexpected");
        Wall.Holds(faults);
        Assert.True(calls >= 1_500, $"{calls} calls.");
        Golden.Match(table.ToString(), "operations");
    }

    // One row of the table: what this caller is answered about each target.
    private async Task<string> Row(Operation operation, string policy, Caller caller, Targets targets)
    {
        var answers = new List<(Target Target, string Outcome, string Body)>();
        foreach (var target in targets.Of(operation) ?? throw new InvalidOperationException($"{operation}: say in {nameof(Targets)} what its path names, and whose it is."))
        {
            var (outcome, body) = await Ask(operation, operation.Verb, caller, target);
            answers.Add((target, outcome, body));
            Judge(operation, policy, caller, target, outcome);
            if (operation.Verb == "GET" && policy != Protocol)
            {
                var (head, _) = await Ask(operation, "HEAD", caller, target);
                Expect(head[..3] == outcome[..3], operation, caller, target, $"GET {outcome}, HEAD {head}");
            }
        }

        // Nobody learns from the answer whether another agency's thing exists.
        if (answers.Find(a => a.Target.Parties is []) is { Target: not null } unknown)
        {
            foreach (var hidden in answers.Where(a => a.Target.Parties is { Count: > 0 } parties && !parties.Contains(caller.Code ?? "")))
            {
                Expect(hidden.Body == unknown.Body && hidden.Outcome == unknown.Outcome, operation, caller, hidden.Target, $"{hidden.Outcome} {hidden.Body} differs from what is not there: {unknown.Outcome} {unknown.Body}");
            }
        }

        return answers.Select(a => a.Outcome).Distinct().Count() == 1 ? answers[0].Outcome : string.Join(", ", answers.Select(a => $"{a.Target.Name}: {a.Outcome}"));
    }

    private void Judge(Operation operation, string policy, Caller caller, Target target, string outcome)
    {
        var (status, success) = (outcome[..3], outcome[0] == '2');
        Expect(outcome[0] != '5', operation, caller, target, outcome);
        Expect(operation.Statuses.Contains(status), operation, caller, target, $"{outcome} is not announced");
        if (policy == Protocol)
        {
            return; // The token service speaks for itself; the table keeps what it says.
        }

        if (policy == "anonymous")
        {
            Expect(status is not "401", operation, caller, target, $"{outcome} though it is everybody's");
            return;
        }

        if (caller.Refusal is { } refusal)
        {
            Expect(outcome == refusal, operation, caller, target, $"{outcome} instead of {refusal}");
        }
        else if (target.Parties is null || target.Parties.Contains(caller.Code!))
        {
            Expect(status is not ("401" or "404"), operation, caller, target, $"{outcome} though it is the caller's own");
        }
        else
        {
            Expect(!success && status is "403" or "404", operation, caller, target, $"{outcome} though it is another agency's");
        }
    }

    // A system from which a permission was taken gets 403 wherever it is asked for, and nowhere else.
    private async Task WithoutPermission(IReadOnlyList<Operation> operations, IReadOnlyList<Caller> callers, Targets targets)
    {
        using var admin = await app.SignIn("quantri.hethong");
        foreach (var permission in operations.Select(Policy).Where(p => p.StartsWith("permission:", StringComparison.Ordinal)).Distinct())
        {
            var code = permission["permission:".Length..];
            await Decide(admin, code, "false");
            foreach (var operation in operations)
            {
                foreach (var caller in callers.Where(c => c.Code is not null))
                {
                    foreach (var target in targets.Of(operation)!)
                    {
                        var (outcome, _) = await Ask(operation, operation.Verb, caller, target);
                        var refused = outcome == "403 WEB-0006";
                        Expect(refused == (Policy(operation) == permission), operation, caller, target, $"{outcome} without {code}");
                    }
                }
            }

            await Decide(admin, code, "true");
        }
    }

    private async Task<(string Outcome, string Body)> Ask(Operation operation, string verb, Caller caller, Target target)
    {
        calls++;
        using var request = new HttpRequestMessage(new HttpMethod(verb), operation.Fill(await target.Values()) + operation.Query(p => p["required"]?.GetValue<bool>() == true));
        foreach (var header in operation.Parameters("header").Where(h => h["required"]?.GetValue<bool>() == true))
        {
            request.Headers.TryAddWithoutValidation(header["name"]!.GetValue<string>(), header["example"]!.GetValue<string>());
        }

        if (operation.Body is { } body && verb is not "HEAD")
        {
            request.Content = body.Type == "application/x-www-form-urlencoded"
                ? new FormUrlEncodedContent(JsonNode.Parse(body.Example)!.AsObject().ToDictionary(p => p.Key, p => p.Value!.GetValue<string>()))
                : new StringContent(target.Body is null ? body.Example : target.Body(body.Example), Encoding.UTF8);
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(body.Type);
        }

        using var answer = await caller.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        var code = answer.Content.Headers.ContentType?.MediaType == "application/problem+json" && verb is not "HEAD" ? " " + JsonNode.Parse(text)!["code"] : "";
        return ($"{(int)answer.StatusCode}{code}", Ids().Replace(Trace().Replace(text, ""), "ID"));
    }

    private string Policy(Operation operation)
    {
        var routes = RouteList.Of(app.Services.GetRequiredService<EndpointDataSource>());
        return routes.Find(r => r.Verb == operation.Verb && Constraint().Replace(r.Pattern, "").TrimEnd('/') == operation.Path.TrimEnd('/'))?.Policy ?? Protocol;
    }

    private void Expect(bool holds, Operation operation, Caller caller, Target target, string what)
    {
        if (!holds)
        {
            faults.Add($"{operation.Id} ({target.Name}) by {caller.Name}: {what}");
        }
    }

    private static async Task Decide(VanLang.Testing.Http.Browser admin, string permission, string granted) =>
        await admin.Submit(await admin.Get("/admin/roles"), "#form-grant", ("Input.Role", "client"), ("Input.Permission", permission), ("Input.Granted", granted), ("Input.Reason", "thử quyền của ứng dụng"));

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Ids();

    [GeneratedRegex(",\"traceId\":\"[^\"]*\"")]
    private static partial Regex Trace();

    [GeneratedRegex(@":\w+(?=\})")]
    private static partial Regex Constraint();
}

/// <summary>Many calls from one address are the point here, so the public limits are set aside.</summary>
internal static class ManyCalls
{
    public static ServerSettings Of(ServerSettings settings) => settings with
    {
        Overrides = new Dictionary<string, string?>(settings.Overrides) { ["Exchange:ValidationsPerMinute"] = "100000", ["Access:PasswordRounds"] = "1000" },
    };
}

public sealed class ManyCallsSqlite : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => ManyCalls.Of(settings);
}

public sealed class ManyCallsPostgres : PostgresApp
{
    protected override ServerSettings Configure(ServerSettings settings) => ManyCalls.Of(settings);
}

public sealed class OperationPermissionsOnSqlite(ManyCallsSqlite app) : OperationPermissionTests(app), IClassFixture<ManyCallsSqlite>;

public sealed class OperationPermissionsOnPostgres(ManyCallsPostgres app) : OperationPermissionTests(app), IClassFixture<ManyCallsPostgres>;
