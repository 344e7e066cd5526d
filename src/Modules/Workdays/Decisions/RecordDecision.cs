using System.Globalization;
using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Workdays.Calendars;
using VanLang.Workdays.Contracts;

namespace VanLang.Workdays.Decisions;

/// <summary>Days off in a row, as recorded.</summary>
internal sealed record OffRange(DateOnly From, DateOnly To, string NameVi, string NameEn, string Basis, bool Verified);

/// <summary>A rest day worked, as recorded.</summary>
internal sealed record WorkedRestDay(DateOnly Date, DateOnly Replaces, string Basis, bool Verified);

/// <summary>What is decided on a year.</summary>
/// <param name="Year">The solar year.</param>
/// <param name="DecidingText">Number, date and title of the deciding text.</param>
/// <param name="DecidedOn">Its day, when known.</param>
/// <param name="SourceNote">Where it was read.</param>
/// <param name="Off">All days off of the year.</param>
/// <param name="MakeUp">All rest days worked.</param>
/// <param name="Reason">Why it is recorded or corrected.</param>
/// <param name="KnownRevision">The revision that the recorder saw; 0 when the year had none.</param>
internal sealed record RecordDecisionInput(
    int Year,
    string DecidingText,
    DateOnly? DecidedOn,
    string SourceNote,
    IReadOnlyList<OffRange> Off,
    IReadOnlyList<WorkedRestDay> MakeUp,
    string Reason,
    int KnownRevision)
{
    /// <summary>Every day, one by one.</summary>
    public IEnumerable<DayOfDecision> Days()
    {
        foreach (var range in Off)
        {
            for (var date = range.From; date <= range.To; date = date.AddDays(1))
            {
                yield return new DayOfDecision(date, null, range.NameVi.Trim(), range.NameEn.Trim(), Basis(range.Basis), range.Verified);
            }
        }

        foreach (var day in MakeUp)
        {
            yield return new DayOfDecision(day.Date, day.Replaces, "", "", Basis(day.Basis), day.Verified);
        }
    }

    private string Basis(string own) => string.IsNullOrWhiteSpace(own) ? DecidingText.Trim() : own.Trim();
}

/// <summary>Records what is decided on the days off of a year, as a further revision of that year.</summary>
internal sealed class RecordDecision(WorkdaysDb db, WorkCalendars calendars, Clock clock)
{
    public const int MaxText = 400;
    public const int MaxName = 120;
    public const int MaxDays = 60;

    public static IReadOnlyList<Error> Check(RecordDecisionInput input)
    {
        var errors = new List<Error>();
        if (input.Year is < 1990 or > 2090)
        {
            errors.Add(WorkdaysErrors.YearOutOfRange.With(input.Year).At(nameof(input.Year)));
        }

        Need(input.DecidingText, nameof(input.DecidingText), WorkdaysErrors.NoDecidingText);
        Need(input.SourceNote, nameof(input.SourceNote), WorkdaysErrors.NoSource);
        Need(input.Reason, nameof(input.Reason), WorkdaysErrors.NoReason);
        if (input.Off.Count == 0)
        {
            errors.Add(WorkdaysErrors.NoDaysOff.At(nameof(input.Off)));
        }

        foreach (var range in input.Off)
        {
            if (range.To < range.From)
            {
                errors.Add(WorkdaysErrors.RangeBackwards.With(Written(range.From), Written(range.To)).At(nameof(input.Off)));
            }
            else if (string.IsNullOrWhiteSpace(range.NameVi) || range.NameVi.Length > MaxName || range.NameEn.Length > MaxName)
            {
                errors.Add(WorkdaysErrors.BadDayName.With(Written(range.From), MaxName).At(nameof(input.Off)));
            }
        }

        errors.AddRange(input.MakeUp
            .Where(day => day.Date.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
            .Select(day => WorkdaysErrors.MakeUpOnWorkday.With(Written(day.Date)).At(nameof(input.MakeUp))));
        if (errors.Count > 0)
        {
            return errors;
        }

        if (input.Off.Sum(range => range.To.DayNumber - range.From.DayNumber + 1) + input.MakeUp.Count > MaxDays)
        {
            return [WorkdaysErrors.TooManyDays.With(MaxDays).At(nameof(input.Off))];
        }

        var days = input.Days().ToList();
        var year = WorkYear.Create(
            input.Year,
            days.Where(day => day.Replaces is null).Select(day => new OffDay(day.Date, new Phrase(day.NameVi, day.NameEn), day.Basis)),
            days.Where(day => day.Replaces is not null).Select(day => new MakeUpDay(day.Date, day.Replaces!.Value, day.Basis)),
            provisional: false);
        if (!year.TryGet(out var made, out var error))
        {
            return [error.At(nameof(input.Off))];
        }

        return [.. input.MakeUp
            .Where(day => day.Replaces.Year == input.Year && !made.OffDays.ContainsKey(day.Replaces))
            .Select(day => WorkdaysErrors.ReplacedDayNotOff.With(Written(day.Date), Written(day.Replaces)).At(nameof(input.MakeUp)))];

        void Need(string text, string field, Error missing)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                errors.Add(missing.At(field));
            }
            else if (text.Trim().Length > MaxText)
            {
                errors.Add(WorkdaysErrors.TextTooLong.With(MaxText).At(field));
            }
        }
    }

    public async Task<Result<int>> Handle(RecordDecisionInput input, Actor actor, CancellationToken ct)
    {
        if (!actor.May(WorkdaysPermissions.Manage))
        {
            return WorkdaysErrors.NotPermitted;
        }

        var errors = Check(input);
        if (errors.Count > 0)
        {
            return Result<int>.Failed(errors);
        }

        var last = await db.Decisions.Where(decision => decision.Year == input.Year).MaxAsync(decision => (int?)decision.Revision, ct) ?? 0;
        if (last != input.KnownRevision)
        {
            return WorkdaysErrors.RecordedMeanwhile.With(input.Year, last);
        }

        var made = WorkCalendarDecision.Record(clock.NewId<WorkCalendarDecisionId>(), input, last + 1, actor, clock.Now);
        db.Add(made);
        db.Audit(actor, "workdays.decision.recorded", input.Year.ToString(CultureInfo.InvariantCulture), made.Reason, made.Days.Select(day => new { day.Date, day.Replaces, day.NameVi }));
        db.Publish(new WorkCalendarDecided(input.Year));
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException) when (!ct.IsCancellationRequested)
        {
            // The unique index on year and revision: somebody else was quicker by a moment.
            db.ChangeTracker.Clear();
            if (await db.Decisions.AnyAsync(decision => decision.Year == input.Year && decision.Revision == made.Revision, ct))
            {
                return WorkdaysErrors.RecordedMeanwhile.With(input.Year, made.Revision);
            }

            throw;
        }

        calendars.Forget();
        return made.Revision;
    }

    private static string Written(DateOnly date) => date.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture);
}
