using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Kernel.Calendar;
using VanLang.Web.Http;
using VanLang.Workdays.Calendars;
using VanLang.Workdays.Decisions;
using VanLang.Workdays.TimeLimits;

namespace VanLang.Workdays.Api;

/// <summary>The calendar and its deadlines, published for everyone: a citizen, another system or a court may check what an office computed.</summary>
internal static class LawApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var law = routes.MapGroup("/api/law/v1").AllowAnonymous().WithTags("Pháp luật: thời hạn và ngày làm việc");
        law.MapGet("/deadline", Deadline)
            .WithName("ComputeDeadline")
            .WithSummary("When a time limit ends, and why")
            .WithDescription("received: 2021-02-09T10:00, local time of Viet Nam when no zone is given. unit: working_day, day or hour. office: any code of an organisation, for its own hours. The explanation follows Accept-Language (vi or en).")
            .Takes("received", "2021-02-09T10:00", "When the matter came in.").Takes("amount", "5", "How much time.").Takes("unit", "working_day", "working_day, day or hour.").Takes("office", "H41", "For the hours of one office.")
            .Produces<DeadlineAnswer>().Answers(200, LawExamples.Deadline)
            .Fails(WorkdaysErrors.UnreadableReceived.With("mai").At("received"), WorkdaysErrors.UnreadableAmount.With("x", 1000).At("amount"), WorkdaysErrors.UnknownUnit.With("week").At("unit"), WorkdaysErrors.UnknownOffice.With("X99").At("office"));
        law.MapGet("/calendar/changes", Changes)
            .WithName("ListCalendarChanges")
            .WithSummary("Years whose days off were decided or corrected after a cursor (delta synchronisation); without one, everything.")
            .WithDescription("A year stands once, with the decision in force now. Keep 'next' and ask with it again; 'more' says that there is more already. Years that are not in the feed are computed from the statute.")
            .Takes("after", "MTIwNw", "The 'next' of the answer before; left out for everything.")
            .Produces<CalendarChangesAnswer>().Answers(200, LawExamples.CalendarChanges)
            .Fails(WorkdaysErrors.CursorNotReadable.At("after"));
        law.MapGet("/calendar/{year}", Year)
            .WithName("GetWorkCalendar")
            .WithSummary("Days off and make-up days of a year")
            .WithDescription("A year without a decision is computed from the statute and marked provisional. recordedAt gives the calendar as it was known at an instant.")
            .Takes("year", "2026", "1900 to 2100.").Takes("office", "H41", "For the hours of one office.").Takes("recordedAt", "2026-11-24T08:00", "As it was known then.")
            .Produces<CalendarAnswer>().Answers(200, LawExamples.Calendar)
            .Fails(WorkdaysErrors.CalendarYearOutOfRange.With("3000").At("year"), WorkdaysErrors.UnreadableRecordedAt.With("x").At("recordedAt"), WorkdaysErrors.UnknownOffice.With("X99").At("office"));
    }

    private static async Task<IResult> Changes(string? after, ListCalendarChanges list, CancellationToken ct) =>
        (await list.Handle(after, ct)).ToHttp(batch => Results.Ok(new CalendarChangesAnswer([.. batch.Items.Select(CalendarChangeAnswer.Of)], batch.Next, batch.More)));

    private static async Task<IResult> Deadline(string? received, string? amount, string? unit, string? office, ComputeDeadline compute, CancellationToken ct)
    {
        var answer = await compute.Handle(new ComputeDeadlineInput(received, amount, unit, office), ct);
        return answer.ToHttp(found => Results.Ok(new DeadlineAnswer(
            found.Deadline.Due,
            found.Start,
            found.Deadline.Provisional,
            found.Question.Office,
            [.. found.Deadline.Explanation.Select(line => line.In(Problems.Language))])));
    }

    private static async Task<IResult> Year(string year, string? office, string? recordedAt, GetCalendar calendar, CancellationToken ct)
    {
        var input = GetCalendarInput.Read(year, office, recordedAt);
        var answer = input.IsOk ? await calendar.Handle(input.Value, ct) : VanLang.Kernel.Result<YearView>.Failed(input.Errors);
        return answer.ToHttp(found => Results.Ok(CalendarAnswer.Of(found)));
    }
}

/// <summary>A deadline.</summary>
/// <param name="Due">The moment at which the limit ends, with the offset of Viet Nam.</param>
/// <param name="Start">The working moment from which it was counted.</param>
/// <param name="Provisional">True when a year on the way has no decision yet.</param>
/// <param name="Office">Canonical code of the office whose hours were used; null for the national calendar.</param>
/// <param name="Explanation">One line a step.</param>
internal sealed record DeadlineAnswer(DateTimeOffset Due, DateTimeOffset Start, bool Provisional, string? Office, IReadOnlyList<string> Explanation);

/// <summary>A year.</summary>
internal sealed record CalendarAnswer(
    int Year,
    bool Provisional,
    DecisionAnswer? Decision,
    string? Office,
    DateOnly LunarNewYear,
    int? LunarLeapMonth,
    int WorkingDays,
    IReadOnlyList<DayOffAnswer> DaysOff,
    IReadOnlyList<MakeUpAnswer> MakeUpDays)
{
    public static CalendarAnswer Of(YearView view) => new(
        view.Year.Year,
        view.Year.Provisional,
        view.Decision is { } decision ? new DecisionAnswer(decision.DecidingText, decision.DecidedOn, decision.SourceNote, decision.Revision, decision.RecordedAt) : null,
        view.OfficeCode,
        VietnameseLunarCalendar.NewYear(view.Year.Year),
        VietnameseLunarCalendar.LeapMonth(view.Year.Year),
        view.WorkingDays,
        [.. view.Year.OffDays.Values.Select(day => new DayOffAnswer(day.Date, day.Name.Vi, day.Name.En, day.DecidedBy, !view.Year.Provisional && !view.Unverified.Contains(day.Date)))],
        [.. view.Year.MakeUpDays.Values.Select(day => new MakeUpAnswer(day.Date, day.Replaces, day.DecidedBy, !view.Unverified.Contains(day.Date)))]);
}

/// <summary>What a year rests on.</summary>
internal sealed record DecisionAnswer(string Text, DateOnly? DecidedOn, string Source, int Revision, DateTimeOffset RecordedAt);

/// <summary>A year that was decided or corrected, with the decision in force now.</summary>
internal sealed record CalendarChangeAnswer(int Year, DateTimeOffset ChangedAt, DecisionAnswer Decision, IReadOnlyList<DayOffAnswer> DaysOff, IReadOnlyList<MakeUpAnswer> MakeUpDays)
{
    public static CalendarChangeAnswer Of(ChangedYear changed)
    {
        var d = changed.Decision;
        return new CalendarChangeAnswer(
            d.Year,
            changed.ChangedAt,
            new DecisionAnswer(d.DecidingText, d.DecidedOn, d.SourceNote, d.Revision, d.RecordedAt),
            [.. d.Days.Where(day => !day.IsMakeUp).OrderBy(day => day.Date).Select(day => new DayOffAnswer(day.Date, day.NameVi, day.NameEn, day.Basis, day.Verified))],
            [.. d.Days.Where(day => day.IsMakeUp).OrderBy(day => day.Date).Select(day => new MakeUpAnswer(day.Date, day.Replaces!.Value, day.Basis, day.Verified))]);
    }
}

/// <summary>Years that changed.</summary>
/// <param name="Next">Where the next part begins; always there, so that one can come back later for what is new.</param>
/// <param name="More">True when there is more already.</param>
internal sealed record CalendarChangesAnswer(IReadOnlyList<CalendarChangeAnswer> Items, string Next, bool More);

/// <summary>A day off; <paramref name="Verified"/> is false while the day was not checked against its text.</summary>
internal sealed record DayOffAnswer(DateOnly Date, string Name, string NameEn, string DecidedBy, bool Verified);

/// <summary>A rest day worked.</summary>
internal sealed record MakeUpAnswer(DateOnly Date, DateOnly Replaces, string DecidedBy, bool Verified);
