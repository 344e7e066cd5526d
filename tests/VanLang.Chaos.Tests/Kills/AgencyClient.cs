using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>
/// An agency's system that takes no for no answer: it repeats the same bytes until the server says yes or gives a reason.
/// </summary>
internal sealed class AgencyClient : IDisposable
{
    private readonly HttpClient http;
    private readonly DemoClient client;
    private readonly Uri address;
    private string? token;

    public AgencyClient(Front front, string code, TimeSpan? patience = null)
    {
        Code = code;
        address = front.Address;
        client = DemoClient.Read(front.DataFolder, code);
        http = new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(5), PooledConnectionIdleTimeout = TimeSpan.FromSeconds(5) }) { BaseAddress = front.Address, Timeout = patience ?? TimeSpan.FromSeconds(40) };
    }

    public string Code { get; }

    /// <summary>How often a request had to be repeated.</summary>
    public int Repeats { get; private set; }

    /// <summary>Sends until answered; transport errors and 503 are repeated, everything else is the answer.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> Insist(Func<HttpRequestMessage> make, CancellationToken ct)
    {
        for (var attempt = 0; ; attempt++)
        {
            ct.ThrowIfCancellationRequested();
            try
            {
                token ??= await client.Token(address, TimeProvider.System);
                using var request = make();
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
                using var answer = await http.SendAsync(request, ct);
                var body = await answer.Content.ReadAsByteArrayAsync(ct);
                if (answer.StatusCode == HttpStatusCode.Unauthorized && attempt < 100)
                {
                    token = null;
                }
                else if (answer.StatusCode is not (HttpStatusCode.ServiceUnavailable or HttpStatusCode.BadGateway or HttpStatusCode.GatewayTimeout))
                {
                    return (answer.StatusCode, body);
                }
            }
            catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                // Killed under us: whether it was done we do not know, so the same bytes go again.
            }

            Repeats++;
            await Task.Delay(20 + Random.Shared.Next(60), ct);
        }
    }

    public Task<(HttpStatusCode Status, byte[] Body)> Post(byte[] packet, CancellationToken ct) => Insist(() => Packet(packet), ct);

    /// <summary>Sends once; an answer that is lost on the way is status 0.</summary>
    public Task<(HttpStatusCode Status, byte[] Body)> PostOnce(byte[] packet, CancellationToken ct) => Once(() => Packet(packet), ct);

    /// <summary>Asks once; an answer that is lost on the way is status 0.</summary>
    public async Task<(HttpStatusCode Status, byte[] Body)> Once(Func<HttpRequestMessage> make, CancellationToken ct, Action<HttpResponseMessage>? look = null)
    {
        if (token is null)
        {
            await Insist(() => new HttpRequestMessage(HttpMethod.Get, "/api/exchange/v1/outbox"), ct); // Its token is not what is tried.
        }

        try
        {
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await http.SendAsync(request, ct);
            look?.Invoke(answer);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(ct));
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException or System.Net.Sockets.SocketException)
        {
            return (0, System.Text.Encoding.UTF8.GetBytes(e.Message));
        }
    }

    public static HttpRequestMessage Packet(byte[] packet) => new(HttpMethod.Post, "/api/exchange/v1/packets")
    {
        Content = new ByteArrayContent(packet) { Headers = { ContentType = new MediaTypeHeaderValue("application/edxml+xml") } },
    };

    public async Task<JsonElement> Json(string url, CancellationToken ct)
    {
        var (status, body) = await Insist(() => new HttpRequestMessage(HttpMethod.Get, url), ct);
        return status == HttpStatusCode.OK ? JsonDocument.Parse(body).RootElement : throw new InvalidOperationException($"{Code} {url}: {(int)status} {System.Text.Encoding.UTF8.GetString(body)}");
    }

    /// <summary>Everything that ever came in, from the beginning.</summary>
    public async Task<List<JsonElement>> WholeInbox(CancellationToken ct)
    {
        var items = new List<JsonElement>();
        var after = "";
        while (true)
        {
            var page = await Json("/api/exchange/v1/inbox?all=true&limit=200" + (after.Length == 0 ? "" : "&after=" + Uri.EscapeDataString(after)), ct);
            var before = items.Count;
            items.AddRange(page.GetProperty("items").EnumerateArray());
            after = page.GetProperty("next").GetString()!;
            if (items.Count == before)
            {
                return items;
            }
        }
    }

    public void Dispose() => http.Dispose();
}
