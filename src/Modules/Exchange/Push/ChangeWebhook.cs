using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Web.Outbound;

namespace VanLang.Exchange.Push;

/// <summary>Another name, address or choice of events; what waits goes to the new address.</summary>
internal sealed class ChangeWebhook(ExchangeDb db, OutboundGuard guard)
{
    public async Task<Result<Webhook>> Handle(WebhookId id, RegisterWebhook.Input input, Actor actor, CancellationToken ct)
    {
        if (await db.WebhooksOf(actor).AsTracking().SingleOrDefaultAsync(w => w.Id == id, ct) is not { } webhook)
        {
            return PushErrors.WebhookNotFound;
        }

        if ((RegisterWebhook.Check(input) ?? PushErrors.Of(await guard.Check(input.Url, ct))?.At("url")) is { } wrong)
        {
            return wrong;
        }

        if (await db.Webhooks.AnyAsync(w => w.OrganizationCode == webhook.OrganizationCode && w.Url == input.Url && w.Id != id, ct))
        {
            return PushErrors.UrlTaken.At("url");
        }

        webhook.Change(input.Name!.Trim(), input.Url!, [.. input.Kinds!.Distinct()]);
        db.Audit(actor, "exchange.webhook.changed", id.Value.ToString());
        await db.SaveChangesAsync(ct);
        return webhook;
    }
}
