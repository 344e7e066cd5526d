using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Events that an address did not take, the newest first. Two commands with the look whether the actor may see the address.</summary>
internal sealed class ListFailures(ExchangeDb db)
{
    public const int PageSize = 50;

    internal sealed record Filter(WebhookId Webhook, FailureState? State = null, string? Kind = null, string? After = null);

    public async Task<Result<Page<WebhookFailure>>> Handle(Filter filter, Actor actor, CancellationToken ct)
    {
        if (!await db.WebhooksOf(actor).AnyAsync(w => w.Id == filter.Webhook, ct))
        {
            return PushErrors.WebhookNotFound;
        }

        var failures = db.WebhookFailures.AsNoTracking().Where(f => f.WebhookId == filter.Webhook);
        if (filter.State is { } state)
        {
            failures = failures.Where(f => f.State == state);
        }

        if (filter.Kind is { } kind)
        {
            failures = failures.Where(f => f.Kind == kind);
        }

        if (Cursor.Unpack(filter.After, 1) is [var last] && Guid.TryParse(last, out var id))
        {
            failures = failures.Where(f => f.EventId.CompareTo(id) < 0);
        }

        var rows = await failures.OrderByDescending(f => f.EventId).Take(PageSize + 1).ToListAsync(ct);
        return rows.Count <= PageSize ? new Page<WebhookFailure>(rows, null) : new Page<WebhookFailure>(rows[..PageSize], Cursor.Pack(rows[PageSize - 1].EventId.ToString()));
    }
}
