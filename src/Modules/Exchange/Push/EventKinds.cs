using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Push;

/// <summary>Something that can be pushed.</summary>
/// <param name="Name">As subscriptions and events write it.</param>
/// <param name="Packet">The kind of packet whose arrival it tells of; null for what a recipient reports of a document sent.</param>
/// <param name="Vi">For people, in Vietnamese.</param>
/// <param name="En">For people, in English.</param>
internal sealed record EventKind(string Name, PacketKind? Packet, string Vi, string En)
{
    /// <summary>The name of the event in a security event token: a URI (RFC 8417, section 2.2).</summary>
    public string Uri => EventKinds.UriOf(Name);
}

/// <summary>What can be subscribed to: a table, so that another kind is another row.</summary>
internal static class EventKinds
{
    private const string Space = "urn:vanlang:exchange:event:";

    /// <summary>Sent when somebody tries an address; never subscribed to.</summary>
    public const string Ping = "ping";

    /// <summary>A recipient reported a status.</summary>
    public const string StatusChanged = "status.changed";

    public static IReadOnlyList<EventKind> All { get; } =
    [
        new("packet.arrived", PacketKind.Document, "Văn bản mới đến", "A document arrived"),
        new("recall.requested", PacketKind.Recall, "Yêu cầu thu hồi văn bản", "A recall is asked for"),
        new("update.arrived", PacketKind.Update, "Bản cập nhật của văn bản", "A document was updated"),
        new("replacement.arrived", PacketKind.Replacement, "Văn bản thay thế", "A document was replaced"),
        new("notice.arrived", PacketKind.Status, "Gói tin trạng thái đến", "A status packet arrived"),
        new(StatusChanged, null, "Nơi nhận báo trạng thái văn bản đã gửi", "A recipient reported a status"),
    ];

    public static EventKind? Find(string name) => All.FirstOrDefault(k => k.Name == name);

    public static EventKind? Of(PacketKind packet) => All.FirstOrDefault(k => k.Packet == packet);

    public static string UriOf(string name) => Space + name;
}
