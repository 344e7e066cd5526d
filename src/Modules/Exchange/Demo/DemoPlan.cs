using VanLang.Exchange.Deliveries;
using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>One document of the demo and its way to its recipients.</summary>
internal sealed class DemoDocument(DemoAgency sender, IReadOnlyList<DemoAgency> to, DemoKind kind, string subject, DateTimeOffset at, int priority, DateOnly? due)
{
    public DemoAgency Sender => sender;

    public IReadOnlyList<DemoAgency> To => to;

    public DemoKind Kind => kind;

    public string Subject => subject;

    public DateTimeOffset At => at;

    public int Priority => priority;

    public DateOnly? Due => due;

    /// <summary>Set once it was sent.</summary>
    public Packets.AcceptPacket.Accepted? Sent { get; set; }
}

/// <summary>Something that happens in the demo at an instant; acts with the same key follow each other.</summary>
internal abstract record DemoAct(DateTimeOffset At, string Key);

internal sealed record DemoSend(DateTimeOffset At, DemoDocument Document) : DemoAct(At, Document.Sender.Entry.Code);

/// <summary>A recipient takes it off the queue, or reports; <see cref="AsPacket"/>: by a status packet, as older systems do.</summary>
internal sealed record DemoReport(DateTimeOffset At, DemoDocument Document, DemoAgency Recipient, string? Code, bool AsPacket) : DemoAct(At, Recipient.Entry.Code);

/// <summary>
/// A month of exchange, drawn from a fixed seed: about 250 documents with a fan-out of three, most of them handled in good order, some
/// returned, some urgent, some left lying until they are overdue.
/// </summary>
internal sealed class DemoPlan(Random random, IReadOnlyList<DemoAgency> agencies, IReadOnlySet<string> known)
{
    private const int Documents = 250;

    public List<DemoAct> Make(DateTimeOffset start, DateTimeOffset end)
    {
        var days = Enumerable.Range(0, (int)(end - start).TotalDays + 1).Select(d => start.AddDays(d).DateInVietnam()).Where(DemoTime.IsWorkday).ToList();
        var acts = new List<DemoAct>();
        for (var i = 0; i < Documents; i++)
        {
            var day = days[i * days.Count / Documents];
            var document = Draw(DemoTime.After(new DateTimeOffset(day.ToDateTime(default), Clock.NationalOffset), random.NextDouble() * 440));
            acts.Add(new DemoSend(document.At, document));
            acts.AddRange(document.To.SelectMany(r => Handle(document, r)));
        }

        acts.AddRange(new DemoStories(agencies, days).All());
        acts.RemoveAll(a => a.At >= end || a.At < start);
        return [.. acts.OrderBy(a => a.At)];
    }

    private DemoDocument Draw(DateTimeOffset at)
    {
        var sender = Chosen(agencies);
        var telegram = sender.Entry.Code == "G22" && random.Next(12) == 0;
        var (kind, subject) = telegram ? sender.Pick([.. DemoSubjects.FromCentre.Where(s => s.Kind == DemoKind.Telegram)])
            : sender.Pick(sender.IsProvince ? DemoSubjects.FromProvince : [.. DemoSubjects.FromCentre.Where(s => s.Kind != DemoKind.Telegram)]);
        var to = telegram ? [.. agencies.Where(a => a.IsProvince)] : Recipients(sender);
        var priority = telegram ? 3 : random.NextDouble() switch
        {
            < 0.85 => 0,
            < 0.93 => 1,
            < 0.98 => 2,
            _ => 3,
        };
        DateOnly? due = random.NextDouble() < 0.4 && kind != DemoKind.Invitation ? at.DateInVietnam().AddDays(random.Next(3, 20)) : null;
        return new DemoDocument(sender, to, kind, subject, at, priority, due);
    }

    private List<DemoAgency> Recipients(DemoAgency sender)
    {
        var wanted = random.NextDouble() switch
        {
            < 0.55 => random.Next(1, 3),
            < 0.90 => random.Next(3, 6),
            _ => random.Next(6, 11),
        };
        var pool = agencies.Where(a => a != sender && (!sender.IsProvince || !a.IsProvince || random.Next(6) == 0)).ToList();
        var to = new HashSet<DemoAgency>();
        while (to.Count < Math.Min(wanted, pool.Count))
        {
            to.Add(Chosen(pool));
        }

        return [.. to];
    }

    // Half of the traffic touches the agencies whose people can sign in, so that they have something to look at.
    private DemoAgency Chosen(IReadOnlyList<DemoAgency> from)
    {
        var mine = random.Next(2) == 0 ? from.Where(a => known.Contains(a.Entry.Code)).ToList() : [];
        return mine.Count > 0 ? mine[random.Next(mine.Count)] : from[random.Next(from.Count)];
    }

    private IEnumerable<DemoAct> Handle(DemoDocument document, DemoAgency recipient)
    {
        var fate = random.NextDouble();
        if (fate < 0.02)
        {
            yield break; // Its system has not fetched for days: silence that the sender sees.
        }

        var at = document.At.AddMinutes(random.Next(1, 25));
        yield return new DemoReport(at, document, recipient, null, false);
        at = DemoTime.After(at, document.Priority > 0 ? random.Next(2, 30) : random.Next(5, 240));
        if (fate < 0.05)
        {
            yield return new DemoReport(at, document, recipient, StatusMachine.Refused, random.Next(3) == 0);
            yield break;
        }

        yield return new DemoReport(at, document, recipient, StatusMachine.Registered, recipient.Clerk is null && random.Next(4) == 0);
        at = DemoTime.After(at, random.Next(10, 300));
        yield return new DemoReport(at, document, recipient, StatusMachine.AssignedTo, false);
        if (fate < 0.14)
        {
            yield break; // Left lying.
        }

        at = DemoTime.After(at, random.Next(20, 900));
        yield return new DemoReport(at, document, recipient, StatusMachine.InProgress, false);
        if (fate < 0.24)
        {
            yield break;
        }

        at = DemoTime.After(at, random.Next(120, 2600));
        yield return new DemoReport(at, document, recipient, StatusMachine.Finished, false);
    }
}
