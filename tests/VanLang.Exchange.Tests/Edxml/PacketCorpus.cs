using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>For whom a corpus is made: codes known to the server it is sent to, a date that is not in the future, and a mark that makes its numbers new.</summary>
internal sealed record CorpusSettings(string From, IReadOnlyList<string> To, DateOnly Date, int FirstNumber)
{
    public static CorpusSettings Default { get; } = new("000.00.00.G22", ["000.00.00.H41", "000.00.00.H26"], new DateOnly(2020, 11, 20), 7000);
}

/// <summary>One packet with what must come out of it. <see cref="DependsOn"/> names the packet whose document it is about.</summary>
internal sealed record CorpusPacket(string Name, byte[] Bytes, string From, IReadOnlyList<string> To, string DocumentId, int BusinessType, string? StatusCode, IReadOnlyList<PacketFile> Files)
{
    public bool IsStatus => StatusCode is not null;

    public string? DependsOn { get; init; }

    public override string ToString() => Name;
}

/// <summary>
/// Packets of our own making that reproduce every variation met among vendors, with real PDF files. They carry no type of the
/// product, so that an end-to-end test can send them to a running server as a stranger would.
/// </summary>
internal static class PacketCorpus
{
    private static readonly PacketShape Vnpt = new();
    private static readonly PacketShape Provincial = new() { Zip = false, CidAtAttachment = false, XLink = true, EmptyDigitalSignature = true, DocumentIdLast = true, Indented = true };

    public static IReadOnlyList<CorpusPacket> Make(CorpusSettings settings)
    {
        var made = new List<CorpusPacket>();
        var shapes = Shapes();
        for (var i = 0; i < shapes.Count; i++)
        {
            made.Add(Document(settings, shapes[i].Name, settings.FirstNumber + i, shapes[i].Shape));
        }

        var number = settings.FirstNumber + shapes.Count;
        foreach (var (name, change) in Contents(settings))
        {
            made.Add(Document(settings, name, number++, Vnpt, change));
        }

        made.AddRange(Events(settings, made[0]));
        return made;
    }

    private static List<(string Name, PacketShape Shape)> Shapes() =>
    [
        ("vnpt", Vnpt),
        ("vnpt-indented", Vnpt with { Indented = true }),
        ("provincial", Provincial),
        ("provincial-zip", Provincial with { Zip = true }),
        ("dotnet-order", Vnpt with { DocumentIdLast = true }),
        ("shuffled-1", Vnpt with { ShuffleSeed = 1 }),
        ("shuffled-2", Vnpt with { ShuffleSeed = 2, Zip = false }),
        ("other-prefix", Vnpt with { Prefix = "ns2" }),
        ("no-prefix", Vnpt with { Prefix = "" }),
        ("older-namespace", Vnpt with { Namespace = PacketShape.Older }),
        ("soap", new PacketShape { Soap = true, Namespace = PacketShape.Older, Zip = false }),
        ("soap-other-prefix", new PacketShape { Soap = true, Namespace = PacketShape.Older, Prefix = "ed" }),
        ("business-spelling", Vnpt with { Business = "Business" }),
        ("raw", Vnpt with { Zip = false }),
        ("raw-no-cid", Vnpt with { Zip = false, CidAtAttachment = false, CidInManifest = false }),
        ("cid-in-manifest-only", Vnpt with { CidAtAttachment = false }),
        ("cid-at-attachment-only", Vnpt with { CidInManifest = false }),
        ("dates-day-first", Vnpt with { DateForm = "dd/MM/yyyy", TimeForm = "dd/MM/yyyy HH:mm:ss" }),
        ("dates-iso", Vnpt with { DateForm = "yyyy-MM-dd", TimeForm = "yyyy-MM-dd'T'HH:mm:ss'+07:00'" }),
        ("attachments-first", Vnpt with { Attachments = "before" }),
        ("attachments-first-name-last", Vnpt with { Attachments = "before", NameAfterContent = true }),
        ("attachments-inside", Vnpt with { Attachments = "inside" }),
        ("name-after-content", Vnpt with { NameAfterContent = true, Zip = false }),
        ("base64-lines", Vnpt with { Base64Lines = true }),
        ("base64-cdata", Vnpt with { ContentInCData = true }),
        ("byte-order-mark", Vnpt with { ByteOrderMark = true }),
        ("utf-16", Vnpt with { Encoding = "UTF-16" }),
        ("comments-and-instructions", Vnpt with { Noise = true, Indented = true }),
    ];

    private static List<(string Name, Func<PacketText, int, PacketText> Change)> Contents(CorpusSettings settings) =>
    [
        ("document-id-uuid", (p, n) => Set(p, "DocumentId", $"9fbfbad2-f1f8-4256-a2eb-{n:d12}")),
        ("document-id-older", (p, n) => Set(p, "DocumentId", $"000.00.01.H01,2018,{n}")),
        ("type-of-legal-document", (p, _) => Set(Set(p, "Type", "1"), "TypeName", "Thông tư")),
        ("type-18", (p, _) => Set(p, "Type", "18")),
        ("no-type-detail", (p, _) => Drop(p, "TypeDetail")),
        ("express", (p, _) => Set(p, "Priority", "3")),
        ("only-what-is-needed", (p, _) => Drop(Drop(Drop(Drop(Drop(p, "Content"), "DueDate"), "SteeringType"), "ToPlaces"), "Appendixes")),
        ("empty-response", (p, _) => Add(p, Node.Leaf("ResponseFor", ""))),
        ("answers-two-documents", (p, _) => Add(Add(p, Response(settings, "11/UBND-VX")), Response(settings, "12/UBND-VX"))),
        ("decomposed-letters", (p, _) => Set(p, "Subject", "V/v triển khai Nghị quyết của Chính phủ".Normalize(NormalizationForm.FormD))),
        ("subject-of-500", (p, _) => Set(p, "Subject", "V/v " + string.Concat(Enumerable.Repeat("kế hoạch ", 55)).TrimEnd())),
        ("signs-to-escape", (p, _) => Set(p, "Subject", "V/v Công ty A & B <TNHH> \"Hòa Bình\" 'một thành viên'")),
        ("words-with-mat", (p, _) => Set(p, "Subject", "V/v tăng cường bảo mật hệ thống và công bố mật độ dân số")),
        ("three-files", (p, n) => Files(p, File(n, "cong-van.pdf"), File(n, "phu-luc-1.pdf"), File(n, "phu-luc-2.pdf"))),
        ("upper-case-extension", (p, n) => Files(p, File(n, "GIAY MOI.SIGNED.PDF"))),
        ("name-with-slash", (p, n) => Files(p, File(n, $"{n}/VPCP-TTĐT.pdf"))),
        ("vietnamese-name", (p, n) => Files(p, File(n, "Công văn về việc liên thông (bản ký số).pdf"))),
        ("text-file", (p, n) => Files(p, new PacketFile("ghi-chu.txt", Encoding.UTF8.GetBytes($"Ghi chú kèm công văn số {n}."), "text/plain"))),
        ("many-pages", (p, n) => Files(p, new PacketFile("bao-cao.pdf", SmallPdf.Make($"Bao cao so {n}", 40)))),
        ("no-file", (p, _) => Files(p)),
        ("wrecked-pdf", (p, _) => Files(p, new PacketFile("hong.pdf", Encoding.UTF8.GetBytes("\ufffd\ufffdPDF \ufffd hong"), "application/pdf"))),
        ("unknown-element", (p, _) => Add(p, Node.Of("MoRong", Node.Leaf("MaHoSo", "HS-2020-118")))),
        ("extra-traces", (p, _) => Trace(p, "001.00.20.TT2")),
    ];

    private static IEnumerable<CorpusPacket> Events(CorpusSettings settings, CorpusPacket original)
    {
        yield return Event(settings, original, 2, Vnpt, (_, b) =>
        {
            b.Children.Insert(0, Node.Leaf("DocumentId", original.DocumentId));
            b.Children.Add(Node.Of(
                "BussinessDocumentInfo",
                Node.Leaf("DocumentInfo", "1"),
                Node.Leaf("DocumentReceiver", "1"),
                Node.Of("ReceiverList", Node.Of("Receiver", Node.Leaf("OrganId", settings.To[0]), Node.Leaf("ReceiverType", "0")))));
        });
        yield return Event(settings, original, 3, Provincial, (_, b) => b.Children.Add(Node.Of(
            "ReplacementInfoList",
            Node.Of("ReplacementInfo", Node.Leaf("DocumentId", original.DocumentId), Node.Of("OrganIdList", [.. settings.To.Select(t => Node.Leaf("OrganId", t))])))));

        (string Code, string Text)[] statuses =
        [
            ("01", "Đã đến, phần mềm đã nhận"), ("03", "Văn thư: Tiếp nhận văn bản điện tử, vào sổ văn bản đến"), ("04", "Chánh Văn phòng: Phân công xử lý"),
            ("05", "Chuyên viên: Đang xử lý"), ("06", "Chuyên viên: Hoàn thành xử lý"), ("15", "Đồng ý yêu cầu cập nhật"),
        ];
        foreach (var (code, text) in statuses)
        {
            yield return Status(settings, original, settings.To[0], code, text, Vnpt);
        }

        yield return Status(settings, original, settings.To[1], "02", "Văn thư: Từ chối, văn bản gửi nhầm đơn vị", Provincial);
        yield return Status(settings, original, settings.To[1], "03", "Tiếp nhận văn bản", Vnpt with { WrapStatus = true, Indented = true });
        yield return Status(settings, original, settings.To[1], "05", "Đang xử lý", Vnpt with { DateForm = "dd/MM/yyyy", TimeForm = "dd/MM/yyyy HH:mm:ss", Prefix = "x" });

        // Last: what is recalled is frozen.
        yield return Event(settings, original, 1, Vnpt, (p, b) =>
        {
            foreach (var receiver in settings.To)
            {
                Add(p, Node.Of("ResponseFor", Node.Leaf("OrganId", receiver), Node.Leaf("Code", original.DocumentId.Split(',')[2]), Node.Leaf("DocumentId", original.DocumentId)));
            }
        });
    }

    private static CorpusPacket Document(CorpusSettings settings, string name, int number, PacketShape shape, Func<PacketText, int, PacketText>? change = null)
    {
        var packet = PacketText.Document(settings.From, settings.To, number.ToString(System.Globalization.CultureInfo.InvariantCulture), settings.Date, shape);
        packet.Files.Add(File(number, "van-ban.pdf"));
        packet = change?.Invoke(packet, number) ?? packet;
        return new CorpusPacket(name, packet.Write(shape), settings.From, settings.To, packet.Message.Find("DocumentId")!.Text!, 0, null, packet.Files);
    }

    private static CorpusPacket Event(CorpusSettings settings, CorpusPacket original, int type, PacketShape shape, Action<PacketText, Node> change)
    {
        var number = original.DocumentId.Split(',')[2].Split('/')[0];
        var packet = type is 3
            ? PacketText.Document(settings.From, settings.To, "9" + number, settings.Date, shape)
            : PacketText.Document(settings.From, settings.To, number, settings.Date, shape, documentId: original.DocumentId);
        packet.Files.Add(File(type, "van-ban-kem.pdf"));
        var business = packet.Traces!.Find("Bussiness")!;
        business.Children[0] = Node.Leaf("BussinessDocType", type.ToString(System.Globalization.CultureInfo.InvariantCulture));
        business.Children.Insert(1, Node.Leaf("BussinessDocReason", type switch { 1 => "Thu hồi văn bản do sai thể thức", 2 => "Cập nhật văn bản điện tử", _ => "Thay thế văn bản đã ban hành" }));
        change(packet, business);
        return new CorpusPacket($"business-{type}", packet.Write(shape), settings.From, settings.To, packet.Message.Find("DocumentId")!.Text!, type, null, packet.Files) { DependsOn = original.Name };
    }

    private static CorpusPacket Status(CorpusSettings settings, CorpusPacket original, string from, string code, string text, PacketShape shape)
    {
        var packet = PacketText.Status(from, settings.From, original.DocumentId, code, text, settings.Date, shape);
        return new CorpusPacket($"status-{code}-{from}", packet.Write(shape), from, [settings.From], original.DocumentId, 0, code, []) { DependsOn = original.Name };
    }

    private static PacketFile File(int number, string name) => new(name, SmallPdf.Make($"Van ban so {number}"));

    private static Node Response(CorpusSettings settings, string code) =>
        Node.Of("ResponseFor", Node.Leaf("OrganId", settings.To[0]), Node.Leaf("Code", code), Node.Leaf("DocumentId", $"{settings.To[0]},{settings.Date:yyyy\\/MM\\/dd},{code}"));

    private static PacketText Set(PacketText packet, string name, string text)
    {
        var parent = packet.Message.Parent(name);
        var at = parent.Children.FindIndex(c => c.Name == name);
        parent.Children[at] = Node.Leaf(name, text);
        return packet;
    }

    private static PacketText Drop(PacketText packet, string name)
    {
        packet.Message.Parent(name).Children.RemoveAll(c => c.Name == name);
        return packet;
    }

    private static PacketText Add(PacketText packet, Node node)
    {
        packet.Message.Children.Add(node);
        return packet;
    }

    private static PacketText Trace(PacketText packet, string code)
    {
        packet.Traces!.Children.Insert(1, Node.Of("TraceHeader", Node.Leaf("OrganId", code), Node.Leaf("Timestamp", "2020/11/20 16:35:56")));
        return packet;
    }

    private static PacketText Files(PacketText packet, params PacketFile[] files)
    {
        packet.Files.Clear();
        packet.Files.AddRange(files);
        return packet;
    }
}
