using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VanLang.Data.Blobs;

namespace VanLang.Data.Audit;

/// <summary>Seals at most once a second, so that the log costs one synced commit a second however busy the node is.</summary>
internal sealed partial class SealerLoop(Sealer sealer, DataNode node, BlobStore blobs, ILogger<SealerLoop> log) : BackgroundService
{
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PaceAfterFault = TimeSpan.FromSeconds(30);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = node.AuditWritten.Next;
            var began = Environment.TickCount64;
            var pace = await Seal(stoppingToken) ? Pace : PaceAfterFault;
            await Signal.Wait(next, pace, stoppingToken);
            var rest = pace - TimeSpan.FromMilliseconds(Environment.TickCount64 - began);
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Seal(cancellationToken);
    }

    /// <summary>False when the store needs a person.</summary>
    private async Task<bool> Seal(CancellationToken ct)
    {
        if (blobs.Broken is not null)
        {
            return false; // What the disk has lost, a next sync might claim to have kept.
        }

        try
        {
            await sealer.SealAll(ct);
            foreach (var (module, number) in sealer.Stuck)
            {
                Stuck(log, module, number);
            }

            return sealer.Stuck.Count == 0;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
        }
        catch (StorageBrokenException e)
        {
            blobs.Break(e);
            return false;
        }
        catch (AuditFaultException e)
        {
            Faulty(log, e);
            return false;
        }
        catch (Exception e)
        {
            // The rows are committed in their modules and wait; the next round tries again.
            Failed(log, e);
        }

        return true;
    }

    [LoggerMessage(1101, LogLevel.Critical, "The audit row {Number} of module {Module} is missing or changed; nothing after it is sealed. Run verify.")]
    private static partial void Stuck(ILogger log, string module, long number);

    [LoggerMessage(1102, LogLevel.Critical, "The audit store contradicts itself; nothing is sealed. Run verify.")]
    private static partial void Faulty(ILogger log, Exception e);

    [LoggerMessage(1103, LogLevel.Error, "Sealing the audit failed; trying again.")]
    private static partial void Failed(ILogger log, Exception e);
}
