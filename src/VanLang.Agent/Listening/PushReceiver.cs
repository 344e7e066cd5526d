using System.Net;
using System.Text;
using System.Text.Json;
using VanLang.Client;
using VanLang.Client.Events;

namespace VanLang.Agent.Listening;

/// <summary>
/// Takes what the exchange pushes (RFC 8935): verified, for this agency, on the disk, then 202. A repetition is answered like the first time and does nothing.
/// TLS is the business of the proxy in front.
/// </summary>
internal sealed class PushReceiver(HttpListener listener, PushVerifier verifier, EventFolder folder, string organization, Output output, Action arrived)
{
    /// <summary>An event of the exchange has less than 2 KB.</summary>
    private const int MostBytes = 64 * 1024;
    private const int AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Until it is stopped; then what is being answered is answered to its end.</summary>
    public async Task Run(CancellationToken ct)
    {
        using var places = new SemaphoreSlim(AtOnce, AtOnce);
        await using var stop = ct.Register(listener.Stop);
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var request = await listener.GetContextAsync();
                await places.WaitAsync(CancellationToken.None);
                _ = Serve(request, places);
            }
        }
        catch (Exception e) when (ct.IsCancellationRequested && e is HttpListenerException or ObjectDisposedException or InvalidOperationException)
        {
            // Stopped.
        }

        for (var i = 0; i < AtOnce; i++)
        {
            await places.WaitAsync(CancellationToken.None);
        }
    }

    private async Task Serve(HttpListenerContext context, SemaphoreSlim places)
    {
        try
        {
            using var limit = new CancellationTokenSource(Patience);
            var (status, error, text) = await Answer(context.Request, limit.Token);
            if (text is not null)
            {
                output.Note($"refused {status} {text}");
            }

            context.Response.StatusCode = status;
            if (error is not null)
            {
                context.Response.ContentType = "application/json";
                await context.Response.OutputStream.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(new { err = error, description = text }), limit.Token);
            }

            context.Response.Close();
        }
        catch (Exception e) when (e is IOException or HttpListenerException or OperationCanceledException or ObjectDisposedException or UnauthorizedAccessException)
        {
            output.Note(e.Message); // No answer was given, so it comes again.
            context.Response.Abort();
        }
        finally
        {
            places.Release();
        }
    }

    /// <summary>Status, the word of RFC 8935 (2.4) for a refusal, and a sentence.</summary>
    private async Task<(int Status, string? Error, string? Text)> Answer(HttpListenerRequest request, CancellationToken ct)
    {
        if (request.HttpMethod != "POST")
        {
            return (405, "invalid_request", "Only POST is taken.");
        }

        if (request.ContentType?.Split(';')[0].Trim() is not WebhookVerifier.ContentType)
        {
            return (415, "invalid_request", $"The content type must be {WebhookVerifier.ContentType}.");
        }

        if (await Read(request.InputStream, ct) is not { } body)
        {
            return (413, "invalid_request", $"An event has at most {MostBytes} bytes.");
        }

        ExchangeEvent happened;
        try
        {
            happened = await verifier.VerifyAsync(body, ct);
        }
        catch (ExchangeException e) when (e.Failure is ExchangeFailure.NotVerified)
        {
            return (400, e.Message.Contains("another exchange", StringComparison.Ordinal) ? "invalid_issuer" : e.Message.Contains("another address", StringComparison.Ordinal) ? "invalid_audience" : "authentication_failed", e.Message);
        }
        catch (ExchangeException e)
        {
            return (503, null, e.Message); // Without keys nothing can be said about it: it shall come again.
        }

        if (happened.OrganId != organization)
        {
            return (400, "invalid_audience", $"The event is for {happened.OrganId}, not for {organization}.");
        }

        if (!folder.Has(happened.Id))
        {
            await folder.Keep(happened, ct);
            output.Note($"event {happened.Kind} {happened.Id}");
            arrived();
        }

        return (202, null, null);
    }

    private static async Task<string?> Read(Stream body, CancellationToken ct)
    {
        var buffer = new byte[MostBytes + 1];
        var length = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
        return length > MostBytes ? null : Encoding.ASCII.GetString(buffer, 0, length);
    }
}
