using Microsoft.Extensions.Hosting;

namespace VanLang.Data.Blobs;

/// <summary>Ends the process when its disk has failed to sync: a new one starts from what is really there.</summary>
internal sealed class BrokenDisk(BlobStore blobs, IHostApplicationLifetime lifetime) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await blobs.WhenBroken.WaitAsync(stoppingToken);
        lifetime.StopApplication();
    }
}
