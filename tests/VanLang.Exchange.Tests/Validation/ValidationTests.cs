using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Validation;

public sealed class ManyValidationsSqlite : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => ValidationTests.Often(settings, 100_000);
}

public sealed class ManyValidationsPostgres : PostgresApp
{
    protected override ServerSettings Configure(ServerSettings settings) => ValidationTests.Often(settings, 100_000);
}

/// <summary>The validator as a stranger asks it: nobody signs in, and nothing remains.</summary>
public abstract class ValidationTests(TestApp app)
{
    private const string Url = "/api/exchange/v1/validate";

    internal static ServerSettings Often(ServerSettings settings, int times) => settings with
    {
        Overrides = new Dictionary<string, string?>(settings.Overrides) { ["Exchange:ValidationsPerMinute"] = times.ToString(System.Globalization.CultureInfo.InvariantCulture) },
    };

    [Fact]
    public async Task A_packet_in_strict_form_has_nothing_to_remark()
    {
        using var sender = await app.Api("G22");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], shape: new PacketShape { Prefix = "x", Zip = false, DocumentIdLast = true }));
        var strict = await sender.GetByteArrayAsync($"{Calls.Packets}/{sent.Text("packetId")}?form=strict");

        var answer = await Ask(strict);

        Assert.Equal(["valid", "warnings"], answer.EnumerateObject().Select(p => p.Name));
        Assert.True(answer.GetProperty("valid").GetBoolean());
        Assert.Empty(answer.GetProperty("warnings").EnumerateArray());
    }

    [Fact]
    public async Task Every_packet_of_the_corpus_is_valid_and_its_deviations_are_named()
    {
        var packets = PacketCorpus.Make(CorpusSettings.Default);
        var codes = new Dictionary<string, string[]>();
        foreach (var packet in packets)
        {
            codes[packet.Name] = [.. (await Ask(packet.Bytes)).GetProperty("warnings").EnumerateArray().Select(w => w.Text("code")).Distinct()];
        }

        Assert.Empty(codes["vnpt"]);
        Assert.Contains("VAL-1001", codes["other-prefix"]);
        Assert.Contains("VAL-1001", codes["no-prefix"]);
        Assert.Contains("VAL-1002", codes["dotnet-order"]);
        Assert.Contains("VAL-1002", codes["shuffled-1"]);
        Assert.Contains("VAL-1003", codes["raw"]);
        Assert.Equal(["VAL-1003", "VAL-1004"], codes["raw-no-cid"].Order());
        Assert.Contains("VAL-1004", codes["cid-in-manifest-only"]);
        Assert.Contains("EDX-1003", codes["business-spelling"]);
        Assert.Contains("EDX-1004", codes["dates-day-first"]);
        Assert.Contains("EDX-1001", codes["older-namespace"]);
        Assert.Contains("EDX-1002", codes["soap"]);
        Assert.Contains("EDX-1007", codes["type-18"]);
        Assert.Contains("EDX-1019", codes["utf-16"]);
    }

    [Fact]
    public async Task Every_shared_packet_is_valid()
    {
        foreach (var name in SharedPackets.Names)
        {
            var answer = await Ask(await File.ReadAllBytesAsync(SharedPackets.Path(name)));
            var codes = answer.GetProperty("warnings").EnumerateArray().Select(w => w.Text("code")).ToList();
            if (name is "vendor-recall" or "vendor-update")
            {
                Assert.Contains("VAL-1006", codes);
                Assert.Contains("EDX-1015", codes);
                Assert.DoesNotContain("VAL-1003", codes); // It is a ZIP, though not the wrapper of the standard.
            }

            if (name == "vendor-2019")
            {
                Assert.Contains("VAL-1009", codes);
            }
        }
    }

    [Fact]
    public async Task An_error_is_told_with_its_place_in_both_languages()
    {
        var packet = Encoding.UTF8.GetString(Agencies.Document("G22", ["H41"], shape: new PacketShape { Indented = true }, change: t =>
        {
            t.Message.Children.RemoveAll(c => c.Name == "Subject");
            t.Message.Find("Priority")!.Children.Clear();
        })).Replace("<edXML:Priority>0<", "<edXML:Priority>9<", StringComparison.Ordinal);

        var vi = await Ask(Encoding.UTF8.GetBytes(packet), HttpStatusCode.UnprocessableEntity);
        var en = await Ask(Encoding.UTF8.GetBytes(packet), HttpStatusCode.UnprocessableEntity, "en");

        Assert.False(vi.GetProperty("valid").GetBoolean());
        var errors = vi.GetProperty("errors").EnumerateArray().ToList();
        Assert.Equal(["EDX-0021", "EDX-0027"], errors.Select(e => e.Text("code")).Order());
        var priority = errors.Single(e => e.Text("code") == "EDX-0027");
        Assert.Equal("/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/OtherInfo/Priority", priority.Text("path"));
        var lines = packet.Split('\n');
        Assert.Contains("Priority", lines[priority.GetProperty("line").GetInt32() - 1], StringComparison.Ordinal);
        Assert.Equal("edXML:Priority", lines[priority.GetProperty("line").GetInt32() - 1].Substring(priority.GetProperty("column").GetInt32() - 1, 14));
        Assert.Equal("\"Priority\" phải từ 0 đến 4, gói tin ghi 9.", priority.Text("text"));
        Assert.Equal("\"Priority\" must be from 0 to 4; the packet says 9.", en.GetProperty("errors").EnumerateArray().Single(e => e.Text("code") == "EDX-0027").Text("text"));
    }

    [Fact]
    public async Task Every_malformed_packet_is_refused_with_a_place()
    {
        var packets = MalformedPackets.Make(2811, 3, CorpusSettings.Default).ToList();
        Assert.Equal(3 * MalformedPackets.Classes, packets.Count);
        foreach (var packet in packets)
        {
            var answer = await Ask(packet.Bytes, HttpStatusCode.UnprocessableEntity);
            Assert.All(answer.GetProperty("errors").EnumerateArray(), e => Assert.True(
                e.GetProperty("line").GetInt32() >= 0 && e.GetProperty("column").GetInt32() >= 0 && e.Text("path").StartsWith('/') && e.Text("text").Length > 0, $"{packet}: {e}"));
        }
    }

    [Fact]
    public async Task A_mark_of_secrecy_is_an_error_at_its_place()
    {
        var inSubject = await Ask(Agencies.Document("G22", ["H41"], subject: "V/v (MẬT) triển khai"), HttpStatusCode.UnprocessableEntity);
        var inName = await Ask(Agencies.Document("G22", ["H41"], change: t => t.Files.Add(new PacketFile("ke hoach (mật).pdf", SmallPdf.Make("x")))), HttpStatusCode.UnprocessableEntity);

        var error = Assert.Single(inSubject.GetProperty("errors").EnumerateArray());
        Assert.Equal(("SEC-0001", "/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/Subject"), (error.Text("code"), error.Text("path")));
        Assert.EndsWith("/Attachment[2]/AttachmentName", Assert.Single(inName.GetProperty("errors").EnumerateArray()).Text("path"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_directory_says_of_the_codes_is_a_remark()
    {
        var answer = await Ask(Agencies.Document("000.00.00.Z98", ["H41", "000.00.00.Z99", "000.00.00.H03"]));

        var remarks = answer.GetProperty("warnings").EnumerateArray().Select(w => (w.Text("code"), w.Text("path").Split("MessageHeader")[^1])).ToList();
        Assert.Contains(("VAL-1009", "/From/OrganId"), remarks);
        Assert.Contains(("EXC-0004", "/To[2]/OrganId"), remarks);
        Assert.Contains(remarks, r => r.Item1 == "EXC-1002");
    }

    [Fact]
    public async Task Nothing_remains_of_what_was_validated()
    {
        var good = Agencies.Document("G22", ["H41"], subject: "V/v gói tin không được lưu lại");
        var secret = Agencies.Document("G22", ["H41"], subject: "V/v (MẬT) không được lưu lại");
        var before = await Stored();

        await Ask(good);
        await Ask(secret, HttpStatusCode.UnprocessableEntity);
        await Ask("<a>"u8.ToArray(), HttpStatusCode.UnprocessableEntity);
        using (var browser = app.Browser())
        {
            var page = await browser.Get("/exchange/validate");
            await browser.Submit(page, "#form-validate", ("Form.Text", Encoding.UTF8.GetString(secret)));
            await browser.Submit(await browser.Get("/exchange/validate"), "#form-validate", ("Form.File", new Upload("goi.edxml", good, "application/xml")));
        }

        Assert.Equal(before, await Stored());
    }

    [Fact]
    public async Task A_file_of_a_form_is_taken_and_what_is_no_packet_is_told()
    {
        using var client = app.Anonymous();
        using var form = await client.PostAsync(Url, new MultipartFormDataContent { { new ByteArrayContent(Agencies.Document("G22", ["H41"])), "file", "goi.edxml" } });
        await form.Json(HttpStatusCode.OK);
        using var empty = await client.PostAsync(Url, new ByteArrayContent([]));
        Assert.Equal("EDX-0014", (await empty.Json(HttpStatusCode.UnprocessableEntity)).GetProperty("errors")[0].Text("code"));
        using var large = new HttpRequestMessage(HttpMethod.Post, Url) { Content = new StreamContent(new MemoryStream(new byte[73 * 1024 * 1024])) };
        using var refused = await client.SendAsync(large);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
    }

    [Fact]
    public async Task The_schema_is_published()
    {
        using var client = app.Anonymous();
        using var answer = await client.GetAsync("/schemas/edxml/v1.xsd");

        Assert.Equal("application/xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal(await File.ReadAllTextAsync(Repository.At("docs", "schema", "edxml-v1.xsd")), await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task The_page_shows_each_error_with_its_line_and_a_link_to_the_rule()
    {
        using var browser = app.Browser();
        var page = (await browser.Get("/exchange/validate")).Renders("Kiểm tra gói tin edXML").IsWellMade();
        var bad = Encoding.UTF8.GetString(Agencies.Document("G22", ["H41"], shape: new PacketShape { Indented = true })).Replace("<edXML:Priority>0<", "<edXML:Priority>9<", StringComparison.Ordinal);

        var refused = (await browser.Submit(page, "#form-validate", ("Form.Text", bad))).Is(HttpStatusCode.OK).IsWellMade();
        refused.Says("Gói tin không hợp lệ", "Trục sẽ từ chối gói tin này vì 1 lỗi dưới đây.", "\"Priority\" phải từ 0 đến 4, gói tin ghi 9.");
        var excerpt = refused.Element(".vl-findings pre").TextContent.Split('\n');
        Assert.Contains("<edXML:Priority>9</edXML:Priority>", excerpt[0], StringComparison.Ordinal);
        Assert.Equal("edXML:Priority", excerpt[0].Substring(excerpt[1].IndexOf('^', StringComparison.Ordinal), 14));
        Assert.Equal("/exchange/validate/rules#EDX-0027", refused.Element(".vl-findings a").GetAttribute("href"));
        var rules = (await browser.Get("/exchange/validate/rules")).Renders("Quy tắc của gói tin edXML").IsWellMade();
        Assert.Equal("EDX-0027", rules.TextOf("#EDX-0027"));

        var shape = new PacketShape { Zip = false, Prefix = "ns1" };
        var taken = (await browser.Submit(await browser.Get("/exchange/validate"), "#form-validate", ("Form.File", new Upload("goi.edxml", Agencies.Document("G22", ["H41"], shape: shape), "application/xml")))).Is(HttpStatusCode.OK);
        taken.IsWellMade().Says("Gói tin hợp lệ", "VAL-1001", "VAL-1003", "van-ban.pdf", "Văn bản mới");
        (await browser.Submit(await browser.Get("/exchange/validate"), "#form-validate")).Refuses("Hãy chọn tệp hoặc dán nội dung gói tin.");
    }

    private async Task<JsonElement> Ask(byte[] packet, HttpStatusCode expected = HttpStatusCode.OK, string? language = null)
    {
        using var client = app.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, Url) { Content = Calls.Body(packet) };
        if (language is not null)
        {
            request.Headers.AcceptLanguage.ParseAdd(language);
        }

        using var answer = await client.SendAsync(request);
        return await answer.Json(expected);
    }

    // Rows of every table of the module, blobs, and temporary files: ours and those of the framework.
    private async Task<string> Stored()
    {
        var rows = await app.In<ExchangeDb, string>(async db =>
            $"{await db.Packets.CountAsync()} {await db.Deliveries.CountAsync()} {await db.DeliveryStatuses.CountAsync()} {await db.AuditRows.CountAsync()} {await db.EventRows.CountAsync()}");
        var folder = Path.Combine(app.Database.DataFolder, "blobs"); // Not made before the first packet.
        var blobs = Directory.Exists(folder) ? Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order() : Enumerable.Empty<string>();
        return rows + "\n" + string.Join('\n', blobs);
    }
}

public sealed class ValidationOnSqlite(ManyValidationsSqlite app) : ValidationTests(app), IClassFixture<ManyValidationsSqlite>;

public sealed class ValidationOnPostgres(ManyValidationsPostgres app) : ValidationTests(app), IClassFixture<ManyValidationsPostgres>;

public sealed class FewValidationsSqlite : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => ValidationTests.Often(settings, 3);
}

/// <summary>How often one address may ask.</summary>
public sealed class ValidationRateOnSqlite(FewValidationsSqlite app) : IClassFixture<FewValidationsSqlite>
{
    [Fact]
    public async Task One_address_is_told_to_wait()
    {
        using var client = app.Anonymous();
        for (var i = 0; i < 3; i++)
        {
            using var answer = await client.PostAsync("/api/exchange/v1/validate", Calls.Body("<a/>"u8.ToArray()));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        }

        using var refused = await client.PostAsync("/api/exchange/v1/validate", Calls.Body("<a/>"u8.ToArray()));

        Assert.Equal("60", refused.Headers.GetValues("Retry-After").Single());
        await refused.Refused(HttpStatusCode.TooManyRequests, "VAL-0001", "Quá nhiều gói tin được kiểm tra từ địa chỉ này. Đợi một phút rồi thử lại.");
        using var browser = app.Browser();
        (await browser.Submit(await browser.Get("/exchange/validate"), "#form-validate", ("Form.Text", "<a/>"))).Is(HttpStatusCode.TooManyRequests).Says("Quá nhiều gói tin được kiểm tra từ địa chỉ này.");
    }
}
