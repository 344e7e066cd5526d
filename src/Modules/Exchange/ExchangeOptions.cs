using System.ComponentModel.DataAnnotations;

namespace VanLang.Exchange;

/// <summary>Settings of the exchange, section <c>Exchange</c>.</summary>
internal sealed class ExchangeOptions
{
    public const string Section = "Exchange";

    /// <summary>
    /// Longest packet in bytes. The axis in use stops at about 50 MB of files; base64 makes 67 MB of them, and the header comes on top.
    /// </summary>
    [Range(1024, 4L * 1024 * 1024 * 1024)]
    public long MaxPacketBytes { get; set; } = 72L * 1024 * 1024;

    /// <summary>Longest packet that takes in uploaded files: 2 GiB of them in base64, and the header.</summary>
    [Range(1024, 1L << 40)]
    public long MaxLargePacketBytes { get; set; } = 2880L * 1024 * 1024;

    /// <summary>Longest file that may come in pieces.</summary>
    [Range(1, 1L << 40)]
    public long MaxUploadBytes { get; set; } = 2L * 1024 * 1024 * 1024;

    /// <summary>Bytes that the open uploads of one agency may announce together.</summary>
    [Range(1, 1L << 40)]
    public long MaxOpenUploadBytes { get; set; } = 8L * 1024 * 1024 * 1024;

    /// <summary>Hours that an upload is kept after its last piece.</summary>
    [Range(1, 720)]
    public int UploadHours { get; set; } = 24;

    /// <summary>Most recipients of one packet; the largest fan-out in use is about 700.</summary>
    [Range(1, 10_000)]
    public int MaxRecipients { get; set; } = 5000;

    /// <summary>A time in a packet this far ahead of our clock is remarked upon.</summary>
    [Range(1, 3600)]
    public int ClockSkewSeconds { get; set; } = 300;

    /// <summary>Seconds after which a waiting inbox looks into the database even when nothing woke it.</summary>
    [Range(1, 30)]
    public int InboxLookSeconds { get; set; } = 1;

    /// <summary>Hours after which a blob that no row names is deleted; far longer than any packet takes from its bytes to its row.</summary>
    [Range(1, 24 * 365)]
    public int OrphanHours { get; set; } = 24;

    /// <summary>Seconds between two looks for blobs and uploads that nobody wants any more.</summary>
    [Range(1, 24 * 3600)]
    public int SweepSeconds { get; set; } = 3600;

    /// <summary>Bytes of attachments kept unpacked for reading; the packets themselves are the truth.</summary>
    [Range(0, 1L << 40)]
    public long AttachmentCacheBytes { get; set; } = 1L << 30;

    /// <summary>Days after which the axis stops pushing to an address that takes nothing.</summary>
    [Range(1, 90)]
    public int PushStopDays { get; set; } = 5;

    /// <summary>Packets that one address may have validated in a minute, on one node.</summary>
    [Range(1, 100_000)]
    public int ValidationsPerMinute { get; set; } = 30;
}
