namespace VanLang.Kernel;

/// <summary>
/// Time under control of the demo seed: the seed runs the real use cases day by day over the last month, so that every
/// packet, receipt and status carries the hour at which it would have happened.
/// </summary>
public sealed class SeedTime(DateTimeOffset start) : TimeProvider
{
    private long ticks = start.UtcTicks;

    /// <summary>Moves to an instant, never back.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant.UtcTicks < Interlocked.Read(ref ticks))
        {
            throw new ArgumentOutOfRangeException(nameof(instant), instant, "Time does not run back, in a seed neither.");
        }

        Interlocked.Exchange(ref ticks, instant.UtcTicks);
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref ticks), TimeSpan.Zero);
}
