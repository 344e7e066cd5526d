using System.Text;
using System.Xml.Linq;
using CsCheck;
using VanLang.Exchange.Edxml;

namespace VanLang.Exchange.Tests.Edxml;

public sealed class EdxmlWriterTests
{
    private static readonly XNamespace Ns = EdxmlNames.National;

    [Fact]
    public async Task The_strict_form_has_the_national_order_and_the_prefix_everywhere()
    {
        var xml = await WriteTextAsync(Samples.Full, [Reading.Outgoing("van-ban.pdf", SmallPdf.Make("a"))]);

        var message = XDocument.Parse(xml).Descendants(Ns + "MessageHeader").Single();
        Assert.Equal(
            ["From", "To", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ToPlaces"],
            message.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(
            ["OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"],
            message.Element(Ns + "From")!.Elements().Select(e => e.Name.LocalName));
        Assert.Contains("<edXML:PromulgationDate>2020/11/20</edXML:PromulgationDate>", xml, StringComparison.Ordinal);
        Assert.Contains("<edXML:Timestamp>2020/11/20 08:30:00</edXML:Timestamp>", xml, StringComparison.Ordinal);
        Assert.StartsWith("""<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLEnvelope xmlns:edXML="http://www.mic.gov.vn/TBT/QCVN_102_2016"><edXML:edXMLHeader><edXML:MessageHeader>""", xml, StringComparison.Ordinal);
        Assert.Contains("<AttachmentEncoded><Attachment><ContentId>cid:att-1</ContentId><AttachmentName>van-ban.pdf</AttachmentName>", xml, StringComparison.Ordinal);
        Assert.Contains("<edXML:ContentId>cid:att-1</edXML:ContentId>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_attachment_is_a_zip_with_one_entry_named_by_a_uuid()
    {
        var pdf = SmallPdf.Make("a", 3, 5000);
        var xml = await WriteTextAsync(Samples.Full, [Reading.Outgoing("Công văn.PDF", pdf)]);

        var bytes = Convert.FromBase64String(XDocument.Parse(xml).Descendants(Ns + "ContentTransferEncoded").Single().Value);
        using var zip = new System.IO.Compression.ZipArchive(new MemoryStream(bytes));
        var entry = Assert.Single(zip.Entries);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}\\.PDF$", entry.Name);
        using var content = new MemoryStream();
        entry.Open().CopyTo(content);
        Assert.Equal(pdf, content.ToArray());
    }

    [Fact]
    public async Task The_same_packet_gives_the_same_bytes()
    {
        var first = await WriteTextAsync(Samples.Full, [Reading.Outgoing("a.pdf", SmallPdf.Make("a"))]);
        var second = await WriteTextAsync(Samples.Full, [Reading.Outgoing("a.pdf", SmallPdf.Make("a"))]);

        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_text_that_xml_cannot_carry_is_refused_and_nothing_is_written()
    {
        using var target = new MemoryStream();

        var result = await EdxmlWriter.WriteAsync(target, Samples.Full with { Subject = "V/v \u0001", SignerName = "\ud800" }, [], null, CancellationToken.None);

        Assert.Equal(["Subject", "FullName"], result.Errors.Select(e => e.Field));
        Assert.All(result.Errors, e => Assert.Equal("EDX-0034", e.Code));
        Assert.Equal("\"Subject\" chứa ký tự điều khiển không thể ghi vào XML.", result.Errors[0].Sentence("vi"));
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task Line_ends_are_written_as_line_feeds_so_that_every_canonicalisation_agrees()
    {
        var xml = await WriteTextAsync(Samples.Full with { Subject = "một\r\nhai\rba" }, []);

        Assert.DoesNotContain("&#x", xml, StringComparison.Ordinal);
        Assert.Equal("một\nhai\nba", Reading.Ok(await Reading.ReadAsync(xml)).Document!.Subject);
    }

    [Fact]
    public async Task A_file_name_that_is_a_path_is_not_written()
    {
        using var target = new MemoryStream();

        var result = await EdxmlWriter.WriteAsync(target, Samples.Full, [Reading.Outgoing("../a.pdf", [1])], null, CancellationToken.None);

        Assert.Equal("EDX-0044", result.Error.Code);
        Assert.Equal(0, target.Length);
    }

    [Fact]
    public async Task A_content_that_is_not_the_one_announced_stops_the_writing()
    {
        var lying = Reading.Outgoing("a.pdf", SmallPdf.Make("a")) with { Sha256 = new string('0', 64) };

        await Assert.ThrowsAsync<InvalidDataException>(() => EdxmlWriter.WriteAsync(new MemoryStream(), Samples.Full, [lying], null, CancellationToken.None));
    }

    [Fact]
    public async Task The_writer_never_writes_synchronously()
    {
        await using var target = new AsyncOnlyStream();

        var result = await EdxmlWriter.WriteAsync(target, Samples.Full, [Reading.Outgoing("a.pdf", SmallPdf.Make("a", 20, 20_000)), Reading.Outgoing("b.docx", new byte[100_000], "b")], null, CancellationToken.None);

        Assert.True(result.IsOk);
    }

    [Fact]
    public Task What_is_written_is_read_the_same_for_any_document() =>
        Check.SampleAsync(
            Gen.Select(PacketGen.Document, PacketGen.Files),
            async (document, files) =>
            {
                using var target = new MemoryStream();
                var outgoing = files.Select((f, i) => Reading.Outgoing(f.Name, f.Content, $"att-{i + 1}", f.ContentType, f.Description)).ToList();
                var written = await EdxmlWriter.WriteAsync(target, document, outgoing, null, CancellationToken.None);
                Assert.True(written.IsOk, Reading.Describe(written.Errors));

                var kept = new KeptContents();
                var packet = Reading.Ok(await Reading.ReadAsync(target.ToArray(), kept.Sink));

                Assert.Equal(document, packet.Document);
                Assert.Equal(outgoing.Select(o => (o.Name, o.ContentType, o.ContentId, o.Description, o.Sha256)), packet.Attachments.Select(a => (a.Name, a.ContentType, a.ContentId, a.Description, a.Sha256)));
                Assert.All(files.Select((f, i) => (f.Content, Number: i + 1)), f => Assert.Equal(f.Content, kept.Bytes(f.Number)));
                Assert.Empty(packet.Extensions);
            },
            iter: 300);

    [Fact]
    public Task What_is_written_is_read_the_same_for_any_status() =>
        Check.SampleAsync(
            PacketGen.Status,
            async status =>
            {
                using var target = new MemoryStream();
                Assert.True((await EdxmlWriter.WriteAsync(target, status, null, CancellationToken.None)).IsOk);

                var packet = Reading.Ok(await Reading.ReadAsync(target.ToArray()));

                Assert.Equal(EdxmlKind.Status, packet.Kind);
                Assert.Equal(status, packet.Status);
            },
            iter: 300);

    [Fact]
    public Task Base64_is_written_the_same_whatever_the_pieces() =>
        Check.SampleAsync(
            Gen.Byte.Array[0, 20].Array[0, 20],
            async pieces =>
            {
                using var target = new MemoryStream();
                await using (var base64 = new Base64Stream(target))
                {
                    foreach (var piece in pieces)
                    {
                        await base64.WriteAsync(piece);
                    }

                    await base64.CompleteAsync(CancellationToken.None);
                }

                Assert.Equal(Convert.ToBase64String([.. pieces.SelectMany(p => p)]), Encoding.ASCII.GetString(target.ToArray()));
            });

    private static async Task<string> WriteTextAsync(EdxmlDocument document, IReadOnlyList<OutgoingAttachment> attachments)
    {
        using var target = new MemoryStream();
        Assert.True((await EdxmlWriter.WriteAsync(target, document, attachments, null, CancellationToken.None)).IsOk);
        return Encoding.UTF8.GetString(target.ToArray());
    }

    private sealed class AsyncOnlyStream : WriteOnlyStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }
}
