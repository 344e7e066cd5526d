using Microsoft.EntityFrameworkCore;

namespace VanLang.Workdays.Decisions;

/// <summary>One revision of a year.</summary>
internal sealed record DecisionRow(int Year, int Revision, string DecidingText, string SourceNote, string Reason, DateTimeOffset RecordedAt, string RecordedBy, int DaysOff, int MakeUpDays, int Unverified, bool InForce);

/// <summary>What is recorded on all years, newest year and revision first.</summary>
internal sealed class ListDecisions(WorkdaysDb db)
{
    public async Task<IReadOnlyList<DecisionRow>> Handle(int? year, CancellationToken ct)
    {
        var rows = await db.Decisions
            .Where(decision => year == null || decision.Year == year)
            .OrderByDescending(decision => decision.Year).ThenByDescending(decision => decision.Revision)
            .Take(500)
            .Select(decision => new DecisionRow(
                decision.Year,
                decision.Revision,
                decision.DecidingText,
                decision.SourceNote,
                decision.Reason,
                decision.RecordedAt,
                decision.RecordedBy,
                decision.Days.Count(day => day.Replaces == null),
                decision.Days.Count(day => day.Replaces != null),
                decision.Days.Count(day => !day.Verified),
                false))
            .ToListAsync(ct);
        return [.. rows.Select((row, i) => row with { InForce = i == 0 || rows[i - 1].Year != row.Year })];
    }
}
