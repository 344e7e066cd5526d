using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

internal sealed record PacketFile(string Name, byte[] Content, string ContentType = "application/pdf", string? ContentId = null, string? Description = null);

/// <summary>An element to be written; the name carries no prefix.</summary>
internal sealed record Node(string Name, string? Text, List<Node> Children, List<(string Name, string Value)> Attributes)
{
    public static Node Leaf(string name, string? text) => new(name, text, [], []);

    public static Node Of(string name, params Node?[] children) => new(name, null, [.. children.OfType<Node>()], []);

    public Node? Find(string name) => Name == name ? this : Children.Select(c => c.Find(name)).FirstOrDefault(n => n is not null);

    public Node Parent(string name) => Children.Exists(c => c.Name == name) ? this : Children.Select(c => c.Children.Count > 0 && c.Find(name) is not null ? c.Parent(name) : null).First(n => n is not null)!;
}

/// <summary>What a packet says. The header is a tree that tests may change before it is written.</summary>
internal sealed class PacketText
{
    public required Node Message { get; init; }

    public Node? Traces { get; init; }

    public List<PacketFile> Files { get; init; } = [];

    public static Node Organ(string element, string code, string? name = null) => Node.Of(
        element,
        Node.Leaf("OrganId", code),
        Node.Leaf("OrganizationInCharge", name ?? "Cơ quan " + code),
        Node.Leaf("OrganName", name ?? "Cơ quan " + code),
        Node.Leaf("OrganAdd", "Số 1 Hoàng Hoa Thám, Ba Đình, Hà Nội"),
        Node.Leaf("Email", "vanthu@coquan.gov.vn"),
        Node.Leaf("Telephone", "024 3804 3100"),
        Node.Leaf("Fax", "024 3804 4130"),
        Node.Leaf("Website", "coquan.gov.vn"));

    /// <summary>A complete document of business type 0.</summary>
    public static PacketText Document(string from, IEnumerable<string> to, string number, DateOnly date, PacketShape shape, string subject = "V/v kết nối, liên thông phần mềm quản lý văn bản", string? documentId = null)
    {
        var day = date.ToString(shape.DateForm, CultureInfo.InvariantCulture);
        var message = Node.Of(
            "MessageHeader",
            [
                Organ("From", from),
                .. to.Select(t => Organ("To", t)),
                Node.Leaf("DocumentId", documentId ?? $"{from},{date:yyyy\\/MM\\/dd},{number}/VPCP-TTĐT"),
                Node.Of("Code", Node.Leaf("CodeNumber", number), Node.Leaf("CodeNotation", "VPCP-TTĐT")),
                Node.Of("PromulgationInfo", Node.Leaf("Place", "Hà Nội"), Node.Leaf("PromulgationDate", day)),
                Node.Of("DocumentType", Node.Leaf("Type", "2"), Node.Leaf("TypeDetail", "18"), Node.Leaf("TypeName", "Công văn")),
                Node.Leaf("Subject", subject),
                Node.Leaf("Content", "Nội dung tóm tắt của văn bản"),
                Node.Of("SignerInfo", Node.Leaf("Competence", "TL. BỘ TRƯỞNG"), Node.Leaf("Position", "Cục trưởng"), Node.Leaf("FullName", "Nguyễn Văn Kiểm")),
                Node.Leaf("DueDate", date.AddDays(20).ToString(shape.DateForm, CultureInfo.InvariantCulture)),
                Node.Of(
                    "OtherInfo",
                    Node.Leaf("Priority", "0"),
                    Node.Leaf("SphereOfPromulgation", "Liên thông văn bản"),
                    Node.Leaf("TyperNotation", "TVC"),
                    Node.Leaf("PromulgationAmount", "2"),
                    Node.Leaf("PageAmount", "22"),
                    Node.Leaf("Direction", "false"),
                    Node.Of("Appendixes", Node.Leaf("Appendix", "Phụ lục I"))),
                Node.Leaf("SteeringType", "1"),
                Node.Of("ToPlaces", Node.Leaf("Place", "Như trên"), Node.Leaf("Place", "Lưu: VT")),
            ]);
        var s = shape.Business;
        var traces = Node.Of(
            "TraceHeaderList",
            Node.Of("TraceHeader", Node.Leaf("OrganId", from), Node.Leaf("Timestamp", date.ToDateTime(new TimeOnly(8, 30)).ToString(shape.TimeForm, CultureInfo.InvariantCulture))),
            Node.Of(
                s,
                Node.Leaf($"{s}DocType", "0"),
                Node.Leaf("Paper", "0"),
                Node.Of("StaffInfo", Node.Leaf("Department", "Văn thư văn phòng"), Node.Leaf("Staff", "Trần Thị Thư"), Node.Leaf("Email", "vanthuvanphong@gov.vn"), Node.Leaf("Mobile", "84912000001"))));
        return new PacketText { Message = message, Traces = traces };
    }

    public static PacketText Status(string from, string sender, string documentId, string code, string description, DateOnly date, PacketShape shape) => new()
    {
        Message = Node.Of(
            "MessageHeader",
            Organ("From", from),
            Node.Of(
                "ResponseFor",
                Node.Leaf("OrganId", sender),
                Node.Leaf("Code", documentId.Split(',')[^1]),
                Node.Leaf("PromulgationDate", date.ToString(shape.DateForm, CultureInfo.InvariantCulture)),
                Node.Leaf("DocumentId", documentId)),
            Node.Of("StaffInfo", Node.Leaf("Department", "Phòng Hành chính"), Node.Leaf("Staff", "Trần Thị Thu"), Node.Leaf("Mobile", "84912000001"), Node.Leaf("Email", "vanthu@nghean.gov.vn")),
            Node.Leaf("StatusCode", code),
            Node.Leaf("Description", description),
            Node.Leaf("Timestamp", date.ToDateTime(new TimeOnly(11, 8, 36)).ToString(shape.TimeForm, CultureInfo.InvariantCulture))),
    };

    public byte[] Write(PacketShape shape)
    {
        var xml = WriteText(shape);
        var encoding = shape.Encoding.StartsWith("UTF-16", StringComparison.OrdinalIgnoreCase) ? new UnicodeEncoding(false, true) : (Encoding)new UTF8Encoding(shape.ByteOrderMark);
        return [.. encoding.GetPreamble(), .. encoding.GetBytes(xml)];
    }

    public string WriteText(PacketShape shape) => new PacketTextWriter(this, shape).Write();

    public static byte[] Zip(string entry, byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, true))
        {
            var made = zip.CreateEntry(entry, CompressionLevel.Fastest);
            made.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
            using var stream = made.Open();
            stream.Write(content);
        }

        return bytes.ToArray();
    }
}
