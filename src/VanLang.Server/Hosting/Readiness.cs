using VanLang.Kernel;

namespace VanLang.Server.Hosting;

/// <summary>What the node answers on /health/ready.</summary>
public enum ReadyState
{
    /// <summary>Migration, seed or keys are under way.</summary>
    Starting,

    /// <summary>Serves.</summary>
    Ready,

    /// <summary>Finishes what it has and takes no more.</summary>
    Draining,
}

/// <summary>Whether this node may be sent requests.</summary>
public sealed class Readiness
{
    private volatile ReadyState state = ReadyState.Starting;

    /// <summary>The state now.</summary>
    public ReadyState State => state;

    /// <summary>Migration, seed and demo keys are done.</summary>
    public void Ready() => state = ReadyState.Ready;

    /// <summary>The node has been told to end.</summary>
    public void Drain() => state = ReadyState.Draining;

    /// <summary>Maps /health/live and /health/ready for everybody.</summary>
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", () => Results.Text("live")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", (Readiness readiness) => readiness.State is ReadyState.Ready
            ? Results.Text("ready")
            : Results.Text(readiness.State is ReadyState.Draining ? "draining" : "starting", statusCode: StatusCodes.Status503ServiceUnavailable))
            .AllowAnonymous().ExcludeFromDescription();
    }
}

/// <summary>
/// Ends the node in order: 503 on /health/ready, a pause in which a load balancer may notice, then the host's own stop,
/// which lets running requests finish.
/// </summary>
internal sealed partial class Drainer(Readiness readiness, IHostApplicationLifetime lifetime, ServerSettings settings, Clock clock, ILogger<Drainer> log) : IHostLifetime, IDisposable
{
    private readonly List<System.Runtime.InteropServices.PosixSignalRegistration> signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in (System.Runtime.InteropServices.PosixSignal[])[System.Runtime.InteropServices.PosixSignal.SIGTERM, System.Runtime.InteropServices.PosixSignal.SIGINT])
        {
            signals.Add(System.Runtime.InteropServices.PosixSignalRegistration.Create(signal, context =>
            {
                context.Cancel = true;
                _ = Stop();
            }));
        }

        lifetime.ApplicationStopping.Register(readiness.Drain);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => signals.ForEach(s => s.Dispose());

    private async Task Stop()
    {
        readiness.Drain();
        Draining(log, settings.Drain);
        await Task.Delay(settings.Drain, clock.Provider);
        lifetime.StopApplication();
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Draining for {Pause}, then stopping.")]
    private static partial void Draining(ILogger log, TimeSpan pause);
}
