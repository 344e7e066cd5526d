using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Demo;

/// <summary>
/// Plays a month of exchange through the real writers, with time in its hand: every packet is a real one, signed and acknowledged,
/// every status was reported by somebody at an hour at which somebody works.
/// </summary>
internal sealed class SeedDemo(IServiceProvider services, SeedTime time, Clock clock)
{
    private const int Together = 32;

    // Acts this close to each other are committed together and bear the same time: minutes apart in an office, a second in a seed.
    private static readonly TimeSpan Close = TimeSpan.FromMinutes(12);

    private readonly Random random = new(20261124);
    private readonly IngestWriter writer = services.GetRequiredService<IngestWriter>();

    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        if (services.GetRequiredService<TimeProvider>() is not SeedTime time)
        {
            throw new InvalidOperationException("The exchange's demo data is made with the seed's own time.");
        }

        await using var scope = services.CreateAsyncScope();
        if (!await scope.ServiceProvider.GetRequiredService<ExchangeDb>().Packets.AnyAsync(ct))
        {
            await new SeedDemo(services, time, services.GetRequiredService<Clock>()).Play(ct);
            await SeedOffice.Run(scope.ServiceProvider, ct);
        }
    }

    private async Task Play(CancellationToken ct)
    {
        var start = clock.Now;
        // Up to the evening before the demo is looked at: nothing may bear a time that has not come.
        var end = new DateTimeOffset(start.DateInVietnam().AddDays(29).ToDateTime(new TimeOnly(17, 30)), Clock.NationalOffset);
        var acts = new DemoPlan(random, await Agencies(ct), DemoAccounts.Agencies.ToHashSet()).Make(start, end);
        var changes = new PlayChanges(services, writer, clock);
        var group = new List<DemoAct>();
        var pushed = false;
        foreach (var act in acts)
        {
            if (group.Count == Together || (group.Count > 0 && (act.At - group[0].At > Close || group.Exists(g => g.Key == act.Key))))
            {
                await Do(group, changes, ct);
                group.Clear();
            }

            // A weekend, with nothing else under way.
            if (!pushed && act.At > end.AddDays(-10) && act.At - clock.Now > SeedPush.Quiet)
            {
                await SeedPush.Run(services, time, ct);
                pushed = true;
            }

            group.Add(act);
        }

        await Do(group, changes, ct);
    }

    private async Task<List<DemoAgency>> Agencies(CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        var directory = scope.ServiceProvider.GetRequiredService<IOrganizationDirectory>();
        var positions = scope.ServiceProvider.GetRequiredService<IPositions>();
        var agencies = new List<DemoAgency>();
        foreach (var entry in await directory.All(clock.Today, ct))
        {
            if (entry is { Level: 1, State: OrganizationState.Active, Kind: "ministry" or "ministry-level" or "government-agency" or "province" })
            {
                IReadOnlyList<Holding> people = DemoAccounts.Agencies.Contains(entry.Code) ? await positions.In(entry.Code, clock.Today, ct) : [];
                agencies.Add(new DemoAgency(entry, people, random));
            }
        }

        return agencies;
    }

    private async Task Do(List<DemoAct> group, PlayChanges changes, CancellationToken ct)
    {
        if (group.Count == 0)
        {
            return;
        }

        time.MoveTo(group[^1].At);
        await Task.WhenAll(group.ConvertAll(act => act switch
        {
            DemoSend send => Send(send.Document, ct),
            DemoReport { AsPacket: true } report => ReportByPacket(report, ct),
            DemoReport report => Report(report, ct),
            DemoAsk ask => changes.Do(ask, ct),
            DemoAmend amend => changes.Do(amend, ct),
            DemoAnswer answer => changes.Do(answer, ct),
            _ => throw new NotSupportedException(act.GetType().Name),
        }));
    }

    private async Task Send(DemoDocument document, CancellationToken ct)
    {
        var (header, files) = Compose(document);
        document.Sent = await Accept(bytes => EdxmlWriter.WriteAsync(bytes, header, files, document.Sender.Seal(clock.Now), ct), document.Sender.Actor, ct);
    }

    private async Task<AcceptPacket.Accepted> Accept(Func<Stream, Task<Result>> write, Actor actor, CancellationToken ct)
    {
        await using var scope = services.CreateAsyncScope();
        await using var bytes = scope.ServiceProvider.GetRequiredService<BlobStore>().Begin();
        Must(await write(bytes));
        await bytes.Finish(ct);
        var accepted = await scope.ServiceProvider.GetRequiredService<AcceptPacket>().Handle(new AcceptPacket.Input(bytes, null), actor, ct);
        return accepted.TryGet(out var value, out var error) ? value : throw new InvalidOperationException($"The demo's own packet is refused: {error.Code} {error.Sentence("en")}");
    }

    private (EdxmlDocument Header, List<OutgoingAttachment> Files) Compose(DemoDocument document)
    {
        var sender = document.Sender;
        var number = sender.NextNumber();
        var notation = document.Kind.Abbreviation.Length > 0 ? $"{document.Kind.Abbreviation}-{sender.Abbreviation}" : $"{sender.Abbreviation}-{sender.Pick<string>(["TH", "VX", "KT", "NC", "VP"])}";
        var (competence, position, name) = sender.Signer();
        // Now and then a document lies for some days before it is sent: a clock that was missed.
        var today = number % 13 == 0 ? clock.Today.AddDays(-4) : clock.Today;
        var from = sender.ToOrgan();
        var pdf = DemoPdf.Make(sender.Entry.Name, $"{number}/{notation}", sender.Place, today, document.Kind.TypeName, document.Subject, DemoSubjects.Body, [competence, position.ToUpperInvariant(), name]);
        List<OutgoingAttachment> files = [Outgoing($"{number}-{notation}.pdf", "att-1", pdf)];
        if (random.Next(5) == 0)
        {
            files.Add(Outgoing("Phu luc kem theo.pdf", "att-2", DemoPdf.Make(sender.Entry.Name, $"{number}/{notation}", sender.Place, today, "Phụ lục", document.Subject, DemoSubjects.Body, [competence, position.ToUpperInvariant(), name])));
        }

        return (new EdxmlDocument
        {
            From = from,
            To = [.. document.To.Select(a => a.ToOrgan())],
            DocumentId = $"{from.OrganId},{today:yyyy\\/MM\\/dd},{number}/{notation}",
            CodeNumber = number.ToString(System.Globalization.CultureInfo.InvariantCulture),
            CodeNotation = notation,
            Place = sender.Place,
            PromulgationDate = today,
            Type = 2,
            TypeDetail = document.Kind.TypeDetail,
            TypeName = document.Kind.TypeName,
            Subject = document.Subject,
            SignerCompetence = competence,
            SignerPosition = position,
            SignerName = name,
            DueDate = document.Due,
            Priority = document.Priority,
            PageAmount = files.Count,
            PromulgationAmount = document.To.Count + 1,
            Traces = [new EdxmlTrace(from.OrganId, clock.Now)],
            Business = new EdxmlBusiness { Type = EdxmlBusinessType.New, Paper = false, Staff = new EdxmlStaff(sender.Staff.Department, sender.Staff.Name, sender.Staff.Email, null) },
        }, files);
    }

    private async Task Report(DemoReport report, CancellationToken ct)
    {
        if (Delivery(report) is not { } delivery)
        {
            return;
        }

        var who = report.Recipient;
        var officer = report.Code == StatusMachine.AssignedTo && who.Officers.Count > 0 ? who.Pick(who.Officers) : null;
        var work = report.Code is null
            ? new DeliveryWork(who.Actor, who.Entry.Code, delivery.Id) { Acknowledge = true }
            : new DeliveryWork(who.Actor, who.Entry.Code, delivery.Id)
            {
                Report = new StatusReport(report.Code, Reason(report), who.Staff, who.Source)
                {
                    Assignee = officer?.PersonName,
                    AssigneeId = officer?.PersonId,
                    DueDate = report.Code == StatusMachine.AssignedTo ? report.Document.Due ?? clock.Today.AddDays(5) : null,
                },
            };
        var done = await writer.Submit(work, ct);
        if (!done.IsOk)
        {
            throw new InvalidOperationException($"The demo's own report is refused: {done.Error.Code}");
        }
    }

    private async Task ReportByPacket(DemoReport report, CancellationToken ct)
    {
        if (report.Document.Sent is not { } sent || report.Code is null)
        {
            return;
        }

        var packet = sent.Packet;
        var staff = report.Recipient.Staff;
        var status = new EdxmlStatus
        {
            From = report.Recipient.ToOrgan(),
            ResponseFor = new EdxmlResponseFor(packet.SenderAs, $"{packet.Number}/{packet.Notation}", packet.PromulgationDate, packet.DocumentId),
            Staff = new EdxmlStaff(staff.Department, staff.Name, staff.Email, null),
            Code = report.Code,
            Description = Reason(report) ?? "Văn thư đã tiếp nhận, vào sổ văn bản đến",
            Timestamp = clock.Now,
        };
        var accepted = await Accept(bytes => EdxmlWriter.WriteAsync(bytes, status, report.Recipient.Seal(clock.Now), ct), report.Recipient.Actor, ct);

        // The sender's system reads status packets as they come; no clerk has work with them.
        foreach (var news in accepted.Deliveries)
        {
            await writer.Submit(new DeliveryWork(report.Document.Sender.Actor, news.RecipientCode, news.Id) { Acknowledge = true }, ct);
        }
    }

    private static Delivery? Delivery(DemoReport report) => report.Document.Sent?.Deliveries.FirstOrDefault(d => d.RecipientCode == report.Recipient.Entry.Code);

    private static string? Reason(DemoReport report) => report.Code == StatusMachine.Refused ? report.Recipient.Pick(DemoSubjects.RejectionReasons) : null;

    private static OutgoingAttachment Outgoing(string name, string id, byte[] content) =>
        new(name, "application/pdf", id, null, Convert.ToHexStringLower(SHA256.HashData(content)), _ => ValueTask.FromResult<Stream>(new MemoryStream(content)));

    private static void Must(Result written)
    {
        if (!written.IsOk)
        {
            throw new InvalidOperationException($"The demo's own packet cannot be written: {written.Error.Code} {written.Error.Sentence("en")}");
        }
    }
}
