using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Storage;
using VanLang.Exchange.Ingest;

namespace VanLang.Exchange.Deliveries;

/// <summary>
/// Wakes the long polls of this node when another node has accepted a packet: one look at the log's counter instead of one look by each
/// inbox that waits. Only a hint, as the signals of this node are; an inbox also looks by itself.
/// </summary>
internal sealed partial class WatchInboxes(IServiceScopeFactory scopes, InboxSignals signals, IOptions<DatabaseOptions> options, ILogger<WatchInboxes> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(250);

    private long? seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => OtherNodes.Watch(options.Value, Pace, Look, e => Failed(log, e.GetType().Name), stoppingToken);

    // Positions have no gaps and follow the commits: what lies between the two is everything that came.
    private async Task Look(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var last = await db.Set<Counter>().AsNoTracking().Where(c => c.Name == IngestSession.PositionSeries).Select(c => c.Value).SingleOrDefaultAsync(ct);
        if (seen is { } from && last > from)
        {
            var recipients = await db.Packets.AsNoTracking().Where(p => p.Position > from && p.Position <= last)
                .Join(db.Deliveries, p => p.Id, d => d.PacketId, (_, d) => d.RecipientCode).Distinct().ToListAsync(ct);
            recipients.ForEach(signals.Raise);
        }

        seen = last;
    }

    [LoggerMessage(EventId = 5005, Level = LogLevel.Warning, Message = "News of other nodes could not be looked for ({Fault}); inboxes look by themselves.")]
    private static partial void Failed(ILogger log, string fault);
}
