namespace VanLang.Kernel;

/// <summary>
/// The one source of time. Instants are UTC and whole microseconds, because PostgreSQL keeps microseconds and .NET keeps
/// tenths of them: without the cut a value read back would differ from the value saved.
/// </summary>
/// <param name="time">Where time comes from; tests and the demo seed pass their own.</param>
public sealed class Clock(TimeProvider time)
{
    /// <summary>Viet Nam has kept UTC+7 without summer time since 1975 (Decision 28/2018, art. 14(4): times are in this zone).</summary>
    public static readonly TimeSpan NationalOffset = TimeSpan.FromHours(7);

    /// <summary>The instant now, UTC, whole microseconds.</summary>
    public DateTimeOffset Now
    {
        get
        {
            var now = time.GetUtcNow().ToUniversalTime();
            return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        }
    }

    /// <summary>Today's date in Viet Nam.</summary>
    public DateOnly Today => DateOnly.FromDateTime(Now.ToOffset(NationalOffset).DateTime);

    /// <summary>The provider behind the clock, for timers and token libraries.</summary>
    public TimeProvider Provider => time;

    /// <summary>A new UUIDv7 with this clock's time.</summary>
    public Guid NewGuid() => Guid.CreateVersion7(Now);

    /// <summary>A new typed id with this clock's time.</summary>
    public T NewId<T>()
        where T : struct, ITypedId<T> => T.From(NewGuid());
}

/// <summary>The national view of an instant.</summary>
public static class NationalTime
{
    /// <summary>The instant with the offset of Viet Nam.</summary>
    public static DateTimeOffset InVietnam(this DateTimeOffset instant) => instant.ToOffset(Clock.NationalOffset);

    /// <summary>The date in Viet Nam at an instant.</summary>
    public static DateOnly DateInVietnam(this DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Clock.NationalOffset).DateTime);
}
