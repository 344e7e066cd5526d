using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Leases;

namespace VanLang.Exchange.Push;

/// <summary>
/// The pushing of one node while it has the lease. One loop reads and writes; the calls themselves go side by side and report back to it.
/// What a call came to is saved twice a second, all of it in one transaction that holds the lease: a node that lost it writes nothing.
/// </summary>
internal sealed class PushRun(IServiceScopeFactory scopes, PushEvents push, DataNode node, Lease lease, int stopDays)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(300);
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SavePace = TimeSpan.FromMilliseconds(400);

    private readonly Dictionary<WebhookId, PushLane> lanes = [];
    private readonly Channel<PushOutcome> finished = Channel.CreateUnbounded<PushOutcome>(new UnboundedChannelOptions { SingleReader = true });
    private readonly List<PushOutcome> unsaved = [];
    private LogEnds seen;
    private long savedAt;
    private long lookedForDue;

    public async Task Run(CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                var news = node.AuditWritten.Next;
                await Turn(ct);
                await Task.Delay(Breath, ct);
                await Task.WhenAny(finished.Reader.WaitToReadAsync(ct).AsTask(), Signal.Wait(news, Look, ct));
            }
        }
        finally
        {
            // Stopping in order: what was taken is noted, so that it is not pushed again.
            Collect();
            if (unsaved.Count > 0 && lease.Fresh)
            {
                await Save(CancellationToken.None);
            }
        }
    }

    private async Task Turn(CancellationToken ct)
    {
        Collect();
        if (Environment.TickCount64 - savedAt >= SavePace.TotalMilliseconds)
        {
            await Save(ct);
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        await FollowWebhooks(db, ct);
        if (lanes.Count == 0)
        {
            return;
        }

        await FindNews(db, ct);
        if (Environment.TickCount64 - lookedForDue >= Look.TotalMilliseconds)
        {
            lookedForDue = Environment.TickCount64;
            await FindDue(db, ct);
        }
    }

    private async Task FollowWebhooks(ExchangeDb db, CancellationToken ct)
    {
        var active = await db.Webhooks.AsNoTracking().Where(w => w.State == WebhookState.Active)
            .Join(db.WebhookCursors.AsNoTracking(), w => w.Id, c => c.WebhookId, (w, c) => new { Webhook = w, Cursor = c }).ToListAsync(ct);
        foreach (var gone in lanes.Keys.Except(active.Select(a => a.Webhook.Id)).ToList())
        {
            lanes.Remove(gone);
        }

        foreach (var one in active)
        {
            if (!lanes.TryGetValue(one.Webhook.Id, out var lane))
            {
                lanes[one.Webhook.Id] = lane = new PushLane(one.Webhook, one.Cursor);
            }

            lane.Webhook = one.Webhook;
        }
    }

    private async Task FindNews(ExchangeDb db, CancellationToken ct)
    {
        var ends = await LogEnds.Read(db, ct);
        if (ends != seen)
        {
            var codes = lanes.Values.Where(l => !l.HasNews).Select(l => l.Webhook.OrganizationCode).Distinct().ToList();
            var awake = codes.Count == 0 ? [] : await ReadEvents.Agencies(db, codes, seen, ends, ct);
            foreach (var lane in lanes.Values.Where(l => awake.Contains(l.Webhook.OrganizationCode)))
            {
                lane.HasNews = true;
            }

            seen = ends;
        }

        foreach (var lane in lanes.Values)
        {
            if (lane.MayRead)
            {
                await ReadEvents.Into(lane, db, ends, ct);
            }

            while (lane.New < PushLane.NewAtOnce && lane.Waiting.TryDequeue(out var next))
            {
                lane.New++;
                Start(lane, next, ct);
            }
        }
    }

    private async Task FindDue(ExchangeDb db, CancellationToken ct)
    {
        var now = node.Clock.Now;
        var counts = await db.WebhookFailures.AsNoTracking().Where(f => f.State == FailureState.Waiting).GroupBy(f => f.WebhookId).Select(g => new { g.Key, Count = g.Count(), Next = g.Min(f => f.NextAt) }).ToListAsync(ct);
        foreach (var lane in lanes.Values)
        {
            var count = counts.Find(c => c.Key == lane.Webhook.Id);
            lane.Failures = count?.Count ?? 0;
            if (count?.Next > now || count is null || lane.Again.Count >= PushLane.AgainAtOnce)
            {
                continue;
            }

            var (id, busy) = (lane.Webhook.Id, lane.Again.ToList());
            var due = await db.WebhookFailures.AsNoTracking().Where(f => f.WebhookId == id && f.State == FailureState.Waiting && f.NextAt <= now && !busy.Contains(f.EventId))
                .OrderBy(f => f.NextAt).Take(PushLane.AgainAtOnce - busy.Count).ToListAsync(ct);
            foreach (var failure in due)
            {
                lane.Again.Add(failure.EventId);
                Start(lane, new PushTask(failure.Event, null, 0), ct);
            }
        }
    }

    private void Start(PushLane lane, PushTask task, CancellationToken ct)
    {
        if (!lease.Fresh)
        {
            throw new LeaseLostException(lease.Name); // Nothing holds back a call: look before each of them.
        }

        _ = Task.Run(async () =>
        {
            try
            {
                finished.Writer.TryWrite(new PushOutcome(lane, task, await push.Try(lane.Webhook, task.Event, ct), node.Clock.Now));
            }
            catch (OperationCanceledException)
            {
                // Stopping, or the lease went to another node: it is pushed again from there.
            }
            catch (Exception e)
            {
                finished.Writer.TryWrite(new PushOutcome(lane, task, new PushEnd(false, false, e.GetType().Name, null, null), node.Clock.Now));
            }
        }, CancellationToken.None);
    }

    private void Collect()
    {
        while (finished.Reader.TryRead(out var outcome))
        {
            unsaved.Add(outcome);
            if (outcome.Task.Track is { } track)
            {
                outcome.Lane.New--;
                track.End(outcome.Task.Position);
            }
        }
    }

    private async Task Save(CancellationToken ct)
    {
        savedAt = Environment.TickCount64;
        if (unsaved.Count == 0)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        await SaveOutcomes.Run(scope.ServiceProvider.GetRequiredService<ExchangeDb>(), lease, unsaved, stopDays, ct);
        foreach (var outcome in unsaved.Where(o => o.Task.Track is null))
        {
            outcome.Lane.Again.Remove(outcome.Task.Event.Id);
        }

        unsaved.Clear();
    }
}

/// <summary>A call that came to its end, and when.</summary>
internal sealed record PushOutcome(PushLane Lane, PushTask Task, PushEnd End, DateTimeOffset At);
