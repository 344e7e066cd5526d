using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Storage;
using VanLang.Exchange;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Workdays.Contracts;

namespace VanLang.Benchmarks;

/// <summary>
/// Lays many packets straight into a measurement's own database: the rows of real packets, without blobs, receipts that verify or
/// audit rows. Never for a database that anybody trusts: <c>verify</c> would report every row.
/// </summary>
internal sealed class BulkLedger
{
    private const int Batch = 2000;
    private const int Fanout = 4;

    /// <summary>Deliveries that each recipient has not closed yet: the newest ones. What an office has in hand does not grow with the years.</summary>
    public const int Open = 400;

    private readonly IServiceProvider services;
    private readonly IReadOnlyList<OrganizationEntry> agencies;
    private readonly string receipt = Convert.ToBase64String(Encoding.ASCII.GetBytes(new string('r', 1000)));

    private BulkLedger(IServiceProvider services, IReadOnlyList<OrganizationEntry> agencies) => (this.services, this.agencies) = (services, agencies);

    /// <summary>Lays in <paramref name="packets"/> packets among the agencies at the top of the tree, over the last 365 days.</summary>
    public static async Task Fill(IServiceProvider services, int packets)
    {
        var clock = services.GetRequiredService<Clock>();
        var all = await services.GetRequiredService<IOrganizationDirectory>().All(clock.Today, CancellationToken.None);
        var top = all.Where(o => o.ParentCode is null).OrderBy(o => o.Code, StringComparer.Ordinal).ToList();
        await new BulkLedger(services, top).Write(packets, clock.Now);
    }

    private readonly Dictionary<(string, Duty, DateOnly, DateTimeOffset), DeadlineDay> days = [];
    private DeadlineBook deadlines = new([], new Dictionary<string, VanLang.Kernel.Calendar.WorkCalendar>());

    private async Task Write(int packets, DateTimeOffset now)
    {
        var calendars = await services.GetRequiredService<IWorkCalendars>().Of([.. agencies.Select(a => a.Code)], CancellationToken.None);
        deadlines = new DeadlineBook(DeadlineRule.Usual(), calendars);
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        using var rows = new BulkRows(db);
        var last = await db.Packets.MaxAsync(p => (long?)p.Position) ?? 0;
        for (var from = 0; from < packets; from += Batch)
        {
            var some = Enumerable.Range(from, Math.Min(Batch, packets - from)).Select(n => One(n, packets, last + n + 1, now)).ToList();
            await using var transaction = await db.Database.BeginTransactionAsync();
            rows.Insert<Packet>([.. some.Select(s => s.Packet)]);
            rows.Insert<Attachment>([.. some.Select(s => s.File)]);
            rows.Insert<Document>([.. some.Select(s => s.Document)]);
            rows.Insert<Delivery>([.. some.SelectMany(s => s.Deliveries)]);
            await rows.Write(CancellationToken.None);
            await db.NextNumbers("position", some.Count, CancellationToken.None);
            await transaction.CommitAsync();
        }

        await using var counting = await db.Database.BeginTransactionAsync();
        rows.Insert<DeadlineDay>([.. days.Values]);
        await rows.Write(CancellationToken.None);
        await counting.CommitAsync();
    }

    // As the ingest writer counts.
    private void Count(string code, DateTimeOffset at, DutyClock clock, DateTimeOffset? settled)
    {
        if (clock.Due is not { } due)
        {
            return;
        }

        var key = (code, clock.Duty, at.DateInVietnam(), due.ToUniversalTime());
        var day = days.TryGetValue(key, out var there) ? there : days[key] = new DeadlineDay(code, clock.Duty, at.DateInVietnam(), due.ToUniversalTime());
        day.Start();
        if (settled is { } stopped)
        {
            day.Stop(clock.At(stopped, TimeSpan.Zero));
        }
    }

    private (Packet Packet, Attachment File, Document Document, List<Delivery> Deliveries) One(int n, int packets, long position, DateTimeOffset now)
    {
        var sender = agencies[n % agencies.Count];
        var at = now.AddDays(-365.0 * (packets - n) / packets);
        var digest = Convert.ToHexStringLower(SHA256.HashData(BitConverter.GetBytes(position)));
        var name = $"{sender.Code},{at:yyyy/MM/dd},{position}/BENCH";
        var subject = $"V/v đo năng lực các trang danh sách của Trục liên thông văn bản quốc gia, văn bản số {position} của {sender.Name}";
        var to = Enumerable.Range(1, Fanout).Select(i => agencies[(n + (i * ((n / agencies.Count % 9) + 1))) % agencies.Count]).Where(r => r != sender).DistinctBy(r => r.Code);
        var incoming = new IncomingPacket
        {
            Kind = PacketKind.Document,
            SenderCode = sender.Code,
            OwnCode = sender.Code,
            SenderAs = sender.Code,
            SenderName = sender.Name,
            DocumentId = name,
            Targets = [new DocumentKey(sender.Code, name)],
            Subject = subject,
            Number = position.ToString(System.Globalization.CultureInfo.InvariantCulture),
            Notation = "BENCH",
            PromulgationDate = DateOnly.FromDateTime(at.Date),
            TypeName = "Công văn",
            SignerName = "Nguyễn Văn Kiểm",
            Priority = n % 20 == 0 ? 2 : 0,
            Digest = digest,
            Size = 4096,
            Signature = "Absent",
            Search = TextFolding.Fold(subject + " " + name),
            Recipients = [.. to.Select(r => new IncomingRecipient(r.Code, r.Name, r.Code, r.Code))],
            Attachments = [new IncomingAttachment(1, "van-ban.pdf", "application/pdf", "", 900, digest, digest)],
        };
        var id = new PacketId(Guid.CreateVersion7(at));
        var deliveries = incoming.Recipients.Select(r => new Delivery(incoming, id, position, r, new DeliveryId(Guid.CreateVersion7(at)), at).Owed(deadlines.Receive(incoming, r.Code, at))).ToList();
        var openPackets = Open * agencies.Count / Fanout;
        deliveries.ForEach(d => Advance(d, n < packets - openPackets, n, at));
        foreach (var delivery in deliveries)
        {
            foreach (var clock in delivery.Clocks)
            {
                Count(delivery.RecipientCode, delivery.QueuedAt, clock, delivery.SettledAt);
            }
        }

        var packet = new Packet(incoming, id, position, incoming.Targets[0], PacketMatch.Itself, 0, at, receipt, deadlines.Send(incoming));
        if (packet.SendClock is { } sent)
        {
            Count(packet.SenderCode, at, sent, at);
        }

        return (packet, new Attachment(sender.Code, id, incoming.Attachments[0]), new Document(sender.Code, name, id), deliveries);
    }

    private static void Advance(Delivery delivery, bool closed, int n, DateTimeOffset at)
    {
        delivery.Acknowledge(at);
        string[] steps = closed ? ["01", "03", "04", "05", "06"] : (n % 4) switch { 0 => [], 1 => ["01", "03"], 2 => ["01", "03", "04"], _ => ["01", "03", "04", "05"] };
        // Every twentieth answer comes two days late.
        var answered = n % 20 == 7 ? at.AddDays(2) : at;
        foreach (var step in steps)
        {
            delivery.Take(new StatusReport(step, null, StatusStaff.Nobody, StatusSource.Axis), Guid.CreateVersion7(at), answered);
        }
    }
}
