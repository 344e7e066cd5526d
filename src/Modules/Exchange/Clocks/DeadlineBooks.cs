using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Ingest;
using VanLang.Kernel;
using VanLang.Workdays.Contracts;

namespace VanLang.Exchange.Clocks;

/// <summary>
/// Keeps the rules in memory for the writer and the lists. Rules only grow, so their number tells whether another node has written; it is asked for at most every
/// few seconds, and a new rule begins on a later day anyway.
/// </summary>
internal sealed class DeadlineBooks(IServiceScopeFactory scopes, IWorkCalendars calendars, Clock clock)
{
    private static readonly TimeSpan TrustedFor = TimeSpan.FromSeconds(10);

    private Snapshot? snapshot;

    /// <summary>Rules and calendars for the packets of a batch.</summary>
    public async ValueTask<DeadlineBook> For(IReadOnlyList<IngestWork> works, CancellationToken ct)
    {
        var packets = works.OfType<PacketWork>().Select(w => w.Packet).Where(p => DeadlineBook.IsAnswered(p.Kind)).ToList();
        if (packets.Count == 0)
        {
            return new DeadlineBook([], new Dictionary<string, VanLang.Kernel.Calendar.WorkCalendar>());
        }

        var codes = packets.SelectMany(p => p.Recipients.Select(r => r.Code).Append(p.SenderCode)).ToHashSet();
        return new DeadlineBook(await Rules(ct), await calendars.Of(codes, ct));
    }

    /// <summary>All rules, of every time.</summary>
    public async ValueTask<IReadOnlyList<DeadlineRule>> Rules(CancellationToken ct)
    {
        var last = Volatile.Read(ref snapshot);
        if (last is not null && (clock.Now - last.ReadAt).Duration() < TrustedFor)
        {
            return last.Rules;
        }

        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        List<DeadlineRule> rules = [.. (await db.DeadlineRules.AsNoTracking().ToListAsync(ct)).OrderBy(r => r.Duty).ThenBy(r => r.MinPriority).ThenBy(r => r.ValidFrom)];
        Volatile.Write(ref snapshot, new Snapshot(rules, clock.Now));
        return rules;
    }

    /// <summary>Reads anew on the next question: called after a write of this node.</summary>
    public void Forget() => Volatile.Write(ref snapshot, null);

    private sealed record Snapshot(IReadOnlyList<DeadlineRule> Rules, DateTimeOffset ReadAt);
}
