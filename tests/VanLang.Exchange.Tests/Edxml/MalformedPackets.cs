using System.Globalization;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>One packet that must be refused with an error, whatever reads it.</summary>
internal sealed record MalformedPacket(string Class, int Index, byte[] Bytes)
{
    public override string ToString() => $"{Class} #{Index}";
}

/// <summary>
/// Malformed packets of twenty classes (row S1), the same ones for the same seed. They carry no type of the product, so that an
/// end-to-end test can send them to a running server.
/// </summary>
internal static class MalformedPackets
{
    private static readonly (string Class, Func<Random, CorpusSettings, byte[]> Make)[] Makers =
    [
        ("cut short", CutShort),
        ("tag lost", (r, s) => Bytes(LoseMarkup(r, Sound(r, s).WriteText(Shape(r))))),
        ("tags crossed", CrossTags),
        ("sign not escaped", (r, s) => Bytes(InText(r, s, Pick(r, " & ", " < ", "&thieu;", "&#xZZ;", "]]>", "&#0;", "&#xFFFF;", "&#x1F;")))),
        ("control character", (r, s) => Bytes(InText(r, s, Pick(r, "\u0001", "\u0008", "\u000b", "\u001f", "\ufffe", "\uffff")))),
        ("bytes outside UTF-8", BadBytes),
        ("encoding not accepted", (r, s) => Bytes(Sound(r, s).WriteText(Shape(r)).Replace("\"UTF-8\"", "\"" + Pick(r, "windows-1258", "ISO-8859-1", "utf-32", "EBCDIC-CP-US", "x-viet-vni", "utf-7", "TCVN-5712") + "\"", StringComparison.Ordinal))),
        ("declares UTF-16, is UTF-8", (r, s) => Bytes(Sound(r, s).WriteText(Shape(r) with { Encoding = "UTF-16" }))),
        ("attribute or prefix broken", BadAttributes),
        ("element missing", MissingElement),
        ("element empty", EmptyElement),
        ("element repeated", RepeatedElement),
        ("value too long", TooLong),
        ("date wrong", BadDate),
        ("number wrong", BadNumber),
        ("agency code wrong", BadCode),
        ("base64 broken", BadBase64),
        ("manifest does not fit", BadManifest),
        ("limits", Limits),
        ("no packet at all", NoPacket),
    ];

    public static int Classes => Makers.Length;

    public static IEnumerable<MalformedPacket> Make(int seed, int perClass, CorpusSettings settings)
    {
        for (var c = 0; c < Makers.Length; c++)
        {
            for (var i = 0; i < perClass; i++)
            {
                yield return new MalformedPacket(Makers[c].Class, i, Makers[c].Make(new Random(HashCode(seed, c, i)), settings));
            }
        }
    }

    // HashCode.Combine differs from run to run, and near seeds give near numbers: so the bits are mixed (MurmurHash3's finaliser).
    private static int HashCode(int seed, int type, int index)
    {
        unchecked
        {
            var mixed = ((uint)seed * 0x9E3779B9) + ((uint)type * 0x85EBCA6B) + ((uint)index * 0xC2B2AE35);
            mixed = (mixed ^ (mixed >> 16)) * 0x85EBCA6B;
            mixed = (mixed ^ (mixed >> 13)) * 0xC2B2AE35;
            return (int)(mixed ^ (mixed >> 16));
        }
    }

    private static PacketShape Shape(Random random) => new()
    {
        Prefix = Pick(random, "edXML", "edXML", "ns1", ""),
        ShuffleSeed = random.Next(2) == 0 ? null : random.Next(),
        Zip = random.Next(2) == 0,
        Indented = random.Next(2) == 0,
        CidAtAttachment = random.Next(2) == 0,
    };

    private static PacketText Sound(Random random, CorpusSettings settings)
    {
        var packet = PacketText.Document(settings.From, settings.To, random.Next(900_000, 999_999).ToString(CultureInfo.InvariantCulture), settings.Date, new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make($"Ban {random.Next()}")));
        return packet;
    }

    private static byte[] Change(Random random, CorpusSettings settings, Action<PacketText> change)
    {
        var packet = Sound(random, settings);
        change(packet);
        return packet.Write(Shape(random));
    }

    private static byte[] CutShort(Random random, CorpusSettings settings)
    {
        var bytes = Sound(random, settings).Write(Shape(random));
        return bytes[..random.Next(60, bytes.Length - 2)];
    }

    private static string LoseMarkup(Random random, string xml)
    {
        var signs = new List<int>();
        for (var i = xml.IndexOf("?>", StringComparison.Ordinal) + 2; i < xml.Length; i++)
        {
            if (xml[i] is '<' or '>')
            {
                signs.Add(i);
            }
        }

        return xml.Remove(signs[random.Next(signs.Count)], 1);
    }

    private static byte[] CrossTags(Random random, CorpusSettings settings)
    {
        var xml = Sound(random, settings).WriteText(new PacketShape());
        var (a, b) = Pick(random, ("Code", "PromulgationInfo"), ("SignerInfo", "OtherInfo"), ("DocumentType", "SignerInfo"), ("From", "Code"));
        return Bytes(xml.Replace($"</edXML:{a}>", "\u0001", StringComparison.Ordinal).Replace($"</edXML:{b}>", $"</edXML:{a}>", StringComparison.Ordinal).Replace("\u0001", $"</edXML:{b}>", StringComparison.Ordinal));
    }

    private static string InText(Random random, CorpusSettings settings, string insert)
    {
        var xml = Sound(random, settings).WriteText(Shape(random) with { Prefix = "edXML" });
        var at = xml.IndexOf(Pick(random, "liên thông", "Nội dung", "Nguyễn", "Cục trưởng", "Công văn"), StringComparison.Ordinal);
        return xml.Insert(at + 3, insert);
    }

    private static byte[] BadBytes(Random random, CorpusSettings settings)
    {
        var bytes = Sound(random, settings).Write(new PacketShape());
        byte[] bad = Pick<byte[]>(random, [0xC3, 0x28], [0xFF], [0xFE, 0xFE], [0xC0, 0x80], [0xE1, 0xBA], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0x80]);
        var at = bytes.AsSpan().IndexOf("<edXML:Subject>"u8) + "<edXML:Subject>".Length + random.Next(3);
        return [.. bytes[..at], .. bad, .. "V"u8, .. bytes[at..]];
    }

    private static byte[] BadAttributes(Random random, CorpusSettings settings)
    {
        var xml = Sound(random, settings).WriteText(new PacketShape());
        var element = Pick(random, "<edXML:Subject", "<edXML:Code", "<edXML:SignerInfo", "<edXML:edXMLManifest");
        return Bytes(xml.Replace(element, element + Pick(random, " a=\"1\" a=\"2\"", " a=1", " a", " x:y=\"z\"", " a=\"<\"", " xmlns:edXML=\"\"", " a='1'b='2'"), StringComparison.Ordinal));
    }

    private static byte[] MissingElement(Random random, CorpusSettings settings) => Change(random, settings, p =>
    {
        var name = Pick(random, "From", "To", "DocumentId", "Code", "CodeNumber", "CodeNotation", "PromulgationInfo", "PromulgationDate", "DocumentType", "Subject", "SignerInfo", "FullName", "OrganId");
        p.Message.Parent(name).Children.RemoveAll(c => c.Name == name);
    });

    private static byte[] EmptyElement(Random random, CorpusSettings settings) => Change(random, settings, p =>
        Replace(p, Pick(random, "DocumentId", "CodeNumber", "CodeNotation", "PromulgationDate", "Subject", "FullName", "OrganId"), Pick(random, "", " ", "\t \n")));

    private static byte[] RepeatedElement(Random random, CorpusSettings settings) => Change(random, settings, p =>
    {
        var name = Pick(random, "From", "DocumentId", "Code", "CodeNumber", "PromulgationDate", "Subject", "SignerInfo", "OtherInfo", "Priority", "OrganId", "DueDate");
        var parent = p.Message.Parent(name);
        parent.Children.Add(parent.Children.First(c => c.Name == name));
    });

    private static byte[] TooLong(Random random, CorpusSettings settings) => Change(random, settings, p =>
    {
        var (name, length) = Pick(random, ("Subject", 501), ("Subject", 5_000), ("OrganId", 36), ("DocumentId", 256), ("CodeNumber", 60), ("CodeNotation", 200), ("FullName", 400), ("TypeName", 500), ("Content", 70_000), ("Subject", 3_000_000), ("OrganAdd", 2_000));
        Replace(p, name, new string('x', length));
    });

    private static byte[] BadDate(Random random, CorpusSettings settings) => Change(random, settings, p =>
        Replace(p, "PromulgationDate", Pick(random, "2020/13/01", "2020/02/30", "31/04/2020", "hôm nay", "20201120", "2020", "20/11", "11/20/2020", "0000/00/00", "2199/01/01", "01/01/2150", "2020/11/20 25:00:00", "-2020/11/20", "２０２０/11/20")));

    private static byte[] BadNumber(Random random, CorpusSettings settings) => Change(random, settings, p =>
    {
        var (name, value) = Pick(random, ("Type", "hai"), ("Type", "2.0"), ("Priority", "9"), ("Priority", "-1"), ("Priority", "khẩn"), ("Priority", "99999999999"), ("BussinessDocType", "4"), ("BussinessDocType", "-1"), ("BussinessDocType", "thu hồi"), ("BussinessDocType", "1"), ("BussinessDocType", "3"));
        Replace(p, name, value);
    });

    private static byte[] BadCode(Random random, CorpusSettings settings) => Change(random, settings, p =>
    {
        if (random.Next(4) == 0)
        {
            p.Message.Children.Add(PacketText.Organ("To", settings.To[0].ToLowerInvariant()));
            return;
        }

        Replace(p, "OrganId", Pick(random, "000.00.00 G22", "../G22", "G22;H41", "Văn phòng Chính phủ", "G22<", "'; DROP", "G22\u00a0", "_G22", ".G22", "G22/H41", "г22"));
    });

    private static byte[] BadBase64(Random random, CorpusSettings settings)
    {
        var xml = Sound(random, settings).WriteText(Shape(random));
        var start = xml.IndexOf('>', xml.IndexOf("ContentTransferEncoded", StringComparison.Ordinal)) + 1;
        var end = xml.IndexOf('<', start);
        var at = random.Next(start + 4, end - 8);
        return Bytes(random.Next(5) switch
        {
            0 => xml.Insert(at, Pick(random, "*", "-", "_", "é", "%2B", "\\", ".")),
            1 => xml.Remove(at, random.Next(1, 4)),
            2 => xml.Insert(at, "="),
            3 => xml.Insert(at, "<b/>"),
            _ => xml[..start] + Pick(random, "A", "AA", "AAA", "====", "A===", "không phải base64") + xml[end..],
        });
    }

    private static byte[] BadManifest(Random random, CorpusSettings settings)
    {
        var packet = Sound(random, settings);
        var shape = Shape(random);
        switch (random.Next(6))
        {
            case 0:
                packet.Files.Add(packet.Files[0] with { ContentId = "att-1" });
                break;
            case 1:
                packet.Files[0] = packet.Files[0] with { Name = Pick(random, "../../etc/passwd", "C:\\windows\\a.pdf", "/etc/a.pdf", "..", "a/../../b.pdf", "\\\\may\\chung\\a.pdf", "a\u202efdp.exe") };
                break;
            case 2:
                packet.Files[0] = packet.Files[0] with { Content = [] };
                shape = shape with { Zip = false };
                break;
            case 3:
                var text = packet.WriteText(shape);
                return Bytes(text[..text.IndexOf("<AttachmentEncoded", StringComparison.Ordinal)] + "</edXML>");
            case 4:
                packet.Files[0] = packet.Files[0] with { Name = "" };
                break;
            default:
                packet.Files.Add(packet.Files[0] with { Name = "phu-luc.pdf", ContentId = "att-2" });
                var whole = packet.WriteText(shape);
                var last = whole.LastIndexOf("<Attachment>", StringComparison.Ordinal);
                return Bytes(whole[..last] + whole[(whole.LastIndexOf("</Attachment>", StringComparison.Ordinal) + "</Attachment>".Length)..]);
        }

        return packet.Write(shape);
    }

    private static byte[] Limits(Random random, CorpusSettings settings)
    {
        var xml = Sound(random, settings).WriteText(new PacketShape());
        const string Place = "</edXML:MessageHeader>";
        var insert = random.Next(6) switch
        {
            0 => string.Concat(Enumerable.Repeat("<a>", 200)) + string.Concat(Enumerable.Repeat("</a>", 200)),
            1 => string.Concat(Enumerable.Repeat("<a>", 20_000)) + string.Concat(Enumerable.Repeat("</a>", 20_000)),
            2 => "<a " + string.Join(' ', Enumerable.Range(0, random.Next(33, 300)).Select(i => $"a{i}=\"1\"")) + "/>",
            3 => $"<a a=\"{new string('x', random.Next(1_000_000, 3_000_000))}\"/>",
            4 => $"<{new string('n', 1_000_000)}/>",
            _ => string.Concat(Enumerable.Repeat("<a/>", 100_001)),
        };
        return Bytes(xml.Replace(Place, insert + Place, StringComparison.Ordinal));
    }

    private static byte[] NoPacket(Random random, CorpusSettings settings)
    {
        var noise = new byte[random.Next(1, 5000)];
        random.NextBytes(noise);
        return random.Next(8) switch
        {
            0 => [],
            1 => noise,
            2 => Bytes("{\"edXML\":{\"From\":\"" + settings.From + "\"}}"),
            3 => SmallPdf.Make("Khong phai edXML"),
            4 => Bytes("<!DOCTYPE html><html><body>Trang web</body></html>"),
            5 => Bytes($"<?xml version=\"1.0\"?><{Pick(random, "edxml", "EDXML", "Document", "root", "edXMLBody")} xmlns=\"{PacketShape.National}\"/>"),
            6 => Bytes($"<edXML xmlns=\"{PacketShape.National}\">{Pick(random, "", "<edXMLEnvelope/>", "<edXMLEnvelope><edXMLHeader/></edXMLEnvelope>", "<edXMLEnvelope><edXMLHeader><MessageHeader/></edXMLHeader></edXMLEnvelope>", "văn bản")}</edXML>"),
            _ => PacketText.Zip("goi-tin.edxml", Sound(random, settings).Write(new PacketShape())),
        };
    }

    private static void Replace(PacketText packet, string name, string value)
    {
        var root = packet.Message.Find(name) is null ? packet.Traces! : packet.Message;
        var parent = root.Parent(name);
        parent.Children[parent.Children.FindIndex(c => c.Name == name)] = Node.Leaf(name, value);
    }

    private static T Pick<T>(Random random, params ReadOnlySpan<T> choices) => choices[random.Next(choices.Length)];

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
