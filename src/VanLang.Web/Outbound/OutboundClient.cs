using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Text;
using Microsoft.Extensions.Options;
using VanLang.Kernel;

namespace VanLang.Web.Outbound;

/// <summary>What became of a call.</summary>
public enum OutboundOutcome
{
    /// <summary>There is an answer; see its status.</summary>
    Answered,

    /// <summary>The address may not be called; nothing was sent.</summary>
    Forbidden,

    /// <summary>The name does not resolve.</summary>
    NameUnknown,

    /// <summary>Nobody takes the connection.</summary>
    Unreachable,

    /// <summary>The TLS handshake failed: the certificate is not one to be trusted for this name, or no common version.</summary>
    Untrusted,

    /// <summary>No whole answer in time.</summary>
    TimedOut,

    /// <summary>The answer is longer than is read.</summary>
    TooLong,

    /// <summary>The connection broke, or what came is no HTTP.</summary>
    Broken,
}

/// <summary>The end of a call.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">The HTTP status of an answer.</param>
/// <param name="Body">The answer's text, as far as it is read.</param>
/// <param name="RetryAfter">How long the other side asks to be left alone.</param>
/// <param name="Fault">Why the address may not be called.</param>
public sealed record OutboundAnswer(OutboundOutcome Outcome, int? Status = null, string Body = "", TimeSpan? RetryAfter = null, AddressFault Fault = AddressFault.None)
{
    /// <summary>A whole answer with 2xx.</summary>
    public bool IsSuccess => Outcome is OutboundOutcome.Answered && Status is >= 200 and < 300;
}

/// <summary>
/// The one way in which the server calls an address that somebody outside gave it. It connects by vetted address only, follows no redirect,
/// uses no proxy, keeps no cookies, unpacks nothing, reads a few kilobytes and waits a few seconds.
/// </summary>
public sealed class OutboundClient : IDisposable
{
    private readonly OutboundGuard guard;
    private readonly OutboundOptions limits;
    private readonly Clock clock;
    private readonly HttpClient http;

    /// <summary>A client with a connection pool of its own.</summary>
    public OutboundClient(OutboundGuard guard, IOptions<OutboundOptions> options, Clock clock)
    {
        (this.guard, limits, this.clock) = (guard, options.Value, clock);
        http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            Credentials = null,
            AutomaticDecompression = System.Net.DecompressionMethods.None,
            ActivityHeadersPropagator = null,
            ConnectTimeout = TimeSpan.FromSeconds(limits.ConnectSeconds),
            // A connection is vetted when it is made: not for ever.
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = 0,
            ConnectCallback = Connect,
            SslOptions = new SslClientAuthenticationOptions { EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 },
        })
        { Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("VanLang", "1"));
    }

    /// <summary>Posts a body and reads the answer.</summary>
    public Task<OutboundAnswer> Post(string address, byte[] body, MediaTypeHeaderValue type, CancellationToken ct) => Call(address, uri =>
    {
        var request = new HttpRequestMessage(HttpMethod.Post, uri) { Content = new ByteArrayContent(body) { Headers = { ContentType = type } } };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        return request;
    }, ct);

    /// <summary>Fetches a small thing.</summary>
    public Task<OutboundAnswer> Get(string address, CancellationToken ct) => Call(address, uri => new HttpRequestMessage(HttpMethod.Get, uri), ct);

    /// <inheritdoc/>
    public void Dispose() => http.Dispose();

    private async Task<OutboundAnswer> Call(string address, Func<Uri, HttpRequestMessage> make, CancellationToken ct)
    {
        if (OutboundAddress.Read(address, out var uri) is not AddressFault.None and var wrong)
        {
            return new OutboundAnswer(OutboundOutcome.Forbidden, Fault: wrong);
        }

        using var late = new CancellationTokenSource(TimeSpan.FromSeconds(limits.TotalSeconds), clock.Provider);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, late.Token);
        try
        {
            using var request = make(uri);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop.Token);
            var status = (int)answer.StatusCode;
            var again = answer.Headers.RetryAfter is { } asked ? asked.Delta ?? asked.Date - clock.Now : null;
            return await ReadBody(answer, stop.Token) is { } body
                ? new OutboundAnswer(OutboundOutcome.Answered, status, body, again)
                : new OutboundAnswer(OutboundOutcome.TooLong, status);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new OutboundAnswer(OutboundOutcome.TimedOut);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return Told(e);
        }
    }

    private async Task<string?> ReadBody(HttpResponseMessage answer, CancellationToken ct)
    {
        var buffer = new byte[limits.AnswerBytes + 1];
        await using var stream = await answer.Content.ReadAsStreamAsync(ct);
        var read = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return read > limits.AnswerBytes ? null : Encoding.UTF8.GetString(buffer, 0, read);
    }

    private async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken ct)
    {
        var scheme = context.InitialRequestMessage.RequestUri!.Scheme;
        var (fault, addresses) = await guard.Vet(scheme, context.DnsEndPoint.Host, context.DnsEndPoint.Port, ct);
        if (fault is not AddressFault.None)
        {
            throw new AddressRefusedException(fault);
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static OutboundAnswer Told(Exception e)
    {
        for (var cause = e; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case AddressRefusedException { Fault: AddressFault.Unknown }:
                    return new OutboundAnswer(OutboundOutcome.NameUnknown);
                case AddressRefusedException refused:
                    return new OutboundAnswer(OutboundOutcome.Forbidden, Fault: refused.Fault);
                case AuthenticationException:
                    return new OutboundAnswer(OutboundOutcome.Untrusted);
            }
        }

        return (e as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ConnectionError => new OutboundAnswer(OutboundOutcome.Unreachable),
            HttpRequestError.SecureConnectionError => new OutboundAnswer(OutboundOutcome.Untrusted),
            HttpRequestError.ConfigurationLimitExceeded => new OutboundAnswer(OutboundOutcome.TooLong),
            _ => new OutboundAnswer(OutboundOutcome.Broken),
        };
    }

    private sealed class AddressRefusedException(AddressFault fault) : IOException("The address may not be called.")
    {
        public AddressFault Fault => fault;
    }
}
