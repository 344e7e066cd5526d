namespace VanLang.Kernel.Calendar;

/// <summary>In what a time limit is counted.</summary>
public enum DeadlineUnit
{
    /// <summary>Working days of the office.</summary>
    WorkingDay,

    /// <summary>Calendar days; a limit that ends on a day off ends on the next working day.</summary>
    Day,

    /// <summary>Working hours of the office.</summary>
    Hour,
}

/// <summary>A moment computed from the working calendar, and how it was found.</summary>
/// <param name="Due">The moment, with the offset of Viet Nam.</param>
/// <param name="Explanation">One line a step, in the order of the computation.</param>
/// <param name="Provisional">True when a year on the way has no decision yet, so the moment may still move.</param>
public sealed record Deadline(DateTimeOffset Due, IReadOnlyList<Phrase> Explanation, bool Provisional);

/// <summary>How far a deadline is away.</summary>
/// <param name="Overdue">True when the deadline has passed.</param>
/// <param name="WorkingDays">Working days left after today up to the day of the deadline (0: due today); when overdue, working days since that day.</param>
/// <param name="WorkingTime">Working time left; when overdue, working time since.</param>
public readonly record struct RemainingTime(bool Overdue, int WorkingDays, TimeSpan WorkingTime);
