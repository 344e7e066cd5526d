using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data.Audit;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data.Leases;

/// <summary>
/// Takes over from nodes whose lease has run out: what they wrote is sealed, and their token is void, so that a process that was only
/// stopped can write nothing more under that name. The chain stays the dead node's own and is continued when it comes back.
/// </summary>
internal sealed partial class OrphanChains(LeaseBook leases, IServiceProvider services, IServiceScopeFactory scopes, DataNode node, IOptions<DatabaseOptions> options, ILogger<OrphanChains> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Kind is DatabaseKind.Sqlite)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            await Task.Delay(leases.Pace, stoppingToken);
            try
            {
                foreach (var name in await leases.Lapsed(NodeLease.Beginning, stoppingToken))
                {
                    if (name != NodeLease.Beginning + node.Id)
                    {
                        await TakeOver(name, stoppingToken);
                    }
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    private async Task TakeOver(string name, CancellationToken ct)
    {
        var dead = name[NodeLease.Beginning.Length..];
        var rows = 0L;
        var token = 0L;
        var done = await leases.Run(name, async (lease, over) =>
        {
            token = lease.Token;
            using var sealer = ActivatorUtilities.CreateInstance<Sealer>(services, new DataNode(dead, node.Clock) { Lease = lease });
            rows = await sealer.SealAll(over);
        }, ct);
        CrashPoint.At("lease.taken-over");
        if (!done)
        {
            return; // Another node was faster, or the dead one is back.
        }

        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        audit.Audit(Actor.Platform("leases"), "audit.node.taken-over", dead, detail: new { token, rows });
        await audit.SaveChangesAsync(ct);
        TookOver(log, dead, rows);
    }

    [LoggerMessage(1405, LogLevel.Warning, "Node {Node} does not answer: its lease was taken over and its last {Rows} audit rows were sealed.")]
    private static partial void TookOver(ILogger log, string node, long rows);

    [LoggerMessage(1406, LogLevel.Error, "Taking over from nodes that do not answer failed; trying again.")]
    private static partial void Failed(ILogger log, Exception cause);
}
