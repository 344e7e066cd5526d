using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Exchange.Clocks;

/// <summary>When the two duties of a recipient are due; null where no limit holds.</summary>
internal readonly record struct RecipientDue(DateTimeOffset? Receipt, DateTimeOffset? Register);

/// <summary>The rules of law and the calendars of some agencies, held in hand: everything here is pure, so the ingest writer can ask in the middle of a batch.</summary>
internal sealed class DeadlineBook(IReadOnlyList<DeadlineRule> rules, IReadOnlyDictionary<string, WorkCalendar> calendars)
{
    // Most agencies share the national calendar, and the recipients of a packet share its moment.
    private readonly Dictionary<(WorkCalendar Calendar, int Priority, DateTimeOffset At), RecipientDue> known = [];

    /// <summary>Kinds that somebody has to answer: a document, and a replacement, which is a document of its own. Recalls and updates have answers of their own.</summary>
    public static bool IsAnswered(PacketKind kind) => kind is PacketKind.Document or PacketKind.Replacement;

    /// <summary>The rule that holds for a duty, a level of urgency and a day; null when there is none.</summary>
    public static DeadlineRule? Find(IEnumerable<DeadlineRule> rules, Duty duty, int priority, DateOnly day) => rules
        .Where(r => r.Duty == duty && r.MinPriority <= priority && r.ValidFrom <= day)
        .OrderByDescending(r => r.MinPriority).ThenByDescending(r => r.ValidFrom)
        .FirstOrDefault();

    /// <summary>How long before its end a running clock is called due soon.</summary>
    public static TimeSpan Soon(IEnumerable<DeadlineRule> rules, Duty duty, int priority, DateTimeOffset began) => TimeSpan.FromMinutes(Find(rules, duty, priority, began.DateInVietnam())?.SoonMinutes ?? 0);

    /// <summary>
    /// When a packet had to be sent at the latest, counted from the day of promulgation, which is that of the last signature. Null for a packet that names no such day, or one that calendars do
    /// not reach.
    /// </summary>
    public DateTimeOffset? Send(IncomingPacket packet) =>
        IsAnswered(packet.Kind) && packet.PromulgationDate is { } signed && signed.Year is > 1950 and < 2090 && calendars.TryGetValue(packet.SenderCode, out var calendar) && Find(rules, Duty.Send, packet.Priority, signed) is { } rule
            ? Limit.Due(calendar, Limit.StartOf(signed), rule.Unit, rule.Amount)
            : null;

    /// <summary>When a recipient has to have answered and registered what comes to it at this moment.</summary>
    public RecipientDue Receive(IncomingPacket packet, string recipient, DateTimeOffset at)
    {
        if (!IsAnswered(packet.Kind) || !calendars.TryGetValue(recipient, out var calendar))
        {
            return default;
        }

        var key = (calendar, packet.Priority, at);
        return known.TryGetValue(key, out var due) ? due : known[key] = new RecipientDue(Of(Duty.Receipt, packet.Priority, calendar, at), Of(Duty.Register, packet.Priority, calendar, at));
    }

    private DateTimeOffset? Of(Duty duty, int priority, WorkCalendar calendar, DateTimeOffset at) =>
        Find(rules, duty, priority, at.DateInVietnam()) is { } rule ? Limit.Due(calendar, at, rule.Unit, rule.Amount) : null;
}
