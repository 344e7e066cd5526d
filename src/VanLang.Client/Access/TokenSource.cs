using System.Text.Json;

namespace VanLang.Client.Access;

/// <summary>
/// Keeps one access token and fetches a new one before it ends. The issuer is asked for once: it is the audience of every assertion.
/// </summary>
internal sealed class TokenSource(HttpClient http, ExchangeCredentials credentials, ExchangeClientOptions options) : IDisposable
{
    private readonly SemaphoreSlim one = new(1);
    private string? token;
    private DateTimeOffset renewAt;
    private (string Issuer, Uri Endpoint)? server;

    /// <summary>A token that is still good for a while; one failed try is the caller's to repeat.</summary>
    public async Task<string> Get(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            if (token is not null && options.Time.GetUtcNow() < renewAt)
            {
                return token;
            }

            server ??= await Discover(ct);
            return await Fetch(server.Value.Issuer, server.Value.Endpoint, ct);
        }
        finally
        {
            one.Release();
        }
    }

    /// <summary>The server did not take this token: another is fetched the next time.</summary>
    public void Forget(string refused)
    {
        if (token == refused)
        {
            token = null;
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<(string Issuer, Uri Endpoint)> Discover(CancellationToken ct)
    {
        using var answer = await http.GetAsync(new Uri(options.Address, "/.well-known/openid-configuration"), ct);
        var found = await Json(answer, ct);
        return found.TryGetProperty("issuer", out var issuer) && found.TryGetProperty("token_endpoint", out var endpoint)
            && Uri.TryCreate(endpoint.GetString(), UriKind.Absolute, out var address)
            ? (issuer.GetString()!, new Uri(options.Address, address.PathAndQuery))
            : throw ExchangeException.Strange("the discovery document names no issuer or token endpoint", (int)answer.StatusCode);
    }

    private async Task<string> Fetch(string issuer, Uri endpoint, CancellationToken ct)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_assertion_type"] = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ["client_assertion"] = credentials.Assertion(issuer, options.Time.GetUtcNow()),
        });
        using var answer = await http.PostAsync(endpoint, form, ct);
        var body = await Json(answer, ct);
        if (!body.TryGetProperty("access_token", out var given) || given.GetString() is not { Length: > 0 } found)
        {
            throw ExchangeException.Strange("the token answer holds no access_token", (int)answer.StatusCode);
        }

        // Renewed after four fifths of its life, so that no request leaves with a token that ends on the way.
        var life = body.TryGetProperty("expires_in", out var seconds) && seconds.TryGetInt32(out var given2) ? given2 : 60;
        renewAt = options.Time.GetUtcNow().AddSeconds(life * 0.8);
        return token = found;
    }

    private static async Task<JsonElement> Json(HttpResponseMessage answer, CancellationToken ct)
    {
        var text = await answer.Content.ReadAsStringAsync(ct);
        if ((int)answer.StatusCode >= 500 || (int)answer.StatusCode is 408 or 429)
        {
            throw new HttpRequestException($"{(int)answer.StatusCode} from {answer.RequestMessage?.RequestUri}", null, answer.StatusCode);
        }

        JsonElement body;
        try
        {
            body = JsonDocument.Parse(text).RootElement;
        }
        catch (JsonException e)
        {
            throw ExchangeException.Strange($"{answer.RequestMessage?.RequestUri} answers no JSON", (int)answer.StatusCode, e);
        }

        if (answer.IsSuccessStatusCode)
        {
            return body;
        }

        var reason = body.ValueKind is JsonValueKind.Object && body.TryGetProperty("error_description", out var said) ? said.GetString() : text;
        throw new ExchangeException(ExchangeFailure.NotAuthorized, "CLI-0005", $"The exchange gives no token: {reason}") { Status = (int)answer.StatusCode };
    }
}
