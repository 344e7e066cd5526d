using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace VanLang.Client.Access;

/// <summary>
/// Makes requests until there is an answer: network faults, 408, 429 and 5xx are tried again, finitely, with pauses that grow and vary.
/// The request is made anew for every try from the same parts, so what the server sees is the same each time.
/// </summary>
internal sealed class Channel : IDisposable
{
    private readonly HttpClient http;
    private readonly ExchangeClientOptions options;
    private readonly TokenSource tokens;

    public Channel(ExchangeClientOptions options, ExchangeCredentials credentials, HttpMessageHandler? handler)
    {
        this.options = options;
        http = handler is null
            ? new HttpClient(new SocketsHttpHandler { ConnectTimeout = TimeSpan.FromSeconds(15), PooledConnectionLifetime = TimeSpan.FromMinutes(5), AllowAutoRedirect = false, UseCookies = false })
            : new HttpClient(handler, disposeHandler: false);
        http.Timeout = Timeout.InfiniteTimeSpan;
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("VanLang.Client", typeof(Channel).Assembly.GetName().Version?.ToString(3)));
        tokens = new TokenSource(http, credentials, options);
    }

    /// <summary>How often a request was made again since the client began.</summary>
    public long Repeats { get; private set; }

    /// <summary>The answer of 2xx or 304, or of a status that <paramref name="also"/> names; headers only, the content still flows. The caller disposes it.</summary>
    /// <param name="patience">Limit of one try; for a long body the caller's own.</param>
    public async Task<HttpResponseMessage> Send(Func<HttpRequestMessage> make, CancellationToken ct, TimeSpan? patience = null, bool anonymous = false, params int[] also)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (answer, fault, wait) = await Try(make, patience ?? options.Timeout, anonymous, also, ct);
            if (answer is not null)
            {
                return answer;
            }

            if (attempt >= options.Attempts)
            {
                throw fault!;
            }

            Repeats++;
            await Task.Delay(Pause(attempt, wait), options.Time, ct);
        }
    }

    /// <summary>The answer's JSON.</summary>
    public async Task<T> Json<T>(Func<HttpRequestMessage> make, CancellationToken ct, TimeSpan? patience = null, bool anonymous = false)
    {
        using var answer = await Send(make, ct, patience, anonymous);
        return await Read<T>(answer, ct);
    }

    /// <summary>The JSON of an answer.</summary>
    public static async Task<T> Read<T>(HttpResponseMessage answer, CancellationToken ct)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(await answer.Content.ReadAsStreamAsync(ct), JsonSerializerOptions.Web, ct)
                ?? throw ExchangeException.Strange("it is empty", (int)answer.StatusCode);
        }
        catch (JsonException e)
        {
            throw ExchangeException.Strange(e.Message, (int)answer.StatusCode, e);
        }
    }

    /// <summary>Pause before the next try: what the server asked for, else doubled each time and varied.</summary>
    internal TimeSpan Pause(int attempt, TimeSpan? asked)
    {
        var grown = TimeSpan.FromTicks((long)Math.Min(options.LongestPause.Ticks, options.FirstPause.Ticks * Math.Pow(2, Math.Min(attempt - 1, 30))));
        var varied = grown * (0.5 + (Random.Shared.NextDouble() / 2));
        return asked is { } least && least > varied ? (least < options.LongestPause ? least : options.LongestPause) : varied;
    }

    public void Dispose()
    {
        tokens.Dispose();
        http.Dispose();
    }

    private async Task<(HttpResponseMessage? Answer, ExchangeException? Fault, TimeSpan? Wait)> Try(Func<HttpRequestMessage> make, TimeSpan patience, bool anonymous, int[] also, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(patience);
        try
        {
            for (var renewed = false; ; renewed = true)
            {
                var token = anonymous ? null : await tokens.Get(limit.Token);
                using var request = make();
                request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
                var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
                if (answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.NotModified || also.Contains((int)answer.StatusCode))
                {
                    return (answer, null, null);
                }

                using (answer)
                {
                    if (answer.StatusCode is HttpStatusCode.Unauthorized && token is not null && !renewed)
                    {
                        tokens.Forget(token); // Its key was rotated, or it ended on the way.
                        continue;
                    }

                    var refusal = await Refusal.Read(answer, limit.Token);
                    return refusal.Failure is ExchangeFailure.Unreachable ? (null, refusal, Asked(answer)) : throw refusal;
                }
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            return (null, ExchangeException.Unreachable(e is OperationCanceledException ? $"no answer within {patience}" : e.Message, e), null);
        }
    }

    private TimeSpan? Asked(HttpResponseMessage answer) => answer.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - options.Time.GetUtcNow(),
        _ => null,
    };
}
