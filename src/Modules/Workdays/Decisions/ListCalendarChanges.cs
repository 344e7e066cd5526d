using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Events;
using VanLang.Kernel;
using VanLang.Workdays.Contracts;

namespace VanLang.Workdays.Decisions;

/// <summary>A year whose days off were decided or corrected, with the decision in force now.</summary>
internal sealed record ChangedYear(DateTimeOffset ChangedAt, WorkCalendarDecision Decision);

/// <summary>Years that changed after a cursor.</summary>
internal sealed record CalendarChangeBatch(IReadOnlyList<ChangedYear> Items, string Next, bool More);

/// <summary>Delta synchronisation of the working calendar, from the event log as the directory's. A year stands once, with what holds now, however often it changed.</summary>
internal sealed class ListCalendarChanges(WorkdaysDb db)
{
    private const int EventsPerNode = 50;

    public async Task<Result<CalendarChangeBatch>> Handle(string? after, CancellationToken ct)
    {
        if (await EventFeed.After(db, after, EventsPerNode, ct) is not { } batch)
        {
            return WorkdaysErrors.CursorNotReadable.At("after");
        }

        var changed = new Dictionary<int, DateTimeOffset>();
        foreach (var row in batch.Rows.Where(r => r.Type == WorkCalendarDecided.Name))
        {
            changed[JsonSerializer.Deserialize<WorkCalendarDecided>(row.Payload, JsonSerializerOptions.Web)!.Year] = row.At;
        }

        // Read after the log: what it names is there by then.
        var years = changed.Keys.ToList();
        var decisions = await db.Decisions.AsNoTracking().Include(d => d.Days).AsSingleQuery()
            .Where(d => years.Contains(d.Year) && !db.Decisions.Any(later => later.Year == d.Year && later.Revision > d.Revision))
            .OrderBy(d => d.Year).ToListAsync(ct);
        return new CalendarChangeBatch([.. decisions.Select(d => new ChangedYear(changed[d.Year], d))], batch.Next, batch.More);
    }
}
