using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Edxml;

public sealed class PacketCorpusTests
{
    private static readonly IReadOnlyList<CorpusPacket> Corpus = PacketCorpus.Make(CorpusSettings.Default);

    public static TheoryData<string> Names => [.. Corpus.Select(p => p.Name)];

    [Fact]
    public void The_corpus_has_at_least_forty_packets_with_names_of_their_own()
    {
        Assert.True(Corpus.Count >= 40);
        Assert.Equal(Corpus.Count, Corpus.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void Every_new_document_of_the_corpus_has_its_own_id()
    {
        var fresh = Corpus.Where(p => p.DependsOn is null).ToList();

        Assert.Equal(fresh.Count, fresh.Select(p => p.DocumentId).Distinct().Count());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_variation_is_read_as_what_it_says(string name)
    {
        var expected = Corpus.Single(p => p.Name == name);
        var contents = new KeptContents();

        var packet = Reading.Ok(await Reading.ReadAsync(expected.Bytes, contents.Sink));

        Assert.Equal(expected.From, packet.From.OrganId);
        Assert.Equal(expected.Bytes.Length, packet.Length);
        if (expected.IsStatus)
        {
            Assert.Equal(expected.StatusCode, packet.Status!.Code);
            Assert.Equal(expected.DocumentId, packet.Status.ResponseFor.DocumentId);
            Assert.NotNull(packet.Status.Timestamp);
            Assert.NotNull(packet.Status.Staff);
            return;
        }

        var document = packet.Document!;
        Assert.Equal(expected.To, document.To.Select(o => o.OrganId));
        Assert.Equal(expected.DocumentId, document.DocumentId);
        Assert.Equal(CorpusSettings.Default.Date, document.PromulgationDate);
        Assert.Equal((EdxmlBusinessType)expected.BusinessType, document.Business.Type);
        Assert.Equal("Trần Thị Thư", document.Business.Staff!.Name);
        Assert.NotEmpty(document.Traces);
        Assert.All(document.Traces, t => Assert.NotNull(t.Timestamp));
        Assert.Equal(expected.Files.Select(f => f.Name.Replace('/', '-')), packet.Attachments.Select(a => a.Name));
        Assert.Equal(expected.Files.Select(f => Convert.ToHexString(f.Content)), expected.Files.Select((_, i) => Convert.ToHexString(contents.Bytes(i + 1))));
        Assert.All(packet.Attachments, a => Assert.True(a.InManifest));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_strict_form_of_a_variation_reads_equal_and_without_remarks_on_form(string name)
    {
        var contents = new KeptContents();
        var first = Reading.Ok(await Reading.ReadAsync(Corpus.Single(p => p.Name == name).Bytes, contents.Sink));

        var strict = await Reading.RewriteAsync(first, contents, null);
        var again = new KeptContents();
        var second = Reading.Ok(await Reading.ReadAsync(strict, again.Sink));

        Assert.Equal(first.Document, second.Document);
        Assert.Equal(first.Status, second.Status);
        Assert.Equal(first.Attachments.Select(Reading.Essence), second.Attachments.Select(Reading.Essence));
        Assert.Equal(contents.Hashes(), again.Hashes());
        Error[] aboutForm = [EdxmlErrors.DateForm, EdxmlErrors.Spelling, EdxmlErrors.SoapForm, EdxmlErrors.OtherNamespace, EdxmlErrors.EmptyElement, EdxmlErrors.NotUtf8, EdxmlErrors.FileNameSeparator, EdxmlErrors.Unknown];
        Assert.DoesNotContain(second.Warnings, w => aboutForm.Any(f => f.Code == w.Code));
    }

    [Theory]
    [InlineData("business-spelling", "EDX-1003")]
    [InlineData("soap", "EDX-1002")]
    [InlineData("dates-day-first", "EDX-1004")]
    [InlineData("dates-iso", "EDX-1004")]
    [InlineData("type-18", "EDX-1007")]
    [InlineData("empty-response", "EDX-1011")]
    [InlineData("no-file", "EDX-1012")]
    [InlineData("wrecked-pdf", "EDX-1016")]
    [InlineData("unknown-element", "EDX-1017")]
    [InlineData("utf-16", "EDX-1019")]
    [InlineData("name-with-slash", "EDX-1020")]
    [InlineData("extra-traces", "EDX-1021")]
    public async Task A_tolerated_deviation_is_remarked(string name, string code)
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Corpus.Single(p => p.Name == name).Bytes));

        var warning = packet.Warnings.First(w => w.Code == code);
        Assert.True((int)warning.Facts["line"] > 0);
        Assert.StartsWith("/", (string)warning.Facts["path"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vnpt")]
    [InlineData("dotnet-order")]
    [InlineData("shuffled-1")]
    [InlineData("other-prefix")]
    [InlineData("no-prefix")]
    [InlineData("raw")]
    [InlineData("attachments-first")]
    public async Task What_the_standard_leaves_free_is_not_remarked(string name)
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Corpus.Single(p => p.Name == name).Bytes));

        Assert.Empty(packet.Warnings);
        Assert.Empty(packet.Extensions);
    }

    [Fact]
    public async Task An_unknown_element_is_kept_with_its_path_and_text()
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Corpus.Single(p => p.Name == "unknown-element").Bytes));

        var extension = Assert.Single(packet.Extensions);
        Assert.Equal("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/MoRong", extension.Path);
        Assert.Contains("HS-2020-118", extension.Text, StringComparison.Ordinal);
    }
}
