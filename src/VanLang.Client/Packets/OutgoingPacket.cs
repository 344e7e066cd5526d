namespace VanLang.Client.Packets;

/// <summary>An organisation in a packet. The code counts; the name is what the sender's system knows it by.</summary>
/// <param name="OrganId">Identifier (QCVN 102:2016 or Decision 20/2020), such as <c>000.00.00.H41</c> or <c>H41</c>.</param>
/// <param name="Name">Name.</param>
public sealed record PacketParty(string OrganId, string Name);

/// <summary>A file of a packet. It is opened as often as it is sent and must give the same bytes each time.</summary>
/// <param name="Name">File name without path, at most 200 characters.</param>
/// <param name="Open">Opens the content, which must be seekable; the client disposes it.</param>
/// <param name="ContentType">Media type; <c>application/octet-stream</c> when null.</param>
public sealed record PacketFile(string Name, Func<Stream> Open, string? ContentType = null)
{
    /// <summary>A file on disk.</summary>
    public static PacketFile At(string path) => new(
        Path.GetFileName(path),
        () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan),
        path.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) ? "application/pdf" : null);
}

/// <summary>What a packet does: element <c>Bussiness</c> (spelt so in the standard).</summary>
public enum PacketAct
{
    /// <summary>A new document.</summary>
    New = 0,

    /// <summary>Thu hồi: the recipients destroy the document (Decision 28/2018, art. 8 and 9).</summary>
    Recall = 1,

    /// <summary>Cập nhật.</summary>
    Update = 2,

    /// <summary>Thay thế.</summary>
    Replace = 3,
}

/// <summary>
/// A document to be sent. <see cref="PacketWriter"/> writes it in the national form (QCVN 102:2016): the same packet has the same bytes,
/// whenever and however it is sent.
/// </summary>
public sealed record OutgoingPacket
{
    /// <summary>The sending agency: its code must be the client's own.</summary>
    public required PacketParty From { get; init; }

    /// <summary>Nơi nhận, at least one, no code twice.</summary>
    public required IReadOnlyList<PacketParty> To { get; init; }

    /// <summary>Số, at most 11 characters.</summary>
    public required string Number { get; init; }

    /// <summary>Ký hiệu, at most 30 characters, such as <c>VPCP-TTĐT</c>.</summary>
    public required string Notation { get; init; }

    /// <summary>Ngày ban hành; not in the future.</summary>
    public required DateOnly IssuedOn { get; init; }

    /// <summary>Trích yếu, at most 500 characters.</summary>
    public required string Subject { get; init; }

    /// <summary>Chức vụ người ký.</summary>
    public required string SignerPosition { get; init; }

    /// <summary>Họ tên người ký.</summary>
    public required string SignerName { get; init; }

    /// <summary>Thể thức đề ký: TM., KT., TL., TUQ., Q.; null when the signer holds the office.</summary>
    public string? SignerCompetence { get; init; }

    /// <summary>Địa danh.</summary>
    public required string Place { get; init; }

    /// <summary>Tên loại (Decree 30/2020, art. 7).</summary>
    public string TypeName { get; init; } = "Công văn";

    /// <summary>Number of the kind in list B of the exchange format; null when unknown.</summary>
    public int? TypeDetail { get; init; } = 18;

    /// <summary>Độ khẩn: 0 thường, 1 khẩn, 2 thượng khẩn, 3 hỏa tốc, 4 hỏa tốc hẹn giờ.</summary>
    public int Priority { get; init; }

    /// <summary>Hạn xử lý.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>Số trang.</summary>
    public int? Pages { get; init; }

    /// <summary>Unit that sends; element StaffInfo/Department.</summary>
    public string StaffDepartment { get; init; } = "Văn thư";

    /// <summary>Person who sends.</summary>
    public string? StaffName { get; init; }

    /// <summary>Mã định danh văn bản; null builds the usual three parts: sender, date, number with notation.</summary>
    public string? DocumentId { get; init; }

    /// <summary>What the packet does.</summary>
    public PacketAct Act { get; init; }

    /// <summary>Why; required for every act but <see cref="PacketAct.New"/>.</summary>
    public string? Reason { get; init; }

    /// <summary>The document that is recalled, updated or replaced.</summary>
    public string? About { get; init; }

    /// <summary>When the packet was made: element TraceHeader/Timestamp. Keep it with the packet, or a second writing has other bytes.</summary>
    public required DateTimeOffset MadeAt { get; init; }

    /// <summary>Files, in order; the document itself first.</summary>
    public IReadOnlyList<PacketFile> Files { get; init; } = [];

    /// <summary>The document's identifier as it is written.</summary>
    public string EffectiveDocumentId => DocumentId ?? FormattableString.Invariant($"{From.OrganId},{IssuedOn:yyyy/MM/dd},{Number}/{Notation}");
}
