using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using VanLang.Client.Access;
using VanLang.Client.Packets;

namespace VanLang.Agent.Conformance;

/// <summary>An answer, whole.</summary>
internal sealed record PeerAnswer(int Status, HttpResponseHeaders Headers, HttpContentHeaders ContentHeaders, byte[] Body)
{
    public JsonElement Json
    {
        get
        {
            try
            {
                return JsonDocument.Parse(Body).RootElement;
            }
            catch (JsonException)
            {
                throw new NotConforming($"{Status} without JSON: {Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(100, Body.Length)))}");
            }
        }
    }

    public PeerAnswer Is(int status) => Status == status ? this : throw new NotConforming($"{Status} instead of {status}{Said}");

    /// <summary>A refusal as problem details (RFC 9457) with a stable code.</summary>
    public JsonElement Refuses(params int[] statuses)
    {
        if (!statuses.Contains(Status))
        {
            throw new NotConforming($"{Status} instead of {string.Join(" or ", statuses)}{Said}");
        }

        if (ContentHeaders.ContentType?.MediaType != "application/problem+json")
        {
            throw new NotConforming($"the refusal has the type {ContentHeaders.ContentType?.MediaType ?? "none"} instead of application/problem+json");
        }

        var problem = Json;
        return Text(problem, "code") is { Length: 8 } ? problem : throw new NotConforming("the refusal has no code");
    }

    public string? Header(string name) => Headers.TryGetValues(name, out var values) || ContentHeaders.TryGetValues(name, out values) ? string.Join(", ", values) : null;

    public static string? Text(JsonElement of, string name) => of.ValueKind is JsonValueKind.Object && of.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    public static JsonElement Need(JsonElement of, string name, JsonValueKind kind)
    {
        if (of.ValueKind is not JsonValueKind.Object || !of.TryGetProperty(name, out var value))
        {
            throw new NotConforming($"\"{name}\" is missing");
        }

        return value.ValueKind == kind ? value : throw new NotConforming($"\"{name}\" is {value.ValueKind} instead of {kind}");
    }

    private string Said => Body.Length == 0 || ContentHeaders.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) != true ? "" : ": " + Encoding.UTF8.GetString(Body.AsSpan(0, Math.Min(200, Body.Length)));
}

/// <summary>A packet that the peer accepted.</summary>
internal sealed record Sample(byte[] Bytes, byte[] File, string DocumentId, OutgoingPacket Packet, JsonElement Answer)
{
    public string PacketId => PeerAnswer.Text(Answer, "packetId") ?? throw new NotConforming("the answer has no packetId");
}

/// <summary>The exchange under test, spoken to by raw requests as two agencies: one sends, one receives.</summary>
internal sealed class Peer(Uri address, ExchangeCredentials sender, ExchangeCredentials recipient, TimeProvider time) : IDisposable
{
    public const string Root = "/api/exchange/v1";
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = TimeSpan.FromSeconds(60), BaseAddress = address };
    private readonly Dictionary<string, string> tokens = [];
    private readonly long run = time.GetUtcNow().ToUnixTimeMilliseconds() % 1_000_000_000;
    private int made;
    private Sample? shared;

    public ExchangeCredentials Sender => sender;

    public ExchangeCredentials Recipient => recipient;

    public TimeProvider Time => time;

    public async Task<PeerAnswer> Ask(HttpMethod method, string path, ExchangeCredentials? who, HttpContent? body = null, IReadOnlyDictionary<string, string>? headers = null, CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (who is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await Token(who, ct));
        }

        foreach (var (name, value) in headers ?? new Dictionary<string, string>())
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        using var answer = await http.SendAsync(request, ct);
        return new PeerAnswer((int)answer.StatusCode, answer.Headers, answer.Content.Headers, await answer.Content.ReadAsByteArrayAsync(ct));
    }

    public Task<PeerAnswer> Get(string path, ExchangeCredentials who, CancellationToken ct) => Ask(HttpMethod.Get, Root + path, who, ct: ct);

    public Task<PeerAnswer> Post(byte[] packet, CancellationToken ct, string type = "application/edxml+xml", params (string Name, string Value)[] headers)
    {
        var body = new ByteArrayContent(packet);
        body.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        return Ask(HttpMethod.Post, Root + "/packets", sender, body, headers.ToDictionary(h => h.Name, h => h.Value), ct);
    }

    public Task<PeerAnswer> Json(string path, ExchangeCredentials who, object? body, CancellationToken ct)
    {
        var content = body is null ? null : new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, JsonSerializerOptions.Web)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return Ask(HttpMethod.Post, Root + path, who, content, ct: ct);
    }

    /// <summary>A fresh document from the sender to the recipient; <paramref name="change"/> may bend its text.</summary>
    public async Task<(byte[] Bytes, OutgoingPacket Packet, byte[] File)> Make(Func<OutgoingPacket, OutgoingPacket>? change, CancellationToken ct)
    {
        var now = time.GetUtcNow().ToOffset(TimeSpan.FromHours(7));
        var number = string.Create(CultureInfo.InvariantCulture, $"{run}{Interlocked.Increment(ref made) % 100:00}");
        var file = SampleFile.Pdf(number);
        var packet = new OutgoingPacket
        {
            From = new PacketParty(sender.OrganId, sender.OrganId),
            To = [new PacketParty(recipient.OrganId, recipient.OrganId)],
            Number = number,
            Notation = "KT-PHUHOP",
            IssuedOn = DateOnly.FromDateTime(now.DateTime),
            Subject = "Kiểm tra sự phù hợp của giao thức",
            SignerPosition = "Chánh Văn phòng",
            SignerName = "Nguyễn Văn Kiểm",
            Place = "Hà Nội",
            MadeAt = now.AddMinutes(-1),
            Files = [new PacketFile("kiem-tra.pdf", () => new MemoryStream(file, writable: false), "application/pdf")],
        };
        packet = change?.Invoke(packet) ?? packet;
        using var bytes = new MemoryStream();
        await PacketWriter.WriteAsync(packet, bytes, ct);
        return (bytes.ToArray(), packet, file);
    }

    /// <summary>A packet whose text is bent in one place; the place must be there.</summary>
    public async Task<byte[]> Bent(string from, string to, CancellationToken ct)
    {
        var text = Encoding.UTF8.GetString((await Make(null, ct)).Bytes);
        return text.Contains(from, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)) : throw new InvalidOperationException($"The sample has no {from}.");
    }

    /// <summary>A new accepted packet.</summary>
    public async Task<Sample> Send(CancellationToken ct)
    {
        var (bytes, packet, file) = await Make(null, ct);
        return new Sample(bytes, file, packet.EffectiveDocumentId, packet, (await Post(bytes, ct)).Is(201).Json);
    }

    /// <summary>One accepted packet for all clauses that only look at one.</summary>
    public async Task<Sample> Shared(CancellationToken ct) => shared ??= await Send(ct);

    /// <summary>The recipient's delivery of a packet.</summary>
    public async Task<JsonElement> Delivery(Sample sample, CancellationToken ct)
    {
        string? after = null;
        for (var pages = 0; pages < 1000; pages++)
        {
            var page = (await Get("/inbox?all=true&limit=200" + (after is null ? "" : "&after=" + Uri.EscapeDataString(after)), recipient, ct)).Is(200).Json;
            var items = PeerAnswer.Need(page, "items", JsonValueKind.Array);
            foreach (var item in items.EnumerateArray().Where(i => PeerAnswer.Text(i, "packetId") == sample.PacketId))
            {
                return item;
            }

            if (items.GetArrayLength() == 0)
            {
                break;
            }

            after = PeerAnswer.Need(page, "next", JsonValueKind.String).GetString();
        }

        throw new NotConforming($"the packet {sample.PacketId} is not in the recipient's inbox");
    }

    public async Task<JsonElement> Discover(CancellationToken ct) => (await Ask(HttpMethod.Get, "/.well-known/openid-configuration", null, ct: ct)).Is(200).Json;

    public async Task<PeerAnswer> AskToken(ExchangeCredentials who, string assertion, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = who.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = assertion,
        });
        var endpoint = PeerAnswer.Text(await Discover(ct), "token_endpoint") ?? throw new NotConforming("the discovery document names no token_endpoint");
        return await Ask(HttpMethod.Post, new Uri(endpoint).PathAndQuery, null, form, ct: ct);
    }

    public async Task<string> Issuer(CancellationToken ct) => PeerAnswer.Text(await Discover(ct), "issuer") ?? throw new NotConforming("the discovery document names no issuer");

    public void Dispose() => http.Dispose();

    private async Task<string> Token(ExchangeCredentials who, CancellationToken ct)
    {
        if (!tokens.TryGetValue(who.ClientId, out var token))
        {
            var answer = await AskToken(who, who.Assertion(await Issuer(ct), time.GetUtcNow()), ct);
            token = tokens[who.ClientId] = PeerAnswer.Text(answer.Is(200).Json, "access_token") ?? throw new NotConforming("the token answer has no access_token");
        }

        return token;
    }
}

/// <summary>A small PDF that any viewer opens.</summary>
internal static class SampleFile
{
    public static byte[] Pdf(string number)
    {
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        var content = $"BT /F1 24 Tf 72 720 Td (Kiem tra {number}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
            string.Create(CultureInfo.InvariantCulture, $"<</Length {content.Length}>>stream\n{content}\nendstream"),
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj{objects[i]}endobj\n");
        }

        var table = text.Length;
        text.Append("xref\n0 6\n0000000000 65535 f \n");
        places.ForEach(p => text.Append(CultureInfo.InvariantCulture, $"{p:0000000000} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer<</Size 6/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
