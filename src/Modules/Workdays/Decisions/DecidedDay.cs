namespace VanLang.Workdays.Decisions;

/// <summary>One day of a decision.</summary>
/// <param name="Date">The day.</param>
/// <param name="Replaces">On a make-up day: the day off it makes up for; null on a day off.</param>
/// <param name="NameVi">The holiday or reason; empty on a make-up day.</param>
/// <param name="NameEn">The same in English.</param>
/// <param name="Basis">The text that gives this day.</param>
/// <param name="Verified">True when the text itself or a public source was read.</param>
internal sealed record DayOfDecision(DateOnly Date, DateOnly? Replaces, string NameVi, string NameEn, string Basis, bool Verified);

/// <summary>A stored day of a decision.</summary>
internal sealed class DecidedDay
{
    private DecidedDay()
    {
    }

    public DecidedDay(WorkCalendarDecisionId decisionId, DayOfDecision day)
    {
        DecisionId = decisionId;
        Date = day.Date;
        Replaces = day.Replaces;
        NameVi = day.NameVi;
        NameEn = day.NameEn;
        Basis = day.Basis;
        Verified = day.Verified;
    }

    public WorkCalendarDecisionId DecisionId { get; private set; }

    public DateOnly Date { get; private set; }

    public DateOnly? Replaces { get; private set; }

    public string NameVi { get; private set; } = "";

    public string NameEn { get; private set; } = "";

    public string Basis { get; private set; } = "";

    public bool Verified { get; private set; }

    public bool IsMakeUp => Replaces is not null;
}
