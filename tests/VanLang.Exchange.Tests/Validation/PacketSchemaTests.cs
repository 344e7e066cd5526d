using System.Diagnostics;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Exchange.Tests.Packets;
using VanLang.Exchange.Validation;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Validation;

/// <summary>The strict writer and the schema say the same, told by .NET's validator and by libxml's.</summary>
public sealed class PacketSchemaTests
{
    // What the reader tolerates and the strict form repeats, because it is the sender's own word: too long a value, a type outside the list.
    private static readonly string[] Kept = ["EDX-1006", "EDX-1007"];

    public static TheoryData<string> Corpus { get; } = [.. PacketCorpus.Make(CorpusSettings.Default).Select(p => p.Name)];

    public static TheoryData<string> Shared { get; } = [.. SharedPackets.Names];

    [Theory]
    [MemberData(nameof(Corpus))]
    public async Task The_strict_form_of_every_packet_of_the_corpus_validates(string name) =>
        await Validates(PacketCorpus.Make(CorpusSettings.Default).Single(p => p.Name == name).Bytes);

    [Theory]
    [MemberData(nameof(Shared))]
    public async Task The_strict_form_of_every_shared_packet_validates(string name) => await Validates(await File.ReadAllBytesAsync(SharedPackets.Path(name)));

    [Fact]
    public async Task Libxml_agrees_about_the_whole_corpus()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/xmllint") || Environment.GetEnvironmentVariable("CI") == "true", "xmllint is not installed (libxml2-utils).");
        var folder = Directory.CreateTempSubdirectory("vanlang-xsd");
        try
        {
            var files = new List<string>();
            foreach (var packet in PacketCorpus.Make(CorpusSettings.Default))
            {
                var (strict, warnings) = await Strict(packet.Bytes);
                if (!warnings.Any(w => Kept.Contains(w.Code)))
                {
                    files.Add(Path.Combine(folder.FullName, packet.Name + ".edxml"));
                    await File.WriteAllBytesAsync(files[^1], strict);
                }
            }

            Assert.True(files.Count >= 40, $"{files.Count} files");
            Assert.Equal((0, ""), await Lint(files));
            var wrong = Path.Combine(folder.FullName, "sai.edxml");
            await File.WriteAllTextAsync(wrong, (await File.ReadAllTextAsync(files[0])).Replace("edXML:Subject>", "edXML:TrichYeu>", StringComparison.Ordinal));
            Assert.NotEqual(0, (await Lint([wrong])).Code);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("<edXML:Subject>", "<edXML:Trich>", "</edXML:Subject>", "</edXML:Trich>")]
    [InlineData("<edXML:Type>2<", "<edXML:Type>18<", "", "")]
    [InlineData("<edXML:Priority>0<", "<edXML:Priority>5<", "", "")]
    [InlineData("<edXML:PromulgationDate>2020/11/20<", "<edXML:PromulgationDate>20/11/2020<", "", "")]
    [InlineData("<edXML:PromulgationDate>2020/11/20<", "<edXML:PromulgationDate>2020/13/20<", "", "")]
    [InlineData("<edXML:CodeNumber>7000<", "<edXML:CodeNumber>123456789012<", "", "")]
    [InlineData("<edXML:OrganId>000.00.00.G22<", "<edXML:OrganId>G22/VPCP<", "", "")]
    [InlineData("<edXML:BussinessDocType>0<", "<edXML:BussinessDocType>4<", "", "")]
    [InlineData("<edXML:Bussiness>", "<edXML:Business>", "</edXML:Bussiness>", "</edXML:Business>")]
    [InlineData("cid:", "", "", "")]
    [InlineData(" version=\"1.0\"><edXML:Reference", "><edXML:Reference", "", "")]
    [InlineData("<edXML:Paper>0<", "<edXML:Paper>no<", "", "")]
    [InlineData("UEsDB", "!!!!!", "", "")]
    public async Task A_deviation_is_found(string from, string to, string alsoFrom, string alsoTo)
    {
        var (strict, _) = await Strict(PacketCorpus.Make(CorpusSettings.Default)[0].Bytes);
        var text = Encoding.UTF8.GetString(strict);
        var bent = text.Replace(from, to, StringComparison.Ordinal);
        bent = alsoFrom.Length > 0 ? bent.Replace(alsoFrom, alsoTo, StringComparison.Ordinal) : bent;
        Assert.NotEqual(text, bent);

        Assert.Empty(Faults(strict));
        Assert.NotEmpty(Faults(Encoding.UTF8.GetBytes(bent)));
    }

    [Fact]
    public async Task The_order_is_part_of_it()
    {
        var (strict, _) = await Strict(PacketCorpus.Make(CorpusSettings.Default)[0].Bytes);
        var xml = XDocument.Parse(Encoding.UTF8.GetString(strict));
        var message = xml.Descendants().Single(e => e.Name.LocalName == "MessageHeader");
        var id = message.Elements().Single(e => e.Name.LocalName == "DocumentId");
        id.Remove();
        message.Add(id);

        Assert.NotEmpty(Faults(Encoding.UTF8.GetBytes(xml.ToString(SaveOptions.DisableFormatting))));
    }

    [Fact]
    public void The_validator_knows_the_order_of_the_schema()
    {
        Assert.Equal(["From", "To", "DocumentId", "Code", "PromulgationInfo", "DocumentType", "Subject", "Content", "SignerInfo", "DueDate", "OtherInfo", "ResponseFor", "SteeringType", "ToPlaces", "StaffInfo", "StatusCode", "Description", "Timestamp", "Destruction"],
            PacketSchema.Order("MessageHeader"));
        Assert.Equal(["OrganId", "OrganizationInCharge", "OrganName", "OrganAdd", "Email", "Telephone", "Fax", "Website"], PacketSchema.Order("To"));
        Assert.Equal(["ContentId", "AttachmentName", "Description", "ContentType", "ContentTransferEncoded"], PacketSchema.Order("Attachment"));
        Assert.Equal(["Copies", "Archived", "CopyList"], PacketSchema.Order("Destruction"));
        Assert.Null(PacketSchema.Order("MoRong"));
    }

    /// <summary>One example of each kind that this exchange writes itself, by .NET's validator and by libxml's.</summary>
    [Fact]
    public async Task An_example_of_every_kind_that_is_written_validates()
    {
        var folder = Directory.CreateTempSubdirectory("vanlang-xsd");
        try
        {
            var files = new List<string>();
            foreach (var (name, packet) in Kinds())
            {
                var (strict, warnings) = await Strict(packet);
                Assert.DoesNotContain(warnings, w => w.Code == EdxmlErrors.Unknown.Code);
                Assert.Empty(Faults(strict));

                // Written, read and written again it is the same: reader and writer know the same elements.
                Assert.Equal(strict, (await Strict(strict)).Strict);
                files.Add(Path.Combine(folder.FullName, name + ".edxml"));
                await File.WriteAllBytesAsync(files[^1], strict);
            }

            Assert.Equal(16, files.Count);
            if (File.Exists("/usr/bin/xmllint") || Environment.GetEnvironmentVariable("CI") == "true")
            {
                Assert.Equal((0, ""), await Lint(files));
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("<edXML:Copies>3<", "<edXML:Copies>0<")]
    [InlineData("<edXML:Copies>3<", "<edXML:Copies>100001<")]
    [InlineData("<edXML:Archived>1<", "<edXML:Archived>yes<")]
    [InlineData("<edXML:CopyList>Ba bản giấy<", "<edXML:CopyList><")]
    [InlineData("<edXML:CopyList>", "<edXML:Danh>")]
    public async Task A_statement_of_destruction_that_deviates_is_found(string from, string to)
    {
        var (strict, _) = await Strict(Kinds().Single(k => k.Name == "destruction").Packet);
        var text = Encoding.UTF8.GetString(strict);
        var bent = text.Replace(from, to, StringComparison.Ordinal).Replace(to.Contains("Danh", StringComparison.Ordinal) ? "</edXML:CopyList>" : "\0", "</edXML:Danh>", StringComparison.Ordinal);
        Assert.NotEqual(text, bent);

        Assert.NotEmpty(Faults(Encoding.UTF8.GetBytes(bent)));
    }

    private static IEnumerable<(string Name, byte[] Packet)> Kinds()
    {
        var number = Agencies.NextNumber();
        yield return ("document", Agencies.Document("G22", ["H41"], number));
        yield return ("recall", Events.Later(number, "1", "Gửi nhầm", change: t => t.Message.Children.Add(Node.Of("ResponseFor", Node.Leaf("OrganId", "H41"), Node.Leaf("DocumentId", Events.Id(number))))));
        yield return ("update", Events.Later(number, "2", "Bổ sung phụ lục"));
        yield return ("replacement", Events.Later(Agencies.NextNumber(), "3", "Sai thẩm quyền", replaces: number));
        foreach (var code in EdxmlStatus.Codes.Order(StringComparer.Ordinal))
        {
            yield return ("status-" + code, Events.Status(code == "13" ? "G22" : "H41", number, code, "Lý do"));
        }

        yield return ("destruction", Destroyed(Node.Leaf("Copies", "3"), Node.Leaf("Archived", "1"), Node.Leaf("CopyList", "Ba bản giấy")));
        yield return ("destruction-plain", Destroyed(Node.Leaf("Copies", "1"), Node.Leaf("Archived", "0")));
        yield return ("destruction-short", Destroyed(Node.Leaf("Archived", "0")));

        byte[] Destroyed(params Node[] said) => Events.Status("H41", number, "15", "Đã tiêu hủy", change: m => m.Children.Add(Node.Of("Destruction", said)));
    }

    private static async Task Validates(byte[] packet)
    {
        var (strict, warnings) = await Strict(packet);
        var faults = Faults(strict);

        Assert.Equal(warnings.Any(w => Kept.Contains(w.Code)), faults.Count > 0);
        Assert.Equal(warnings.Count(w => Kept.Contains(w.Code)), faults.Count);
    }

    private static List<string> Faults(byte[] packet)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = PacketSchema.Set, DtdProcessing = DtdProcessing.Prohibit };
        settings.ValidationFlags |= XmlSchemaValidationFlags.ReportValidationWarnings;
        settings.ValidationEventHandler += (_, e) =>
        {
            if (e.Severity is XmlSeverityType.Error)
            {
                faults.Add(e.Message);
            }
        };
        using var reader = XmlReader.Create(new MemoryStream(packet), settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static async Task<(byte[] Strict, IReadOnlyList<Error> Warnings)> Strict(byte[] packet)
    {
        var contents = new Dictionary<int, MemoryStream>();
        var read = Agencies.Ok(await Reading.Reader(now: new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero)).ReadAsync(
            new MemoryStream(packet), (h, _) => ValueTask.FromResult<Stream>(contents[h.Number] = new MemoryStream()), CancellationToken.None));
        using var strict = new MemoryStream();
        var written = read.Status is { } status
            ? await EdxmlWriter.WriteAsync(strict, status, null, default)
            : await EdxmlWriter.WriteAsync(
                strict,
                read.Document!,
                [.. read.Attachments.Select(a => new OutgoingAttachment(a.Name, a.ContentType, a.ContentId, a.Description, a.Sha256, _ => ValueTask.FromResult<Stream>(new MemoryStream(contents[a.Number].ToArray()))))],
                null,
                default);
        Assert.True(written.IsOk);
        return (strict.ToArray(), read.Warnings);
    }

    private static async Task<(int Code, string Said)> Lint(IEnumerable<string> files)
    {
        using var lint = Process.Start(new ProcessStartInfo("xmllint", ["--noout", "--schema", Repository.At("docs", "schema", "edxml-v1.xsd"), .. files]) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await lint.StandardError.ReadToEndAsync();
        await lint.WaitForExitAsync();
        return (lint.ExitCode, string.Join('\n', said.Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.EndsWith(" validates", StringComparison.Ordinal))));
    }
}
