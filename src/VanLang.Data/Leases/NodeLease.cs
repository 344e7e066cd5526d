using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;

namespace VanLang.Data.Leases;

/// <summary>The name of this node is in use. The message is for whoever started the second process.</summary>
public sealed class NodeHeldException(string message) : InvalidOperationException(message);

/// <summary>
/// Holds the name of this node, and with it the right to write audit rows and to seal its chain. From the start of the process to its
/// end; a node that was declared dead meanwhile (stopped, cut off) writes nothing more and ends, so that it is started anew.
/// On SQLite the lock of the data folder keeps others away, and the lease need not be prolonged.
/// </summary>
public sealed partial class NodeLease(LeaseBook leases, DataNode node, IOptions<DatabaseOptions> options, IHostApplicationLifetime lifetime, ILogger<NodeLease> log) : IHostedService, IDisposable
{
    /// <summary>What leases of nodes begin with.</summary>
    internal const string Beginning = "node:";

    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Another process took over from this one.</summary>
    public bool Lost { get; private set; }

    private readonly CancellationTokenSource over = new();
    private Task keeping = Task.CompletedTask;
    private bool disposed;

    private bool Alone => options.Value.Kind is DatabaseKind.Sqlite;

    /// <summary>
    /// Takes the node's name; does nothing when that was done. Waits for the lease of a node that was killed or is being tidied up after;
    /// throws <see cref="NodeHeldException"/> when a living process has it.
    /// </summary>
    public async Task Take(CancellationToken ct)
    {
        if (node.Lease is not null)
        {
            return;
        }

        var name = Beginning + node.Id;
        var patience = Environment.TickCount64 + (long)(2 * leases.Length + TimeSpan.FromSeconds(2)).TotalMilliseconds;
        LeaseRow? holder = null;
        while (true)
        {
            var gone = holder is not null && (Alone || Incarnation.Of(holder.Incarnation) is Life.Dead) ? holder.Incarnation : null;
            if (await leases.TryTake(name, ct, gone) is { } taken)
            {
                CrashPoint.At("lease.taken");
                node.Lease = taken;
                Taken(log, node.Id, taken.Token);
                keeping = Alone ? Task.CompletedTask : Task.Run(Keep, CancellationToken.None); // From now on: what follows until the server listens takes its time.
                return;
            }

            holder = await leases.Find(name, ct);
            var alive = holder is not null && holder.Owner == node.Id && Incarnation.Of(holder.Incarnation) is Life.Alive;
            if (alive || Environment.TickCount64 > patience)
            {
                throw new NodeHeldException(
                    $"Node {node.Id} is already served by {Incarnation.Say(holder!.Incarnation)} (its lease runs until {holder.Until:yyyy-MM-dd HH:mm:ss} UTC). Each process on one database needs a name of its own: set VANLANG_NODE, or stop the other process first.");
            }

            await Task.Delay(Look, ct);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Take(cancellationToken);

    /// <summary>The last of all services to stop: what the others still write is written under the lease.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await over.CancelAsync();
        await keeping;
        if (node.Lease is not { } lease)
        {
            return;
        }

        try
        {
            CrashPoint.At("lease.releasing");
            await leases.Release(lease, cancellationToken); // The node keeps its token: a late write is still held to it.
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            NotReleased(log, e, node.Id);
        }
    }

    public void Dispose()
    {
        if (!Interlocked.Exchange(ref disposed, true))
        {
            over.Cancel();
            over.Dispose();
        }
    }

    private async Task Keep()
    {
        try
        {
            while (true)
            {
                await Signal.Wait(node.LeaseDoubted.Next, leases.Pace, over.Token);
                if (!await Prolong(over.Token))
                {
                    Lost = true;
                    Gone(log, node.Id);
                    lifetime.StopApplication();
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<bool> Prolong(CancellationToken ct)
    {
        try
        {
            var ours = await leases.Renew(node.Lease!, ct);
            CrashPoint.At("lease.renewed");
            return ours;
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // The database does not answer. Nobody can take the name there either.
            NotProlonged(log, e.GetType().Name, node.Id);
            return true;
        }
    }

    [LoggerMessage(1401, LogLevel.Information, "This process is node {Node}, with token {Token}.")]
    private static partial void Taken(ILogger log, string node, long token);

    [LoggerMessage(1402, LogLevel.Critical, "Node {Node} was taken over by another process while this one did not answer. Nothing more is written; the process ends and may be started anew.")]
    private static partial void Gone(ILogger log, string node);

    [LoggerMessage(1403, LogLevel.Warning, "The lease of node {Node} could not be prolonged ({Fault}); trying again.")]
    private static partial void NotProlonged(ILogger log, string fault, string node);

    [LoggerMessage(1404, LogLevel.Warning, "The lease of node {Node} could not be given back; it ends by itself.")]
    private static partial void NotReleased(ILogger log, Exception cause, string node);
}
