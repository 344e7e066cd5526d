using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Testing;
using VanLang.Workdays.Contracts;
using VanLang.Workdays.Hours;

namespace VanLang.Workdays.Tests.Hours;

/// <summary>Each test has an organisation of its own.</summary>
public abstract class SetOfficeHoursTests(TestApp app)
{
    private static readonly Actor System = new(ActorKind.Person, "a-1", "Hoàng Minh Tuấn", "G22", null, new HashSet<string> { "workdays.manage", "workdays.hours" });

    [Fact]
    public async Task An_office_has_its_hours_from_their_day_on_and_others_keep_theirs()
    {
        Assert.True((await Set(For("H26") with { ValidFrom = new(2026, 12, 1) }, OwnAdmin("H26"))).IsOk);

        var calendars = await Calendars("H26", "H41");
        Assert.Equal("07:00-11:30, 13:30-17:00", Hours(calendars["H26"], new(2026, 11, 30)));
        Assert.Equal("07:30-12:00", Hours(calendars["H26"], new(2026, 12, 5)));
        Assert.Equal("", Hours(calendars["H41"], new(2026, 12, 5)));
    }

    [Fact]
    public async Task Any_code_of_the_organisation_is_taken()
    {
        Assert.True((await Set(For("000.00.00.H29"), System)).IsOk);

        Assert.Equal("07:30-12:00", Hours((await Calendars("H29"))["H29"], new(2026, 12, 5)));
    }

    [Fact]
    public async Task What_is_set_last_for_a_day_holds()
    {
        await Set(For("H17"), System);
        app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Set(For("H17") with { Week = WeekText.Default with { Saturday = "08:00-11:00" } }, System);

        Assert.Equal("08:00-11:00", Hours((await Calendars("H17"))["H17"], new(2026, 12, 5)));
        var rows = await app.In<ListOfficeHours, IReadOnlyList<OfficeHoursRow>>(list => list.Handle("H17", CancellationToken.None));
        Assert.Equal(["08:00-11:00", "07:30-12:00"], rows.Select(row => row.Week.Saturday));
    }

    [Fact]
    public async Task Setting_hours_leaves_audit_and_event()
    {
        await Set(For("G12"), System);

        await app.In<WorkdaysDb>(async db =>
        {
            Assert.Equal("Quyết định số 12/QĐ-VP", (await db.AuditRows.SingleAsync(row => row.Action == "workdays.hours.set" && row.Subject == "G12")).Reason);
            Assert.Single(await db.EventRows.Where(row => row.Type == OfficeHoursSet.Name && row.Payload.Contains("G12")).ToListAsync());
        });
    }

    [Fact]
    public async Task The_administrator_of_another_organisation_is_refused()
    {
        var refused = await Set(For("G15"), OwnAdmin("H26"));

        Assert.Equal(("WRK-0030", ErrorKind.Forbidden), (refused.Error.Code, refused.Error.Kind));
        Assert.Equal("Bạn không có quyền đặt giờ làm việc của cơ quan này.", refused.Error.Sentence("vi"));
    }

    [Fact]
    public async Task An_unknown_organisation_is_refused()
    {
        var refused = await Set(For("ZZ99"), System);

        Assert.Equal(("WRK-0024", "OrganizationCode"), (refused.Error.Code, refused.Error.Field));
    }

    [Fact]
    public async Task Wrong_hours_are_refused_and_nothing_is_stored()
    {
        var refused = await Set(For("H41") with { Reason = "" }, System);

        Assert.Equal("WRK-0005", refused.Error.Code);
        Assert.Empty(await app.In<ListOfficeHours, IReadOnlyList<OfficeHoursRow>>(list => list.Handle("H41", CancellationToken.None)));
    }

    [Fact]
    public async Task Many_deadlines_are_answered_in_the_order_of_the_questions()
    {
        await Set(For("G22"), System);
        var friday = new DateTimeOffset(2026, 12, 4, 16, 0, 0, Clock.NationalOffset);

        var answers = await app.In<IWorkCalendars, IReadOnlyList<Deadline>>(calendars => calendars.Compute(
            [
                new("G22", friday, 1, DeadlineUnit.WorkingDay),
                new(null, friday, 1, DeadlineUnit.WorkingDay),
                new("G22", friday, 2, DeadlineUnit.Hour),
                new("H41", friday, 1, DeadlineUnit.WorkingDay),
            ],
            CancellationToken.None).AsTask());

        Assert.Equal(["05/12 12:00", "07/12 16:00", "05/12 08:30", "07/12 16:00"], answers.Select(answer => answer.Due.ToString("dd\\/MM HH:mm", null)));
    }

    [Fact]
    public async Task What_another_node_records_is_seen_within_ten_seconds()
    {
        var before = await Version();
        await app.In<WorkdaysDb>(async db =>
        {
            // Another node writes the same rows, but cannot tell this one.
            db.Add(OfficeHoursEntry.Record(db.Node.Clock.NewId<OfficeHoursEntryId>(), "H99", new(2026, 1, 1), OfficeHours.Default, "Nút khác ghi", System, db.Node.Clock.Now));
            db.Audit(System, "workdays.hours.set", "H99");
            await db.SaveChangesAsync();
        });

        app.Clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(before + 1, await Version());
    }

    private static SetOfficeHoursInput For(string code) => new(code, new(2026, 12, 1), WeekText.Default with { Saturday = "07:30-12:00" }, "Quyết định số 12/QĐ-VP");

    private static Actor OwnAdmin(string code) => new(ActorKind.Person, "a-3", "Tạ Minh Đức", code, null, new HashSet<string> { "workdays.hours" });

    private static string Hours(WorkCalendar calendar, DateOnly day) => string.Join(", ", calendar.Day(day).Segments);

    private Task<Result> Set(SetOfficeHoursInput input, Actor actor) => app.In<SetOfficeHours, Result>(set => set.Handle(input, actor, CancellationToken.None));

    private Task<IReadOnlyDictionary<string, WorkCalendar>> Calendars(params string[] offices) =>
        app.In<IWorkCalendars, IReadOnlyDictionary<string, WorkCalendar>>(calendars => calendars.Of(offices, CancellationToken.None).AsTask());

    private Task<long> Version() => app.In<IWorkCalendars, long>(calendars => calendars.Version(CancellationToken.None).AsTask());
}

public sealed class SetOfficeHoursOnSqlite(SqliteApp app) : SetOfficeHoursTests(app), IClassFixture<SqliteApp>;

public sealed class SetOfficeHoursOnPostgres(PostgresApp app) : SetOfficeHoursTests(app), IClassFixture<PostgresApp>;
