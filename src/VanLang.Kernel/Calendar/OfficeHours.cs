using System.Collections.Immutable;
using System.Globalization;

namespace VanLang.Kernel.Calendar;

/// <summary>A stretch of work without a break, from <paramref name="Opens"/> (inclusive) to <paramref name="Closes"/> (exclusive).</summary>
/// <param name="Opens">Local time.</param>
/// <param name="Closes">Local time, later than <paramref name="Opens"/>; at most 23:59.</param>
public readonly record struct WorkSegment(TimeOnly Opens, TimeOnly Closes)
{
    /// <summary>How long the stretch lasts.</summary>
    public TimeSpan Length => Closes - Opens;

    /// <summary>As people write it: <c>07:00-11:30</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Opens:HH\\:mm}-{Closes:HH\\:mm}");
}

/// <summary>
/// The stretches in which an office works, by day of the week. Immutable. Days may differ (a short Friday, a Saturday morning):
/// nothing assumes that a day has eight hours.
/// </summary>
public sealed class OfficeHours
{
    private readonly ImmutableArray<WorkSegment>[] week;

    private OfficeHours(ImmutableArray<WorkSegment>[] week) => this.week = week;

    /// <summary>Monday to Friday, 07:00-11:30 and 13:30-17:00: used by an office that has not set its own hours.</summary>
    public static OfficeHours Default { get; } = new([.. Enum.GetValues<DayOfWeek>().Select(day =>
        day is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? ImmutableArray<WorkSegment>.Empty
            : [new WorkSegment(new(7, 0), new(11, 30)), new WorkSegment(new(13, 30), new(17, 0))])]);

    /// <summary>The stretches of a day of the week in order; empty when the office rests.</summary>
    public ImmutableArray<WorkSegment> On(DayOfWeek day) => week[(int)day];

    /// <summary>
    /// Builds hours from stretches by day. A day left out is a rest day. Fails with <c>CAL-0001</c> when no day has work,
    /// <c>CAL-0002</c> when a stretch ends before it begins, <c>CAL-0003</c> when stretches of a day overlap or touch.
    /// </summary>
    public static Result<OfficeHours> Create(IReadOnlyDictionary<DayOfWeek, IReadOnlyList<WorkSegment>> segments)
    {
        var week = new ImmutableArray<WorkSegment>[7];
        foreach (var day in Enum.GetValues<DayOfWeek>())
        {
            ImmutableArray<WorkSegment> ordered = segments.TryGetValue(day, out var found) ? [.. found.OrderBy(segment => segment.Opens)] : [];
            for (var i = 0; i < ordered.Length; i++)
            {
                if (ordered[i].Closes <= ordered[i].Opens)
                {
                    return CalendarErrors.SegmentBackwards.With(ordered[i].ToString());
                }

                if (i > 0 && ordered[i].Opens <= ordered[i - 1].Closes)
                {
                    return CalendarErrors.SegmentsOverlap.With(ordered[i - 1].ToString(), ordered[i].ToString());
                }
            }

            week[(int)day] = ordered;
        }

        return week.All(day => day.IsEmpty) ? CalendarErrors.NoWorkingHours : new OfficeHours(week);
    }

    /// <summary>
    /// Reads one day's hours as people write them: <c>07:00-11:30, 13:30-17:00</c>; empty text is a rest day.
    /// Fails with <c>CAL-0004</c> when the text is not a list of such stretches.
    /// </summary>
    public static Result<IReadOnlyList<WorkSegment>> ReadDay(string? text)
    {
        var segments = new List<WorkSegment>();
        foreach (var part in (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split(['-', '–'], StringSplitOptions.TrimEntries);
            if (ends.Length != 2 || !TryReadTime(ends[0], out var opens) || !TryReadTime(ends[1], out var closes))
            {
                return CalendarErrors.UnreadableHours.With(part);
            }

            segments.Add(new WorkSegment(opens, closes));
        }

        return segments;
    }

    private static bool TryReadTime(string text, out TimeOnly time) =>
        TimeOnly.TryParseExact(text, ["HH:mm", "H:mm"], CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
