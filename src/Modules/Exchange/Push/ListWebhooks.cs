using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>An address with how it goes.</summary>
/// <param name="Waiting">Events that will be tried again.</param>
/// <param name="Dead">Dead letters.</param>
internal sealed record WebhookRow(Webhook Webhook, WebhookCursor Cursor, int Waiting, int Dead);

/// <summary>The addresses that an actor may see, by agency. One command.</summary>
internal sealed class ListWebhooks(ExchangeDb db)
{
    public const int PageSize = 50;

    internal sealed record Filter(WebhookState? State = null, bool DeadOnly = false, string? After = null, WebhookId? Only = null, string? Agency = null);

    public async Task<Page<WebhookRow>> Handle(Filter filter, Actor actor, CancellationToken ct)
    {
        var webhooks = db.WebhooksOf(actor);
        if (filter.Only is { } only)
        {
            webhooks = webhooks.Where(w => w.Id == only);
        }

        if (filter.Agency is { } agency)
        {
            webhooks = webhooks.Where(w => w.OrganizationCode == agency);
        }

        if (filter.State is { } state)
        {
            webhooks = webhooks.Where(w => w.State == state);
        }

        if (filter.DeadOnly)
        {
            webhooks = webhooks.Where(w => db.WebhookFailures.Any(f => f.WebhookId == w.Id && f.State == FailureState.Dead));
        }

        if (Cursor.Unpack(filter.After, 1) is [var code])
        {
            webhooks = webhooks.Where(w => w.OrganizationCode.CompareTo(code) > 0);
        }

        var rows = await webhooks.OrderBy(w => w.OrganizationCode).ThenBy(w => w.CreatedAt).Take(PageSize + 1)
            .Join(db.WebhookCursors.AsNoTracking(), w => w.Id, c => c.WebhookId, (w, c) => new WebhookRow(
                w,
                c,
                db.WebhookFailures.Count(f => f.WebhookId == w.Id && f.State == FailureState.Waiting),
                db.WebhookFailures.Count(f => f.WebhookId == w.Id && f.State == FailureState.Dead)))
            .ToListAsync(ct);
        rows = [.. rows.OrderBy(r => r.Webhook.OrganizationCode, StringComparer.Ordinal).ThenBy(r => r.Webhook.CreatedAt)];
        if (rows.Count <= PageSize)
        {
            return new Page<WebhookRow>(rows, null);
        }

        // Pages end between agencies: none has as many addresses as a page has rows.
        var next = rows[^1].Webhook.OrganizationCode;
        rows.RemoveAll(r => r.Webhook.OrganizationCode == next);
        return new Page<WebhookRow>(rows, Cursor.Pack(rows[^1].Webhook.OrganizationCode));
    }
}
