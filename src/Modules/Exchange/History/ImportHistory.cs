using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.History;

/// <summary>Takes a checked file over, whole or not at all. Rows that are there already are passed by, so a file may be brought again and again.</summary>
internal sealed class ImportHistory(ExchangeDb db, CheckHistory check, Clock clock)
{
    public async Task<Result<HistoricImport>> Handle(Guid id, Actor actor, CancellationToken ct)
    {
        var planned = await check.Plan(id, actor, ct);
        if (!planned.TryGet(out var plan, out var wrong))
        {
            return wrong;
        }

        if (plan.Import.ImportedAt is not null)
        {
            return plan.Import; // Confirmed twice: done once.
        }

        if (plan.Content.Errors.Count > 0)
        {
            return HistoryErrors.HasErrors.With(plan.Content.Errors.Count);
        }

        var own = plan.Import.OwnerCode;
        var known = await check.Known(own, plan.Content.Rows, ct);
        var added = plan.Content.Rows.Where(r => !known.Contains(r.Key)).Select(r => new HistoricDocument(own, clock.NewId<HistoricDocumentId>(), id, r)).ToList();
        db.AddRange(added);
        plan.Import.Done(added.Count, plan.Content.Rows.Count - added.Count, clock.Now);
        db.Audit(actor, "exchange.history.imported", id.ToString(), detail: new { plan.Import.Digest, added = added.Count, known = plan.Import.Known });
        try
        {
            await db.SaveChangesAsync(ct);
            return plan.Import;
        }
        catch (DbUpdateException)
        {
            // The same file, or the same documents, by somebody else in this moment: the unique key let one of them through.
            return HistoryErrors.HasErrors.With(1);
        }
    }
}
