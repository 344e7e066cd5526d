using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using VanLang.Foundation.Tests.Walls;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>The published description: whole, valid, and true of the running server.</summary>
public abstract class DescriptionTests(TestApp app)
{
    [Fact]
    public async Task A_generator_of_clients_reads_it_without_errors()
    {
        using var client = app.Anonymous();
        var text = await client.GetStringAsync("/openapi/v1.json");

        var read = OpenApiDocument.Parse(text, "json");

        Assert.Empty(read.Diagnostic!.Errors);
        Assert.Empty(read.Diagnostic.Warnings);
        Assert.StartsWith("3.1", JsonNode.Parse(text)!["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Empty(read.Document!.Validate(ValidationRuleSet.GetDefaultRuleSet()));
        Assert.Equal(Operation.Of(JsonNode.Parse(text)!.AsObject()).Count, read.Document!.Paths.Values.Sum(p => p.Operations!.Count));
    }

    [Fact]
    public async Task Nothing_is_left_unsaid()
    {
        using var client = app.Anonymous();
        var document = await Operation.Document(client);
        var faults = new List<string>();
        var tags = document["tags"]!.AsArray().Where(t => t!["description"] is not null).Select(t => t!["name"]!.GetValue<string>()).ToHashSet();
        foreach (var operation in Operation.Of(document))
        {
            faults.AddRange(Unsaid(operation, tags).Select(f => $"{operation}: {f}"));
        }

        Wall.Holds(faults);
        Wall.Holds(Operation.Of(document).GroupBy(o => o.Id).Where(g => g.Count() > 1).Select(g => $"{g.Key} names {g.Count()} operations"));
    }

    [Fact]
    public async Task The_names_of_operations_do_not_change()
    {
        using var client = app.Anonymous();

        Golden.Match(string.Join('\n', Operation.Of(await Operation.Document(client)).OrderBy(o => o.Path, StringComparer.Ordinal).ThenBy(o => o.Verb, StringComparer.Ordinal)), "operation-names");
    }

    [Fact]
    public async Task Every_example_fits_its_schema()
    {
        using var client = app.Anonymous();
        var document = await Operation.Document(client);
        var check = new SchemaCheck(document);
        var faults = new List<string>();
        var examples = 0;
        foreach (var operation in Operation.Of(document))
        {
            foreach (var (place, schema, example) in Examples(operation))
            {
                examples++;
                faults.AddRange(check.Faults(example, schema).Select(f => $"{operation.Id} {place}: {f}"));
            }
        }

        Wall.Holds(faults);
        Assert.True(examples > 200, $"{examples} examples.");
        Console.WriteLine($"FIGURE openapi {app.Kind}: {Operation.Of(document).Count} operations, {examples} examples");
    }

    [Fact]
    public async Task What_the_server_answers_fits_the_schema_and_has_the_members_of_the_example()
    {
        using var anonymous = app.Anonymous();
        var document = await Operation.Document(anonymous);
        var check = new SchemaCheck(document);
        var operations = Operation.Of(document);
        var targets = new Targets(app);
        await targets.Prepare(operations.Single(o => o.Id == "SendPacket").Body!.Value.Example);
        var faults = new List<string>();
        var replayed = 0;
        using var client = await app.Api(Targets.Recipient);
        foreach (var operation in operations.Where(o => o.Verb == "GET" && Answer(o) is not null && o.Id != "GetUserInfo")) // A person's token is tested where people consent.
        {
            var target = targets.Of(operation)![0];
            using var answer = await client.GetAsync(operation.Fill(await target.Values()) + Query(operation));
            var text = await answer.Content.ReadAsStringAsync();
            if (!answer.IsSuccessStatusCode)
            {
                faults.Add($"{operation.Id}: {(int)answer.StatusCode} {text}");
                continue;
            }

            replayed++;
            var content = Answer(operation)!;
            var value = JsonNode.Parse(text);
            faults.AddRange(check.Faults(value, content["schema"]).Select(f => $"{operation.Id} answers {f}"));
            var missing = Members(value).Except(Members(content["example"])).ToList();
            // The document of discovery is the framework's own, and longer with each of its versions.
            if (missing.Count > 0 && operation.Id != "GetOpenIdConfiguration")
            {
                faults.Add($"{operation.Id}: the example lacks {string.Join(", ", missing)}; the server answered {text[..Math.Min(text.Length, 3_000)]}");
            }
        }

        Wall.Holds(faults);
        Assert.True(replayed >= 10, $"{replayed} operations.");
    }

    [Fact]
    public async Task The_example_of_a_packet_is_sent_as_it_stands()
    {
        using var client = await app.Api("G22");
        var example = Operation.Of(await Operation.Document(client)).Single(o => o.Id == "SendPacket").Body!.Value;

        using var answer = await client.PostAsync("/api/exchange/v1/packets", new StringContent(example.Example, System.Text.Encoding.UTF8, "application/edxml+xml"));
        var accepted = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        Assert.Equal(System.Net.HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("[]", accepted["warnings"]!.ToJsonString());
    }

    [Fact]
    public async Task Who_must_sign_in_is_said_as_it_is()
    {
        using var client = app.Anonymous();
        var document = await Operation.Document(client);

        var schemes = document["components"]!["securitySchemes"]!;
        Assert.Equal("/connect/token", schemes["agency"]!["flows"]!["clientCredentials"]!["tokenUrl"]!.GetValue<string>());
        Assert.Equal("/.well-known/openid-configuration", schemes["openid"]!["openIdConnectUrl"]!.GetValue<string>());
        foreach (var operation in Operation.Of(document).Where(o => o.Description["x-permission"] is not null))
        {
            Assert.Equal("agency", operation.Description["security"]![0]!.AsObject().Single().Key);
        }
    }

    private static IEnumerable<string> Unsaid(Operation operation, HashSet<string> tags)
    {
        var d = operation.Description;
        if (operation.Id.Length == 0)
        {
            yield return "no operationId";
        }

        if (string.IsNullOrWhiteSpace(d["summary"]?.GetValue<string>()))
        {
            yield return "no summary";
        }

        if (d["security"] is null)
        {
            yield return "no word on who may";
        }

        if (d["tags"]?.AsArray() is not [{ } tag] || !tags.Contains(tag.GetValue<string>()))
        {
            yield return $"not one tag that is described: {d["tags"]?.ToJsonString()}";
        }

        foreach (var parameter in (d["parameters"]?.AsArray() ?? []).Where(p => p!["example"] is null || p["description"] is null))
        {
            yield return $"parameter {parameter!["name"]} without example or text";
        }

        if (d["requestBody"] is { } body && body["content"]!.AsObject().First().Value!["example"] is null)
        {
            yield return "a body without example";
        }

        foreach (var (status, response) in d["responses"]!.AsObject())
        {
            if (response!["content"] is JsonObject contents && contents.Any(c => c.Value!["example"] is null && c.Value["examples"] is not JsonObject { Count: > 0 }))
            {
                yield return $"{status} without example";
            }

            if (status[0] == '4' && status != "422" && response["content"]?["application/problem+json"] is null && !operation.Path.StartsWith("/connect", StringComparison.Ordinal))
            {
                yield return $"{status} without a form";
            }

            foreach (var header in (string[])(status switch { "405" => ["Allow"], "429" or "503" => ["Retry-After"], "401" when !operation.Path.StartsWith("/connect", StringComparison.Ordinal) => ["WWW-Authenticate"], _ => [] }))
            {
                if (response["headers"]?[header] is null)
                {
                    yield return $"{status} without the header {header}";
                }
            }
        }

        if (!operation.Statuses.Any(s => s[0] == '2'))
        {
            yield return "no good answer";
        }
    }

    private static IEnumerable<(string Place, JsonNode? Schema, JsonNode? Example)> Examples(Operation operation)
    {
        foreach (var parameter in (operation.Description["parameters"]?.AsArray() ?? []).Where(p => p!["example"] is not null))
        {
            yield return ($"parameter {parameter!["name"]}", parameter["schema"], parameter["example"]);
        }

        var contents = (operation.Description["responses"]!.AsObject().Select(r => (Place: r.Key, r.Value!["content"])).Append((Place: "request", operation.Description["requestBody"]?["content"])))
            .SelectMany(c => (c.Item2?.AsObject() ?? []).Select(t => (c.Place, Content: t.Value!)));
        foreach (var (place, content) in contents)
        {
            if (content["example"] is { } one)
            {
                yield return (place, content["schema"], one);
            }

            foreach (var (name, example) in content["examples"]?.AsObject() ?? [])
            {
                yield return ($"{place} {name}", content["schema"], example!["value"]);
            }
        }
    }

    private static JsonObject? Answer(Operation operation) => operation.Description["responses"]?["200"]?["content"]?["application/json"]?.AsObject();

    // Cursors of examples belong to another log; everything else is asked as the examples say.
    private static string Query(Operation operation) => operation.Query(p => p["required"]?.GetValue<bool>() == true || p["name"]!.GetValue<string>() is "received" or "amount" or "unit" or "code" or "all");

    // Names of all members, with the places of lists left out.
    private static HashSet<string> Members(JsonNode? node, string place = "") => node switch
    {
        JsonObject o => [.. o.SelectMany(p => Members(p.Value, $"{place}.{p.Key}").Append($"{place}.{p.Key}"))],
        JsonArray a => [.. a.SelectMany(item => Members(item, place + "[]"))],
        _ => [],
    };
}

public sealed class DescriptionOnSqlite(ManyCallsSqlite app) : DescriptionTests(app), IClassFixture<ManyCallsSqlite>;

public sealed class DescriptionOnPostgres(ManyCallsPostgres app) : DescriptionTests(app), IClassFixture<ManyCallsPostgres>;
