using VanLang.Data.Leases;
using VanLang.Kernel;

namespace VanLang.Data;

/// <summary>This node: its name, its clock, and the signals that wake its background work.</summary>
public sealed class DataNode(string id, Clock clock)
{
    /// <summary>Name of the node in audit rows and event logs.</summary>
    public string Id => id;

    /// <summary>The node's clock.</summary>
    public Clock Clock => clock;

    /// <summary>Raised after a commit that wrote audit rows: wakes the sealer.</summary>
    public Signal AuditWritten { get; } = new();

    /// <summary>Raised after a commit that wrote events: wakes the consumers.</summary>
    public Signal EventsWritten { get; } = new();

    /// <summary>The lease of the node's name while this process serves it; null in verbs and before the start.</summary>
    public Lease? Lease { get; internal set; }

    /// <summary>Raised when a write was refused because the lease was lost.</summary>
    internal Signal LeaseDoubted { get; } = new();
}

/// <summary>A hint that something happened. The truth is in the database: whoever waits also looks by itself from time to time.</summary>
public sealed class Signal
{
    private TaskCompletionSource raised = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Wakes everyone who waits now.</summary>
    public void Raise() => Interlocked.Exchange(ref raised, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();

    /// <summary>The next raise. Take it before looking at the database, wait for it after.</summary>
    public Task Next => Volatile.Read(ref raised).Task;

    /// <summary>Waits for a raise, at most <paramref name="longest"/>; returns either way.</summary>
    public static async Task Wait(Task next, TimeSpan longest, CancellationToken ct)
    {
        try
        {
            await next.WaitAsync(longest, ct);
        }
        catch (TimeoutException)
        {
        }
    }
}
