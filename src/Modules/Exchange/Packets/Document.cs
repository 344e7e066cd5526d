namespace VanLang.Exchange.Packets;

/// <summary>
/// A document on the axis: (canonical sender, identifier) is taken for ever by the first packet of type 0. Its later packets are
/// counted here.
/// </summary>
internal sealed class Document
{
    public string SenderCode { get; private set; } = "";

    public string DocumentId { get; private set; } = "";

    public PacketId PacketId { get; private set; }

    /// <summary>How many later packets there have been.</summary>
    public int Events { get; private set; }

    /// <summary>How many of them were new versions of it (type 2).</summary>
    public int Updates { get; private set; }

    /// <summary>The packet that recalled it: from then on it is frozen (Decree 30/2020, App. VI, I.III.8).</summary>
    public PacketId? RecalledBy { get; private set; }

    public DateTimeOffset? RecalledAt { get; private set; }

    /// <summary>The packet, a document of its own, that took its place (type 3).</summary>
    public PacketId? ReplacedBy { get; private set; }

    private Document()
    {
    }

    public Document(string senderCode, string documentId, PacketId packetId)
    {
        SenderCode = senderCode;
        DocumentId = documentId;
        PacketId = packetId;
    }

    /// <summary>Counts one more later packet and answers its number.</summary>
    public int CountEvent() => ++Events;

    /// <summary>The packet just counted is a new version.</summary>
    public void Update() => Updates++;

    /// <summary>The packet just counted recalls it.</summary>
    public void Freeze(PacketId by, DateTimeOffset at) => (RecalledBy, RecalledAt) = (by, at);

    /// <summary>The packet just counted takes its place.</summary>
    public void Replace(PacketId by) => ReplacedBy = by;
}
