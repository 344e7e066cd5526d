using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VanLang.Data;

namespace VanLang.Organizations.Lookup;

/// <summary>Follows the event log, so that a change made on another node is seen here within a second.</summary>
internal sealed partial class DirectoryRefresher(OrganizationDirectory directory, DataNode node, ILogger<DirectoryRefresher> log) : BackgroundService
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = node.EventsWritten.Next;
            try
            {
                await directory.Refresh(stoppingToken);
                failing = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The last picture goes on serving; said once, not every second.
                if (!failing)
                {
                    RefreshFailed(log, e);
                }

                failing = true;
            }

            await Signal.Wait(next, Longest, stoppingToken);
        }
    }

    [LoggerMessage(2001, LogLevel.Warning, "The directory of organisations could not be refreshed; the last picture is used.")]
    private static partial void RefreshFailed(ILogger log, Exception e);
}
