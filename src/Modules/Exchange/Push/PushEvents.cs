using System.Net.Http.Headers;
using System.Text;
using VanLang.Web.Outbound;

namespace VanLang.Exchange.Push;

/// <summary>The end of one attempt.</summary>
/// <param name="Taken">The receiver answered 2xx; RFC 8935 says 202.</param>
/// <param name="Gone">It answered 410: it wants no more.</param>
/// <param name="Answer">In a word: "HTTP 500", "timed-out".</param>
/// <param name="Text">The beginning of what it said.</param>
internal sealed record PushEnd(bool Taken, bool Gone, string Answer, string? Text, TimeSpan? RetryAfter);

/// <summary>One attempt: a security event token pushed over HTTP (RFC 8935).</summary>
internal sealed class PushEvents(OutboundClient client, EventSigner signer)
{
    private static readonly MediaTypeHeaderValue Type = new(EventSigner.ContentType);

    public async Task<PushEnd> Try(Webhook webhook, PushEvent happened, CancellationToken ct)
    {
        var token = signer.Sign(happened, webhook.OrganizationCode, webhook.Url);
        var answer = await client.Post(webhook.Url, Encoding.ASCII.GetBytes(token), Type, ct);
        return new PushEnd(answer.IsSuccess, answer.Status == 410, Word(answer), Plain(answer.Body), answer.RetryAfter);
    }

    private static string Word(OutboundAnswer answer) => answer.Outcome switch
    {
        OutboundOutcome.Answered => $"HTTP {answer.Status}",
        OutboundOutcome.Forbidden => "forbidden-address",
        OutboundOutcome.NameUnknown => "name-unknown",
        OutboundOutcome.Unreachable => "unreachable",
        OutboundOutcome.Untrusted => "untrusted-certificate",
        OutboundOutcome.TimedOut => "timed-out",
        OutboundOutcome.TooLong => "answer-too-long",
        _ => "connection-broken",
    };

    private static string? Plain(string body)
    {
        var plain = new string([.. body.Where(c => !char.IsControl(c) && !char.IsSurrogate(c)).Take(WebhookFailure.AnswerLength)]).Trim();
        return plain.Length == 0 ? null : plain;
    }
}
