using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Leases;

namespace VanLang.Exchange.Push;

/// <summary>Pushes events from whichever node has the lease: never two of them, and another one when it goes away.</summary>
internal sealed partial class PushDispatcher(IServiceScopeFactory scopes, LeaseBook leases, PushEvents push, DataNode node, IOptions<ExchangeOptions> options, ILogger<PushDispatcher> log) : BackgroundService
{
    public const string LeaseName = "job:exchange-push";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failing = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await leases.Run(LeaseName, (lease, ct) => new PushRun(scopes, push, node, lease, options.Value.PushStopDays).Run(ct), stoppingToken);
                failing = false;
            }
            catch (Exception e) when (!stoppingToken.IsCancellationRequested)
            {
                if (!failing)
                {
                    Failed(log, e.GetType().Name);
                }

                failing = e is not LeaseLostException;
            }
            catch (OperationCanceledException)
            {
                return;
            }

            await Task.Delay(Pause, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(EventId = 5010, Level = LogLevel.Warning, Message = "Events cannot be pushed at the moment ({Fault}); they wait in the log.")]
    private static partial void Failed(ILogger log, string fault);
}
