using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Contracts;

/// <summary>
/// The working calendars of offices, answered from memory. Ask once for all rows of a list; with the calendars in hand, everything in
/// <see cref="Deadlines"/> is a pure computation.
/// </summary>
public interface IWorkCalendars
{
    /// <summary>
    /// The calendars of offices by the canonical code of their organisation (Decision 20/2020). The keys are the codes as asked; an office that has set no hours of its own
    /// has the national calendar. A calendar covers the years 1900-2100, so there is no range to ask for.
    /// </summary>
    ValueTask<IReadOnlyDictionary<string, WorkCalendar>> Of(IReadOnlyCollection<string> offices, CancellationToken ct);

    /// <summary>The calendar with default hours: Monday to Friday, 07:00-11:30 and 13:30-17:00.</summary>
    ValueTask<WorkCalendar> National(CancellationToken ct);

    /// <summary>Answers many deadlines at once, in the order of the questions. Amounts must not be negative.</summary>
    ValueTask<IReadOnlyList<Deadline>> Compute(IReadOnlyList<DeadlineQuestion> questions, CancellationToken ct);

    /// <summary>
    /// Moves whenever a decision or office hours are recorded; for caches built on calendars. Another node's change is seen within ten seconds.
    /// </summary>
    ValueTask<long> Version(CancellationToken ct);
}

/// <summary>A time limit to be computed.</summary>
/// <param name="Office">Canonical code of the organisation whose hours count; null for the national calendar.</param>
/// <param name="Received">When the limit begins to run; any offset.</param>
/// <param name="Amount">How many; 0 or more.</param>
/// <param name="Unit">Of what.</param>
public sealed record DeadlineQuestion(string? Office, DateTimeOffset Received, int Amount, DeadlineUnit Unit);

/// <summary>The days off of a year have been decided or corrected: deadlines stored for that year may have moved.</summary>
/// <param name="Year">The solar year.</param>
public sealed record WorkCalendarDecided(int Year) : IModuleEvent
{
    /// <summary>Name and version of this event in the log.</summary>
    public const string Name = "workdays.calendar-decided/1";

    /// <inheritdoc/>
    public string EventType => Name;
}

/// <summary>An office has other hours from a date on.</summary>
/// <param name="OrganizationCode">Canonical code of the organisation.</param>
/// <param name="From">First day on which they hold.</param>
public sealed record OfficeHoursSet(string OrganizationCode, DateOnly From) : IModuleEvent
{
    /// <summary>Name and version of this event in the log.</summary>
    public const string Name = "workdays.office-hours-set/1";

    /// <inheritdoc/>
    public string EventType => Name;
}
