namespace VanLang.Exchange.Push;

/// <summary>One of the two orders that an address follows: how far it was read, and what of it is still on the way.</summary>
internal sealed class PushTrack(long from)
{
    private readonly SortedSet<long> open = [];

    public long Read { get; private set; } = from;

    /// <summary>Everything up to here was taken, or is among the failures.</summary>
    public long Passed => open.Count > 0 ? open.Min - 1 : Read;

    public int Open => open.Count;

    public void Begin(long position) => open.Add(position);

    public void ReadTo(long position) => Read = Math.Max(Read, position);

    public void End(long position) => open.Remove(position);
}

/// <summary>An event with its place, which is null for one that is tried again.</summary>
internal sealed record PushTask(PushEvent Event, PushTrack? Track, long Position);

/// <summary>
/// What one address has on the way. Each address has places of its own, and failures have places apart from news: neither a slow receiver
/// nor a poisoned event holds up anything else.
/// </summary>
internal sealed class PushLane(Webhook webhook, WebhookCursor cursor)
{
    public const int NewAtOnce = 8;
    public const int AgainAtOnce = 4;
    public const int ReadAhead = 50;

    /// <summary>With so many failures waiting no more news is read: the log keeps it, and the table does not fill.</summary>
    public const int MostFailures = 1000;

    public Webhook Webhook { get; set; } = webhook;

    public PushTrack Arrivals { get; } = new(cursor.Arrivals);

    public PushTrack Statuses { get; } = new(cursor.Statuses);

    public Queue<PushTask> Waiting { get; } = new();

    public HashSet<Guid> Again { get; } = [];

    public int New { get; set; }

    public int Failures { get; set; }

    /// <summary>There may be news beyond what was read.</summary>
    public bool HasNews { get; set; } = true;

    public bool MayRead => HasNews && Waiting.Count == 0 && New < NewAtOnce && Failures < MostFailures;
}
