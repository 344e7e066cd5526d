using VanLang.Kernel;

namespace VanLang.Exchange.Push;

internal readonly record struct WebhookId(Guid Value) : ITypedId<WebhookId>
{
    public static WebhookId From(Guid value) => new(value);
}

internal enum WebhookState
{
    /// <summary>Events are pushed.</summary>
    Active,

    /// <summary>Somebody paused it: events wait.</summary>
    Paused,

    /// <summary>The axis stopped it: the address answered 410, or answered nothing good for days. Events wait.</summary>
    Stopped,
}

/// <summary>
/// An address of an agency's system to which the axis pushes events. It saves the system its asking; what is pushed is only the news that
/// there is something, and the feed by cursor stays the truth.
/// </summary>
internal sealed class Webhook
{
    /// <summary>Most addresses of one agency.</summary>
    public const int Most = 10;

    public const int NameLength = 100;

    private Webhook()
    {
    }

    public Webhook(WebhookId id, string organizationCode, string name, string url, IReadOnlyList<string> kinds, string createdBy, DateTimeOffset at)
    {
        Id = id;
        OrganizationCode = organizationCode;
        Name = name;
        Url = url;
        Kinds = string.Join(' ', kinds);
        CreatedBy = createdBy;
        CreatedAt = at;
        StateAt = at;
    }

    public WebhookId Id { get; private set; }

    /// <summary>Canonical code of the agency whose events are pushed.</summary>
    public string OrganizationCode { get; private set; } = "";

    public string Name { get; private set; } = "";

    public string Url { get; private set; } = "";

    /// <summary>Names of <see cref="EventKinds"/>, a space between them.</summary>
    public string Kinds { get; private set; } = "";

    public WebhookState State { get; private set; }

    public string? StateReason { get; private set; }

    public DateTimeOffset StateAt { get; private set; }

    public string CreatedBy { get; private set; } = "";

    public DateTimeOffset CreatedAt { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<string> Wanted => Kinds.Split(' ');

    public Result Pause(DateTimeOffset at)
    {
        if (State is not WebhookState.Active)
        {
            return PushErrors.NotActive;
        }

        (State, StateReason, StateAt) = (WebhookState.Paused, null, at);
        return Result.Ok;
    }

    public Result Resume(DateTimeOffset at)
    {
        if (State is WebhookState.Active)
        {
            return PushErrors.AlreadyActive;
        }

        (State, StateReason, StateAt) = (WebhookState.Active, null, at);
        return Result.Ok;
    }

    /// <summary>The axis gives up on the address until somebody resumes it.</summary>
    public void Stop(string reason, DateTimeOffset at) => (State, StateReason, StateAt) = (WebhookState.Stopped, reason, at);

    /// <summary>Another address, name or choice of events: how a receiver moves, or changes a secret that it keeps in its address.</summary>
    public void Change(string name, string url, IReadOnlyList<string> kinds) => (Name, Url, Kinds) = (name, url, string.Join(' ', kinds));
}

/// <summary>How far the axis has come with an address. Moved once a second at most, so after a crash a few events are pushed again under the same id.</summary>
internal sealed class WebhookCursor
{
    private WebhookCursor()
    {
    }

    public WebhookCursor(WebhookId webhookId, long arrivals, long statuses) => (WebhookId, Arrivals, Statuses) = (webhookId, arrivals, statuses);

    public WebhookId WebhookId { get; private set; }

    /// <summary>Position in the log up to which every arrival was pushed, or is among the failures.</summary>
    public long Arrivals { get; private set; }

    /// <summary>The same in the order of statuses.</summary>
    public long Statuses { get; private set; }

    public DateTimeOffset? LastSuccessAt { get; private set; }

    public DateTimeOffset? LastFailureAt { get; private set; }

    /// <summary>Since when nothing has succeeded; null while things go well.</summary>
    public DateTimeOffset? FailingSince { get; private set; }

    /// <summary>What came of the last call, in a word.</summary>
    public string? LastAnswer { get; private set; }

    public void MoveTo(long arrivals, long statuses) => (Arrivals, Statuses) = (Math.Max(Arrivals, arrivals), Math.Max(Statuses, statuses));

    public void Succeeded(DateTimeOffset at, string answer) => (LastSuccessAt, FailingSince, LastAnswer) = (at, null, answer);

    public void Failed(DateTimeOffset at, string answer) => (LastFailureAt, FailingSince, LastAnswer) = (at, FailingSince ?? at, answer);

    /// <summary>Somebody resumed the address: the days are counted anew.</summary>
    public void Forgive() => FailingSince = null;
}

internal enum FailureState
{
    /// <summary>Will be tried again.</summary>
    Waiting,

    /// <summary>Was tried for the last time: a dead letter, until somebody replays it.</summary>
    Dead,
}

/// <summary>An event that an address did not take. Only failures have a row; it goes away when the event is taken.</summary>
internal sealed class WebhookFailure
{
    public const int AnswerLength = 200;

    private WebhookFailure()
    {
    }

    public WebhookFailure(WebhookId webhookId, PushEvent happened)
    {
        WebhookId = webhookId;
        EventId = happened.Id;
        Kind = happened.Kind;
        OccurredAt = happened.At;
        Content = happened.Content;
    }

    public WebhookId WebhookId { get; private set; }

    public Guid EventId { get; private set; }

    public string Kind { get; private set; } = "";

    public DateTimeOffset OccurredAt { get; private set; }

    /// <summary>The event as JSON, without its envelope.</summary>
    public string Content { get; private set; } = "";

    public FailureState State { get; private set; }

    /// <summary>Since it was first pushed, or replayed.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset FirstAt { get; private set; }

    public DateTimeOffset LastAt { get; private set; }

    /// <summary>Null for a dead letter.</summary>
    public DateTimeOffset? NextAt { get; private set; }

    /// <summary>What came of the last attempt: "HTTP 500", "timed-out".</summary>
    public string LastAnswer { get; private set; } = "";

    /// <summary>The beginning of the last answer's text, without control characters.</summary>
    public string? LastText { get; private set; }

    public PushEvent Event => new(EventId, Kind, OccurredAt, Content);

    /// <summary>Another attempt failed; <paramref name="next"/> is null when it was the last.</summary>
    public void Failed(DateTimeOffset at, string answer, string? text, DateTimeOffset? next)
    {
        Attempts++;
        FirstAt = Attempts == 1 ? at : FirstAt;
        LastAt = at;
        LastAnswer = answer;
        LastText = text;
        NextAt = next;
        State = next is null ? FailureState.Dead : FailureState.Waiting;
    }

    /// <summary>From the beginning, at once.</summary>
    public void Replay(DateTimeOffset at)
    {
        Attempts = 0;
        State = FailureState.Waiting;
        NextAt = at;
    }
}
