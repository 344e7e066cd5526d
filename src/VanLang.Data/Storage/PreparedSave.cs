using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit;
using VanLang.Data.Events;

namespace VanLang.Data.Storage;

/// <summary>The rows that the save hook adds to a change.</summary>
internal sealed record PreparedSave(List<AuditRow> Audit, List<EventRow> Events, string Node, List<string> Moved)
{
    public string AuditSeries => Counters.AuditSeries(Node);

    public string EventSeries => Counters.EventSeries(Node);

    /// <summary>Gives the rows their numbers; the counters hold the last one taken.</summary>
    public void Number(string module, long lastAudit, long lastEvent)
    {
        for (var i = 0; i < Audit.Count; i++)
        {
            Audit[i].Seal(module, lastAudit - Audit.Count + 1 + i);
        }

        for (var i = 0; i < Events.Count; i++)
        {
            Events[i].Number = lastEvent - Events.Count + 1 + i;
        }
    }

    /// <summary>Forgets the rows: after a failed save a second try numbers them anew, after a good one nobody reads them here.</summary>
    public void Detach(DbContext db)
    {
        foreach (var row in Audit.Cast<object>().Concat(Events))
        {
            db.Entry(row).State = EntityState.Detached;
        }
    }
}
