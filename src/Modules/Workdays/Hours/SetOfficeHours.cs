using System.Globalization;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Organizations.Contracts;
using VanLang.Workdays.Calendars;
using VanLang.Workdays.Contracts;

namespace VanLang.Workdays.Hours;

/// <summary>The hours of a week as people write them, such as <c>07:00-11:30, 13:30-17:00</c>; empty on rest days.</summary>
internal sealed record WeekText(string Monday, string Tuesday, string Wednesday, string Thursday, string Friday, string Saturday, string Sunday)
{
    public static WeekText Default { get; } = new(Full, Full, Full, Full, Full, "", "");

    private const string Full = "07:00-11:30, 13:30-17:00";

    public IEnumerable<(DayOfWeek Day, string Field, string Text)> Days =>
    [
        (DayOfWeek.Monday, nameof(Monday), Monday),
        (DayOfWeek.Tuesday, nameof(Tuesday), Tuesday),
        (DayOfWeek.Wednesday, nameof(Wednesday), Wednesday),
        (DayOfWeek.Thursday, nameof(Thursday), Thursday),
        (DayOfWeek.Friday, nameof(Friday), Friday),
        (DayOfWeek.Saturday, nameof(Saturday), Saturday),
        (DayOfWeek.Sunday, nameof(Sunday), Sunday),
    ];
}

/// <summary>Hours to be set.</summary>
internal sealed record SetOfficeHoursInput(string OrganizationCode, DateOnly ValidFrom, WeekText Week, string Reason);

/// <summary>Sets the hours of an organisation from a day on.</summary>
internal sealed class SetOfficeHours(WorkdaysDb db, WorkCalendars calendars, IOrganizationDirectory organizations, Clock clock)
{
    public const int MaxReason = 400;

    // Below this a limit in hours could run beyond the calendar; an office that works less is not one that people wait for.
    private const int FewestHours = 8;
    private const int MostSegments = 6;

    /// <summary>The hours, or everything that is wrong with them.</summary>
    public static Result<OfficeHours> Check(SetOfficeHoursInput input)
    {
        var errors = new List<Error>();
        if (string.IsNullOrWhiteSpace(input.Reason))
        {
            errors.Add(WorkdaysErrors.NoReason.At(nameof(input.Reason)));
        }
        else if (input.Reason.Trim().Length > MaxReason)
        {
            errors.Add(WorkdaysErrors.TextTooLong.With(MaxReason).At(nameof(input.Reason)));
        }

        if (input.ValidFrom.Year is < 1990 or > 2090)
        {
            errors.Add(WorkdaysErrors.HoursFromOutOfRange.At(nameof(input.ValidFrom)));
        }

        var week = new Dictionary<DayOfWeek, IReadOnlyList<WorkSegment>>();
        foreach (var (day, field, text) in input.Week.Days)
        {
            if (!OfficeHours.ReadDay(text).TryGet(out var segments, out var unreadable))
            {
                errors.Add(unreadable.At(field));
            }
            else if (segments.Count > MostSegments)
            {
                errors.Add(WorkdaysErrors.TooManySegments.With(MostSegments).At(field));
            }
            else
            {
                week[day] = segments;
            }
        }

        if (errors.Count > 0)
        {
            return Result<OfficeHours>.Failed(errors);
        }

        if (!OfficeHours.Create(week).TryGet(out var hours, out var error))
        {
            return error.At(nameof(WeekText.Monday));
        }

        var worked = week.Values.SelectMany(segments => segments).Sum(segment => segment.Length.TotalHours);
        return worked < FewestHours ? WorkdaysErrors.TooFewHours.With(FewestHours).At(nameof(WeekText.Monday)) : hours;
    }

    public async Task<Result> Handle(SetOfficeHoursInput input, Actor actor, CancellationToken ct)
    {
        var asked = input.OrganizationCode.Trim();
        var found = await organizations.Resolve([asked], clock.Today, ct);
        if (!found.TryGetValue(asked, out var organization))
        {
            return WorkdaysErrors.UnknownOffice.With(asked).At(nameof(input.OrganizationCode));
        }

        if (!actor.May(WorkdaysPermissions.Manage) && !(actor.May(WorkdaysPermissions.Hours) && actor.OrganizationCode == organization.Code))
        {
            return WorkdaysErrors.HoursNotPermitted;
        }

        var check = Check(input);
        if (!check.IsOk)
        {
            return Result.Failed(check.Errors);
        }

        var entry = OfficeHoursEntry.Record(clock.NewId<OfficeHoursEntryId>(), organization.Code, input.ValidFrom, check.Value, input.Reason.Trim(), actor, clock.Now);
        db.Add(entry);
        db.Audit(actor, "workdays.hours.set", organization.Code, entry.Reason, new { from = input.ValidFrom.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) });
        db.Publish(new OfficeHoursSet(organization.Code, input.ValidFrom));
        await db.SaveChangesAsync(ct);
        calendars.Forget();
        return Result.Ok;
    }
}
