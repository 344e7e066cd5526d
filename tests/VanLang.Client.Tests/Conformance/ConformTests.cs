using System.Text;
using System.Text.Json;
using VanLang.Agent.Conformance;
using VanLang.Client.Tests.Agent;
using VanLang.Testing;

namespace VanLang.Client.Tests.Conformance;

/// <summary>The conformance run: our own exchange keeps every clause, and a peer that breaks one is found out.</summary>
public abstract class ConformTests(TestApp app)
{
    // Each wrong in one way, with the clauses that must notice. Every group of clauses is broken at least once.
    private static readonly Dictionary<string, (string Clauses, Action<HttpRequestMessage>? Before, Action<Exchanged>? After)> Wrongs = new()
    {
        ["takes one assertion for ever"] = ("AUTH-03", null, Keep("/connect/token")),
        ["gives a token to anybody"] = ("AUTH-04,AUTH-05,AUTH-06", null, x => { if (x.IsPost("/connect/token") && x.Status >= 400) { x.Answer(200, """{"access_token":"x","expires_in":60}"""); } }
        ),
        ["answers without a token"] = ("AUTH-07", null, x => { if (x.Status == 401) { x.Answer(200, """{"items":[],"next":"a"}"""); } }
        ),
        ["has no private_key_jwt"] = ("AUTH-01", null, x => x.Rewrite("private_key_jwt", "client_secret_basic")),
        ["leaves out the receipt"] = ("SEND-01,SEND-03", null, x => { if (x.IsPost("/packets")) { x.Rewrite("\"receipt\":", "\"quittance\":"); } }
        ),
        ["answers another digest"] = ("SEND-02", null, x => { if (x.IsPost("/packets")) { x.Rewrite("\"digest\":\"[0-9a-f]{8}", "\"digest\":\"00000000"); } }
        ),
        ["signs with keys that it does not publish"] = ("SEND-03", null, x => { if (x.Path.EndsWith("exchange-receipts.json", StringComparison.Ordinal)) { x.Rewrite("\"kid\":\"[^\"]*\"", "\"kid\":\"another\""); } }
        ),
        ["answers 201 every time"] = ("SEND-04,SEND-06", null, x => { if (x.IsPost("/packets") && x.Status == 200) { x.Status = 201; } }
        ),
        ["takes a second content for a document"] = ("SEND-05", null, x => { if (x.IsPost("/packets") && x.Status == 409) { x.Status = 201; } }
        ),
        ["knows no Idempotency-Key"] = ("SEND-06", r => r.Headers.Remove("Idempotency-Key"), null),
        ["passes over Content-Digest"] = ("SEND-07", r => r.Headers.Remove("Content-Digest"), null),
        ["shows an empty outbox"] = ("SEND-08", null, x => { if (x.Path.EndsWith("/outbox", StringComparison.Ordinal)) { x.Answer(200, """{"items":[],"next":"a"}"""); } }
        ),
        ["refuses without a place"] = ("BAD-01,BAD-03", null, x => x.Rewrite("\"line\":\\d+,?", "")),
        ["refuses with 400"] = ("BAD-01,BAD-04,BAD-05,BAD-06,BAD-07", null, x => { if (x.Status == 422) { x.Status = 400; } }
        ),
        ["refuses in plain text"] = ("BAD-02,BAD-08,BAD-10", null, x => { if (x.Status is >= 400 and < 500) { x.Answer(x.Status, "Subject Z98 is wrong", "text/plain"); } }
        ),
        ["refuses without a code"] = ("BAD-09", null, x => x.Rewrite("\"code\":", "\"number\":")),
        ["lets secrets through"] = ("BAD-11", null, x => { if (x.IsPost("/packets") && x.Status == 403) { x.Answer(201, "{}"); } }
        ),
        ["tells one reason only"] = ("BAD-13", null, x => { if (x.Status == 422) { x.Rewrite("\"errors\":\\[(\\{[^}]*\\}).*\\]", "\"errors\":[$1]"); } }
        ),
        ["sends other bytes than it was given"] = ("GET-01", null, x => { if (x.Request.Method == "GET" && x.Path.Contains("/packets/", StringComparison.Ordinal) && x.Body.Length > 2000) { x.Body = [.. x.Body[..^1], (byte)'!']; } }
        ),
        ["has no ETag"] = ("GET-01,GET-02", r => r.Headers.Remove("If-None-Match"), x => x.Headers.Remove("ETag")),
        ["knows no ranges"] = ("GET-04,GET-05,GET-06", r => r.Headers.Remove("Range"), null),
        ["passes over If-Range"] = ("GET-06", r => r.Headers.Remove("If-Range"), null),
        ["answers 403 for what it must not know"] = ("GET-07,GET-08,BOX-08", null, x => { if (x.Status == 404) { x.Status = 403; } }
        ),
        ["loses every second delivery"] = ("BOX-02", null, new Losing().Drop),
        ["has no cursor"] = ("BOX-03", null, x => { if (x.Path.EndsWith("/inbox", StringComparison.Ordinal)) { x.Rewrite("\"next\":\"[^\"]*\"", "\"more\":false"); } }
        ),
        ["does not wait"] = ("BOX-04,BOX-05", r => r.RequestUri = new Uri(System.Text.RegularExpressions.Regex.Replace(r.RequestUri!.OriginalString, "wait=\\d+", "wait=0"), UriKind.Relative), null),
        ["takes any limit"] = ("BOX-06", null, x => { if (x.Path.EndsWith("/inbox", StringComparison.Ordinal) && x.Status == 422) { x.Answer(200, """{"items":[],"next":"a"}"""); } }
        ),
        ["forgets acknowledgements"] = ("BOX-07", r => r.RequestUri = new Uri(r.RequestUri!.OriginalString.Replace("?limit=200", "?all=true&limit=200", StringComparison.Ordinal), UriKind.Relative), Queue),
        ["hides who handles"] = ("STA-01", null, x => x.Rewrite("Trần Thị Thư|Tr\\\\u1EA7n.*?Th\\\\u01B0", "***")),
        ["counts every report"] = ("STA-02,STA-03", null, x => x.Rewrite("\"applied\":false", "\"applied\":true")),
        ["takes a return without reason"] = ("STA-04", null, x => { if (x.IsPost("/status") && x.Status == 422) { x.Answer(200, """{"applied":true}"""); } }
        ),
        ["does not know status packets"] = ("STA-06", null, x => { if (x.IsPost("/packets")) { x.Rewrite("\"statusId\":", "\"id\":"); } }
        ),
        ["names no states"] = ("STA-07", null, x => { if (x.Path.EndsWith("/deliveries", StringComparison.Ordinal)) { x.Rewrite("\"state\":", "\"phase\":"); } }
        ),
        ["speaks another version of TUS"] = ("TUS-01", null, x => { if (x.Request.Method == "OPTIONS") { x.Headers["Tus-Version"] = "0.2.2"; } }
        ),
        ["tells wrong offsets"] = ("TUS-02,TUS-04", null, x => { if (x.Request.Method == "HEAD") { x.Headers["Upload-Offset"] = "1"; } }
        ),
        ["passes over checksums"] = ("TUS-04", r => r.Headers.Remove("Upload-Checksum"), null),
        ["asks for no version of TUS"] = ("TUS-06", r => { if (r.RequestUri!.OriginalString.Contains("/uploads", StringComparison.Ordinal)) { r.Headers.Remove("Tus-Resumable"); r.Headers.Add("Tus-Resumable", "1.0.0"); } }, null),
    };

    public static TheoryData<string> Names => [.. Wrongs.Keys];

    [Fact]
    public async Task Our_own_exchange_keeps_every_clause()
    {
        using var shell = new AgentShell(app, "G22");

        var ended = await shell.Run("conform", app.Address.ToString(), "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"));

        Assert.True(ended.Code == 0, ended.Answers);
        Assert.EndsWith($"{Clauses.All.Count} clauses kept, 0 broken, 0 not offered.", ended.Answers.Trim());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_peer_that_is_wrong_is_found_out(string name)
    {
        var (clauses, before, after) = Wrongs[name];
        await using var wrong = await WrongExchange.Start(app.Address, before, after);
        using var shell = new AgentShell(app, "G22");

        var ended = await shell.Run(["conform", wrong.Address.ToString(), "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"), "--json", "--only", .. clauses.Split(',')]);

        Assert.True(ended.Code == 8, ended.Answers + ended.Notes);
        var findings = JsonDocument.Parse(ended.Answers).RootElement.GetProperty("findings").EnumerateArray().ToList();
        Assert.All(findings, f => Assert.True(f.GetProperty("verdict").GetString() == "Fail", f.ToString()));
        Assert.All(findings, f => Assert.NotEmpty(f.GetProperty("reason").GetString()!));
        Assert.Equal(clauses.Split(','), findings.Select(f => f.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task A_peer_between_that_bends_nothing_is_not_accused()
    {
        await using var honest = await WrongExchange.Start(app.Address, null, null);
        using var shell = new AgentShell(app, "G22");

        var ended = await shell.Run("conform", honest.Address.ToString(), "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"));

        Assert.True(ended.Code == 0, ended.Answers);
    }

    [Fact]
    public async Task A_peer_without_uploads_is_told_so_and_not_blamed()
    {
        await using var small = await WrongExchange.Start(app.Address, null, x => { if (x.Path.Contains("/uploads", StringComparison.Ordinal)) { x.Answer(404); } });
        using var shell = new AgentShell(app, "G22");

        var ended = await shell.Run("conform", small.Address.ToString(), "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"), "--only", "TUS");

        Assert.Equal(0, ended.Code);
        Assert.Contains("0 clauses kept, 0 broken, 8 not offered.", ended.Answers);
    }

    [Fact]
    public async Task A_peer_that_is_not_there_keeps_nothing_and_an_unknown_clause_is_a_mistake()
    {
        using var shell = new AgentShell(app, "G22");

        var away = await shell.Run("conform", "http://127.0.0.1:9", "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"), "--only", "AUTH-01");
        var unknown = await shell.Run("conform", app.Address.ToString(), "--recipient-key", Sending.KeyFile(app.Database.DataFolder, "H41"), "--only", "NONE");

        Assert.Equal((8, 2), (away.Code, unknown.Code));
        Assert.Contains("no answer", away.Answers);
    }

    [Fact]
    public void Every_group_of_clauses_has_a_wrong_peer_and_ids_are_unique()
    {
        var broken = Wrongs.Values.SelectMany(w => w.Clauses.Split(',')).ToHashSet();

        Assert.Equal(Clauses.All.Count, Clauses.All.Select(c => c.Id).Distinct().Count());
        Assert.Subset(Clauses.All.Select(c => c.Id).ToHashSet(), broken);
        Assert.True(broken.Count >= 45, $"Only {broken.Count} of {Clauses.All.Count} clauses have been seen to fail.");
        Assert.All(Clauses.All, c => Assert.NotEqual(c.En, c.Vi));
    }

    private static Action<Exchanged> Keep(string path)
    {
        byte[]? first = null;
        return x =>
        {
            if (x.IsPost(path))
            {
                first ??= x.Status == 200 ? x.Body : null;
                (x.Status, x.Body) = (200, first ?? x.Body);
            }
        };
    }

    private static void Queue(Exchanged x)
    {
        // What was acknowledged is shown as if it waited still.
        if (x.Path.EndsWith("/inbox", StringComparison.Ordinal))
        {
            x.Body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(x.Body).Replace("\"acknowledged\":true", "\"acknowledged\":false", StringComparison.Ordinal));
        }
    }

    private sealed class Losing
    {
        private int seen;

        public void Drop(Exchanged x)
        {
            if (x.Path.EndsWith("/inbox", StringComparison.Ordinal) && x.Request.QueryString.Value!.Contains("limit=1&", StringComparison.Ordinal) && ++seen % 2 == 0)
            {
                x.Rewrite("\"items\":\\[.*\\]", "\"items\":[]");
            }
        }
    }
}

public sealed class ConformOnSqlite(SqliteApp app) : ConformTests(app), IClassFixture<SqliteApp>;

public sealed class ConformOnPostgres(PostgresApp app) : ConformTests(app), IClassFixture<PostgresApp>;
