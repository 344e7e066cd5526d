using System.Security.Cryptography;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Tests.Edxml;

public sealed class SharedPacketTests
{
    public static TheoryData<string> Names => [.. SharedPackets.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_real_packet_is_read_and_its_strict_form_reads_equal(string name)
    {
        await using var file = File.OpenRead(SharedPackets.Path(name));
        var contents = new KeptContents();

        var first = Reading.Ok(await Reading.Reader().ReadAsync(file, contents.Sink, CancellationToken.None));
        var strict = await Reading.RewriteAsync(first, contents, null);
        var secondContents = new KeptContents();
        var second = Reading.Ok(await Reading.Reader().ReadAsync(new MemoryStream(strict), secondContents.Sink, CancellationToken.None));

        Assert.Equal(first.Document, second.Document);
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Attachments.Select(Reading.Essence), second.Attachments.Select(Reading.Essence));
        Assert.Equal(contents.Hashes(), secondContents.Hashes());
        Assert.Empty(first.Extensions);
    }

    [Fact]
    public async Task The_recall_names_its_original_and_keeps_the_zip_that_is_no_wrapper()
    {
        var (packet, contents) = await ReadAsync("vendor-recall");

        Assert.Equal(EdxmlBusinessType.Recall, packet.Document!.Business.Type);
        Assert.Equal("Thu hồi văn bản điện tử", packet.Document.Business.Reason);
        Assert.Equal(["000.00.00.H41", "000.00.00.H14", "000.00.00.G17"], packet.Document.To.Select(o => o.OrganId));
        Assert.Equal([new EdxmlResponseFor("000.00.00.H14", "267/VPCP-TTĐT", new DateOnly(2018, 9, 28), "000.00.04.G14,2012/08/06,267/VPCP-TTĐT")], packet.Document.ResponseFor);
        var attachment = Assert.Single(packet.Attachments);
        Assert.False(attachment.Unzipped);
        Assert.Equal("1896_QD-TTg_m_294779.doc", attachment.Name);
        Assert.Equal(attachment.StoredSha256, attachment.Sha256);
        Assert.Equal("PK"u8, contents.Bytes(1).AsSpan(0, 2));
        Assert.Equal("EDX-1015", Assert.Single(packet.Warnings).Code);
        Assert.Equal(XmlSignatureOutcome.NotASignature, packet.Signature.Outcome);
    }

    [Fact]
    public async Task The_update_keeps_a_document_id_with_a_date_that_does_not_exist()
    {
        var (packet, _) = await ReadAsync("vendor-update");

        Assert.Equal("000.00.00.G22,2014/02/30,7806/VPCP-TTĐT", packet.Document!.Business.DocumentId);
        Assert.Equal([new EdxmlReceiver("000.00.00.H41", 0), new EdxmlReceiver("000.00.00.H14", 1)], packet.Document.Business.Receivers);
        Assert.True(packet.Document.Business.DocumentChanged);
        Assert.True(packet.Document.Business.ReceiversChanged);
    }

    [Fact]
    public async Task Recall_and_update_share_sender_and_document_id()
    {
        var (recall, _) = await ReadAsync("vendor-recall");
        var (update, _) = await ReadAsync("vendor-update");

        Assert.Equal(recall.Document!.DocumentId, update.Document!.DocumentId);
        Assert.Equal(recall.From.OrganId, update.From.OrganId);
    }

    [Theory]
    [InlineData("vendor-status-02", "02")]
    [InlineData("vendor-status-03", "03")]
    public async Task A_status_packet_names_its_document(string name, string code)
    {
        var (packet, _) = await ReadAsync(name);

        Assert.Equal(EdxmlKind.Status, packet.Kind);
        Assert.Equal(code, packet.Status!.Code);
        Assert.Equal("000.00.00.G22,2015/09/30,7816/VPCP-TTĐT", packet.Status.ResponseFor.DocumentId);
        Assert.Equal(new DateTimeOffset(2015, 9, 20, 11, 8, 36, Clock.NationalOffset), packet.Status.Timestamp);
        Assert.Empty(packet.Warnings);
    }

    [Fact]
    public async Task The_packet_of_2019_gives_its_wrecked_pdf_and_its_odd_codes()
    {
        var (packet, contents) = await ReadAsync("vendor-2019");

        Assert.Equal("9fbfbad2-f1f8-4256-a2eb-50fb1061cddb", packet.Document!.DocumentId);
        Assert.Equal(["01.02.G22", "001.00.20.TT2"], packet.Document.Traces.Select(t => t.OrganId));
        var attachment = Assert.Single(packet.Attachments);
        Assert.True(attachment.Unzipped);
        Assert.Equal(17, attachment.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(contents.Bytes(1))), attachment.Sha256);
        Assert.Equal(["EDX-1005", "EDX-1011", "EDX-1014", "EDX-1016", "EDX-1021", "EDX-1021"], packet.Warnings.Select(w => w.Code).Order(StringComparer.Ordinal));
    }

    private static async Task<(EdxmlPacket Packet, KeptContents Contents)> ReadAsync(string name)
    {
        await using var file = File.OpenRead(SharedPackets.Path(name));
        var contents = new KeptContents();
        return (Reading.Ok(await Reading.Reader().ReadAsync(file, contents.Sink, CancellationToken.None)), contents);
    }
}
