using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Workdays.Law;

namespace VanLang.Workdays.Decisions;

/// <summary>Records the decisions of the data file for years that have none, through the same use case as an administrator.</summary>
internal sealed class SeedDecisions(WorkdaysDb db, RecordDecision record)
{
    public async Task Handle(CancellationToken ct)
    {
        var known = await db.Decisions.Select(decision => decision.Year).Distinct().ToListAsync(ct);
        foreach (var file in LawData.Decisions.Where(decision => !known.Contains(decision.Year)))
        {
            var recorded = await record.Handle(ToInput(file), Actor.Platform("Hệ thống"), ct);
            if (!recorded.IsOk)
            {
                throw new InvalidOperationException($"The days off of {file.Year} that ship with the module are refused: {recorded.Error.Sentence("en")}");
            }
        }
    }

    public static RecordDecisionInput ToInput(DecisionFile file) => new(
        file.Year,
        file.DecidingText,
        null,
        file.Source,
        [.. file.Off.Select(off => new OffRange(off.From, off.To ?? off.From, off.Vi, off.En, off.Basis, off.Verified))],
        [.. file.MakeUp.Select(day => new WorkedRestDay(day.Date, day.Replaces, day.Basis, day.Verified))],
        "Danh mục ngày nghỉ kèm theo phần mềm",
        KnownRevision: 0);
}
