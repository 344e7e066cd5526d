using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Forgets an address with everything that waits for it; the feeds by cursor still have it all.</summary>
internal sealed class EndWebhook(ExchangeDb db)
{
    public async Task<Result> Handle(WebhookId id, Actor actor, CancellationToken ct)
    {
        if (await db.WebhooksOf(actor).AsTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
        {
            return PushErrors.WebhookNotFound;
        }

        db.Remove(webhook);
        db.Audit(actor, "exchange.webhook.ended", id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return Result.Ok;
    }
}
