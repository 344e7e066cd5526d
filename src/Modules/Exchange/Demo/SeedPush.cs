using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Leases;
using VanLang.Exchange.Push;
using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>
/// A province moved its document system to another name and forgot to say so: over a weekend the axis tries the old address thirty times, then
/// gives up, and on Monday somebody pauses it. Played with the real attempts: the name leads nowhere.
/// </summary>
internal static class SeedPush
{
    /// <summary>Longer than the thirty attempts last.</summary>
    public static readonly TimeSpan Quiet = TimeSpan.FromHours(30);

    private const string Agency = "H41";

    public static async Task Run(IServiceProvider services, SeedTime time, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var clock = db.Node.Clock;
        var from = await db.Deliveries.Where(d => d.RecipientCode == Agency).OrderByDescending(d => d.Position).Skip(3).Select(d => d.Position).FirstOrDefaultAsync(ct);
        var webhook = new Webhook(clock.NewId<WebhookId>(), Agency, "Văn phòng điện tử (máy chủ cũ)", "https://vpdt-cu.nghean.example/vanlang/su-kien", [.. EventKinds.All.Where(k => k.Packet is not null).Select(k => k.Name)], "Phòng Công nghệ thông tin", clock.Now);
        // Paused from the start for the node's own dispatcher, which does not know the time of the play.
        webhook.Pause(clock.Now);
        var cursor = new WebhookCursor(webhook.Id, from, (await LogEnds.Read(db, ct)).Status);
        db.Add(webhook);
        db.Add(cursor);
        db.Audit(Actor.Platform("demo"), "exchange.webhook.registered", webhook.Id.Value.ToString());
        await db.SaveChangesAsync(ct);

        var lane = new PushLane(webhook, cursor);
        await ReadEvents.Into(lane, db, await LogEnds.Read(db, ct), ct);
        var tasks = lane.Waiting.ToList();
        tasks.ForEach(t => t.Track!.End(t.Position));
        await scope.ServiceProvider.GetRequiredService<LeaseBook>().Run("job:demo-push", (lease, over) => Try(services, time, clock, lane, tasks, lease, over), ct);
    }

    private static async Task Try(IServiceProvider services, SeedTime time, Clock clock, PushLane lane, List<PushTask> tasks, Lease lease, CancellationToken ct)
    {
        for (var attempt = 0; attempt < RetrySchedule.Attempts && tasks.Count > 0; attempt++)
        {
            await using var scope = services.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
            var push = scope.ServiceProvider.GetRequiredService<PushEvents>();
            var outcomes = new List<PushOutcome>();
            foreach (var task in tasks)
            {
                outcomes.Add(new PushOutcome(lane, task, await push.Try(lane.Webhook, task.Event, ct), clock.Now));
            }

            await SaveOutcomes.Run(db, lease, outcomes, stopDays: 5, ct);
            var next = await db.WebhookFailures.AsNoTracking().Where(f => f.WebhookId == lane.Webhook.Id).MaxAsync(f => f.NextAt, ct);
            if (next is { } at)
            {
                time.MoveTo(at);
            }
        }
    }
}
