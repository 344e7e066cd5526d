using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Workdays.Decisions;
using VanLang.Workdays.Law;
using VanLang.Workdays.TimeLimits;

namespace VanLang.Workdays.Tests.Law;

public sealed class LawDataTests
{
    private static readonly IReadOnlyDictionary<int, WorkYear> Decided = LawData.Decisions.ToDictionary(file => file.Year, file =>
        WorkCalendarDecision.Record(default, SeedDecisions.ToInput(file), 1, Actor.Platform("thử"), DateTimeOffset.UnixEpoch).ToWorkYear());

    private static readonly WorkCalendar Calendar = new(Decided.Values, LawData.Statute);

    public static TheoryData<int> Years => [.. LawData.Decisions.Select(file => file.Year)];

    [Fact]
    public void The_decisions_cover_2019_to_2026_once_each() =>
        Assert.Equal(Enumerable.Range(2019, 8), LawData.Decisions.Select(file => file.Year));

    [Theory]
    [MemberData(nameof(Years))]
    public void Every_decision_passes_the_rules_of_recording(int year) =>
        Assert.Empty(RecordDecision.Check(SeedDecisions.ToInput(LawData.Decisions.Single(file => file.Year == year))));

    [Theory]
    [MemberData(nameof(Years))]
    public void Decision_and_statute_agree_on_every_working_day_but_the_swapped_ones(int year)
    {
        var statute = new WorkCalendar([], LawData.Statute);
        var swapped = Decided[year].MakeUpDays.Values.SelectMany(day => new[] { day.Date, day.Replaces });

        var differing = Days(year).Where(day => Calendar.IsWorking(day) != statute.IsWorking(day));

        Assert.Equal(swapped.Order(), differing);
    }

    /// <summary>The breaks of the fact sheet, weekends included; [S] read in a source, [M] from memory.</summary>
    [Theory]
    [InlineData("2019-02-02", "2019-02-10", false)]
    [InlineData("2020-01-23", "2020-01-29", true)]
    [InlineData("2021-02-10", "2021-02-16", true)]
    [InlineData("2021-09-02", "2021-09-05", true)]
    [InlineData("2022-01-31", "2022-02-04", true)]
    [InlineData("2023-01-20", "2023-01-26", false)]
    [InlineData("2024-02-08", "2024-02-14", false)]
    [InlineData("2025-01-25", "2025-02-02", false)]
    [InlineData("2026-02-14", "2026-02-22", false)]
    public void Tet_and_National_Day_breaks_are_those_of_the_fact_sheet(string first, string last, bool verified)
    {
        var (from, to) = (DateOnly.Parse(first, null), DateOnly.Parse(last, null));
        var year = Decided[from.Year];
        var file = LawData.Decisions.Single(one => one.Year == from.Year).Off.Single(off => off.From == from);

        Assert.All(Days(from.Year).Where(day => day >= from && day <= to), day => Assert.Equal(file.Vi, year.OffDays[day].Name.Vi));
        Assert.False(year.OffDays.ContainsKey(from.AddDays(-1)));
        Assert.NotEqual(file.Vi, year.OffDays.GetValueOrDefault(to.AddDays(1))?.Name.Vi);
        Assert.Equal(verified, file.Verified);
    }

    [Theory]
    [InlineData("2019-04-29", "2019-05-04")]
    [InlineData("2024-04-29", "2024-05-04")]
    [InlineData("2025-05-02", "2025-04-26")]
    [InlineData("2026-01-02", "2026-01-10")]
    public void Swapped_days_are_off_and_made_up_for(string off, string worked)
    {
        var replaced = DateOnly.Parse(off, null);
        var makeUp = Calendar.Day(DateOnly.Parse(worked, null));

        Assert.False(Calendar.IsWorking(replaced));
        Assert.Equal(DayKind.MakeUp, makeUp.Kind);
        Assert.Equal(replaced, Decided[replaced.Year].MakeUpDays[makeUp.Date].Replaces);
    }

    [Fact]
    public void What_is_known_from_memory_only_is_marked_and_named_in_the_source()
    {
        Assert.All(LawData.Decisions.Where(file => file.Off.Any(off => off.Verified)), file => Assert.Contains("[S]", file.Source, StringComparison.Ordinal));
        Assert.All(LawData.Decisions.Where(file => file.MakeUp.Count > 0), file => Assert.Contains("[M]", file.Source, StringComparison.Ordinal));
        Assert.Contains("[M]", LawData.StatuteSource, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2021-02-09T10:00", 5, "2021-02-23T10:00")]
    [InlineData("2019-12-31T09:00", 1, "2020-01-02T09:00")]
    [InlineData("2026-06-05T16:00", 1, "2026-06-08T16:00")]
    public void The_worked_vectors_come_out(string received, int days, string due)
    {
        var deadline = Deadlines.AddWorkingDays(Calendar, Moment.Read(received)!.Value, days);

        Assert.Equal(Moment.Read(due), deadline.Due);
        Assert.False(deadline.Provisional);
    }

    [Theory]
    [InlineData(2012, 4)]
    [InlineData(2013, 5)]
    public void Tet_has_four_days_off_before_2013_and_five_since(int year, int days) =>
        Assert.Equal(days, LawData.Statute.Year(year).OffDays.Values.Count(day => day.Name.Vi == "Tết Nguyên đán"));

    private static IEnumerable<DateOnly> Days(int year)
    {
        for (var day = new DateOnly(year, 1, 1); day.Year == year; day = day.AddDays(1))
        {
            yield return day;
        }
    }
}
