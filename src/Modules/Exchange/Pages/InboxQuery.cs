using Microsoft.AspNetCore.WebUtilities;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Web.Text;

namespace VanLang.Exchange.Pages;

/// <summary>Filters of the two lists in their addresses: a filtered list can be kept and sent to a colleague.</summary>
internal static class InboxQuery
{
    public static InboxFilter Read(string? tab, string? words, string? priority, string? from, string? to, string? after, string? clock = null) => new(
        Enum.TryParse<InboxTab>(tab, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : InboxTab.All,
        words,
        int.TryParse(priority, out var urgency) && urgency is >= 0 and <= 4 ? urgency : null,
        Format.DateOrNull(from),
        Format.DateOrNull(to),
        after)
    {
        Clock = Enum.TryParse<InboxClock>(clock, ignoreCase: true, out var due) && Enum.IsDefined(due) ? due : null,
    };

    public static string Address(string path, InboxFilter filter)
    {
        var address = Write(path, filter.Tab is InboxTab.All ? null : filter.Tab.ToString(), filter.Words, filter.Priority?.ToString(), filter.From, filter.To, filter.After);
        return filter.Clock is { } clock ? QueryHelpers.AddQueryString(address, "clock", clock.ToString().ToLowerInvariant()) : address;
    }

    public static OutboxFilter ReadSent(string? tab, string? words, string? from, string? to, string? after) => new(
        Enum.TryParse<OutboxTab>(tab, ignoreCase: true, out var known) && Enum.IsDefined(known) ? known : OutboxTab.All,
        words,
        Format.DateOrNull(from),
        Format.DateOrNull(to),
        after);

    public static string Address(string path, OutboxFilter filter) => Write(path, filter.Tab is OutboxTab.All ? null : filter.Tab.ToString(), filter.Words, null, filter.From, filter.To, filter.After);

    private static string Write(string path, string? tab, string? words, string? priority, DateOnly? from, DateOnly? to, string? after) => QueryHelpers.AddQueryString(path, new Dictionary<string, string?>
    {
        ["tab"] = tab?.ToLowerInvariant(),
        ["q"] = words,
        ["priority"] = priority,
        ["from"] = from is { } f ? Format.Date(f) : null,
        ["to"] = to is { } t ? Format.Date(t) : null,
        ["after"] = after,
    }.Where(p => !string.IsNullOrEmpty(p.Value)));
}
