namespace VanLang.Exchange.Push;

/// <summary>
/// When an event is pushed again: after 30 s, twice as long each time up to an hour, a fifth more or less by chance so that many events do not
/// come back together; thirty attempts over about a day, and then no more.
/// </summary>
internal static class RetrySchedule
{
    public const int Attempts = 30;

    public static readonly TimeSpan Shortest = TimeSpan.FromSeconds(30);
    public static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    private const double Jitter = 0.2;

    /// <summary>The wait after so many attempts; null when there is none any more.</summary>
    /// <param name="chance">0 to 1.</param>
    /// <param name="asked">What the receiver asked for, within the bounds.</param>
    public static TimeSpan? After(int attempts, double chance, TimeSpan? asked)
    {
        if (attempts >= Attempts)
        {
            return null;
        }

        var doubled = Shortest * Math.Pow(2, Math.Min(attempts - 1, 7));
        var wait = (doubled < Longest ? doubled : Longest) * (1 - Jitter + (2 * Jitter * chance));
        return Within(asked > wait ? asked.Value : wait);
    }

    private static TimeSpan Within(TimeSpan wait) => wait < Shortest ? Shortest : wait > Longest ? Longest : wait;
}
