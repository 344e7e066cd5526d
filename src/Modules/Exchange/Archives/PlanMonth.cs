using Microsoft.EntityFrameworkCore;
using VanLang.Data.Archives;
using VanLang.Data.Blobs;
using VanLang.Exchange.Clocks;

namespace VanLang.Exchange.Archives;

/// <summary>What may leave the store of one month, in the order of the log, and how much stays for which reason.</summary>
internal sealed record MonthPlan(DateOnly Month, IReadOnlyList<ArchivedContent> Packets, IReadOnlyDictionary<Retention, int> KeptBack)
{
    public string Name => FormattableString.Invariant($"{Month:yyyy-MM}");

    public long Bytes => Packets.Sum(p => p.Size);

    public ArchivedMonth Report(string? file) => new(Name, file, Packets.Count, Bytes, [.. KeptBack.OrderBy(k => k.Key).Select(k => new KeptBack(k.Key.Words().Vi, k.Key.Words().En, k.Value))]);
}

/// <summary>Looks for what may go. Reads pages of rows, never a month at once.</summary>
internal sealed class PlanMonth(ExchangeDb db, BlobStore blobs)
{
    private const int AtOnce = 500;

    /// <summary>The month of the oldest packet whose bytes are in the store still; null when there is none before a month.</summary>
    public async Task<DateOnly?> Oldest(DateOnly before, CancellationToken ct)
    {
        var end = Limit.StartOf(before);
        var first = await InStore().Where(p => p.AcceptedAt < end).MinAsync(p => (DateTimeOffset?)p.AcceptedAt, ct);
        return first is { } at && VanLang.Kernel.NationalTime.DateInVietnam(at) is var day ? new DateOnly(day.Year, day.Month, 1) : null;
    }

    /// <param name="month">First day of the month.</param>
    /// <param name="read">Whether each packet's bytes are read, as before an archive is written; a dry run believes them.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<MonthPlan> Handle(DateOnly month, bool read, CancellationToken ct)
    {
        var (from, to) = (Limit.StartOf(month), Limit.StartOf(month.AddMonths(1)));
        var going = new List<ArchivedContent>();
        var kept = new Dictionary<Retention, int>();
        var last = 0L;
        while (true)
        {
            var page = await ArchiveCandidate.From(InStore().Where(p => p.AcceptedAt >= from && p.AcceptedAt < to && p.Position > last).OrderBy(p => p.Position).Take(AtOnce)).ToListAsync(ct);
            if (page.Count == 0)
            {
                return new MonthPlan(month, going, kept);
            }

            last = page[^1].Position;
            var retained = await Retained.Of(db, page, ct);
            foreach (var packet in page)
            {
                if (!retained.TryGetValue(packet.Id, out var reason) && read && !await blobs.Verify(packet.Digest, ct))
                {
                    retained[packet.Id] = reason = Retention.Damaged;
                }

                if (retained.ContainsKey(packet.Id))
                {
                    kept[reason] = kept.GetValueOrDefault(reason) + 1;
                }
                else
                {
                    going.Add(new ArchivedContent(packet.SenderCode, packet.Id.Value, packet.DocumentId, packet.Position, packet.AcceptedAt, packet.Digest, packet.Size));
                }
            }
        }
    }

    private IQueryable<Packets.Packet> InStore() => db.Packets.AsNoTracking().Where(p => !db.ArchivedPackets.Any(a => a.SenderCode == p.SenderCode && a.PacketId == p.Id));
}
