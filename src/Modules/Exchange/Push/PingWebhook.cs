using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Tries an address with a signed event that means nothing, and tells what it answered.</summary>
internal sealed class PingWebhook(ExchangeDb db, PushEvents push)
{
    /// <param name="Answer">"HTTP 202", "timed-out" and the like.</param>
    internal sealed record Pinged(bool Taken, string Answer, string? Text);

    public async Task<Result<Pinged>> Handle(WebhookId id, Actor actor, CancellationToken ct)
    {
        if (await db.WebhooksOf(actor).SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
        {
            return PushErrors.WebhookNotFound;
        }

        var clock = db.Node.Clock;
        var end = await push.Try(webhook, PushEvent.Of(clock.NewGuid(), EventKinds.Ping, clock.Now, new { webhookId = id.Value }), ct);
        db.Audit(actor, "exchange.webhook.pinged", id.Value.ToString(), detail: new { answer = end.Answer });
        await db.SaveChangesAsync(ct);
        return new Pinged(end.Taken, end.Answer, end.Text);
    }
}
