using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Organizations.Contracts;
using VanLang.Workdays.Law;
using VanLang.Workdays.TimeLimits;

namespace VanLang.Workdays.Calendars;

/// <summary>Which calendar is asked for.</summary>
/// <param name="Year">The solar year.</param>
/// <param name="Office">Any code of an organisation, for its hours; null for the national calendar.</param>
/// <param name="AsRecordedAt">What was known at an instant; null for now.</param>
internal sealed record GetCalendarInput(int Year, string? Office = null, DateTimeOffset? AsRecordedAt = null)
{
    /// <summary>Reads what stands in an address.</summary>
    public static Result<GetCalendarInput> Read(string year, string? office, string? recordedAt)
    {
        if (!int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return WorkdaysErrors.CalendarYearOutOfRange.With(year).At("year");
        }

        var at = Moment.Read(recordedAt);
        return at is null && !string.IsNullOrWhiteSpace(recordedAt)
            ? WorkdaysErrors.UnreadableRecordedAt.With(recordedAt).At("recordedAt")
            : new GetCalendarInput(number, office, at);
    }
}

/// <summary>A year of an office.</summary>
/// <param name="Calendar">Answers what each day is.</param>
/// <param name="Year">Its days off and make-up days.</param>
/// <param name="Decision">The revision in force; null when the year is computed from the statute.</param>
/// <param name="Unverified">Days that were not yet checked against their source.</param>
/// <param name="OfficeCode">Canonical code of the office; null for the national calendar.</param>
/// <param name="OfficeName">Its name today.</param>
internal sealed record YearView(WorkCalendar Calendar, WorkYear Year, DecisionInForce? Decision, IReadOnlySet<DateOnly> Unverified, string? OfficeCode, string? OfficeName)
{
    /// <summary>How many days of the year the office works.</summary>
    public int WorkingDays => Enumerable.Range(0, new DateOnly(Year.Year, 12, 31).DayOfYear).Count(i => Calendar.IsWorking(new DateOnly(Year.Year, 1, 1).AddDays(i)));
}

/// <summary>The revision in force.</summary>
internal sealed record DecisionInForce(int Revision, string DecidingText, DateOnly? DecidedOn, string SourceNote, DateTimeOffset RecordedAt);

/// <summary>The calendar of one year, as it is known or as it was known.</summary>
internal sealed class GetCalendar(WorkdaysDb db, WorkCalendars calendars, IOrganizationDirectory organizations, Clock clock)
{
    public static Error? Check(GetCalendarInput input) =>
        input.Year is < WorkCalendar.FirstYear or > WorkCalendar.LastYear ? WorkdaysErrors.CalendarYearOutOfRange.With(input.Year).At("year") : null;

    public async Task<Result<YearView>> Handle(GetCalendarInput input, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        OrganizationEntry? office = null;
        if (input.Office?.Trim() is { Length: > 0 } code)
        {
            if (!(await organizations.Resolve([code], clock.Today, ct)).TryGetValue(code, out office))
            {
                return WorkdaysErrors.UnknownOffice.With(code).At("office");
            }
        }

        var decision = await db.Decisions.AsNoTracking().Include(one => one.Days)
            .Where(one => one.Year == input.Year && (input.AsRecordedAt == null || one.RecordedAt <= input.AsRecordedAt))
            .OrderByDescending(one => one.Revision)
            .FirstOrDefaultAsync(ct);
        var calendar = office is null ? await calendars.National(ct) : (await calendars.Of([office.Code], ct))[office.Code];
        var year = decision?.ToWorkYear() ?? LawData.Statute.Year(input.Year);
        if (input.AsRecordedAt is not null)
        {
            calendar = new WorkCalendar([year], LawData.Statute, [new HoursFrom(new DateOnly(input.Year, 1, 1), calendar.HoursOn(new DateOnly(input.Year, 1, 1)))]);
        }

        return new YearView(
            calendar,
            year,
            decision is null ? null : new DecisionInForce(decision.Revision, decision.DecidingText, decision.DecidedOn, decision.SourceNote, decision.RecordedAt),
            decision is null ? new HashSet<DateOnly>() : decision.Days.Where(day => !day.Verified).Select(day => day.Date).ToHashSet(),
            office?.Code,
            office?.Name);
    }
}
