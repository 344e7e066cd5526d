using Microsoft.EntityFrameworkCore;

namespace VanLang.Workdays.Hours;

/// <summary>Hours of an organisation from a day on.</summary>
internal sealed record OfficeHoursRow(string OrganizationCode, DateOnly ValidFrom, WeekText Week, string Reason, DateTimeOffset RecordedAt, string RecordedBy);

/// <summary>What was set, newest first; of one organisation or of all.</summary>
internal sealed class ListOfficeHours(WorkdaysDb db)
{
    public async Task<IReadOnlyList<OfficeHoursRow>> Handle(string? organizationCode, CancellationToken ct) => await db.OfficeHours
        .Where(entry => organizationCode == null || entry.OrganizationCode == organizationCode)
        .OrderByDescending(entry => entry.ValidFrom).ThenByDescending(entry => entry.RecordedAt).ThenBy(entry => entry.OrganizationCode)
        .Take(500)
        .Select(entry => new OfficeHoursRow(
            entry.OrganizationCode,
            entry.ValidFrom,
            new WeekText(entry.Monday, entry.Tuesday, entry.Wednesday, entry.Thursday, entry.Friday, entry.Saturday, entry.Sunday),
            entry.Reason,
            entry.RecordedAt,
            entry.RecordedBy))
        .ToListAsync(ct);
}
