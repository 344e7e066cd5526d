using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>Dead letters are pushed again, one or all of an address, with the same ids and a schedule from its beginning.</summary>
internal sealed class ReplayEvents(ExchangeDb db)
{
    public const int Most = 1000;

    public async Task<Result<int>> Handle(WebhookId id, Guid? eventId, Actor actor, CancellationToken ct)
    {
        if (!await db.WebhooksOf(actor).AnyAsync(w => w.Id == id, ct))
        {
            return PushErrors.WebhookNotFound;
        }

        var dead = await db.WebhookFailures.Where(f => f.WebhookId == id && f.State == FailureState.Dead && (eventId == null || f.EventId == eventId)).OrderBy(f => f.EventId).Take(Most).ToListAsync(ct);
        if (dead.Count == 0)
        {
            return PushErrors.NothingToReplay;
        }

        dead.ForEach(f => f.Replay(db.Node.Clock.Now));
        db.Audit(actor, "exchange.webhook.replayed", id.Value.ToString(), detail: new { events = dead.Count, first = dead[0].EventId });
        await db.SaveChangesAsync(ct);
        return dead.Count;
    }
}
