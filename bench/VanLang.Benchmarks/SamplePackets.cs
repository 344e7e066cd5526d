using System.Text;

namespace VanLang.Benchmarks;

/// <summary>Packets of about 4 KB, or with a larger file, each with a number of its own.</summary>
internal sealed class SamplePackets(string sender, string[] recipients, DateOnly day, int fileBytes = 900)
{
    private const string Ns = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    private readonly string file = Convert.ToBase64String(Pdf(fileBytes));

    private int number = Random.Shared.Next(1_000_000);

    public byte[] Next() => Encoding.UTF8.GetBytes(Text(Interlocked.Increment(ref number)));

    /// <summary>Bytes that begin and end as a PDF and cannot be made smaller between.</summary>
    public static byte[] Pdf(int bytes)
    {
        var middle = new byte[bytes * 3 / 4];
        new Random(bytes).NextBytes(middle);
        return Encoding.ASCII.GetBytes("%PDF-1.7\n%" + Convert.ToBase64String(middle) + "\n%%EOF\n");
    }

    private string Text(int n) => $"""
        <?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{Ns}"><edXML:edXMLEnvelope xmlns:edXML="{Ns}"><edXML:edXMLHeader><edXML:MessageHeader>{Organ("From", sender)}{string.Concat(recipients.Select(r => Organ("To", r)))}<edXML:DocumentId>{sender},{day:yyyy\/MM\/dd},{n}/BENCH</edXML:DocumentId><edXML:Code><edXML:CodeNumber>{n}</edXML:CodeNumber><edXML:CodeNotation>BENCH</edXML:CodeNotation></edXML:Code><edXML:PromulgationInfo><edXML:Place>Hà Nội</edXML:Place><edXML:PromulgationDate>{day:yyyy\/MM\/dd}</edXML:PromulgationDate></edXML:PromulgationInfo><edXML:DocumentType><edXML:Type>2</edXML:Type><edXML:TypeName>Công văn</edXML:TypeName></edXML:DocumentType><edXML:Subject>V/v đo năng lực tiếp nhận của Trục liên thông, gói số {n}</edXML:Subject><edXML:SignerInfo><edXML:Position>Cục trưởng</edXML:Position><edXML:FullName>Nguyễn Văn Kiểm</edXML:FullName></edXML:SignerInfo><edXML:OtherInfo><edXML:Priority>0</edXML:Priority></edXML:OtherInfo></edXML:MessageHeader><edXML:TraceHeaderList><edXML:TraceHeader><edXML:OrganId>{sender}</edXML:OrganId><edXML:Timestamp>{day:yyyy\/MM\/dd} 00:00:01</edXML:Timestamp></edXML:TraceHeader><edXML:Bussiness><edXML:BussinessDocType>0</edXML:BussinessDocType><edXML:Paper>0</edXML:Paper><edXML:StaffInfo><edXML:Staff>Trần Thị Thư</edXML:Staff></edXML:StaffInfo></edXML:Bussiness></edXML:TraceHeaderList></edXML:edXMLHeader><edXML:edXMLBody><edXML:edXMLManifest version="1.0"><edXML:Reference><edXML:ContentId>cid:a</edXML:ContentId><edXML:ContentType>application/pdf</edXML:ContentType><edXML:AttachmentName>van-ban.pdf</edXML:AttachmentName></edXML:Reference></edXML:edXMLManifest></edXML:edXMLBody></edXML:edXMLEnvelope><AttachmentEncoded><Attachment><ContentId>cid:a</ContentId><AttachmentName>van-ban.pdf</AttachmentName><ContentType>application/pdf</ContentType><edXML:ContentTransferEncoded xmlns:edXML="{Ns}">{file}</edXML:ContentTransferEncoded></Attachment></AttachmentEncoded></edXML>
        """;

    private static string Organ(string element, string code) => $"<edXML:{element}><edXML:OrganId>{code}</edXML:OrganId><edXML:OrganName>Cơ quan {code}</edXML:OrganName></edXML:{element}>";
}
