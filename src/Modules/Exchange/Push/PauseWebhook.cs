using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Stops the pushing to an address; its events wait.</summary>
internal sealed class PauseWebhook(ExchangeDb db)
{
    public async Task<Result<Webhook>> Handle(WebhookId id, Actor actor, CancellationToken ct)
    {
        if (await db.WebhooksOf(actor).AsTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
        {
            return PushErrors.WebhookNotFound;
        }

        var done = webhook.Pause(db.Node.Clock.Now);
        if (!done.IsOk)
        {
            return done.Error;
        }

        db.Audit(actor, "exchange.webhook.paused", id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return webhook;
    }
}
