using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.People;
using VanLang.Organizations.Registry;
using VanLang.Testing;

namespace VanLang.Organizations.Tests.People;

public abstract class PeopleTests(TestApp app)
{
    private const string Reason = "Quyết định 15/QĐ-UBND";
    private const string Refused = "Bạn không được phép thay đổi danh mục của cơ quan này.";

    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public async Task An_appointment_makes_unit_position_and_person_once()
    {
        var first = await Appoint("Ngô Văn Tư", "tu@vanlang.example", "H41", "Phòng Ngoại vụ", "Phó Trưởng phòng", "leader");
        var second = await Appoint("Ngô Thị Năm", "nam@vanlang.example", "000.00.00.H41", "Phòng Ngoại vụ", "Phó Trưởng phòng", "leader");

        var holdings = (await In("H41", Today)).Where(h => h.Unit == "Phòng Ngoại vụ").ToList();
        Assert.Equal([first, second], holdings.Select(h => h.PersonId).Order());
        Assert.Single(holdings.Select(h => h.PositionId).Distinct());
        Assert.Equal(["leader"], holdings[0].Roles);
        Assert.Equal("H41", Assert.Single(await Of(first, Today)).OrganizationCode);
    }

    [Fact]
    public async Task A_person_may_hold_two_positions_and_is_known_by_address()
    {
        var first = await Appoint("Lê Văn Hai", "hai@vanlang.example", "H41", null, "Phó Chánh Văn phòng", "leader");
        var second = await Appoint("Lê Văn Hai", "HAI@vanlang.example ", "H41", null, "Chánh Thanh tra", "officer");

        Assert.Equal(first, second);
        Assert.Equal(["Chánh Thanh tra", "Phó Chánh Văn phòng"], (await Of(first, Today)).Select(h => h.Title).Order());
    }

    [Fact]
    public async Task Appointments_that_make_no_sense_are_refused()
    {
        await Appoint("Trần Văn Ba", "ba@vanlang.example", "H41", null, "Thư ký", "officer");

        (await TryAppoint("Trần Văn Bảy", "ba@vanlang.example", "H41", "Thư ký")).Fails("ORG-0095", "Địa chỉ thư ba@vanlang.example thuộc về Trần Văn Ba.");
        (await TryAppoint("Trần Văn Ba", "ba@vanlang.example", "H41", "Thư ký")).Fails("ORG-0089", "Trần Văn Ba đã giữ vị trí này trong thời gian đó.");
        (await TryAppoint("", "x@vanlang.example", "H41", "Thư ký")).Fails("ORG-0087", "Hãy ghi họ và tên, không quá 100 ký tự.");
        (await TryAppoint("Tên", "không phải thư", "H41", "Thư ký")).Fails("ORG-0073", "Địa chỉ thư không phải thư không đúng.");
        (await TryAppoint("Tên", "x@vanlang.example", "H41", " ")).Fails("ORG-0083", "Hãy ghi chức danh, không quá 200 ký tự.");
        (await TryAppoint("Tên", "x@vanlang.example", "Z99", "Thư ký")).Fails("ORG-0006", "Không có cơ quan nào mang mã Z99.");
        (await TryAppoint("Tên", "x@vanlang.example", "H41", "Trưởng ban", "king")).Fails("ORG-0084", "Vai trò king không có.");
        (await app.In((AppointPerson u) => u.Handle(new(Guid.Empty, "Tên", "x@vanlang.example", Today, Reason), Actors.Admin, default))).Fails("ORG-0086", "Không tìm thấy vị trí này.");
    }

    [Fact]
    public async Task A_refused_appointment_leaves_neither_unit_nor_position()
    {
        (await app.In((IPositions p) => p.Appoint(new("Tên", "không phải thư", "H41", "Phòng không có", "Chức không có", ["clerk"], Today, Reason), Actors.Admin, default)))
            .Fails("ORG-0073", "Địa chỉ thư không phải thư không đúng.");

        var view = (await app.In((ListPeople list) => list.Handle("H41", Today, Actors.Admin, default))).Ok();
        Assert.DoesNotContain(view.Units, u => u.Name == "Phòng không có");
        Assert.DoesNotContain(view.Seats, s => s.Title == "Chức không có");
    }

    [Fact]
    public async Task An_agencys_administrator_keeps_to_his_own_and_gives_no_reserved_roles()
    {
        (await app.In((AddUnit u) => u.Handle(new("H26", "Phòng lạ", 1, Reason), Actors.OfNgheAn, default))).Fails("ORG-0002", Refused);
        (await app.In((AddPosition u) => u.Handle(new("H26", null, "Văn thư", ["clerk"], 1, Reason), Actors.OfNgheAn, default))).Fails("ORG-0002", Refused);
        (await app.In((AddPosition u) => u.Handle(new("H41", null, "Quản trị", ["system-admin"], 1, Reason), Actors.OfNgheAn, default))).Fails("ORG-0085", "Chỉ quản trị hệ thống được giao vai trò system-admin.");
        (await app.In((AddPosition u) => u.Handle(new("H41", null, "Kiểm toán", ["auditor"], 1, Reason), Actors.OfNgheAn, default))).Fails("ORG-0085", "Chỉ quản trị hệ thống được giao vai trò auditor.");
        (await app.In((AddPosition u) => u.Handle(new("H41", null, "Ứng dụng", ["client"], 1, Reason), Actors.Admin, default))).Fails("ORG-0084", "Vai trò client không có.");
        (await app.In((AddUnit u) => u.Handle(new("H41.03", "Phòng Hộ tịch", 1, Reason), Actors.OfNgheAn, default))).Ok();
        (await app.In((AddUnit u) => u.Handle(new("H41", "Phòng của tôi", 1, Reason), Actors.Clerk, default))).Fails("ORG-0002", Refused);
    }

    [Fact]
    public async Task Nobody_puts_himself_into_a_position_with_reserved_roles_that_is_there()
    {
        var position = (await app.In((AddPosition u) => u.Handle(new("H41", null, "Quản trị liên thông", ["system-admin"], 50, Reason), Actors.Admin, default))).Ok();

        (await app.In((AppointPerson u) => u.Handle(new(position.Value, "Kẻ Mạo Danh", "maodanh@vanlang.example", Today, Reason), Actors.OfNgheAn, default)))
            .Fails("ORG-0085", "Chỉ quản trị hệ thống được giao vai trò system-admin.");
    }

    [Fact]
    public async Task Units_and_positions_are_checked()
    {
        (await app.In((AddUnit u) => u.Handle(new("H41", "Phòng Tổng hợp", 1, Reason), Actors.Admin, default))).Fails("ORG-0081", "Cơ quan đã có đơn vị Phòng Tổng hợp.");
        (await app.In((AddUnit u) => u.Handle(new("H41", " ", 1, Reason), Actors.Admin, default))).Fails("ORG-0080", "Hãy ghi tên đơn vị, không quá 200 ký tự.");
        (await app.In((AddUnit u) => u.Handle(new("H41", "Phòng X", 0, Reason), Actors.Admin, default))).Fails("ORG-0094", "Thứ tự phải từ 1 đến 999.");
        (await app.In((AddPosition u) => u.Handle(new("H41", Guid.Empty, "Văn thư", ["clerk"], 1, Reason), Actors.Admin, default))).Fails("ORG-0082", "Không tìm thấy đơn vị trong cơ quan này.");
        (await app.In((AddPosition u) => u.Handle(new("H41", null, "Văn thư", ["clerk"], 1000, Reason), Actors.Admin, default))).Fails("ORG-0094", "Thứ tự phải từ 1 đến 999.");
    }

    [Fact]
    public async Task An_ended_appointment_holds_through_its_last_day()
    {
        var person = await Appoint("Đỗ Văn Sáu", "sau@vanlang.example", "H41", null, "Cán sự", "officer");
        var holding = await HoldingOf("H41", "sau@vanlang.example");

        (await app.In((EndHolding u) => u.Handle(new(holding, Today.AddDays(5), "Nghỉ hưu theo chế độ"), Actors.OfNgheAn, default))).Ok();

        Assert.Single(await Of(person, Today.AddDays(5)));
        Assert.Empty(await Of(person, Today.AddDays(6)));
        (await app.In((EndHolding u) => u.Handle(new(holding, Today.AddDays(9), "Nghỉ hưu theo chế độ"), Actors.OfNgheAn, default))).Fails("ORG-0091", "Việc bổ nhiệm đã kết thúc ngày 29/11/2026.");
        (await app.In((EndHolding u) => u.Handle(new(holding, Today.AddDays(-9), "Nghỉ hưu theo chế độ"), Actors.OfNgheAn, default))).Fails("ORG-0036", "Ngày kết thúc 15/11/2026 đứng trước ngày bắt đầu 24/11/2026.");
        (await app.In((EndHolding u) => u.Handle(new(Guid.Empty, Today, Reason), Actors.Admin, default))).Fails("ORG-0090", "Không tìm thấy việc bổ nhiệm này.");
    }

    [Fact]
    public async Task A_stand_in_has_the_roles_for_the_time_and_the_holder_keeps_them()
    {
        var leader = (await In("H41", Today)).First(h => h.Title == "Phó Chủ tịch Ủy ban nhân dân");
        var clerk = (await In("H41", Today)).First(h => h.Roles.Contains("clerk"));

        (await app.In((IPositions p) => p.Substitute(new(leader.PositionId, clerk.PersonId, Today, Today.AddDays(3), "Đi công tác nước ngoài"), Actors.OfNgheAn, default))).Ok();

        var stands = (await Of(clerk.PersonId, Today.AddDays(3))).Single(h => h.Substitute);
        Assert.Equal((leader.Title, leader.PersonName, true), (stands.Title, stands.Holder, stands.Roles.Contains("leader")));
        Assert.DoesNotContain(await Of(clerk.PersonId, Today.AddDays(4)), h => h.Substitute);
        Assert.Contains(await Of(leader.PersonId, Today), h => h.PositionId == leader.PositionId && !h.Substitute);
        (await app.In((IPositions p) => p.Substitute(new(leader.PositionId, clerk.PersonId, Today.AddDays(2), Today.AddDays(5), Reason), Actors.OfNgheAn, default)))
            .Fails("ORG-0089", $"{clerk.PersonName} đã giữ vị trí này trong thời gian đó.");
    }

    [Fact]
    public async Task A_holder_may_name_his_own_stand_in_and_nobody_elses()
    {
        var leader = (await In("H29", Today)).First(h => h.Roles.Contains("leader"));
        var officer = (await In("H29", Today)).First(h => h.Roles.Contains("officer"));
        var himself = Actors.Clerk with { OrganizationCode = "H29", PersonId = leader.PersonId };

        (await app.In((SubstituteHolding u) => u.Handle(new(officer.PositionId, leader.PersonId, Today, Today, "Họp ở Hà Nội"), himself, default))).Fails("ORG-0002", Refused);
        (await app.In((SubstituteHolding u) => u.Handle(new(leader.PositionId, officer.PersonId, Today, Today, "Họp ở Hà Nội"), himself, default))).Ok();
    }

    [Fact]
    public async Task Substitutions_that_make_no_sense_are_refused()
    {
        var leader = (await In("H17", Today)).First(h => h.Roles.Contains("leader"));
        var officer = (await In("H17", Today)).First(h => h.Roles.Contains("officer"));
        Task<Result> Try(Guid position, Guid person, DateOnly from, DateOnly to) =>
            app.In((SubstituteHolding u) => u.Handle(new(position, person, from, to, Reason), Actors.Admin, default));

        (await Try(leader.PositionId, officer.PersonId, Today, Today.AddDays(-1))).Fails("ORG-0036", "Ngày kết thúc 23/11/2026 đứng trước ngày bắt đầu 24/11/2026.");
        (await Try(leader.PositionId, officer.PersonId, Today, Today.AddDays(92))).Fails("ORG-0093", "Thời gian thay không quá 92 ngày; lâu hơn thì bổ nhiệm.");
        (await Try(Guid.Empty, officer.PersonId, Today, Today)).Fails("ORG-0086", "Không tìm thấy vị trí này.");
        (await Try(leader.PositionId, Guid.Empty, Today, Today)).Fails("ORG-0088", "Không tìm thấy người này.");
        (await Try(leader.PositionId, officer.PersonId, new(2020, 1, 1), new(2020, 1, 2))).Fails("ORG-0092", "Không có ai giữ vị trí này vào ngày 01/01/2020 để thay.");
        (await Try(leader.PositionId, leader.PersonId, Today, Today)).Fails("ORG-0089", $"{leader.PersonName} đã giữ vị trí này trong thời gian đó.");
    }

    [Fact]
    public async Task A_position_gives_nothing_once_its_organisation_has_ended()
    {
        var code = await app.In(async (RegisterOrganization u) => (await u.Handle(
            new("G12.70", null, "Cục Tạm thời", null, "department", null, "G12", Today, null, new(null, null, null, null, null), Reason), Actors.Admin, default)).Ok());
        var person = await Appoint("Tạ Văn Chín", "chin@vanlang.example", code, null, "Cục trưởng", "leader");

        (await app.In((EndOrganization u) => u.Handle(new(code, Today.AddDays(7), "G12", null, Reason), Actors.Admin, default))).Ok();

        Assert.Single(await Of(person, Today.AddDays(7)));
        Assert.Empty(await Of(person, Today.AddDays(8)));
    }

    [Fact]
    public async Task People_are_shown_to_those_who_may()
    {
        (await app.In((ListPeople u) => u.Handle("H41", Today, Actor.Anonymous, default))).Fails("ORG-0002", Refused);
        (await app.In((ListPeople u) => u.Handle("Z99", Today, Actors.Clerk, default))).Fails("ORG-0001", "Không tìm thấy cơ quan có mã Z99.");
        Assert.NotEmpty((await app.In((ListPeople u) => u.Handle("H26", Today, Actors.Clerk, default))).Ok().Seats);
    }

    private Task<Guid> Appoint(string name, string email, string organization, string? unit, string title, string role) => app.In(async (IPositions p) =>
        (await p.Appoint(new(name, email, organization, unit, title, [role], Today, Reason), Actors.Admin, default)).Ok());

    private Task<Result<Guid>> TryAppoint(string name, string email, string organization, string title, string role = "officer") => app.In((IPositions p) =>
        p.Appoint(new(name, email, organization, null, title, [role], Today, Reason), Actors.Admin, default));

    private Task<IReadOnlyList<Holding>> In(string code, DateOnly at) => app.In((IPositions p) => p.In(code, at, default).AsTask());

    private Task<IReadOnlyList<Holding>> Of(Guid person, DateOnly at) => app.In((IPositions p) => p.Of([person], at, default).AsTask());

    private async Task<Guid> HoldingOf(string code, string email) =>
        (await app.In((ListPeople list) => list.Handle(code, Today, Actors.Admin, default))).Ok().Seats.Single(s => s.Email == email).Holding!.Value;
}

public sealed class PeopleOnSqlite(SqliteApp app) : PeopleTests(app), IClassFixture<SqliteApp>;

public sealed class PeopleOnPostgres(PostgresApp app) : PeopleTests(app), IClassFixture<PostgresApp>;
