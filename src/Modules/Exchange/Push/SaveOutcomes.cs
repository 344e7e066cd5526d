using Microsoft.EntityFrameworkCore;
using VanLang.Data.Leases;
using VanLang.Kernel;

namespace VanLang.Exchange.Push;

/// <summary>What calls came to, in one commit: failures get their rows before the cursor passes them.</summary>
internal static class SaveOutcomes
{
    private static readonly Actor Axis = Actor.Platform("push");

    public static async Task Run(ExchangeDb db, Lease lease, IReadOnlyList<PushOutcome> outcomes, int stopDays, CancellationToken ct)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        await lease.Hold(db, ct);
        var ids = outcomes.Select(o => o.Lane.Webhook.Id).Distinct().ToList();
        var webhooks = await db.Webhooks.Where(w => ids.Contains(w.Id)).ToDictionaryAsync(w => w.Id, ct);
        var cursors = await db.WebhookCursors.Where(c => ids.Contains(c.WebhookId)).ToDictionaryAsync(c => c.WebhookId, ct);
        var events = outcomes.Where(o => o.Task.Track is null || !o.End.Taken).Select(o => o.Task.Event.Id).ToList();
        var failures = events.Count == 0 ? [] : await db.WebhookFailures.Where(f => ids.Contains(f.WebhookId) && events.Contains(f.EventId)).ToDictionaryAsync(f => (f.WebhookId, f.EventId), ct);
        foreach (var outcome in outcomes)
        {
            var id = outcome.Lane.Webhook.Id;
            if (!webhooks.TryGetValue(id, out var webhook) || !cursors.TryGetValue(id, out var cursor))
            {
                continue; // Ended meanwhile, with all that waited for it.
            }

            var failure = failures.GetValueOrDefault((id, outcome.Task.Event.Id));
            if (outcome.End.Taken)
            {
                cursor.Succeeded(outcome.At, outcome.End.Answer);
                if (failure is not null)
                {
                    db.Remove(failure);
                }
            }
            else
            {
                cursor.Failed(outcome.At, outcome.End.Answer);
                if (failure is null)
                {
                    failures[(id, outcome.Task.Event.Id)] = failure = new WebhookFailure(id, outcome.Task.Event);
                    db.Add(failure);
                }

                Again(db, failure, outcome);
                Stop(db, webhook, cursor, outcome, stopDays);
            }
        }

        foreach (var lane in outcomes.Select(o => o.Lane).Distinct())
        {
            cursors.GetValueOrDefault(lane.Webhook.Id)?.MoveTo(lane.Arrivals.Passed, lane.Statuses.Passed);
        }

        await db.SaveChangesAsync(ct);
        await transaction.CommitAsync(ct);
    }

    private static void Again(ExchangeDb db, WebhookFailure failure, PushOutcome outcome)
    {
        var wait = RetrySchedule.After(failure.Attempts + 1, Random.Shared.NextDouble(), outcome.End.RetryAfter);
        failure.Failed(outcome.At, outcome.End.Answer, outcome.End.Text, outcome.At + wait);
        if (failure.State is FailureState.Dead)
        {
            db.Audit(Axis, "exchange.webhook.gave-up", failure.WebhookId.Value.ToString(), detail: new { eventId = failure.EventId, kind = failure.Kind, attempts = failure.Attempts, answer = failure.LastAnswer });
        }
    }

    private static void Stop(ExchangeDb db, Webhook webhook, WebhookCursor cursor, PushOutcome outcome, int days)
    {
        var silent = cursor.FailingSince <= outcome.At.AddDays(-days);
        if (webhook.State is not WebhookState.Active || !(outcome.End.Gone || silent))
        {
            return;
        }

        var reason = outcome.End.Gone ? "HTTP 410" : $"{days} d: {outcome.End.Answer}";
        webhook.Stop(reason, outcome.At);
        db.Audit(Axis, "exchange.webhook.stopped", webhook.Id.Value.ToString(), reason);
    }
}
