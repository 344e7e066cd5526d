using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using VanLang.Agent;
using VanLang.Exchange.Tests.Push;
using VanLang.Testing;

namespace VanLang.Client.Tests.Listening;

/// <summary>The daemon that is told of news, with the real server pushing to it.</summary>
public abstract class ListenTests(TestApp app)
{
    [Fact]
    public async Task What_is_pushed_is_on_the_disk_and_its_packet_comes_once()
    {
        await using var listening = await Listening.Start(app, "H29");
        await listening.Register(app, "packet.arrived", "recall.requested");
        using var sender = app.Client("G22");
        var packet = Sending.Packet("G22", ["H29"]);

        var sent = await sender.SendAsync(packet);
        await Listening.Until(() => File.Exists(listening.At($"in/{sent.PacketId}.edxml")), "The packet is in the folder.");
        await Listening.Until(() => listening.Events("packet.arrived").Any(e => About(e, sent.PacketId)), "Its event is done.");
        await sender.RecallAsync(sent.PacketId, "Gửi nhầm");
        await Listening.Until(() => listening.Events("recall.requested").Count > 0, "The recall is told.");

        Assert.Equal(await Sending.Write(packet), await File.ReadAllBytesAsync(listening.At($"in/{sent.PacketId}.edxml")));
        Assert.True(JsonDocument.Parse(await File.ReadAllTextAsync(listening.At($"in/{sent.PacketId}.json"))).RootElement.GetProperty("subject").GetString() == packet.Subject);
        using var again = app.Client("H29");
        await foreach (var left in again.InboxAsync())
        {
            Assert.NotEqual(sent.PacketId, left.PacketId); // Acknowledged.
        }
    }

    [Fact]
    public async Task What_came_while_it_was_away_is_brought_at_the_start_and_pushed_later()
    {
        var port = Listening.FreePort();
        await using (var first = await Listening.Start(app, "H17", port))
        {
            await first.Register(app, "packet.arrived");
        }

        using var sender = app.Client("G22");
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H17"]));
        await using var second = await Listening.Start(app, "H17", port);

        await Listening.Until(() => File.Exists(second.At($"in/{sent.PacketId}.edxml")), "It is brought by the first look.");
    }

    [Fact]
    public async Task A_repeated_event_is_answered_again_and_does_nothing_and_an_old_one_is_refused()
    {
        await using var listening = await Listening.Start(app, "H26");
        await using var recorder = new Receiver();
        await Listening.Register(app, "H26", recorder.Url, "packet.arrived");
        using var sender = app.Client("G22");
        var sent = await sender.SendAsync(Sending.Packet("G22", ["H26"]));
        await Poll.Until(() => Task.FromResult(!recorder.Accepted.IsEmpty), "The event is pushed.");
        var token = recorder.Accepted.First().Token;

        // Pushed to another address: refused here, though its signature is the exchange's.
        await listening.Refused(token, HttpStatusCode.BadRequest, "invalid_audience", "The event does not hold: it is for another address.");
        await using var same = await Listening.Start(app, "H26", address: recorder.Url);
        Assert.Equal(HttpStatusCode.Accepted, (await same.Post(token)).StatusCode);
        await Listening.Until(() => same.Events("packet.arrived").Count == 1, "Taken once.");
        var file = Directory.GetFiles(same.At("events")).Single();
        var written = File.GetLastWriteTimeUtc(file);
        Assert.Equal(HttpStatusCode.Accepted, (await same.Post(token)).StatusCode);
        Assert.Equal((1, written), (same.Events("packet.arrived").Count, File.GetLastWriteTimeUtc(file)));

        await using var late = await Listening.Start(app, "H26", address: recorder.Url, time: new Later(app.Clock));
        await late.Refused(token, HttpStatusCode.BadRequest, "authentication_failed", "The event does not hold: it was signed long ago, or one of the two clocks is wrong.");
        Assert.Equal(sent.PacketId, recorder.Accepted.First().Event.GetProperty("packetId").GetGuid());
    }

    [Fact]
    public async Task Events_of_strangers_are_refused_and_leave_nothing()
    {
        await using var listening = await Listening.Start(app, "G12");
        await using var recorder = new Receiver();
        await Listening.Register(app, "G15", recorder.Url, "packet.arrived");
        using var sender = app.Client("G22");
        await sender.SendAsync(Sending.Packet("G22", ["G15"]));
        await Poll.Until(() => Task.FromResult(!recorder.Accepted.IsEmpty), "The event is pushed.");
        var real = recorder.Accepted.First().Token;
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var kid = recorder.Accepted.First().Header.GetProperty("kid").GetString()!;

        await using var foreign = await Listening.Start(app, "G12", issuer: "https://truc.khac.vn", address: recorder.Url);
        await foreign.Refused(real, HttpStatusCode.BadRequest, "invalid_issuer", "The event does not hold: it is of another exchange.");
        await using var neighbour = await Listening.Start(app, "G12", address: recorder.Url);
        await neighbour.Refused(real, HttpStatusCode.BadRequest, "invalid_audience", "The event is for G15, not for G12.");
        await listening.Refused(Forge(stranger, kid, listening.Address), HttpStatusCode.BadRequest, "authentication_failed", "The event does not hold: its signature is not that of the key.");
        await listening.Refused(Forge(stranger, "unknown", listening.Address), HttpStatusCode.BadRequest, "authentication_failed", "The event does not hold: its key \"unknown\" is not among the published ones.");
        await listening.Refused("chu", HttpStatusCode.BadRequest, "authentication_failed", "The event does not hold: it is no compact JWS.");
        await listening.Refused(new string('a', 70_000), HttpStatusCode.RequestEntityTooLarge, "invalid_request", "An event has at most 65536 bytes.");
        await listening.Refused(real, HttpStatusCode.UnsupportedMediaType, "invalid_request", "The content type must be application/secevent+jwt.", "text/plain");
        using var http = new HttpClient();
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await http.GetAsync(listening.Address)).StatusCode);

        Assert.All((Listening[])[listening, foreign, neighbour], l => Assert.Empty(Directory.GetFileSystemEntries(l.At("events")).Concat(Directory.GetFileSystemEntries(l.At(".vanlang/events")))));
    }

    [Fact]
    public async Task Wrong_options_say_so()
    {
        using var shell = new Agent.AgentShell(app, "H29");
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();

        Assert.Equal(2, (await shell.Run("listen", shell.At("box"))).Code);
        Assert.Equal("\"khong\" is no address.", (await shell.Run("listen", shell.At("box"), "--address", "khong")).Notes.Trim());
        Assert.Equal(2, (await shell.Run("listen", shell.At("box"), "--address", "https://a.vn/x", "--listen", "nowhere")).Code);
        Assert.Equal(2, (await shell.Run("listen", shell.At("box"), "--address", "https://a.vn/x", "--listen", $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}/")).Code);
    }

    private static bool About(JsonElement happened, Guid packet) => happened.GetProperty("content").GetProperty("packetId").GetGuid() == packet;

    private string Forge(ECDsa key, string kid, string audience)
    {
        var now = app.Clock.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject { ["iss"] = "http://127.0.0.1", ["aud"] = audience, ["sub"] = "G12", ["iat"] = now, ["toe"] = now, ["jti"] = Guid.CreateVersion7().ToString(), ["events"] = new JsonObject { ["urn:vanlang:exchange:event:packet.arrived"] = new JsonObject() } };
        var head = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", typ = "secevent+jwt", kid }));
        var signed = $"{head}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims.ToJsonString()))}";
        return $"{signed}.{Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))}";
    }

    private sealed class Later(TimeProvider inner) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => inner.GetUtcNow().AddMinutes(11);
    }
}

/// <summary>A running daemon of an agency, in this process, with a folder of its own.</summary>
internal sealed class Listening : IAsyncDisposable
{
    private readonly Agent.AgentShell shell;
    private readonly CancellationTokenSource stop = new();
    private readonly Uri here;
    private Task<int> running = Task.FromResult(0);

    private Listening(TestApp app, string agency, int port, string? address)
    {
        shell = new Agent.AgentShell(app, agency);
        here = new Uri($"http://127.0.0.1:{port}/su-kien");
        Agency = agency;
        Address = address ?? here.ToString();
    }

    public string Agency { get; }

    public string Address { get; }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    public static async Task<Listening> Start(TestApp app, string agency, int? port = null, string? address = null, string? issuer = null, TimeProvider? time = null)
    {
        var listening = new Listening(app, agency, port ?? FreePort(), address);
        var said = new StringWriter();
        var notes = TextWriter.Synchronized(said);
        var program = new AgentProgram(new StringWriter(), notes, name => name switch
        {
            "VANLANG_URL" => app.Address.ToString(),
            "VANLANG_KEY" => Sending.KeyFile(app.Database.DataFolder, agency),
            "HOME" => listening.shell.Folder,
            _ => null,
        })
        { Time = time ?? app.Clock };
        listening.running = Task.Run(() => program.Run(["listen", listening.At(""), "--address", listening.Address, "--listen", listening.here.ToString(), "--issuer", issuer ?? "http://127.0.0.1"], listening.stop.Token));
        await Poll.Until(() => Task.FromResult(said.ToString().Contains("listening at", StringComparison.Ordinal) || listening.running.IsCompleted), "It listens.");
        Assert.False(listening.running.IsCompleted, said.ToString());
        return listening;
    }

    public static async Task Register(TestApp app, string agency, string url, params string[] events)
    {
        using var http = await app.Api(agency);
        using var answer = await http.PostAsync("/api/exchange/v1/webhooks", JsonContent.Create(new { name = "Phần mềm " + agency, url, events }));
        Assert.True(answer.StatusCode is HttpStatusCode.Created, await answer.Content.ReadAsStringAsync());
    }

    public Task Register(TestApp app, params string[] events) => Register(app, Agency, Address, events);

    public string At(string name) => shell.At(Path.Combine("box", name));

    public List<JsonElement> Events(string kind) => [.. Directory.GetFiles(At("events")).Select(f => JsonDocument.Parse(File.ReadAllText(f)).RootElement).Where(e => e.GetProperty("kind").GetString() == kind)];

    public static Task Until(Func<bool> holds, string what) => Poll.Until(() => Task.FromResult(holds()), what);

    public async Task<HttpResponseMessage> Post(string token, string type = "application/secevent+jwt")
    {
        using var http = new HttpClient();
        return await http.PostAsync(here, new StringContent(token, new MediaTypeHeaderValue(type)));
    }

    public async Task Refused(string token, HttpStatusCode status, string error, string sentence, string type = "application/secevent+jwt")
    {
        using var answer = await Post(token, type);
        var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal((status, error, sentence), (answer.StatusCode, json.GetProperty("err").GetString(), json.GetProperty("description").GetString()));
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Assert.Equal(ExitCodes.Done, await running);
        stop.Dispose();
        shell.Dispose();
    }
}

public sealed class ListenOnSqlite(PushSqliteApp app) : ListenTests(app), IClassFixture<PushSqliteApp>;

public sealed class ListenOnPostgres(PushPostgresApp app) : ListenTests(app), IClassFixture<PushPostgresApp>;
