using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Signing.Xml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Api;

/// <summary>The copy in the strict form is the axis's own word: signed with its published key, names and digests of the files included.</summary>
public abstract class StrictFormTests(TestApp app)
{
    private static readonly XNamespace Ed = "http://www.mic.gov.vn/TBT/QCVN_102_2016";
    private static readonly XNamespace Ds = "http://www.w3.org/2000/09/xmldsig#";

    [Fact]
    public async Task The_copy_is_signed_by_the_axis_and_its_key_is_published()
    {
        var strict = await Strict();

        var read = Agencies.Ok(await Reading.Reader(now: new DateTimeOffset(2026, 11, 24, 3, 0, 0, TimeSpan.Zero)).ReadAsync(new MemoryStream(strict), Exchange.Edxml.AttachmentSinks.Discard, CancellationToken.None));
        using var anonymous = app.Anonymous();
        var keys = (await anonymous.Get("/.well-known/exchange-packets.json")).GetProperty("keys").EnumerateArray().Select(k => k.Text("x") + " " + k.Text("y"));

        Assert.Equal(XmlSignatureOutcome.Valid, read.Signature.Outcome);
        Assert.Contains("CN=Bản viết lại theo dạng chuẩn của Trục VanLang", read.Signature.Certificate!.Subject, StringComparison.Ordinal);
        using var certificate = Certificate(Encoding.UTF8.GetString(strict));
        using var key = certificate.GetECDsaPublicKey()!;
        var q = key.ExportParameters(false).Q;
        Assert.Contains(Base64Url.EncodeToString(q.X) + " " + Base64Url.EncodeToString(q.Y), keys);
    }

    [Fact]
    public async Task A_foreign_program_verifies_the_signature_and_refuses_a_changed_copy()
    {
        var strict = Encoding.UTF8.GetString(await Strict());

        Assert.True(await Xmlsec(strict), "xmlsec1 does not accept the copy.");
        Assert.False(await Xmlsec(strict.Replace("liên thông phần mềm", "liên thông phần cứng", StringComparison.Ordinal)), "xmlsec1 accepts another subject.");
        Assert.False(await Xmlsec(Regex.Replace(strict, "(<edXML:AttachmentName>)Văn bản", "$1Văn bảo")), "xmlsec1 accepts another file name in the manifest.");
    }

    [Fact]
    public async Task The_manifest_names_every_file_with_its_digest()
    {
        var (first, second) = (SmallPdf.Make("một"), SmallPdf.Make("hai"));

        var packet = XDocument.Parse(Encoding.UTF8.GetString(await Strict(t =>
        {
            t.Files.Clear();
            t.Files.Add(new PacketFile("Văn bản số 1.pdf", first));
            t.Files.Add(new PacketFile("Phụ lục & bảng kê (2).pdf", second));
        })));

        var references = packet.Descendants(Ed + "Reference").ToList();
        Assert.Equal(["Văn bản số 1.pdf", "Phụ lục & bảng kê (2).pdf"], references.Select(r => r.Element(Ed + "AttachmentName")!.Value));
        Assert.Equal([SHA256.HashData(first), SHA256.HashData(second)], references.Select(r => Convert.FromBase64String(r.Element(Ds + "DigestValue")!.Value)));
        Assert.Equal(references.Select(r => r.Element(Ed + "ContentId")!.Value), packet.Descendants().Where(e => e.Name.LocalName == "Attachment").Select(a => a.Elements().First(e => e.Name.LocalName == "ContentId").Value));
        Assert.Equal(references.Select(r => r.Element(Ed + "AttachmentName")!.Value), packet.Descendants().Where(e => e.Name.LocalName == "Attachment").Select(a => a.Elements().First(e => e.Name.LocalName == "AttachmentName").Value));
    }

    private async Task<byte[]> Strict(Action<PacketText>? change = null)
    {
        using var sender = await app.Api("G22");
        var shape = new PacketShape { Prefix = "ns1", DocumentIdLast = true, Zip = false, CidInManifest = false, Business = "Business" };
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], shape: shape, change: change ?? (t => t.Files[0] = new PacketFile("Văn bản.pdf", SmallPdf.Make("a")))));
        using var answer = await sender.GetAsync($"{Calls.Packets}/{sent.Text("packetId")}?form=strict");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsByteArrayAsync();
    }

    private static X509Certificate2 Certificate(string packet) =>
        X509CertificateLoader.LoadCertificate(Convert.FromBase64String(XDocument.Parse(packet).Descendants(Ds + "X509Certificate").First().Value));

    private static async Task<bool> Xmlsec(string packet)
    {
        if (!File.Exists("/usr/bin/xmlsec1"))
        {
            Skip.Missing("xmlsec1");
        }

        var folder = Directory.CreateTempSubdirectory();
        try
        {
            using var certificate = Certificate(packet);
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "axis.pem"), certificate.ExportCertificatePem());
            await File.WriteAllTextAsync(Path.Combine(folder.FullName, "packet.xml"), packet);
            using var run = Process.Start(new ProcessStartInfo("/usr/bin/xmlsec1", ["--verify", "--pubkey-cert-pem", "axis.pem", "--enabled-reference-uris", "same-doc", "--id-attr:Id", Ed.NamespaceName + ":edXMLEnvelope", "packet.xml"])
            {
                WorkingDirectory = folder.FullName,
                RedirectStandardError = true,
                RedirectStandardOutput = true,
            })!;
            await run.StandardError.ReadToEndAsync();
            await run.WaitForExitAsync();
            return run.ExitCode == 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}

public sealed class StrictFormOnSqlite(SqliteApp app) : StrictFormTests(app), IClassFixture<SqliteApp>;

public sealed class StrictFormOnPostgres(PostgresApp app) : StrictFormTests(app), IClassFixture<PostgresApp>;
