using System.Text;
using Microsoft.EntityFrameworkCore;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Importing;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.Importing;

public abstract class ImportTests(TestApp app)
{
    private const string Head = "code,code102,name,shortName,kind,level,parent,from,basisNumber,basisDate,basisIssuer,basisSource,address,email,telephone,fax,website\n";

    private static readonly DateOnly Today = new(2026, 11, 24);

    public static TheoryData<string, int, string, string> Faults => new()
    {
        { "name,kind,from\nTên,province,2026-01-01", 1, "ORG-0103", "Thiếu cột code ở dòng đầu." },
        { "code,name,kind,from,color\nH64,Tên,province,2026-01-01,red", 1, "ORG-0104", "Cột color không có trong mẫu." },
        { "code,name,kind,from\n", 1, "ORG-0100", "Tệp không có dòng dữ liệu nào." },
        { "code,name,kind,from\nH64,\"Tên,province,2026-01-01", 2, "ORG-0109", "Dấu ngoặc kép mở ở dòng 2 không được đóng." },
        { "code,name,kind,from\nH64,Tên,province", 2, "ORG-0105", "Dòng có 3 ô, dòng đầu có 4." },
        { "code,name,kind,from\nH64,Tên,tỉnh,2026-01-01", 2, "ORG-0023", "Loại cơ quan tỉnh không có." },
        { "code,name,kind,from\nH64,Tên,province,01-2026", 2, "ORG-0027", "Ngày 01-2026 không đọc được; hãy ghi dạng 31/12/2026." },
        { "code,name,kind,from\nH64,Tên,province,", 2, "ORG-0026", "Hãy chọn ngày hiệu lực." },
        { "code,name,kind,from\nH64,,province,2026-01-01", 2, "ORG-0020", "Hãy ghi tên cơ quan." },
        { "code,name,kind,from,level\nH64,Tên,province,2026-01-01,một", 2, "ORG-0112", "Giá trị một ở cột level không phải là số." },
        { "code,name,kind,from,level\nH64,Tên,province,2026-01-01,10", 2, "ORG-0024", "Cấp phải từ 1 đến 9." },
        { "code,name,kind,from\nH64,Tên,province,2026-01-01\nH65,Tên,province,2026-01-01\nh64,Tên,province,2026-01-01", 4, "ORG-0106", "Mã H64 đã có ở dòng 2 của tệp." },
        { "code,name,kind,from\nH41,Tên khác,province,2008-08-01", 2, "ORG-0107", "Cơ quan H41 đã có với nội dung khác (name); hãy sửa trên trang của cơ quan." },
        { "code,name,kind,from,parent\nH64.01,Tên,department,2026-01-01,H64", 2, "ORG-0108", "Không có cơ quan cấp trên H64 trong danh mục hay trong tệp." },
        { "code,name,kind,from,parent\nH22.91,Tên,department,2026-01-01,H22", 2, "ORG-0030", "Cơ quan H22 không hoạt động vào ngày 01/01/2026." },
        { "code,name,kind,from,email\nH64,Tên,province,2026-01-01,thư", 2, "ORG-0073", "Địa chỉ thư thư không đúng." },
        { "code,name,kind,from,code102\nH64,Tên,province,2026-01-01,000.00.00.H41", 2, "ORG-0013", "Mã 000.00.00.H41 đã thuộc về Ủy ban nhân dân tỉnh Nghệ An." },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_fault_is_named_by_line_code_and_sentence(string file, int line, string code, string sentence)
    {
        var trial = (await Try(file)).Ok();

        var fault = Assert.Single(trial.Plan.Faults);
        Assert.Equal((line, code, sentence), (fault.Line, fault.Error.Code, fault.Error.Sentence("vi")));
    }

    [Fact]
    public async Task A_file_with_faults_is_not_imported()
    {
        var trial = (await Try("code,name,kind,from\nH70,Đúng,province,2026-01-01\nH71,,province,2026-01-01")).Ok();

        (await Apply(trial.Draft)).Fails("ORG-0111", "Tệp còn 1 lỗi, chưa thể nhập.");

        Assert.Empty(await Resolve("H70"));
    }

    [Fact]
    public async Task Trying_changes_nothing_and_applying_takes_all()
    {
        var file = Head +
            "H72.02.01,,Phòng Hai Một,,department,3,H72.02,2026-01-01,,,,,,,,,\n" +
            "H72.02,000.00.02.H72,Sở Hai,Sở Hai,department,,H72,01/01/2026,12/QĐ-UBND,2026-01-01,UBND tỉnh,[M] trích,Số 2,so2@vanlang.example,,,\n" +
            "H72,000.00.00.H72,Ủy ban nhân dân tỉnh Bảy Hai,Bảy Hai,province,1,,2026-01-01,,,,,,,,,\n";

        var trial = (await Try(file)).Ok();
        Assert.Equal((3, 0, 0), (trial.Plan.New.Count, trial.Plan.Unchanged, trial.Plan.Faults.Count));
        Assert.Empty(await Resolve("H72"));

        var done = (await Apply(trial.Draft)).Ok();

        Assert.Equal(3, done.New);
        var found = await Resolve("000.00.02.H72", "H72.02.01");
        Assert.Equal(("H72.02", "H72", "Sở Hai", "so2@vanlang.example"), (found["000.00.02.H72"].Code, found["000.00.02.H72"].ParentCode, found["000.00.02.H72"].Name, found["000.00.02.H72"].Contact.Email));
        Assert.Equal(("H72.02", 3, "Ủy ban nhân dân tỉnh Bảy Hai"), (found["H72.02.01"].ParentCode, found["H72.02.01"].Level, found["H72.02.01"].InChargeName));
        (await Apply(trial.Draft)).Fails("ORG-0110", "Tệp đã thử không còn nữa; hãy tải lên lại.");
    }

    [Fact]
    public async Task What_is_exported_imports_as_unchanged()
    {
        var csv = new StringBuilder();
        await app.In(async (ExportOrganizations export) =>
        {
            await foreach (var line in export.Handle(Today, default))
            {
                csv.Append(line);
            }
        });

        var trial = (await Try(csv.ToString())).Ok();

        Assert.Empty(trial.Plan.Faults);
        Assert.Empty(trial.Plan.New);
        Assert.True(trial.Plan.Unchanged > 100);
    }

    [Fact]
    public async Task Files_that_are_no_text_empty_or_too_large_are_refused()
    {
        (await TryBytes([0xff, 0xfe, 0x00])).Fails("ORG-0102", "Tệp không phải UTF-8.");
        (await TryBytes([])).Fails("ORG-0100", "Tệp không có dòng dữ liệu nào.");
        TryImport.Check(new("x.csv", new byte[(TryImport.MaxMegabytes * 1024 * 1024) + 1])).Fails("ORG-0101", "Tệp lớn quá 32 MB.");
    }

    [Fact]
    public async Task Only_who_tried_a_file_and_may_edit_applies_it_with_a_reason()
    {
        var trial = (await Try("code,name,kind,from\nH73,Tên,province,2026-01-01")).Ok();
        var other = Actors.Admin with { Id = "nguoi.khac" };

        (await app.In((ImportOrganizations u) => u.Handle(new(trial.Draft, "Theo quyết định"), other, default))).Fails("ORG-0110", "Tệp đã thử không còn nữa; hãy tải lên lại.");
        (await app.In((TryImport u) => u.Again(trial.Draft, other, default))).Fails("ORG-0110", "Tệp đã thử không còn nữa; hãy tải lên lại.");
        (await app.In((ImportOrganizations u) => u.Handle(new(trial.Draft, "Theo quyết định"), Actors.Clerk, default))).Fails("ORG-0002", "Bạn không được phép thay đổi danh mục của cơ quan này.");
        (await app.In((ImportOrganizations u) => u.Handle(new(trial.Draft, " "), Actors.Admin, default))).Fails("ORG-0003", "Hãy ghi lý do, ít nhất 5 ký tự.");
    }

    [Fact]
    public async Task Many_faults_are_cut_and_say_so()
    {
        var file = new StringBuilder("code,name,kind,from\n");
        for (var i = 0; i < ImportPlan.MaxFaults + 5; i++)
        {
            file.Append("H64,,x,2026-01-01\n");
        }

        var faults = (await Try(file.ToString())).Ok().Plan.Faults;

        Assert.Equal(ImportPlan.MaxFaults + 1, faults.Count);
        Assert.Equal(("ORG-0113", "Còn lỗi khác; chỉ liệt kê 200 lỗi đầu."), (faults[^1].Error.Code, faults[^1].Error.Sentence("vi")));
    }

    [Fact]
    public async Task An_import_over_several_batches_is_one_commit_with_events_for_all()
    {
        var file = new StringBuilder("code,name,kind,from,parent\nH74,Tỉnh Bảy Tư,province,2026-01-01,\n");
        for (var i = 0; i < 1100; i++)
        {
            file.Append($"H74.{i % 100:00}{(char)('A' + (i / 100))},Xã số {i},commune,2026-01-01,H74\n");
        }

        var draft = (await Try(file.ToString())).Ok().Draft;
        (await app.In((ImportOrganizations use) => use.Handle(new(draft, "Lô nhập nhiều phần"), Actors.Admin, default))).Ok();

        Assert.Equal(1101, (await app.In((IOrganizationDirectory d) => d.All(Today, default).AsTask())).Count(e => e.Code.StartsWith("H74", StringComparison.Ordinal)));
        Assert.Equal(3, await app.In((OrganizationsDb db) => db.AuditRows.CountAsync(a => a.Action == "organizations.imported" && a.Reason == "Lô nhập nhiều phần")));
    }

    private Task<Kernel.Result<TryImport.Trial>> Try(string file) => TryBytes(Encoding.UTF8.GetBytes(file));

    private Task<Kernel.Result<TryImport.Trial>> TryBytes(byte[] content) => app.In((TryImport use) => use.Handle(new("danh-muc.csv", content), Actors.Admin, default));

    private Task<Kernel.Result<ImportOrganizations.Imported>> Apply(Guid draft) => app.In((ImportOrganizations use) => use.Handle(new(draft, "Lô thử nhập"), Actors.Admin, default));

    private Task<IReadOnlyDictionary<string, OrganizationEntry>> Resolve(params string[] codes) => app.In((IOrganizationDirectory d) => d.Resolve(codes, Today, default).AsTask());
}

public sealed class ImportOnSqlite(SqliteApp app) : ImportTests(app), IClassFixture<SqliteApp>;

public sealed class ImportOnPostgres(PostgresApp app) : ImportTests(app), IClassFixture<PostgresApp>;
