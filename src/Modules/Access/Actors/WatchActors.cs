using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Access.RoleGrants;
using VanLang.Data;
using VanLang.Data.Storage;

namespace VanLang.Access.Actors;

/// <summary>
/// Forgets who may do what when another node has changed it: a lock, a revoked session or a decision on a role holds everywhere within
/// a second.
/// </summary>
internal sealed partial class WatchActors(IServiceScopeFactory scopes, ActorCache actors, RolePermissions roles, IOptions<DatabaseOptions> options, ILogger<WatchActors> log) : BackgroundService
{
    private long seen;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => OtherNodes.Watch(options.Value, CacheVersion.Pace, Look, e => Failed(log, e.GetType().Name), stoppingToken);

    private async Task Look(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var version = await CacheVersion.Read(scope.ServiceProvider.GetRequiredService<AccessDb>(), ActorCache.Name, ct);
        if (version != seen)
        {
            seen = version;
            roles.Forget();
            actors.Clear();
        }
    }

    [LoggerMessage(EventId = 3004, Level = LogLevel.Warning, Message = "Changes made on other nodes could not be looked for ({Fault}); what is known ends after ten seconds.")]
    private static partial void Failed(ILogger log, string fault);
}
