using System.Text;
using System.Xml.Linq;
using VanLang.Client.Packets;

namespace VanLang.Client.Tests.Packets;

/// <summary>What the writer promises: the national form, the same bytes every time, a length that is known before.</summary>
public sealed class PacketWriterTests
{
    private static readonly XNamespace National = PacketWriter.Namespace;

    [Fact]
    public async Task The_same_packet_has_the_same_bytes_and_the_length_that_was_computed()
    {
        for (var size = 0; size < 8; size++)
        {
            var packet = Sending.Packet("G22", ["H41", "H26"], Sending.Pdf(padding: size), Sending.Pdf(padding: 100_000 + size, name: "b & c.pdf"));
            var digests = await PacketWriter.Digests(packet, CancellationToken.None);

            var bytes = await Sending.Write(packet);

            Assert.Equal(bytes, await Sending.Write(packet));
            Assert.Equal(bytes.Length, PacketWriter.Length(packet, digests));
        }
    }

    [Fact]
    public async Task Elements_stand_in_the_national_order_with_the_prefix()
    {
        var packet = Sending.Packet("G22", ["H41"]) with { Priority = 2, DueDate = new DateOnly(2026, 12, 1), SignerCompetence = "TL. BỘ TRƯỞNG", Pages = 3, StaffName = "Thư" };

        var text = Encoding.UTF8.GetString(await Sending.Write(packet));

        var header = XDocument.Parse(text).Descendants(National + "MessageHeader").Single();
        Assert.Equal(["From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "SignerInfo", "DueDate", "OtherInfo"], header.Elements().Select(e => e.Name.LocalName));
        Assert.Equal(packet.Subject, header.Element(National + "Subject")!.Value);
        Assert.Equal("2026/12/01", header.Element(National + "DueDate")!.Value);
        Assert.Contains("<edXML:edXMLEnvelope ", text);
        Assert.DoesNotContain("<MessageHeader", text);
        Assert.Equal("2026/11/24 09:00:00", XDocument.Parse(text).Descendants(National + "Timestamp").Single().Value);
    }

    [Fact]
    public async Task Files_come_out_of_base64_as_they_went_in()
    {
        var file = Sending.Pdf(padding: 50_001);

        var packet = XDocument.Parse(Encoding.UTF8.GetString(await Sending.Write(Sending.Packet("G22", ["H41"], file))));

        Assert.Equal(file.Bytes(), Convert.FromBase64String(packet.Descendants(National + "ContentTransferEncoded").Single().Value));
        Assert.Equal("cid:att-1", packet.Descendants(National + "Attachment").Single().Element(National + "ContentId")!.Value);
        Assert.Equal(packet.Descendants(National + "Reference").Single().Element(National + "ContentId")!.Value, packet.Descendants(National + "Attachment").Single().Element(National + "ContentId")!.Value);
    }

    [Theory]
    [InlineData(PacketAct.Recall, "ResponseFor")]
    [InlineData(PacketAct.Update, "BussinessDocumentInfo")]
    [InlineData(PacketAct.Replace, "ReplacementInfoList")]
    public async Task A_later_act_names_its_document(PacketAct act, string element)
    {
        var packet = Sending.Packet("G22", ["H41"]) with { Act = act, Reason = "Sai sót", About = "000.00.00.G22,2026/11/01,1/A" };

        var written = XDocument.Parse(Encoding.UTF8.GetString(await Sending.Write(packet)));

        Assert.NotEmpty(written.Descendants(National + element));
        Assert.Contains(written.Descendants(National + "DocumentId"), e => e.Value == packet.About);
        Assert.Equal(((int)act).ToString(System.Globalization.CultureInfo.InvariantCulture), written.Descendants(National + "BussinessDocType").Single().Value);
    }

    [Fact]
    public async Task What_cannot_be_a_packet_is_refused_before_it_is_sent()
    {
        var packet = Sending.Packet("G22", ["H41"]);

        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(packet with { To = [] }));
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(packet with { To = [packet.To[0], packet.To[0]] }));
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(packet with { Subject = "tên\u0001" }));
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(packet with { Act = PacketAct.Recall, About = "x" }));
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(packet with { Files = [Sending.Pdf(name: "../etc/passwd")] }));
    }

    [Fact]
    public async Task A_file_that_changes_while_it_is_sent_is_noticed()
    {
        var times = 0;
        var file = new PacketFile("a.pdf", () => new MemoryStream([(byte)++times]));

        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => Sending.Write(Sending.Packet("G22", ["H41"], file)));
    }

    [Fact]
    public async Task The_header_is_read_back_without_the_files()
    {
        var packet = Sending.Packet("G22", ["H41", "H26"], Sending.Pdf(padding: 20_000));
        var bytes = await Sending.Write(packet);

        var header = await PacketHeader.ReadAsync(new MemoryStream(bytes));
        var cut = await PacketHeader.ReadAsync(new MemoryStream(bytes[..^5000]));

        Assert.Equal((packet.From.OrganId, packet.EffectiveDocumentId, false), (header.From, header.DocumentId, header.IsStatus));
        Assert.Equal(["000.00.00.H41", "000.00.00.H26"], header.To);
        Assert.Equal(header.To, cut.To);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY x \"y\">]><a>&x;</a>")]
    [InlineData("<a><b></a>")]
    [InlineData("<edXML><MessageHeader><From>")]
    [InlineData("<edXML><Body/></edXML>")]
    [InlineData("")]
    public async Task What_is_no_packet_has_no_header(string text) =>
        await Sending.Fails(ExchangeFailure.Refused, "CLI-0006", () => PacketHeader.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))));

    [Fact]
    public async Task A_status_packet_is_known_as_one()
    {
        var header = await PacketHeader.ReadAsync(new MemoryStream("<e><edXMLHeader><MessageHeader><From><OrganId>H41</OrganId></From><ResponseFor><DocumentId>d</DocumentId></ResponseFor><StatusCode>03</StatusCode></MessageHeader></edXMLHeader></e>"u8.ToArray()));

        Assert.Equal(("H41", true), (header.From, header.IsStatus));
        Assert.Null(header.DocumentId);
    }
}
