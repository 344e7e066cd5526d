using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using VanLang.Exchange.Tests.Api;
using VanLang.Organizations.Contracts;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.ExistingSystems;

/// <summary>The directory as existing systems read it, follow it, and, where permitted, add to it.</summary>
public abstract class DirectoryCallTests(TestApp app)
{
    // The tests of a class share a server, and one of them moves its time.
    private DateOnly Today => DateOnly.FromDateTime(app.Clock.GetUtcNow().AddHours(7).Date);

    [Fact]
    public async Task Every_unit_of_today_carries_both_codes_in_either_list()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        var inBeing = await app.In<IOrganizationDirectory, IReadOnlyList<OrganizationEntry>>(async d => await d.All(Today, default));

        var old = Units(await system.Call("getAgenciesList", []));
        var by20 = Units(await system.Call("getAgenciesListQD20", []));

        Assert.Equal(inBeing.Select(u => u.Code), old.Keys);
        Assert.Equal(inBeing.Select(u => u.Code), by20.Keys);
        var was = old["H41"];
        Assert.Equal(
            ("H41", "000.00.00.H41", "000.00.00.H41", "000.00.00.H41", "Ủy ban nhân dân tỉnh Nghệ An", ""),
            (was.Text("id"), was.Text("code"), was.Text("oldCode"), was.Text("code102"), was.Text("name"), was.Text("pid")));
        Assert.Equal(("H41", "000.00.00.H41"), (by20["H41"].Text("code"), by20["H41"].Text("code102")));
        Assert.All(old.Values, u => Assert.True(u.TryGetProperty("mail", out _)));
        Assert.All(old.Values.Where(u => u.Text("pid").Length > 0), u => Assert.Contains(u.Text("pid"), old.Keys));
        Assert.DoesNotContain("H03", old.Keys); // Bắc Kạn was merged on 1 July 2025.
        Assert.All(Units(await system.Call("getAgenciesListQD20", [("level", "2")])).Values, u => Assert.Equal("2", u.Text("level")));
    }

    [Fact]
    public async Task A_system_follows_the_directory_by_version()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        using var admin = await app.SignIn("quantri.hethong");
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        var all = await system.Call("getSynchronizeUnit", []);
        var version = Version(all);
        Assert.Equal(version, Units(all).Values.Max(u => u.GetProperty("version").GetInt64()));
        var one = Units(all)["H41"];
        Assert.Equal(("000.00.00.H41", false, true), (one.Text("centerCode"), one.GetProperty("deleted").GetBoolean(), one.GetProperty("isAgency").GetBoolean()));
        Assert.Matches(@"^\d{4}/\d{2}/\d{2} \d{2}:\d{2}:\d{2}$", one.Text("modifyDate"));
        Assert.Empty(Units(await system.Call("getSynchronizeUnit", [("version", Text(version))])));

        var page = await admin.Get("/organizations/H50/contact");
        await admin.Submit(page, "form[method=post]:has(#Form-Email)", ("Form.Email", "vanthu@quangtri.gov.vn"), ("Form.Reason", "đổi địa chỉ thư điện tử"));
        var young = await system.Call("getSynchronizeUnit", [("version", Text(version))]);
        var changed = Assert.Single(Units(young).Values);
        Assert.Equal(("H50", "vanthu@quangtri.gov.vn"), (changed.Text("id"), changed.Text("mail")));

        // As long as another node's change may still be on its way the same is told again, then no more.
        Assert.Single(Units(await system.Call("getSynchronizeUnit", [("version", Text(Version(young)))])));
        app.Clock.Advance(TimeSpan.FromSeconds(6));
        var settled = Version(await system.Call("getSynchronizeUnit", [("version", Text(Version(young)))]));
        Assert.Empty(Units(await system.Call("getSynchronizeUnit", [("version", Text(settled))])));
        Assert.Equal(settled, Version(await system.Call("getSynchronizeUnit", [("version", Text(settled))])));

        await system.Refused(HttpMethod.Post, "/vxp/getSynchronizeUnit", [("version", "abc")], null, HttpStatusCode.BadRequest, "10", "File khong hop le: version \"abc\" khong phai la so do Truc tra loi.");
    }

    [Fact]
    public async Task What_changes_by_its_date_alone_is_told_on_that_day()
    {
        using var system = await DocumentSystem.Configure(app, "G22");
        using var admin = await app.SignIn("quantri.hethong");
        var page = await admin.Get("/organizations/H14/rename");
        var tomorrow = Today.AddDays(1);

        (await admin.Submit(page, "#form-rename", ("Form.Name", "Cơ quan mang tên mới"), ("Form.From", tomorrow.ToString("dd/MM/yyyy", CultureInfo.InvariantCulture)), ("Form.Reason", "đổi tên theo nghị quyết"))).Is(HttpStatusCode.SeeOther);
        app.Clock.Advance(TimeSpan.FromSeconds(10));
        var version = Version(await system.Call("getSynchronizeUnit", []));
        Assert.Empty(Units(await system.Call("getSynchronizeUnit", [("version", Text(version))])));

        app.Clock.Advance(TimeSpan.FromDays(1));

        using var fresh = await DocumentSystem.Configure(app, "G22");
        var told = Units(await fresh.Call("getSynchronizeUnit", [("version", Text(version))]));
        Assert.Equal("Cơ quan mang tên mới", told["H14"].Text("name"));

        // A unit whose last day was yesterday may be among them, by what another test did; nothing else is.
        Assert.All(told.Values.Where(u => u.Text("id") != "H14"), u => Assert.True(u.GetProperty("deleted").GetBoolean()));
    }

    [Fact]
    public async Task A_relay_centre_registers_and_ends_units_below_itself_only()
    {
        using var centre = await DocumentSystem.Configure(app, "H26", relay: true);
        const string unit = """{"id":"1","pcode":"H26","code":"H26.977","name":"Trung tâm Dữ liệu thử nghiệm","mail":"ttdl@hanoi.gov.vn","mobile":"0243","fax":""}""";

        await Done(centre, "registerAgency", unit);
        await Done(centre, "registerAgency", unit);
        await Done(centre, "registerAgency", """{"code":"000.78.26.H26","pcode":"000.00.00.H26","name":"Chi cục thử nghiệm","mail":""}""", HttpStatusCode.OK, HttpStatusCode.BadRequest);
        var there = Units(await centre.Call("getAgenciesList", []))["H26.977"];
        Assert.Equal(("Trung tâm Dữ liệu thử nghiệm", "ttdl@hanoi.gov.vn", "H26"), (there.Text("name"), there.Text("mail"), there.Text("pid")));
        var audited = await app.In<IOrganizationDirectory, OrganizationEntry?>(async d => (await d.Resolve(["H26.977"], Today, default)).GetValueOrDefault("H26.977"));
        Assert.Equal(2, audited!.Level);

        await Refused(centre, "registerAgency", """{"pcode":"H41","code":"H41.977","name":"Đơn vị của tỉnh khác"}""", HttpStatusCode.Forbidden, "19", "Don vi gui chua dang ky: Don vi H41 khong nam duoi co quan H26.");
        await Refused(centre, "registerAgency", """{"pcode":"H26","code":"H41.977","name":"Mã của tỉnh khác"}""", HttpStatusCode.BadRequest, "10", "File khong hop le: Ma H41.977 phai bat dau bang ma cua co quan cap tren H26.");
        await Refused(centre, "registerAgency", """{"pcode":"Z99","code":"Z99.1","name":"Không có"}""", HttpStatusCode.BadRequest, "10", "File khong hop le: Khong co co quan nao mang ma Z99.");
        await Refused(centre, "registerAgency", """{"code":"H26.977","name":"Tên khác"}""", HttpStatusCode.Conflict, "10", "File khong hop le: Ma H26.977 da thuoc ve Trung tam Du lieu thu nghiem.");
        await Refused(centre, "registerAgency", """{"name":"Thiếu mã"}""", HttpStatusCode.BadRequest, "10", "File khong hop le: Thieu tham so code.");
        await Refused(centre, "registerAgency", """{"code":"H26.978"}""", HttpStatusCode.BadRequest, "10", "File khong hop le: Thieu tham so name.");
        await Refused(centre, "deleteAgency", "{}", HttpStatusCode.BadRequest, "10", "File khong hop le: Thieu tham so AgencyCode.");
        await Refused(centre, "deleteAgency", """{"AgencyCode":"H26"}""", HttpStatusCode.Forbidden, "19", "Don vi gui chua dang ky: Don vi H26 khong nam duoi co quan H26.");
        await Refused(centre, "deleteAgency", """{"AgencyCode":"H41"}""", HttpStatusCode.Forbidden, "19", "Don vi gui chua dang ky: Don vi H41 khong nam duoi co quan H26.");
        await Refused(centre, "deleteAgency", """{"AgencyCode":"Z99"}""", HttpStatusCode.BadRequest, "10", "File khong hop le: Khong tim thay co quan co ma Z99.");

        await Done(centre, "deleteAgency", """{"AgencyCode":"H26.977"}""");
        await Refused(centre, "deleteAgency", """{"AgencyCode":"H26.977"}""", HttpStatusCode.Conflict, "10", null);
    }

    [Fact]
    public async Task Without_the_decision_of_an_administrator_nobody_registers_units()
    {
        using var system = await DocumentSystem.Configure(app, "H29");

        foreach (var function in (string[])["registerAgency", "deleteAgency"])
        {
            await Refused(system, function, """{"code":"H29.977","name":"Đơn vị","AgencyCode":"H29.01"}""", HttpStatusCode.Forbidden, "19", "Don vi chua duoc dang ky de dung chuc nang nay.");
        }

        var refused = await app.In<ISubordinateUnits, Kernel.Result<string>>(u => u.Register(new("H29.977", null, "Đơn vị", "", "", "", "thử xem sao"), Agencies.System("H29"), default));
        Assert.Equal("ORG-0002", refused.Error.Code);
        Assert.Equal("ORG-0002", (await app.In<ISubordinateUnits, Kernel.Result>(u => u.End("H29.01", "thử xem sao", Agencies.System("H29"), default))).Error.Code);
    }

    private static async Task Done(DocumentSystem system, string function, string json, params HttpStatusCode[] either)
    {
        using var answer = await system.Answer(HttpMethod.Post, "/vxp/" + function, [], new StringContent(json, Encoding.UTF8, "application/json"));
        if (either.Length == 0 || answer.StatusCode is HttpStatusCode.OK)
        {
            await DocumentSystem.Read(answer);
            return;
        }

        Assert.Contains(answer.StatusCode, either);
    }

    private static async Task Refused(DocumentSystem system, string function, string json, HttpStatusCode status, string number, string? sentence)
    {
        using var answer = await system.Answer(HttpMethod.Post, "/vxp/" + function, [], new StringContent(json, Encoding.UTF8, "application/json"));
        var refusal = await DocumentSystem.Read(answer, status);
        Assert.Equal((number, sentence ?? refusal.Text("ErrorDesc")), (refusal.Text("ErrorCode"), refusal.Text("ErrorDesc")));
    }

    private static Dictionary<string, JsonElement> Units(JsonElement answer) => answer.GetProperty("data").EnumerateArray().ToDictionary(u => u.Text("id"));

    private static long Version(JsonElement answer) => answer.GetProperty("version").GetInt64();

    private static string Text(long version) => version.ToString(CultureInfo.InvariantCulture);
}

public sealed class DirectoryCallOnSqlite(SqliteApp app) : DirectoryCallTests(app), IClassFixture<SqliteApp>;

public sealed class DirectoryCallOnPostgres(PostgresApp app) : DirectoryCallTests(app), IClassFixture<PostgresApp>;
