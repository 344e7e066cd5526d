using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Goes on with the pushing to an address, from where it stopped.</summary>
internal sealed class ResumeWebhook(ExchangeDb db)
{
    public async Task<Result<Webhook>> Handle(WebhookId id, Actor actor, CancellationToken ct)
    {
        if (await db.WebhooksOf(actor).AsTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
        {
            return PushErrors.WebhookNotFound;
        }

        var done = webhook.Resume(db.Node.Clock.Now);
        if (!done.IsOk)
        {
            return done.Error;
        }

        (await db.WebhookCursors.SingleAsync(c => c.WebhookId == id, ct)).Forgive();
        db.Audit(actor, "exchange.webhook.resumed", id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return webhook;
    }
}
