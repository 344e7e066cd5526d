using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Decisions;

internal readonly record struct WorkCalendarDecisionId(Guid Value) : ITypedId<WorkCalendarDecisionId>
{
    public static WorkCalendarDecisionId From(Guid value) => new(value);
}

/// <summary>
/// What is known to be decided on the days off of a year. Never changed: a correction or a later decision is a further revision of the year, so that a
/// deadline computed in the past can be computed again with what was known then.
/// </summary>
internal sealed class WorkCalendarDecision
{
    private readonly List<DecidedDay> days = [];

    private WorkCalendarDecision()
    {
    }

    public WorkCalendarDecisionId Id { get; private set; }

    public int Year { get; private set; }

    /// <summary>1 for the first of the year; the highest one holds.</summary>
    public int Revision { get; private set; }

    /// <summary>The deciding text as cited: number, date, title.</summary>
    public string DecidingText { get; private set; } = "";

    /// <summary>Day of the deciding text; null when not known.</summary>
    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Where the days were read.</summary>
    public string SourceNote { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public IReadOnlyList<DecidedDay> Days => days;

    public static WorkCalendarDecision Record(WorkCalendarDecisionId id, RecordDecisionInput input, int revision, Actor actor, DateTimeOffset now)
    {
        var decision = new WorkCalendarDecision
        {
            Id = id,
            Year = input.Year,
            Revision = revision,
            DecidingText = input.DecidingText.Trim(),
            DecidedOn = input.DecidedOn,
            SourceNote = input.SourceNote.Trim(),
            Reason = input.Reason.Trim(),
            RecordedAt = now,
            RecordedBy = actor.Name,
        };
        decision.days.AddRange(input.Days().Select(day => new DecidedDay(id, day)));
        return decision;
    }

    /// <summary>The year as calendars use it.</summary>
    public WorkYear ToWorkYear() => WorkYear.Create(
        Year,
        days.Where(day => !day.IsMakeUp).Select(day => new OffDay(day.Date, new Phrase(day.NameVi, day.NameEn), day.Basis)),
        days.Where(day => day.IsMakeUp).Select(day => new MakeUpDay(day.Date, day.Replaces!.Value, day.Basis)),
        provisional: false).Value;
}
