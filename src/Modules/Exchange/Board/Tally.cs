using Microsoft.EntityFrameworkCore;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>What is counted of a delivery: where it stands, how far its recipient has come with it, and whether it was ever delivered.</summary>
internal readonly record struct Stage(DeliveryState State, DeliveryState Handled, bool Arrived)
{
    public static Stage Of(Delivery delivery) => new(delivery.State, delivery.Handled, delivery.ArrivedAt is not null);
}

/// <summary>A delivery that a batch laid in or moved, with where it stood before; null for a new one.</summary>
internal readonly record struct Moved(Delivery Delivery, Stage? From);

/// <summary>
/// Counts one batch of the ingest writer into the rows of the board. The writer holds the log's counter, so nobody else counts at the same time, and the
/// counts are committed with what they count: they never lag and never differ. Three questions a batch, whatever its size.
/// </summary>
internal sealed class Tally(ExchangeDb db, DateTimeOffset at)
{
    private readonly Dictionary<(string, DateOnly), AxisDay> days = [];
    private readonly Dictionary<string, AxisAgency> agencies = [];
    private readonly Dictionary<(string, DateOnly, int), long> delays = [];

    public void Count(Packet packet)
    {
        foreach (var code in Both(packet.SenderCode))
        {
            Day(code, packet.AcceptedAt).Count(packet);
            Agency(code).Sent(at);
        }
    }

    public void Count(Moved moved)
    {
        var (delivery, from) = moved;
        // A status packet and the notice of a recall are news for a system, no documents that anybody answers for.
        var to = Stage.Of(delivery);
        if (delivery.Kind is PacketKind.Status or PacketKind.Recall || from == to)
        {
            return;
        }

        foreach (var code in Both(delivery.SenderCode))
        {
            Day(code, delivery.QueuedAt).CountSent(from, to);
        }

        var fetched = from is { Arrived: false } && to.Arrived;
        foreach (var code in Both(delivery.RecipientCode))
        {
            Day(code, delivery.QueuedAt).CountReceived(from, to);
            Agency(code).Move(from?.State, delivery.State);
            if (fetched)
            {
                Agency(code).Fetched(at);
                var step = (code, at.DateInVietnam(), FetchDelay.StepOf(at - delivery.QueuedAt));
                delays[step] = delays.GetValueOrDefault(step) + 1;
            }
        }
    }

    /// <summary>Adds the counts to the rows that are there and hands all of them to the bulk writer.</summary>
    public async Task Gather(BulkRows rows, CancellationToken ct)
    {
        if (agencies.Count == 0)
        {
            return;
        }

        await GatherDays(rows, ct);
        await GatherAgencies(rows, ct);
        await GatherDelays(rows, ct);
    }

    private async Task GatherDays(BulkRows rows, CancellationToken ct)
    {
        var codes = days.Keys.Select(k => k.Item1).Distinct().ToList();
        var dates = days.Keys.Select(k => k.Item2).Distinct().ToList();
        var known = await db.AxisDays.AsNoTracking().Where(d => codes.Contains(d.OrganizationCode) && dates.Contains(d.Day)).ToDictionaryAsync(d => (d.OrganizationCode, d.Day), ct);
        List<AxisDay> made = [], changed = [];
        foreach (var (key, counted) in days)
        {
            if (known.TryGetValue(key, out var there))
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
        rows.Update(
            changed,
            nameof(AxisDay.Sent),
            nameof(AxisDay.Statuses),
            nameof(AxisDay.Bytes),
            nameof(AxisDay.To),
            nameof(AxisDay.ToArrived),
            nameof(AxisDay.ToRegistered),
            nameof(AxisDay.ToFinished),
            nameof(AxisDay.ToReturned),
            nameof(AxisDay.In),
            nameof(AxisDay.InArrived),
            nameof(AxisDay.InRegistered),
            nameof(AxisDay.InFinished),
            nameof(AxisDay.InReturned));
    }

    private async Task GatherAgencies(BulkRows rows, CancellationToken ct)
    {
        var codes = agencies.Keys.ToList();
        var known = await db.AxisAgencies.AsNoTracking().Where(a => codes.Contains(a.OrganizationCode)).ToDictionaryAsync(a => a.OrganizationCode, ct);
        List<AxisAgency> made = [], changed = [];
        foreach (var (code, counted) in agencies)
        {
            var there = known.GetValueOrDefault(code);
            var row = there ?? new AxisAgency(code);
            row.Add(counted, at);
            (there is null ? made : changed).Add(row);
        }

        rows.Insert(made);
        rows.Update(
            changed,
            nameof(AxisAgency.Queued),
            nameof(AxisAgency.Delivered),
            nameof(AxisAgency.Received),
            nameof(AxisAgency.Assigned),
            nameof(AxisAgency.Processing),
            nameof(AxisAgency.WaitingSince),
            nameof(AxisAgency.LastSentAt),
            nameof(AxisAgency.LastFetchedAt));
    }

    private async Task GatherDelays(BulkRows rows, CancellationToken ct)
    {
        if (delays.Count == 0)
        {
            return;
        }

        var codes = delays.Keys.Select(k => k.Item1).Distinct().ToList();
        var today = at.DateInVietnam();
        var known = await db.FetchDelays.AsNoTracking().Where(d => codes.Contains(d.OrganizationCode) && d.Day == today).ToDictionaryAsync(d => (d.OrganizationCode, d.Day, d.Step), ct);
        List<FetchDelay> made = [], changed = [];
        foreach (var (key, documents) in delays)
        {
            if (known.TryGetValue(key, out var there))
            {
                there.Add(documents);
                changed.Add(there);
            }
            else
            {
                made.Add(new FetchDelay(key.Item1, key.Item2, key.Item3, documents));
            }
        }

        rows.Insert(made);
        rows.Update(changed, nameof(FetchDelay.Documents));
    }

    private static string[] Both(string code) => [code, AxisDay.Everybody];

    private AxisDay Day(string code, DateTimeOffset when)
    {
        var key = (code, when.DateInVietnam());
        return days.TryGetValue(key, out var there) ? there : days[key] = new AxisDay(code, key.Item2);
    }

    private AxisAgency Agency(string code) => agencies.TryGetValue(code, out var there) ? there : agencies[code] = new AxisAgency(code);
}
