using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Archives;
using VanLang.Data.Audit;
using VanLang.Data.Blobs;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Archives;

/// <summary>Packets of years ago, sent and handled through the real use cases while the clock stood there; and runs of the archive today.</summary>
internal static class OldPackets
{
    public static readonly Actor Operator = Actor.Platform("archive (vận hành)");

    /// <summary>A packet of that month that every recipient has taken off its queue and registered.</summary>
    public static async Task<AcceptPacket.Accepted> Lay(this TestApp app, string month, bool acknowledge = true, bool register = true, string[]? to = null, byte[]? packet = null)
    {
        app.Clock.Set(Day(month));
        var sent = await app.Deliver("G22", packet ?? Agencies.Document("G22", to ?? ["H41"], date: DateOnly.FromDateTime(Day(month).Date)));
        foreach (var delivery in sent.Deliveries)
        {
            if (acknowledge)
            {
                await app.Acknowledge(delivery);
            }

            if (register)
            {
                await app.Report(delivery, StatusMachine.Registered);
            }
        }

        app.Clock.Set(TestClock.Start);
        return sent;
    }

    public static async Task Acknowledge(this TestApp app, Delivery delivery) =>
        Agencies.Ok(await app.In<AcknowledgeDelivery, Result<Delivery>>(a => a.Handle(delivery.Id, Agencies.System(delivery.RecipientCode), CancellationToken.None)));

    public static Task<Result<ArchiveRun>> Archive(this TestApp app, string before, bool dryRun = false) =>
        app.Services.GetRequiredService<IMonthArchivist>().Archive(before, dryRun, Operator, null, CancellationToken.None);

    /// <summary>What a run says of one month; nothing when it does not speak of it.</summary>
    public static async Task<ArchivedMonth?> ArchiveOf(this TestApp app, string month, bool dryRun = false)
    {
        var next = Day(month).AddMonths(1);
        return Agencies.Ok(await app.Archive(FormattableString.Invariant($"{next:yyyy-MM}"), dryRun)).Months.SingleOrDefault(m => m.Month == month);
    }

    public static Task<VerificationReport> Verify(this TestApp app) => app.In<AuditVerification, VerificationReport>(v => v.Run([], null, CancellationToken.None));

    public static BlobStore Blobs(this TestApp app) => app.Services.GetRequiredService<BlobStore>();

    public static string File(this TestApp app, string name) => app.Services.GetRequiredService<ArchiveFolder>().PathOf(name);

    public static Task<Result<OpenPacket.Opened>> Open(this TestApp app, Packet packet, string code) =>
        app.In<OpenPacket, Result<OpenPacket.Opened>>(o => o.Handle(packet.Id, Agencies.System(code), CancellationToken.None));

    /// <summary>SHA-256 of what a party gets when it opens a packet.</summary>
    public static async Task<string> Read(this TestApp app, Packet packet, string code)
    {
        using var opened = Agencies.Ok(await app.Open(packet, code));
        return Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(opened.Bytes));
    }

    private static DateTimeOffset Day(string month) => new(int.Parse(month[..4], System.Globalization.CultureInfo.InvariantCulture), int.Parse(month[5..], System.Globalization.CultureInfo.InvariantCulture), 12, 9, 0, 0, TimeSpan.FromHours(7));
}
