using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Testing;
using VanLang.Workdays.Calendars;
using VanLang.Workdays.Contracts;
using VanLang.Workdays.Decisions;

namespace VanLang.Workdays.Tests.Decisions;

/// <summary>Each test has a year of its own: the tests of a class share one database.</summary>
public abstract class RecordDecisionTests(TestApp app)
{
    private static readonly Actor Admin = new(ActorKind.Person, "a-1", "Hoàng Minh Tuấn", "G22", "Quản trị viên hệ thống quốc gia", new HashSet<string> { "workdays.manage" });
    private static readonly Actor Clerk = new(ActorKind.Person, "a-2", "Trần Thị Lan Anh", "G22", "Văn thư", new HashSet<string> { "exchange.send" });

    [Fact]
    public async Task A_recorded_decision_is_in_force_at_once_and_leaves_audit_and_event()
    {
        Assert.True((await National()).Year(2041).Provisional);

        var revision = await Record(For(2041), Admin);

        Assert.Equal(1, revision.Value);
        var year = (await National()).Year(2041);
        Assert.False(year.Provisional);
        Assert.Equal([new DateOnly(2041, 3, 5), new DateOnly(2041, 3, 6)], year.OffDays.Keys);
        Assert.Equal(new DateOnly(2041, 3, 6), year.MakeUpDays[new DateOnly(2041, 3, 9)].Replaces);
        await app.In<WorkdaysDb>(async db =>
        {
            var audit = await db.AuditRows.SingleAsync(row => row.Action == "workdays.decision.recorded" && row.Subject == "2041");
            Assert.Equal(("Hoàng Minh Tuấn", "Ghi theo thông báo mới"), (audit.ActorName, audit.Reason));
            Assert.Contains("2041-03-05", audit.Detail, StringComparison.Ordinal);
            Assert.Single(await db.EventRows.Where(row => row.Type == WorkCalendarDecided.Name && row.Payload.Contains("2041")).ToListAsync());
        });
    }

    [Fact]
    public async Task A_later_decision_replaces_the_first_and_the_past_stays_readable()
    {
        await Record(For(2042), Admin);
        var before = app.Clock.GetUtcNow();
        app.Clock.Advance(TimeSpan.FromDays(1));

        var revision = await Record(For(2042) with { Off = [new(new(2042, 4, 7), new(2042, 4, 7), "Nghỉ thêm", "Extra day", "", false)], MakeUp = [], KnownRevision = 1 }, Admin);

        Assert.Equal(2, revision.Value);
        var now = await View(new GetCalendarInput(2042));
        var then = await View(new GetCalendarInput(2042, AsRecordedAt: before));
        Assert.Equal([new DateOnly(2042, 4, 7)], now.Year.OffDays.Keys);
        Assert.Equal([new DateOnly(2042, 4, 7)], now.Unverified);
        Assert.Equal((2, 1), (now.Decision!.Revision, then.Decision!.Revision));
        Assert.Equal([new DateOnly(2042, 3, 5), new DateOnly(2042, 3, 6)], then.Year.OffDays.Keys);
        Assert.False(then.Calendar.IsWorking(new DateOnly(2042, 3, 5)));
        Assert.True(now.Calendar.IsWorking(new DateOnly(2042, 3, 5)));
    }

    [Fact]
    public async Task Who_may_not_manage_the_calendar_is_refused()
    {
        var refused = await Record(For(2043), Clerk);

        Assert.Equal(("WRK-0001", ErrorKind.Forbidden), (refused.Error.Code, refused.Error.Kind));
        Assert.Equal("Bạn không có quyền ghi quyết định về ngày nghỉ.", refused.Error.Sentence("vi"));
        Assert.True((await National()).Year(2043).Provisional);
    }

    [Fact]
    public async Task A_decision_recorded_over_an_unseen_one_is_refused()
    {
        await Record(For(2044), Admin);

        var refused = await Record(For(2044), Admin);

        Assert.Equal(("WRK-0013", ErrorKind.Conflict), (refused.Error.Code, refused.Error.Kind));
        Assert.Equal("Năm 2044 vừa được ghi lần 1: hãy xem lại rồi ghi tiếp.", refused.Error.Sentence("vi"));
    }

    [Fact]
    public async Task Of_many_who_record_the_same_year_at_once_one_succeeds()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => Record(For(2045), Admin))));

        Assert.Single(outcomes, outcome => outcome.IsOk);
        Assert.All(outcomes.Where(outcome => !outcome.IsOk), outcome => Assert.Equal("WRK-0013", outcome.Error.Code));
        await app.In<WorkdaysDb>(async db =>
        {
            Assert.Equal(1, await db.Decisions.CountAsync(decision => decision.Year == 2045));
            Assert.Equal(1, await db.AuditRows.CountAsync(row => row.Subject == "2045"));
        });
    }

    [Fact]
    public async Task Wrong_input_stores_nothing()
    {
        var refused = await Record(For(2046) with { Reason = "" }, Admin);

        Assert.Equal(["WRK-0005"], refused.Errors.Select(error => error.Code));
        Assert.Equal(0, await app.In<WorkdaysDb, int>(db => db.Decisions.CountAsync(decision => decision.Year == 2046)));
    }

    [Fact]
    public async Task The_catalogue_of_2019_to_2026_is_there_and_seeding_again_changes_nothing()
    {
        await app.In<SeedDecisions>(seed => seed.Handle(CancellationToken.None));

        var rows = await app.In<ListDecisions, IReadOnlyList<DecisionRow>>(list => list.Handle(null, CancellationToken.None));
        Assert.Equal(Enumerable.Range(2019, 8).Reverse(), rows.Where(row => row.Year <= 2026).Select(row => row.Year));
        Assert.All(rows.Where(row => row.Year <= 2026), row => Assert.Equal((1, true), (row.Revision, row.InForce)));
    }

    [Fact]
    public async Task The_list_tells_which_revision_is_in_force()
    {
        await Record(For(2047), Admin);
        await Record(For(2047) with { KnownRevision = 1 }, Admin);

        var rows = await app.In<ListDecisions, IReadOnlyList<DecisionRow>>(list => list.Handle(2047, CancellationToken.None));

        Assert.Equal([(2, true), (1, false)], rows.Select(row => (row.Revision, row.InForce)));
        Assert.Equal((2, 1, 0, "Hoàng Minh Tuấn"), (rows[0].DaysOff, rows[0].MakeUpDays, rows[0].Unverified, rows[0].RecordedBy));
    }

    private static RecordDecisionInput For(int year) => new(
        year,
        $"Thông báo về nghỉ lễ năm {year}",
        new DateOnly(year - 1, 11, 20),
        "Bản gốc",
        [new(new(year, 3, 5), new(year, 3, 6), "Nghỉ lễ", "Holiday", "", true)],
        [new(Saturday(year), new(year, 3, 6), "", true)],
        "Ghi theo thông báo mới",
        0);

    private static DateOnly Saturday(int year)
    {
        var day = new DateOnly(year, 3, 7);
        while (day.DayOfWeek is not DayOfWeek.Saturday)
        {
            day = day.AddDays(1);
        }

        return day;
    }

    private Task<Result<int>> Record(RecordDecisionInput input, Actor actor) =>
        app.In<RecordDecision, Result<int>>(record => record.Handle(input, actor, CancellationToken.None));

    private Task<WorkCalendar> National() => app.In<IWorkCalendars, WorkCalendar>(calendars => calendars.National(CancellationToken.None).AsTask());

    private async Task<YearView> View(GetCalendarInput input) =>
        (await app.In<GetCalendar, Result<YearView>>(get => get.Handle(input, CancellationToken.None))).Value;
}

public sealed class RecordDecisionOnSqlite(SqliteApp app) : RecordDecisionTests(app), IClassFixture<SqliteApp>;

public sealed class RecordDecisionOnPostgres(PostgresApp app) : RecordDecisionTests(app), IClassFixture<PostgresApp>;
