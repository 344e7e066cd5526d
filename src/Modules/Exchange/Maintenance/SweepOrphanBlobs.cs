using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data.Blobs;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;

namespace VanLang.Exchange.Maintenance;

/// <summary>
/// Deletes blobs that no row names: a refused duplicate leaves one, and so does a crash between a blob and its row. Three things keep what is
/// wanted: only what was last kept long ago is looked at (keeping it again makes it young), every module that keeps blobs is asked whether it names it, and the
/// last look and the deletion are a work of the ingest writer, so that no packet can be committed in between.
/// </summary>
internal sealed class SweepOrphanBlobs(BlobStore blobs, IEnumerable<IBlobOwner> owners, IngestWriter writer, IOptions<ExchangeOptions> options)
{
    public const string Job = "sweep-orphan-blobs";
    private const int AtOnce = 200;

    /// <summary>Sweeps once, and answers how many were deleted.</summary>
    public async Task<int> Handle(CancellationToken ct)
    {
        var before = blobs.FileTime().AddHours(-options.Value.OrphanHours);
        var swept = 0;
        foreach (var some in blobs.Older(before).Chunk(AtOnce))
        {
            ct.ThrowIfCancellationRequested();
            var orphans = some.ToHashSet();
            foreach (var owner in owners)
            {
                orphans.ExceptWith(await owner.Named(some, ct));
            }

            if (orphans.Count > 0)
            {
                var done = await writer.Submit(new SweepWork(Actor.Platform(Job), [.. orphans], before), ct);
                swept += done.IsOk ? done.Value : 0;
            }
        }

        return swept;
    }
}

/// <summary>The blobs of accepted packets. Those that were archived need not be there; what verify reads of them is their archive.</summary>
internal sealed class PacketBlobs(IServiceScopeFactory scopes) : IBlobOwner
{
    public async Task<IReadOnlySet<string>> Named(IReadOnlyCollection<string> digests, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        return await db.Packets.AsNoTracking().Where(p => digests.Contains(p.Digest)).Select(p => p.Digest).ToHashSetAsync(ct);
    }

    public async IAsyncEnumerable<NamedBlob> All([EnumeratorCancellation] CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var last = 0L;
        while (true)
        {
            var page = await db.Packets.AsNoTracking().Where(p => p.Position > last && !db.ArchivedPackets.Any(a => a.SenderCode == p.SenderCode && a.PacketId == p.Id)).OrderBy(p => p.Position).Take(500).Select(p => new { p.Position, p.SenderCode, p.Id, p.Digest }).ToListAsync(ct);
            foreach (var packet in page)
            {
                yield return new NamedBlob("exchange.Packet", $"{packet.SenderCode}/{packet.Id.Value}", packet.Digest);
            }

            if (page.Count == 0)
            {
                yield break;
            }

            last = page[^1].Position;
        }
    }
}

/// <summary>Sweeps at the pace of the options. On several nodes each may: they meet in the log's counter.</summary>
internal sealed partial class OrphanSweep(IServiceScopeFactory scopes, IOptions<ExchangeOptions> options, Clock clock, ILogger<OrphanSweep> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.SweepSeconds), clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var swept = await scope.ServiceProvider.GetRequiredService<SweepOrphanBlobs>().Handle(stoppingToken);
                if (swept > 0)
                {
                    LogSwept(logger, swept);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                LogFailed(logger, e);
            }
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Information, Message = "{Count} blobs that no row names were deleted.")]
    private static partial void LogSwept(ILogger logger, int count);

    [LoggerMessage(EventId = 5021, Level = LogLevel.Error, Message = "The sweep of orphan blobs failed; it is tried again at the next turn.")]
    private static partial void LogFailed(ILogger logger, Exception cause);
}
