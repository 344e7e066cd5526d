namespace VanLang.Testing;

/// <summary>
/// The time of a test server. It begins on a Tuesday in working hours, flows like real time, so that long polls and leases end,
/// and is moved by the test. Timers run in real time: nothing waits for a test to push them.
/// </summary>
public sealed class TestClock : TimeProvider
{
    /// <summary>Where every test begins: Tuesday 24 November 2026, 09:00 in Viet Nam.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(7));

    private readonly Lock gate = new();
    private DateTimeOffset origin = Start.ToUniversalTime();
    private long since = System.GetTimestamp();
    private bool frozen;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return frozen ? origin : origin + System.GetElapsedTime(since);
        }
    }

    /// <summary>Goes on from this instant; back is allowed (a clock that was set wrong).</summary>
    public void Set(DateTimeOffset instant)
    {
        lock (gate)
        {
            origin = instant.ToUniversalTime();
            since = System.GetTimestamp();
        }
    }

    /// <summary>Moves by a span.</summary>
    public void Advance(TimeSpan span) => Set(GetUtcNow() + span);

    /// <summary>Stops, so that two readings are equal.</summary>
    public void Freeze()
    {
        lock (gate)
        {
            origin = frozen ? origin : origin + System.GetElapsedTime(since);
            frozen = true;
        }
    }
}
