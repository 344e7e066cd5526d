using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace VanLang.Kernel.Calendar;

/// <summary>What a day is for an office.</summary>
public enum DayKind
{
    /// <summary>An ordinary working day.</summary>
    Working,

    /// <summary>A weekly rest day that is worked to make up for another.</summary>
    MakeUp,

    /// <summary>The office does not work on this day of the week.</summary>
    WeeklyRest,

    /// <summary>A holiday, a day in lieu, or a day moved by decision.</summary>
    Off,
}

/// <summary>One day of an office's calendar.</summary>
/// <param name="Date">The day.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Segments">The working stretches; empty on days off.</param>
/// <param name="Name">The holiday or reason; null on ordinary days.</param>
/// <param name="DecidedBy">The deciding text; null on ordinary days.</param>
public sealed record WorkDay(DateOnly Date, DayKind Kind, ImmutableArray<WorkSegment> Segments, Phrase? Name, string? DecidedBy)
{
    /// <summary>True when the office works.</summary>
    public bool IsWorking => !Segments.IsEmpty;
}

/// <summary>Hours of an office from a date on, until the next entry.</summary>
/// <param name="From">First day on which they hold.</param>
/// <param name="Hours">The hours.</param>
public sealed record HoursFrom(DateOnly From, OfficeHours Hours);

/// <summary>
/// The days and hours on which one office works: decided years, the statute for years without a decision, and the office's hours by date. Immutable and safe to
/// share between threads. Covers the solar years <see cref="FirstYear"/> to <see cref="LastYear"/>; a day outside throws.
/// </summary>
public sealed class WorkCalendar
{
    /// <summary>First year.</summary>
    public const int FirstYear = VietnameseLunarCalendar.FirstYear;

    /// <summary>Last year.</summary>
    public const int LastYear = VietnameseLunarCalendar.LastYear;

    private readonly ImmutableDictionary<int, WorkYear> decided;
    private readonly ImmutableArray<HoursFrom> hours;
    private readonly HolidayStatute statute;
    private readonly ConcurrentDictionary<int, WorkYear> computed = new();

    /// <summary>A calendar from its parts. Before the first entry of <paramref name="hours"/>, <see cref="OfficeHours.Default"/> holds.</summary>
    /// <param name="decided">Decided years, at most one entry a year.</param>
    /// <param name="statute">Gives the days of every other year.</param>
    /// <param name="hours">The office's hours, in any order.</param>
    public WorkCalendar(IEnumerable<WorkYear> decided, HolidayStatute statute, IEnumerable<HoursFrom>? hours = null)
    {
        this.decided = decided.ToImmutableDictionary(year => year.Year);
        this.statute = statute;
        this.hours = [.. (hours ?? []).OrderByDescending(entry => entry.From)];
    }

    /// <summary>The days of one year, decided or computed.</summary>
    public WorkYear Year(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return decided.TryGetValue(year, out var found) ? found : computed.GetOrAdd(year, statute.Year);
    }

    /// <summary>The office's hours on a date.</summary>
    public OfficeHours HoursOn(DateOnly date) => hours.FirstOrDefault(entry => entry.From <= date)?.Hours ?? OfficeHours.Default;

    /// <summary>What a day is, its working stretches, and why.</summary>
    public WorkDay Day(DateOnly date)
    {
        var year = Year(date.Year);
        if (year.OffDays.TryGetValue(date, out var off))
        {
            return new WorkDay(date, DayKind.Off, [], off.Name, off.DecidedBy);
        }

        var segments = HoursOn(date).On(date.DayOfWeek);
        if (year.MakeUpDays.TryGetValue(date, out var makeUp))
        {
            var instead = HoursOn(date).On(makeUp.Replaces.DayOfWeek);
            return new WorkDay(date, DayKind.MakeUp, instead.IsEmpty ? segments : instead, MakeUpName(makeUp.Replaces), makeUp.DecidedBy);
        }

        return new WorkDay(date, segments.IsEmpty ? DayKind.WeeklyRest : DayKind.Working, segments, null, null);
    }

    /// <summary>True when the office works on a date.</summary>
    public bool IsWorking(DateOnly date) => Day(date).IsWorking;

    /// <summary>The first working day after a date.</summary>
    public WorkDay NextWorkingDay(DateOnly date)
    {
        var day = Day(date.AddDays(1));
        while (!day.IsWorking)
        {
            day = Day(day.Date.AddDays(1));
        }

        return day;
    }

    private static Phrase MakeUpName(DateOnly replaced) =>
        new($"Làm bù cho ngày {replaced:dd\\/MM\\/yyyy}", $"Make-up working day for {replaced:dd\\/MM\\/yyyy}");
}
