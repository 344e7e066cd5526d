using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Hours;

internal readonly record struct OfficeHoursEntryId(Guid Value) : ITypedId<OfficeHoursEntryId>
{
    public static OfficeHoursEntryId From(Guid value) => new(value);
}

/// <summary>
/// The hours of an organisation from a day on. Never changed: the entry recorded last for a day holds, and the earlier ones tell what held before.
/// Each day of the week is kept as people write it, <c>07:00-11:30, 13:30-17:00</c>.
/// </summary>
internal sealed class OfficeHoursEntry
{
    private OfficeHoursEntry()
    {
    }

    public OfficeHoursEntryId Id { get; private set; }

    public string OrganizationCode { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    public string Monday { get; private set; } = "";

    public string Tuesday { get; private set; } = "";

    public string Wednesday { get; private set; } = "";

    public string Thursday { get; private set; } = "";

    public string Friday { get; private set; } = "";

    public string Saturday { get; private set; } = "";

    public string Sunday { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public DateTimeOffset RecordedAt { get; private set; }

    public string RecordedBy { get; private set; } = "";

    public static OfficeHoursEntry Record(OfficeHoursEntryId id, string organizationCode, DateOnly validFrom, OfficeHours hours, string reason, Actor actor, DateTimeOffset now) => new()
    {
        Id = id,
        OrganizationCode = organizationCode,
        ValidFrom = validFrom,
        Monday = Written(hours, DayOfWeek.Monday),
        Tuesday = Written(hours, DayOfWeek.Tuesday),
        Wednesday = Written(hours, DayOfWeek.Wednesday),
        Thursday = Written(hours, DayOfWeek.Thursday),
        Friday = Written(hours, DayOfWeek.Friday),
        Saturday = Written(hours, DayOfWeek.Saturday),
        Sunday = Written(hours, DayOfWeek.Sunday),
        Reason = reason,
        RecordedAt = now,
        RecordedBy = actor.Name,
    };

    public string On(DayOfWeek day) => day switch
    {
        DayOfWeek.Monday => Monday,
        DayOfWeek.Tuesday => Tuesday,
        DayOfWeek.Wednesday => Wednesday,
        DayOfWeek.Thursday => Thursday,
        DayOfWeek.Friday => Friday,
        DayOfWeek.Saturday => Saturday,
        _ => Sunday,
    };

    /// <summary>As calendars use them.</summary>
    public OfficeHours ToHours() => OfficeHours.Create(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, day => OfficeHours.ReadDay(On(day)).Value)).Value;

    private static string Written(OfficeHours hours, DayOfWeek day) => string.Join(", ", hours.On(day));
}
