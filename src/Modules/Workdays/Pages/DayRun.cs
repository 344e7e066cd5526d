using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Pages;

/// <summary>Neighbouring days of a year that share name and basis, for lists.</summary>
internal sealed record DayRun(DateOnly First, DateOnly Last, DayKind Kind, Phrase? Name, DateOnly? Replaces, string DecidedBy, bool Verified)
{
    /// <summary>Days off and make-up days of a year in order.</summary>
    public static IReadOnlyList<DayRun> Of(WorkYear year, IReadOnlySet<DateOnly> unverified)
    {
        var runs = new List<DayRun>();
        foreach (var day in year.OffDays.Values)
        {
            var run = new DayRun(day.Date, day.Date, DayKind.Off, day.Name, null, day.DecidedBy, !unverified.Contains(day.Date));
            if (runs.Count > 0 && runs[^1] with { First = run.First, Last = run.Last } == run && runs[^1].Last.AddDays(1) == run.First)
            {
                runs[^1] = runs[^1] with { Last = run.Last };
            }
            else
            {
                runs.Add(run);
            }
        }

        runs.AddRange(year.MakeUpDays.Values.Select(day => new DayRun(day.Date, day.Date, DayKind.MakeUp, null, day.Replaces, day.DecidedBy, !unverified.Contains(day.Date))));
        return [.. runs.OrderBy(run => run.First)];
    }
}
