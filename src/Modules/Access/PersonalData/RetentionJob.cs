using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VanLang.Data.Leases;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

internal sealed partial class RetentionJob(IServiceScopeFactory scopes, LeaseBook leases, Clock clock, ILogger<RetentionJob> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), clock.Provider);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await leases.Run("job:retention", async (lease, ct) =>
                {
                    await using var scope = scopes.CreateAsyncScope();
                    await scope.ServiceProvider.GetRequiredService<EraseByRule>().Handle(lease, ct);
                }, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                Failed(log, e);
            }
        }
    }

    [LoggerMessage(EventId = 3003, Level = LogLevel.Error, Message = "Deletion by rule failed; it is tried again in an hour.")]
    private static partial void Failed(ILogger log, Exception exception);
}
