using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>Takes away what has expired, and files that no row knows (left by a crash between the two).</summary>
internal sealed class SweepUploads(ExchangeDb db, UploadFiles files, IOptions<ExchangeOptions> options)
{
    /// <summary>Uploads and stray files taken away.</summary>
    public async Task<int> Handle(CancellationToken ct)
    {
        var now = db.Node.Clock.Now;
        var swept = 0;
        foreach (var upload in await db.Uploads.AsTracking().Where(u => u.ExpiresAt <= now).OrderBy(u => u.ExpiresAt).Take(200).ToListAsync(ct))
        {
            db.Remove(upload);
            try
            {
                await db.SaveChangesAsync(ct);
            }
            catch (DbUpdateConcurrencyException)
            {
                db.Entry(upload).State = EntityState.Detached; // Another node swept it, or its owner came back in the last moment.
                continue;
            }

            CrashPoint.At("upload.row-swept");
            files.Delete(upload.Id);
            swept++;
        }

        var strays = files.UntouchedSince(now - TimeSpan.FromHours(options.Value.UploadHours));
        foreach (var known in strays.Chunk(200))
        {
            var rows = await db.Uploads.AsNoTracking().Where(u => known.Contains(u.Id)).Select(u => u.Id).ToListAsync(ct);
            foreach (var stray in known.Except(rows))
            {
                files.Delete(stray);
                swept++;
            }
        }

        return swept;
    }
}

/// <summary>Sweeps four times as often as blobs are swept: every quarter of an hour.</summary>
internal sealed partial class UploadSweeper(IServiceScopeFactory scopes, IOptions<ExchangeOptions> options, Clock clock, ILogger<UploadSweeper> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(Math.Max(1, options.Value.SweepSeconds / 4)), clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<SweepUploads>().Handle(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Error, Message = "Sweeping uploads failed; it is tried again in a quarter of an hour.")]
    private static partial void Failed(ILogger log, Exception exception);
}
