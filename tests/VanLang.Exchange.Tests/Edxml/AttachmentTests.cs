using System.Security.Cryptography;
using System.Text;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

public sealed partial class AttachmentTests
{
    private static readonly PacketShape Raw = new() { Zip = false };

    [Fact]
    public async Task An_honest_archive_and_an_office_file_pass_as_they_are()
    {
        var zip = PacketText.Zip("phu-luc/bang-1.csv", Encoding.UTF8.GetBytes("a;b"));
        var kept = new KeptContents();

        var packet = Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile("phu-luc.zip", zip), new PacketFile("bao-cao.docx", zip)).Write(Raw), kept.Sink));

        Assert.All(packet.Attachments, a => Assert.False(a.Unzipped));
        Assert.Equal(zip, kept.Bytes(1));
        Assert.Equal(zip, kept.Bytes(2));
        Assert.Empty(packet.Warnings);
    }

    [Fact]
    public async Task A_zip_in_a_zip_is_looked_into_and_passes_when_honest()
    {
        var zip = PacketText.Zip("trong.zip", PacketText.Zip("a.txt", "nội dung"u8.ToArray()));

        Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile("ho-so.zip", zip)).Write(Raw)));
    }

    [Theory]
    [InlineData("van-ban.pdf", "x.pdf", true)]
    [InlineData("van-ban.PDF", "x.pdf", true)]
    [InlineData("van-ban.doc", "x.edxml", false)]
    [InlineData("van-ban", "x", true)]
    [InlineData("bang.xlsx", "x.xlsx", false)]
    [InlineData("ho-so.zip", "x.zip", false)]
    public async Task The_wrapper_comes_off_only_by_the_rule(string name, string entry, bool unzipped)
    {
        var content = name.EndsWith(".zip", StringComparison.Ordinal) ? PacketText.Zip("a.txt", [1]) : "nội dung"u8.ToArray();
        var zip = PacketText.Zip(entry, content);
        var kept = new KeptContents();

        var packet = Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile(name, zip)).Write(Raw), kept.Sink));

        var attachment = Assert.Single(packet.Attachments);
        Assert.Equal(unzipped, attachment.Unzipped);
        Assert.Equal(unzipped ? content : zip, kept.Bytes(1));
        Assert.Equal(Sha256(zip), attachment.StoredSha256);
        Assert.Equal(zip.Length, attachment.StoredLength);
        Assert.Equal(Sha256(kept.Bytes(1)), attachment.Sha256);
        Assert.Equal(kept.Bytes(1).Length, attachment.Length);
    }

    [Fact]
    public async Task A_zip_with_two_entries_is_no_wrapper()
    {
        using var bytes = new MemoryStream();
        using (var zip = new System.IO.Compression.ZipArchive(bytes, System.IO.Compression.ZipArchiveMode.Create, true))
        {
            zip.CreateEntry("a.pdf");
            zip.CreateEntry("b.pdf");
        }

        var packet = Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile("van-ban.pdf", bytes.ToArray())).Write(Raw)));

        Assert.False(packet.Attachments[0].Unzipped);
        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1015");
    }

    [Fact]
    public async Task An_office_file_that_holds_one_of_its_own_kind_is_remarked()
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile("bao-cao.docx", PacketText.Zip("x.docx", [1, 2, 3]))).Write(Raw)));

        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1024");
    }

    [Fact]
    public async Task A_zip_wrecked_on_its_way_is_kept_with_a_remark()
    {
        var wreck = PacketText.Zip("x.pdf", SmallPdf.Make("a"))[..^30];

        var packet = Reading.Ok(await Reading.ReadAsync(Packet(new PacketFile("van-ban.pdf", wreck)).Write(Raw)));

        Assert.Equal(Sha256(wreck), packet.Attachments[0].Sha256);
        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1023");
    }

    [Fact]
    public async Task Content_ids_that_differ_are_matched_by_name_with_a_remark()
    {
        var text = Packet(new PacketFile("van-ban.pdf", SmallPdf.Make("a"))).WriteText(Raw).Replace("<ContentId>cid:att-1<", "<ContentId>cid:khac<", StringComparison.Ordinal);

        var packet = Reading.Ok(await Reading.ReadAsync(text));

        Assert.True(packet.Attachments[0].InManifest);
        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1010");
    }

    [Fact]
    public async Task A_file_outside_the_manifest_is_kept_with_a_remark()
    {
        var text = Packet(new PacketFile("van-ban.pdf", SmallPdf.Make("a"))).WriteText(Raw);
        var start = text.IndexOf("<edXML:edXMLBody>", StringComparison.Ordinal);
        var end = text.IndexOf("</edXML:edXMLBody>", StringComparison.Ordinal) + "</edXML:edXMLBody>".Length;

        var packet = Reading.Ok(await Reading.ReadAsync(text[..start] + text[end..]));

        Assert.False(packet.Attachments[0].InManifest);
        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1009");
    }

    [Theory]
    [InlineData("../a.pdf")]
    [InlineData("C:\\a.pdf")]
    [InlineData("C:a.pdf")]
    [InlineData("/a.pdf")]
    [InlineData("\\\\may\\a.pdf")]
    [InlineData("a/../b.pdf")]
    [InlineData("..")]
    [InlineData("a\u202efdp.exe")]
    public async Task A_file_name_that_is_a_path_is_refused(string name)
    {
        var result = await Reading.ReadAsync(Packet(new PacketFile(name, SmallPdf.Make("a"))).Write(Raw));

        Assert.Equal("EDX-0044", Assert.Single(result.Errors).Code);
        Assert.Equal($"Tên tệp \"{name}\" không an toàn: không được là đường dẫn hoặc chứa ký tự điều khiển.", result.Error.Sentence("vi"));
    }

    [Theory]
    [InlineData("cid:209", "209")]
    [InlineData("CID:209", "209")]
    [InlineData(" <cid:209> ", "209")]
    [InlineData("209", "209")]
    [InlineData("<209>", "209")]
    public void Content_ids_are_the_same_with_and_without_their_prefix(string written, string expected)
    {
        Assert.Equal(expected, ContentIds.Normalize(written));
    }

    [Fact]
    public async Task The_same_content_id_twice_is_refused()
    {
        var result = await Reading.ReadAsync(Packet(new PacketFile("a.pdf", SmallPdf.Make("a"), ContentId: "x"), new PacketFile("b.pdf", SmallPdf.Make("b"), ContentId: "x")).Write(Raw));

        Assert.All(result.Errors, e => Assert.Contains(e.Code, (string[])["EDX-0042", "EDX-0043"]));
        Assert.Contains("ContentId \"x\" được dùng hai lần.", result.Errors.Select(e => e.Sentence("vi")));
    }

    [Fact]
    public async Task A_manifest_line_without_its_file_is_refused()
    {
        var text = Packet(new PacketFile("van-ban.pdf", SmallPdf.Make("a"))).WriteText(Raw);
        var result = await Reading.ReadAsync(text[..text.IndexOf("<AttachmentEncoded>", StringComparison.Ordinal)] + "</edXML>");

        Assert.Equal("Danh mục nêu \"van-ban.pdf\" nhưng gói tin không có tệp này.", Assert.Single(result.Errors).Sentence("vi"));
    }

    [Fact]
    public async Task Contents_over_the_limit_are_refused_as_too_large()
    {
        var limits = EdxmlLimits.Default with { ContentBytes = 1000 };
        var bytes = Packet(new PacketFile("a.txt", new byte[800]), new PacketFile("b.txt", new byte[800])).Write(new PacketShape());

        var result = await Reading.Reader(limits).ReadAsync(new MemoryStream(bytes), AttachmentSinks.Discard, CancellationToken.None);

        Assert.Equal("EDX-0012", result.Error.Code);
        Assert.Equal(ErrorKind.TooLarge, result.Error.Kind);
    }

    [Fact]
    public async Task A_packet_over_the_limit_is_refused_as_too_large_without_reading_on()
    {
        var limits = EdxmlLimits.Default with { PacketBytes = 200_000 };
        var endless = new MemoryStream([.. Packet(new PacketFile("a.txt", RandomNumberGenerator.GetBytes(5_000_000))).Write(Raw)]);

        var result = await Reading.Reader(limits).ReadAsync(endless, AttachmentSinks.Discard, CancellationToken.None);

        Assert.Equal("EDX-0011", result.Error.Code);
        Assert.True(endless.Position < 400_000);
    }

    [Fact]
    public async Task More_attachments_than_allowed_are_refused()
    {
        var limits = EdxmlLimits.Default with { Attachments = 2 };
        var bytes = Packet([.. Enumerable.Range(0, 3).Select(i => new PacketFile($"{i}.txt", [1, 2, 3]))]).Write(Raw);

        var result = await Reading.Reader(limits).ReadAsync(new MemoryStream(bytes), AttachmentSinks.Discard, CancellationToken.None);

        Assert.Equal("EDX-0013", result.Error.Code);
    }

    [Theory]
    [InlineData("QUJD", "ABC")]
    [InlineData(" QU\r\nJD ", "ABC")]
    [InlineData("QUI=", "AB")]
    [InlineData("QQ==", "A")]
    [InlineData("QUJDR", null)]
    [InlineData("QUJ", null)]
    [InlineData("QQ=", null)]
    [InlineData("QQ==QQ==", null)]
    [InlineData("QQ== Q", null)]
    [InlineData("QU*D", null)]
    [InlineData("=", null)]
    [InlineData("", "")]
    public void Base64_is_decoded_in_pieces_of_any_size_and_never_cut_in_silence(string text, string? expected)
    {
        for (var size = 1; size <= text.Length + 1; size++)
        {
            var decoder = new Base64Decoder();
            var bytes = new List<byte>();
            var buffer = new byte[64];
            var sound = true;
            for (var at = 0; at < text.Length && sound; at += size)
            {
                sound = decoder.Decode(text.AsSpan(at, Math.Min(size, text.Length - at)), buffer, out var written);
                bytes.AddRange(buffer[..written]);
            }

            Assert.Equal(expected is not null, sound && decoder.IsWhole);
            Assert.True(expected is null || Encoding.ASCII.GetString([.. bytes]) == expected);
        }
    }

    [Fact]
    public async Task Temporary_files_are_gone_afterwards_also_after_a_refusal()
    {
        var folder = Directory.CreateTempSubdirectory("edxml-test");
        var limits = EdxmlLimits.Default with { TemporaryFolder = folder.FullName };
        var sound = Packet(new PacketFile("van-ban.pdf", SmallPdf.Make("a"))).Write(new PacketShape());

        await Reading.Reader(limits).ReadAsync(new MemoryStream(sound), AttachmentSinks.Discard, CancellationToken.None);
        await Reading.Reader(limits).ReadAsync(new MemoryStream(sound[..^200]), AttachmentSinks.Discard, CancellationToken.None);

        Assert.Empty(folder.EnumerateFileSystemInfos());
        folder.Delete();
    }

    private static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    private static PacketText Packet(params PacketFile[] files)
    {
        var packet = PacketText.Document(CorpusSettings.Default.From, CorpusSettings.Default.To, "7816", CorpusSettings.Default.Date, Raw);
        packet.Files.AddRange(files);
        return packet;
    }

    private sealed class CountingSink
    {
        public long Bytes => streams.Sum(s => s.Count);

        private readonly List<CountingStream> streams = [];

        public AttachmentSink Sink => (_, _) =>
        {
            var stream = new CountingStream();
            streams.Add(stream);
            return ValueTask.FromResult<Stream>(stream);
        };

        private sealed class CountingStream : MemoryStream
        {
            public long Count { get; private set; }

            public override void Write(ReadOnlySpan<byte> buffer) => Count += buffer.Length;

            public override void Write(byte[] buffer, int offset, int count) => Count += count;

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                Count += buffer.Length;
                return ValueTask.CompletedTask;
            }
        }
    }
}
