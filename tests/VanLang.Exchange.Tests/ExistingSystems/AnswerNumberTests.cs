using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.ExistingSystems;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>Every number of the table that existing systems know, with its sentence and status, each caused as it is in the field.</summary>
public abstract class AnswerNumberTests(TestApp app)
{
    [Fact]
    public async Task Number_0_is_success()
    {
        using var system = await DocumentSystem.Configure(app, "G22");

        var answer = await system.Call("sendEdoc", [], Agencies.Document("G22", ["H41"]));

        Assert.Equal(["status", "ErrorCode", "ErrorDesc", "DocId"], answer.EnumerateObject().Select(p => p.Name));
        Assert.Equal(("OK", "0", "Thanh cong"), (answer.Text("status"), answer.Text("ErrorCode"), answer.Text("ErrorDesc")));
        Assert.True(Guid.TryParse(answer.Text("DocId"), out _));
    }

    [Fact]
    public async Task Number_10_is_a_file_that_is_none()
    {
        using var system = await DocumentSystem.Configure(app, "G22");

        await Refused(system, [], HttpStatusCode.BadRequest, "10", "File khong hop le: Khong co goi tin trong yeu cau.");
        await system.Refused(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], new MultipartFormDataContent { { new StringContent("edoc"), "messageType" } }, HttpStatusCode.BadRequest, "10", "File không hợp lệ: Không có gói tin trong yêu cầu.");
        await Refused(system, Agencies.Document("G22", ["H41"], subject: "V/v (MẬT) triển khai"), HttpStatusCode.BadRequest, "10",
            "File khong hop le: Van ban co dau hieu bi mat nha nuoc (\"MAT\") khong duoc gui, nhan qua Truc lien thong: Quyet dinh 28/2018/QD-TTg, Dieu 1 khoan 2.");
        using var coded = new ByteArrayContent(Agencies.Document("G22", ["H41"]));
        coded.Headers.ContentEncoding.Add("gzip");
        await system.Refused(HttpMethod.Post, "/vxp/sendEdoc", [], coded, HttpStatusCode.BadRequest, "10", "File khong hop le: Noi dung ma hoa \"gzip\" (Content-Encoding) khong duoc nhan; hay gui nguyen goi tin.");
    }

    [Fact]
    public async Task Number_15_is_a_wrong_secret()
    {
        using var other = new DocumentSystem(app.Anonymous(), "000.00.00.G22", "sai");

        await Refused(other, Agencies.Document("G22", ["H41"]), HttpStatusCode.Unauthorized, "15", "Sai SystemId hoac SecretKey.");
        await other.Refused(HttpMethod.Get, "/lgsp/v1/getEdoc", [], null, HttpStatusCode.Unauthorized, "15", "Sai SystemId hoặc SecretKey.");
    }

    [Fact]
    public async Task Number_18_is_an_unknown_recipient()
    {
        using var system = await DocumentSystem.Configure(app, "G22");

        var packet = Agencies.Document("G22", ["H41", "000.00.00.Z99"]);
        var line = System.Text.Encoding.UTF8.GetString(packet).Split("Z99")[0].Count(c => c == '\n') + 1;

        await Refused(system, packet, HttpStatusCode.UnprocessableEntity, "18", $"Don vi nhan khong ton tai: Co quan nhan \"000.00.00.Z99\" khong co trong danh muc. (dong {line})");
    }

    [Fact]
    public async Task Number_19_is_a_sender_that_is_not_the_caller()
    {
        using var system = await DocumentSystem.Configure(app, "G22");

        await Refused(system, Agencies.Document("000.00.00.H41", ["H26"]), HttpStatusCode.Forbidden, "19", "Don vi gui 000.00.00.H41 khong dung voi ma da dang ky: G22");
        await Refused(system, Agencies.Document("Z99", ["H26"]), HttpStatusCode.Forbidden, "19", "Don vi gui Z99 khong dung voi ma da dang ky: G22");
        await system.Refused(HttpMethod.Post, "/vxp/sendEdoc", [("from", "000.00.00.H41")], new ByteArrayContent(Agencies.Document("G22", ["H26"])), HttpStatusCode.Forbidden, "19", "Don vi gui 000.00.00.H41 khong dung voi ma da dang ky: G22");
        await system.Refused(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], DocumentSystem.Form(Agencies.Document("H41", ["H26"])), HttpStatusCode.Forbidden, "19", "Đơn vị gửi H41 không đúng với mã đã đăng ký: G22");
        Assert.True(Guid.TryParse(await system.Send(Agencies.Document("G22", ["H26"])), out _));
    }

    [Fact]
    public async Task Number_20_is_ours_and_asks_to_try_again()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        using var receiver = await DocumentSystem.Configure(app, "H29");

        using var answer = await receiver.Answer(HttpMethod.Post, "/vxp/getEdoc", [("docId", await Damaged())], new StringContent("{}"));

        Assert.Equal("30", answer.Headers.GetValues("Retry-After").Single());
        var json = await DocumentSystem.Read(answer, HttpStatusCode.ServiceUnavailable);
        Assert.Equal(("20", "Loi he thong: Noi dung luu tru cua goi tin bi hong; quan tri he thong da duoc bao."), (json.Text("ErrorCode"), json.Text("ErrorDesc")));
    }

    [Fact]
    public async Task Number_21_is_an_attachment_that_cannot_be_read()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        var text = Agencies.Text(Agencies.Document("G22", ["H41"]));
        var broken = text.Replace("UEsDB", "!!!DB", StringComparison.Ordinal);

        var json = await system.Call("sendEdoc", [], Encoding.UTF8.GetBytes(broken), HttpStatusCode.UnprocessableEntity);

        Assert.Equal("21", json.Text("ErrorCode"));
        Assert.NotEqual(text, broken);
        Assert.StartsWith("Loi xu ly file: Noi dung tep dinh kem khong phai la base64 hop le hoac bi cat cut.", json.Text("ErrorDesc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Number_22_is_not_edxml()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        var lacking = Agencies.Document("G22", ["H41"], change: t => t.Message.Children.RemoveAll(c => c.Name == "Subject"));

        await Refused(system, "không phải XML"u8.ToArray(), HttpStatusCode.UnprocessableEntity, "22", "Sai dinh dang edXML: Goi tin khong phai la XML dung cu phap (dong 1, cot 1). (dong 1)");
        await Refused(system, "<a/>"u8.ToArray(), HttpStatusCode.UnprocessableEntity, "22", "Sai dinh dang edXML: Phan tu goc \"a\" khong phai cua goi tin edXML. (dong 1)");
        await Refused(system, lacking, HttpStatusCode.UnprocessableEntity, "22", "Sai dinh dang edXML: Thieu phan tu bat buoc \"Subject\". (dong 1)");
    }

    [Fact]
    public async Task Number_23_is_a_locked_recipient()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        using var admin = await app.SignIn("quantri.hethong");
        var page = await admin.Get("/organizations/H38/lock");
        (await admin.Submit(page, "#form-lock", ("Form.Reason", "tạm ngừng để nâng cấp hệ thống"))).RedirectsTo("/organizations/H38*");

        var json = await system.Call("sendEdoc", [], Agencies.Document("G22", ["000.00.00.H38"]), HttpStatusCode.UnprocessableEntity);

        Assert.Equal("23", json.Text("ErrorCode"));
        Assert.StartsWith("Don vi nhan da khoa: Co quan nhan \"000.00.00.H38\" (", json.Text("ErrorDesc"), StringComparison.Ordinal);
    }

    /// <summary>The rows that a packet alone can cause, on the provincial shape: the same number and status, with marks.</summary>
    [Theory]
    [InlineData("0", 200, "Thành công")]
    [InlineData("10", 409, "File không hợp lệ: Văn bản \"G22,2026/11/24,4711/VPCP-TTĐT\" của cơ quan này đã được gửi với nội dung khác.")]
    [InlineData("18", 422, "Đơn vị nhận không tồn tại: Cơ quan nhận \"000.00.00.Z99\" không có trong danh mục.*")]
    [InlineData("19", 403, "Đơn vị gửi H41 không đúng với mã đã đăng ký: G22")]
    [InlineData("20", 503, "Lỗi hệ thống: Nội dung lưu trữ của gói tin bị hỏng; quản trị hệ thống đã được báo.")]
    [InlineData("21", 422, "Lỗi xử lý file: Nội dung tệp đính kèm không phải là base64 hợp lệ hoặc bị cắt cụt.*")]
    [InlineData("22", 422, "Sai định dạng edXML: Phần tử gốc \"a\" không phải của gói tin edXML. (dòng 1)")]
    [InlineData("23", 422, "Đơn vị nhận đã khóa: Cơ quan nhận \"000.00.00.H36\" (*")]
    public async Task The_provincial_shape_knows_the_same_numbers(string number, int status, string sentence)
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        var packet = await Packet(number, system);

        using var answer = packet is null
            ? await system.Answer(HttpMethod.Get, "/lgsp/v1/getEdoc?docId=" + await Damaged(), [])
            : await system.Answer(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], DocumentSystem.Form(packet));

        var json = await DocumentSystem.Read(answer, (HttpStatusCode)status);
        Assert.Equal(number, json.Text("ErrorCode"));
        Assert.StartsWith(sentence.TrimEnd('*'), json.Text("ErrorDesc"), StringComparison.Ordinal);
        Assert.True(sentence.EndsWith('*') || json.Text("ErrorDesc") == sentence);
    }

    private async Task<byte[]?> Packet(string number, DocumentSystem system)
    {
        switch (number)
        {
            case "10":
                await system.Answer(HttpMethod.Post, "/lgsp/v1/sendEdoc", [], DocumentSystem.Form(Agencies.Document("G22", ["H41"], "4711", documentId: "G22,2026/11/24,4711/VPCP-TTĐT")));
                return Agencies.Document("G22", ["H26"], "4711", documentId: "G22,2026/11/24,4711/VPCP-TTĐT");
            case "18":
                return Agencies.Document("G22", ["H41", "000.00.00.Z99"]);
            case "19":
                return Agencies.Document("H41", ["H26"]);
            case "20":
                return null;
            case "21":
                return Encoding.UTF8.GetBytes(Agencies.Text(Agencies.Document("G22", ["H41"])).Replace("UEsDB", "!!!DB", StringComparison.Ordinal));
            case "22":
                return "<a/>"u8.ToArray();
            case "23":
                using (var admin = await app.SignIn("quantri.hethong"))
                {
                    var page = await admin.Get("/organizations/H36/lock");
                    if (page.TryElement("#form-lock") is not null)
                    {
                        (await admin.Submit(page, "#form-lock", ("Form.Reason", "tạm ngừng để nâng cấp hệ thống"))).RedirectsTo("/organizations/H36*");
                    }
                }

                return Agencies.Document("G22", ["000.00.00.H36"]);
            default:
                return Agencies.Document("G22", ["H41"]);
        }
    }

    /// <summary>A packet of G22 whose content is gone from the disk.</summary>
    private async Task<string> Damaged()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H29"]));
        await using (var there = app.Services.GetRequiredService<BlobStore>().Read(sent.Packet.Digest)!)
        {
            File.Delete(there.Name);
        }

        return sent.Packet.Id.Value.ToString();
    }

    [Fact]
    public async Task An_unknown_function_is_a_refusal_and_never_404()
    {
        using var system = await DocumentSystem.Configure(app, "G22");

        await system.Refused(HttpMethod.Post, "/vxp/khongCo", [], null, HttpStatusCode.BadRequest, "10", "File khong hop le: Khong co ham \"khongCo\", hoac ham khong duoc goi bang POST.");
        await system.Refused(HttpMethod.Get, "/vxp/sendEdoc", [], null, HttpStatusCode.BadRequest, "10", "File khong hop le: Khong co ham \"sendEdoc\", hoac ham khong duoc goi bang GET.");
        await system.Refused(HttpMethod.Delete, "/lgsp/v1/getEdoc", [], null, HttpStatusCode.BadRequest, "10", "File không hợp lệ: Không có hàm \"v1/getEdoc\", hoặc hàm không được gọi bằng DELETE.");
        await system.Refused(HttpMethod.Get, "/vxp", [], null, HttpStatusCode.BadRequest, "10", "File khong hop le: Khong co ham \"\", hoac ham khong duoc goi bang GET.");
    }

    [Fact]
    public async Task A_document_of_others_is_as_unknown_as_one_that_is_not_there()
    {
        using var stranger = await DocumentSystem.Configure(app, "G15");
        var foreign = (await app.Deliver("G22", Agencies.Document("G22", ["H41"]))).Packet.Id.Value.ToString();
        foreach (var docId in (string[])[foreign, Guid.CreateVersion7().ToString(), "5c99d0f1e4b0a1b2c3d4e5f6", "../../etc/passwd"])
        {
            foreach (var function in (string[])["getEdoc", "downloadEdoc", "updateStatus"])
            {
                await stranger.Refused(HttpMethod.Post, "/vxp/" + function, [("docId", docId), ("status", "done")], null, HttpStatusCode.BadRequest, "10", $"File khong hop le: Khong co van ban mang docId \"{docId}\" trong hop thu cua don vi.");
            }

            var sent = docId == foreign || Guid.TryParse(docId, out _);
            if (sent)
            {
                Assert.Empty((await stranger.Call("getSentEdocList", [("docId", docId)])).GetProperty("data").EnumerateArray());
            }
        }
    }

    [Theory]
    [InlineData("header")]
    [InlineData("query")]
    [InlineData("form")]
    [InlineData("multipart")]
    [InlineData("json")]
    [InlineData("json-untyped")]
    public async Task Parameters_are_taken_from_wherever_they_stand(string where)
    {
        using var receiver = await DocumentSystem.Configure(app, "H29");
        var docId = (await app.Deliver("G22", Agencies.Document("G22", ["H29"]))).Packet.Id.Value.ToString();
        HttpContent? body = where switch
        {
            "form" => new FormUrlEncodedContent([new("docId", docId), new("status", "done")]),
            "multipart" => new MultipartFormDataContent { { new StringContent(docId), "docId" }, { new StringContent("done"), "status" } },
            "json" => new StringContent($$"""{"docId":"{{docId}}","status":"done","more":null,"number":1}""", Encoding.UTF8, "application/json"),
            "json-untyped" => new ByteArrayContent(Encoding.UTF8.GetBytes($$"""{"docId":"{{docId}}","status":"done"}""")),
            _ => null,
        };

        using var answer = await receiver.Answer(
            HttpMethod.Post,
            where == "query" ? $"/vxp/updateStatus?docId={docId}&status=done" : "/vxp/updateStatus",
            where == "header" ? [("DOCID", docId), ("Status", "done")] : [],
            body);

        await DocumentSystem.Read(answer);
        Assert.DoesNotContain(await receiver.List(), r => r.Text("docId") == docId);
    }

    [Fact]
    public async Task A_body_that_cannot_be_read_is_told_as_such()
    {
        using var receiver = await DocumentSystem.Configure(app, "H29");

        foreach (var body in (string[])["{\"docId\":", "chữ", new string(' ', 70_000)])
        {
            await receiver.Refused(HttpMethod.Post, "/vxp/updateStatus", [], new StringContent(body), HttpStatusCode.BadRequest, "10", "File khong hop le: Noi dung yeu cau khong phai JSON dung dang.");
        }

        await receiver.Refused(HttpMethod.Post, "/vxp/updateStatus", [("docId", "x")], null, HttpStatusCode.BadRequest, "10", "File khong hop le: status \"\" khong co; dung inbox, processing, acceptance, rejection, fail hoac done.");
    }

    [Fact]
    public void Every_expected_failure_of_the_exchange_has_a_number_of_the_table()
    {
        var errors = new[] { typeof(ExchangeErrors), typeof(VanLang.Exchange.Edxml.EdxmlErrors), typeof(VanLang.Exchange.Secrecy.SecrecyErrors), typeof(VanLang.Exchange.Changes.ChangeErrors) }
            .SelectMany(t => t.GetFields()).Where(f => f.FieldType == typeof(Kernel.Error)).Select(f => (Kernel.Error)f.GetValue(null)!).ToList();

        Assert.All(errors, e => Assert.Contains(AnswerNumber.All, n => n.Number == AnswerNumber.Of(e).Number && n.Number is not (0 or 15)));
        Assert.All(errors, e => Assert.Equal(AnswerNumber.Of(e).Number == 20, AnswerNumber.Of(e).Status >= 500 || AnswerNumber.Of(e).Status == 429));
        Assert.Equal([0, 10, 15, 18, 19, 20, 21, 22, 23], AnswerNumber.All.Select(n => n.Number));
    }

    private static Task Refused(DocumentSystem system, byte[] packet, HttpStatusCode status, string number, string sentence) =>
        system.Refused(HttpMethod.Post, "/vxp/sendEdoc", [("servicetype", "eDoc"), ("messagetype", "edoc")], new ByteArrayContent(packet), status, number, sentence);
}

public sealed class AnswerNumberOnSqlite(SqliteApp app) : AnswerNumberTests(app), IClassFixture<SqliteApp>;

public sealed class AnswerNumberOnPostgres(PostgresApp app) : AnswerNumberTests(app), IClassFixture<PostgresApp>;
