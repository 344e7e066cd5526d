using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Workdays.Contracts;
using VanLang.Workdays.Law;

namespace VanLang.Workdays.Calendars;

/// <summary>
/// Keeps the decided years and the hours in memory. Both tables only grow, so the number of their rows tells whether another node has written; it is asked for at most once a second.
/// </summary>
internal sealed class WorkCalendars(IServiceScopeFactory scopes, Clock clock) : IWorkCalendars, IDisposable
{
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim loading = new(1);
    private Snapshot? snapshot;

    public async ValueTask<IReadOnlyDictionary<string, WorkCalendar>> Of(IReadOnlyCollection<string> offices, CancellationToken ct)
    {
        var current = await Current(ct);
        return offices.Distinct().ToDictionary(office => office, current.Of);
    }

    public async ValueTask<WorkCalendar> National(CancellationToken ct) => (await Current(ct)).National;

    public async ValueTask<IReadOnlyList<Deadline>> Compute(IReadOnlyList<DeadlineQuestion> questions, CancellationToken ct)
    {
        var current = await Current(ct);
        return [.. questions.Select(asked => Deadlines.Compute(asked.Office is null ? current.National : current.Of(asked.Office), asked.Received, asked.Amount, asked.Unit))];
    }

    public async ValueTask<long> Version(CancellationToken ct) => (await Current(ct)).Version;

    /// <summary>Reads anew on the next question: called after a write of this node.</summary>
    public void Forget() => Volatile.Write(ref snapshot, null);

    public void Dispose() => loading.Dispose();

    private async ValueTask<Snapshot> Current(CancellationToken ct)
    {
        if (Trusted() is { } known)
        {
            return known;
        }

        await loading.WaitAsync(ct);
        try
        {
            if (Trusted() is { } meanwhile)
            {
                return meanwhile;
            }

            await using var scope = scopes.CreateAsyncScope();
            var db = scope.ServiceProvider.GetRequiredService<WorkdaysDb>();
            var version = await db.Decisions.LongCountAsync(ct) + await db.OfficeHours.LongCountAsync(ct);
            var last = Volatile.Read(ref snapshot);
            var next = last?.Version == version ? last with { ReadAt = clock.Now } : await Load(db, version, ct);
            Volatile.Write(ref snapshot, next);
            return next;
        }
        finally
        {
            loading.Release();
        }
    }

    private Snapshot? Trusted() => Volatile.Read(ref snapshot) is { } known && (clock.Now - known.ReadAt).Duration() < TrustedFor ? known : null;

    private async Task<Snapshot> Load(WorkdaysDb db, long version, CancellationToken ct)
    {
        var decisions = await db.Decisions.AsNoTracking().Include(decision => decision.Days)
            .Where(decision => !db.Decisions.Any(later => later.Year == decision.Year && later.Revision > decision.Revision))
            .ToListAsync(ct);
        var entries = await db.OfficeHours.AsNoTracking().OrderBy(entry => entry.RecordedAt).ThenBy(entry => entry.Id).ToListAsync(ct);
        var hours = entries
            .GroupBy(entry => entry.OrganizationCode)
            .ToDictionary(
                office => office.Key,
                office => office.GroupBy(entry => entry.ValidFrom).Select(day => new HoursFrom(day.Key, day.Last().ToHours())).ToList());
        return new Snapshot(version, clock.Now, [.. decisions.Select(decision => decision.ToWorkYear())], hours);
    }

    private sealed record Snapshot(long Version, DateTimeOffset ReadAt, IReadOnlyList<WorkYear> Years, IReadOnlyDictionary<string, List<HoursFrom>> Hours)
    {
        private readonly ConcurrentDictionary<string, WorkCalendar> offices = new();

        public WorkCalendar National { get; } = new(Years, LawData.Statute);

        public WorkCalendar Of(string office) =>
            Hours.TryGetValue(office, out var own) ? offices.GetOrAdd(office, _ => new WorkCalendar(Years, LawData.Statute, own)) : National;
    }
}
