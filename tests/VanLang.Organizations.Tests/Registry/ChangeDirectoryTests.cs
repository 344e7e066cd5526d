using Microsoft.EntityFrameworkCore;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Registry;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.Registry;

public abstract class ChangeDirectoryTests(TestApp app)
{
    private const string Reason = "Theo quyết định của Thủ tướng";

    private static readonly ContactInput NoContact = new(null, null, null, null, null);
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public async Task A_registered_organisation_is_found_by_both_codes_at_once()
    {
        var code = await Register("H26.60", "000.00.60.H26", "Ban Quản lý khu công nghệ cao thành phố Hà Nội", "H26");

        var found = await Resolve("000.00.60.H26", Today);

        Assert.Equal((code, "H26", 2, "department"), (found!.Code, found.ParentCode, found.Level, found.Kind));
        Assert.Equal(OrganizationState.NotYet, (await Resolve(code, Today.AddDays(-1)))!.State);
    }

    [Fact]
    public async Task Registering_writes_an_audit_row_and_an_event()
    {
        var code = await Register("H26.61", null, "Trung tâm Chuyển đổi số", "H26");

        await app.In(async (OrganizationsDb db) =>
        {
            var audit = await db.AuditRows.OrderByDescending(a => a.Number).FirstAsync(a => a.Subject == code);
            var happened = await db.EventRows.OrderByDescending(e => e.Number).FirstAsync(e => e.Payload.Contains(code));
            Assert.Equal(("organizations.organization.registered", Reason, "quantri.hethong"), (audit.Action, audit.Reason, audit.ActorId));
            Assert.Equal(OrganizationsChanged.Name, happened.Type);
        });
    }

    [Theory]
    [InlineData("H41.01", null, "H41", "ORG-0013", "Mã H41.01 đã thuộc về Văn phòng Ủy ban nhân dân tỉnh Nghệ An.")]
    [InlineData("H22.99", "000.00.00.H41", "H60", "ORG-0012", "Mã H22.99 phải bắt đầu bằng mã của cơ quan cấp trên H60.")]
    [InlineData("H41.98", "000.00.00.H41", "H41", "ORG-0013", "Mã 000.00.00.H41 đã thuộc về Ủy ban nhân dân tỉnh Nghệ An.")]
    [InlineData("H41.98", "0.0.H41", "H41", "ORG-0014", "Mã 0.0.H41 không đúng dạng của QCVN102.")]
    [InlineData("H41.98", null, "H22", "ORG-0030", "Cơ quan H22 không hoạt động vào ngày 24/11/2026.")]
    [InlineData("H41.98", null, "H98", "ORG-0006", "Không có cơ quan nào mang mã H98.")]
    [InlineData("h41/98", null, "H41", "ORG-0010", "Mã H41/98 không đúng dạng của Quyết định 20/2020/QĐ-TTg (ví dụ G22 hoặc H37.02.02, dài không quá 35 ký tự).")]
    [InlineData("H22", null, null, "ORG-0013", "Mã H22 đã thuộc về Ủy ban nhân dân tỉnh Hà Giang.")]
    public async Task Codes_that_may_not_be_given_are_refused(string code, string? code102, string? parent, string error, string sentence) =>
        (await app.In((RegisterOrganization use) => use.Handle(new(code, code102, "Tên", null, "department", null, parent, Today, null, NoContact, Reason), Actors.Admin, default)))
            .Fails(error, sentence);

    [Fact]
    public async Task Only_who_may_edit_the_directory_changes_it()
    {
        const string sentence = "Bạn không được phép thay đổi danh mục của cơ quan này.";
        var clerk = Actors.Clerk;

        (await app.In((RegisterOrganization u) => u.Handle(new("H41.97", null, "Tên", null, "department", null, "H41", Today, null, NoContact, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((RenameOrganization u) => u.Handle(new("H41", "Tên", null, null, Today, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((MoveOrganization u) => u.Handle(new("H41.01", null, Today, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((MergeOrganizations u) => u.Handle(new("H41", ["H26"], null, null, null, Today, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((EndOrganization u) => u.Handle(new("H41", Today, null, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((CorrectSuccessor u) => u.Handle(new("H22", null, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((AddIdentifier u) => u.Handle(new("H41", "other", "X", Today, null, null, null, Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((LockOrganization u) => u.Handle(new("H41", Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((UnlockOrganization u) => u.Handle(new("H41", Reason), clerk, default))).Fails("ORG-0002", sentence);
        (await app.In((UpdateContact u) => u.Handle(new("H41", NoContact, Reason), clerk, default))).Fails("ORG-0002", sentence);
    }

    [Fact]
    public async Task A_renamed_organisation_keeps_its_old_name_for_old_documents()
    {
        var code = await Register("G22.60", null, "Vụ Theo dõi công tác Thanh tra", "G22");

        (await app.In((RenameOrganization u) => u.Handle(new(code, "Vụ Theo dõi công tác kiểm tra", "Vụ Kiểm tra", null, Today.AddDays(10), new LegalInput("99/QĐ-VPCP", Today, "Văn phòng Chính phủ"), Reason), Actors.Admin, default))).Ok();

        Assert.Equal("Vụ Theo dõi công tác Thanh tra", (await Resolve(code, Today.AddDays(9)))!.Name);
        Assert.Equal("Vụ Theo dõi công tác kiểm tra", (await Resolve(code, Today.AddDays(10)))!.Name);
        var view = (await app.In((GetOrganization get) => get.Handle(code, Today.AddDays(10), default))).Ok();
        Assert.Equal(("99/QĐ-VPCP", "Vụ Kiểm tra"), (view.Names[0].Basis!.Number, view.ShortName));
    }

    [Fact]
    public async Task A_page_that_is_out_of_date_is_told_so()
    {
        var code = await Register("G22.61", null, "Vụ Thi đua", "G22");
        var seen = (await app.In((GetOrganization get) => get.Handle(code, Today, default))).Ok().Version;
        (await app.In((UpdateContact u) => u.Handle(new(code, NoContact with { Telephone = "080 12345" }, Reason, seen), Actors.Admin, default))).Ok();

        (await app.In((RenameOrganization u) => u.Handle(new(code, "Vụ Khác", null, null, Today.AddDays(1), null, Reason, seen), Actors.Admin, default)))
            .Fails("ORG-0005", "Người khác vừa thay đổi thông tin này. Hãy mở lại trang rồi sửa.");
    }

    [Fact]
    public async Task A_chain_of_mergers_leads_to_the_last_one()
    {
        var (a, b, c) = (await Register("G12.60", null, "Cục A", "G12"), await Register("G12.61", null, "Cục B", "G12"), await Register("G12.62", null, "Cục C", "G12"));
        var child = await Register("G12.60.01", null, "Chi cục của A", a);

        await Merge(b, [a], Today.AddDays(10));
        await Merge(c, [b], Today.AddDays(20));

        Assert.Equal((b, c), ((await InBeing(a, Today.AddDays(10)))!.Code, (await InBeing(a, Today.AddDays(20)))!.Code));
        Assert.Equal(a, (await InBeing(a, Today.AddDays(9)))!.Code);
        Assert.Equal([a, b, c], new[] { (await Resolve(child, Today.AddDays(9)))!.ParentCode, (await Resolve(child, Today.AddDays(10)))!.ParentCode, (await Resolve(child, Today.AddDays(20)))!.ParentCode });
    }

    [Fact]
    public async Task A_merger_may_give_a_new_name_and_is_shown_on_both_pages()
    {
        var (a, b) = (await Register("G12.63", null, "Cục Kế hoạch", "G12"), await Register("G12.64", null, "Cục Tài chính", "G12"));

        (await app.In((MergeOrganizations u) => u.Handle(new(b, [a], "Cục Kế hoạch - Tài chính", null, null, Today.AddDays(5), null, Reason), Actors.Admin, default))).Ok();

        Assert.Equal("Cục Kế hoạch - Tài chính", (await Resolve(b, Today.AddDays(5)))!.Name);
        foreach (var code in new[] { a, b })
        {
            var view = (await app.In((GetOrganization get) => get.Handle(code, Today.AddDays(5), default))).Ok();
            Assert.Equal((b, "Cục Kế hoạch, Cục Tài chính"), (Assert.Single(view.Mergers).Continuing.Code, string.Join(", ", view.Mergers[0].Members.Select(m => m.Name))));
        }
    }

    [Fact]
    public async Task A_merger_with_an_unknown_member_is_refused() =>
        (await app.In((MergeOrganizations u) => u.Handle(new("H41", ["Z99"], null, null, null, Today, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0006", "Không có cơ quan nào mang mã Z99.");

    [Fact]
    public async Task An_organisation_with_others_below_it_does_not_end()
    {
        var code = await Register("G15.60", null, "Cục", "G15");
        await Register("G15.60.01", null, "Chi cục", code);

        (await app.In((EndOrganization u) => u.Handle(new(code, Today.AddDays(3), null, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0035", "Còn 1 đơn vị trực thuộc đang hoạt động; hãy chuyển hoặc kết thúc trước.");
    }

    [Fact]
    public async Task Successors_never_make_a_ring()
    {
        var (a, b) = (await Register("G15.61", null, "Cục A", "G15"), await Register("G15.62", null, "Cục B", "G15"));
        await End(a, Today.AddDays(1), b);
        await End(b, Today.AddDays(2), null);

        (await app.In((CorrectSuccessor u) => u.Handle(new(b, a, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0037", $"Không thể chọn {a} kế thừa: chuỗi kế thừa sẽ quay về {b}.");
        Assert.Null(await InBeing(a, Today.AddDays(3)));
    }

    [Fact]
    public async Task A_wrong_successor_is_corrected()
    {
        var (a, b, c) = (await Register("G15.63", null, "Cục A", "G15"), await Register("G15.64", null, "Cục B", "G15"), await Register("G15.65", null, "Cục C", "G15"));
        await End(a, Today.AddDays(1), b);

        (await app.In((CorrectSuccessor u) => u.Handle(new(a, c, null, Reason), Actors.Admin, default))).Ok();

        Assert.Equal(c, (await InBeing(a, Today.AddDays(2)))!.Code);
    }

    [Fact]
    public async Task A_successor_must_be_in_being_and_another_one()
    {
        var code = await Register("G15.66", null, "Cục", "G15");

        (await app.In((EndOrganization u) => u.Handle(new(code, Today.AddDays(1), "H22", null, Reason), Actors.Admin, default))).Fails("ORG-0030", "Cơ quan H22 không hoạt động vào ngày 26/11/2026.");
        (await app.In((EndOrganization u) => u.Handle(new(code, Today.AddDays(1), code, null, Reason), Actors.Admin, default))).Fails("ORG-0033", "Cơ quan G15.66 không thể kế thừa chính nó.");
        (await app.In((EndOrganization u) => u.Handle(new(code, Today.AddDays(1), "Z99", null, Reason), Actors.Admin, default))).Fails("ORG-0006", "Không có cơ quan nào mang mã Z99.");
    }

    [Fact]
    public async Task Nobody_stands_under_himself()
    {
        var code = await Register("G15.67", null, "Cục", "G15");
        var child = await Register("G15.67.01", null, "Chi cục", code);

        (await app.In((MoveOrganization u) => u.Handle(new(code, child, Today.AddDays(1), null, Reason), Actors.Admin, default)))
            .Fails("ORG-0042", "Không thể đặt G15.67 dưới G15.67.01: G15.67.01 đang trực thuộc G15.67.");
    }

    [Fact]
    public async Task An_old_code_finds_its_bearer_and_no_other_one_may_take_it_at_the_time()
    {
        (await app.In((AddIdentifier u) => u.Handle(new("H17", "other", "28.22.H17", new DateOnly(2018, 1, 1), null, "Gói tin thật", null, Reason), Actors.Admin, default))).Ok();

        Assert.Equal("H17", (await Resolve(" 28.22.h17 ", Today))!.Code);
        (await app.In((AddIdentifier u) => u.Handle(new("H26", "other", "28.22.H17", Today, null, null, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0013", "Mã 28.22.H17 đã thuộc về Ủy ban nhân dân thành phố Đà Nẵng.");
        (await app.In((AddIdentifier u) => u.Handle(new("H26", "other", "H17", Today, null, null, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0013", "Mã H17 đã thuộc về Ủy ban nhân dân thành phố Đà Nẵng.");
        (await app.In((AddIdentifier u) => u.Handle(new("H26", "xyz", "H17", Today, null, null, null, Reason), Actors.Admin, default)))
            .Fails("ORG-0017", "Hệ mã xyz không có; hãy dùng QCVN102, QD20 hoặc other.");
    }

    [Fact]
    public async Task A_code_that_two_organisations_bore_in_turn_is_answered_by_the_day()
    {
        (await app.In((AddIdentifier u) => u.Handle(new("H05", "other", "99.01.X", new DateOnly(2017, 1, 1), new DateOnly(2018, 12, 31), null, null, Reason), Actors.Admin, default))).Ok();
        (await app.In((AddIdentifier u) => u.Handle(new("H14", "other", "99.01.X", new DateOnly(2019, 1, 1), null, null, null, Reason), Actors.Admin, default))).Ok();

        Assert.Equal("H05", (await Resolve("99.01.X", new DateOnly(2018, 6, 1)))!.Code);
        Assert.Equal("H14", (await Resolve("99.01.X", Today))!.Code);
    }

    [Fact]
    public async Task A_locked_organisation_says_so_until_it_is_unlocked()
    {
        (await app.In((LockOrganization u) => u.Handle(new("H18", Reason), Actors.Admin, default))).Ok();
        Assert.Equal(OrganizationState.Locked, (await Resolve("H18", Today))!.State);
        Assert.Equal(OrganizationState.Active, (await Resolve("H18", Today.AddDays(-1)))!.State);

        (await app.In((UnlockOrganization u) => u.Handle(new("H18", Reason), Actors.Admin, default))).Ok();

        Assert.Equal(OrganizationState.Active, (await Resolve("H18", Today))!.State);
    }

    [Fact]
    public async Task A_change_made_elsewhere_is_seen_without_being_told()
    {
        var before = await app.In((IOrganizationDirectory d) => Task.FromResult(d.Version));

        // Another node writes to the tables and to the log; this node's directory is not told.
        await app.In(async (OrganizationsDb db) =>
        {
            var o = (await db.Whole("H20", default))!;
            o.SetContact(NoContact with { Website = "dongthap.vanlang.example" }, app.Clock.GetUtcNow());
            db.Audit(Actors.Admin, "organizations.organization.contact", "H20", Reason);
            db.Publish(new OrganizationsChanged(["H20"], "contact"));
            await db.SaveChangesAsync();
        });

        await Poll.Until(async () => (await Resolve("H20", Today))!.Contact.Website == "dongthap.vanlang.example", "the directory follows the log");
        Assert.True(await app.In((IOrganizationDirectory d) => Task.FromResult(d.Version)) > before);
    }

    [Theory]
    [InlineData("nghe an", "H41")]
    [InlineData("NGHỆ AN", "H41")]
    [InlineData("uy ban nhan dan tinh nghe an", "H41")]
    [InlineData("000.00.00.h41", "H41")]
    [InlineData("tong cuc thue", "G12.18")]
    [InlineData("bo nong nghiep va moi truong", "G10")]
    [InlineData("uy ban dan toc", "G21")]
    [InlineData("thua thien hue", "H57")]
    [InlineData("ho chi minh", "H29")]
    public async Task Search_finds_names_with_or_without_marks_old_names_and_codes(string text, string first)
    {
        var found = await app.In((IOrganizationDirectory d) => d.Search(text, Today, 5, default).AsTask());

        Assert.Equal(first, found[0].Code);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("%")]
    [InlineData("khong co co quan nao ten nhu the nay")]
    public async Task A_search_for_nothing_finds_nothing(string text) =>
        Assert.Empty(await app.In((IOrganizationDirectory d) => d.Search(text, Today, 5, default).AsTask()));

    [Fact]
    public async Task A_merged_province_is_found_after_those_in_being()
    {
        var found = await app.In((IOrganizationDirectory d) => d.Search("ha", new DateOnly(2026, 1, 1), 200, default).AsTask());

        var states = found.Select(e => e.State is OrganizationState.Ended or OrganizationState.NotYet).ToList();
        Assert.Contains(true, states);
        Assert.Equal(states.Order(), states);
    }

    private Task<string> Register(string code, string? code102, string name, string parent) => app.In(async (RegisterOrganization use) =>
        (await use.Handle(new(code, code102, name, null, "department", null, parent, Today, null, NoContact, Reason), Actors.Admin, default)).Ok());

    private Task<Guid> Merge(string continuing, string[] ending, DateOnly on) => app.In(async (MergeOrganizations use) =>
        (await use.Handle(new(continuing, ending, null, null, null, on, null, Reason), Actors.Admin, default)).Ok());

    private Task End(string code, DateOnly lastDay, string? successor) => app.In(async (EndOrganization use) =>
        (await use.Handle(new(code, lastDay, successor, null, Reason), Actors.Admin, default)).Ok());

    private async Task<OrganizationEntry?> Resolve(string code, DateOnly at) =>
        (await app.In((IOrganizationDirectory d) => d.Resolve([code], at, default).AsTask())).GetValueOrDefault(code);

    private Task<OrganizationEntry?> InBeing(string code, DateOnly at) => app.In((IOrganizationDirectory d) => d.InBeing(code, at, default).AsTask());
}

public sealed class ChangeDirectoryOnSqlite(SqliteApp app) : ChangeDirectoryTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeDirectoryOnPostgres(PostgresApp app) : ChangeDirectoryTests(app), IClassFixture<PostgresApp>;
