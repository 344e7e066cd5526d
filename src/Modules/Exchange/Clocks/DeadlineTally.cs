using Microsoft.EntityFrameworkCore;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>Counts the clocks of one batch of the ingest writer, which holds the log's counter: nobody else counts at the same time. One question a batch.</summary>
internal sealed class DeadlineTally(ExchangeDb db)
{
    private readonly Dictionary<(string, DateOnly, Duty, DateTimeOffset), DeadlineDay> days = [];

    public static DeadlineTally Of(ExchangeDb db, BatchRows rows)
    {
        var tally = new DeadlineTally(db);
        rows.Packets.ForEach(tally.Count);
        foreach (var delivery in rows.NewDeliveries.Union(rows.ChangedDeliveries))
        {
            tally.Count(delivery, rows.NewDeliveries.Contains(delivery));
        }

        return tally;
    }

    /// <summary>Whether a packet was sent in time is known when it comes, so its day needs one row only.</summary>
    private void Count(Packet packet)
    {
        if (packet.SendClock is { Due: not null } clock)
        {
            var day = Day(packet.SenderCode, packet.AcceptedAt, Duty.Send, Limit.StartOf(packet.AcceptedAt.DateInVietnam()));
            day.Start();
            day.Stop(clock.At(packet.AcceptedAt, TimeSpan.Zero));
        }
    }

    /// <param name="isNew">Laid in by this batch.</param>
    private void Count(Delivery delivery, bool isNew)
    {
        foreach (var clock in delivery.Clocks)
        {
            if (clock.Due is not { } due || !(isNew || delivery.JustSettled))
            {
                continue;
            }

            var day = Day(delivery.RecipientCode, delivery.QueuedAt, clock.Duty, due);
            if (isNew)
            {
                day.Start();
            }

            if (delivery.JustSettled)
            {
                day.Stop(clock.At(delivery.SettledAt!.Value, TimeSpan.Zero));
            }
        }
    }

    /// <summary>Adds the counts to the rows that are there and hands all of them to the bulk writer.</summary>
    public async Task Gather(BulkRows rows, CancellationToken ct)
    {
        if (days.Count == 0)
        {
            return;
        }

        var codes = days.Values.Select(d => d.OrganizationCode).Distinct().ToList();
        var dates = days.Values.Select(d => d.Day).Distinct().ToList();
        var known = await db.DeadlineDays.AsNoTracking().Where(d => codes.Contains(d.OrganizationCode) && dates.Contains(d.Day)).ToDictionaryAsync(Key, ct);
        List<DeadlineDay> made = [], changed = [];
        foreach (var counted in days.Values)
        {
            if (known.TryGetValue(Key(counted), out var there))
            {
                there.Add(counted);
                changed.Add(there);
            }
            else
            {
                made.Add(counted);
            }
        }

        rows.Insert(made);
        rows.Update(changed, nameof(DeadlineDay.Started), nameof(DeadlineDay.Kept), nameof(DeadlineDay.Late), nameof(DeadlineDay.Ended));
    }

    private DeadlineDay Day(string code, DateTimeOffset when, Duty duty, DateTimeOffset due)
    {
        var day = new DeadlineDay(code, duty, when.DateInVietnam(), due.ToUniversalTime());
        return days.TryGetValue(Key(day), out var there) ? there : days[Key(day)] = day;
    }

    private static (string, DateOnly, Duty, DateTimeOffset) Key(DeadlineDay day) => (day.OrganizationCode, day.Day, day.Duty, day.Due);
}
