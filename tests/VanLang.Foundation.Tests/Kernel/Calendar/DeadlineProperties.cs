using System.Collections.Immutable;
using CsCheck;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;

namespace VanLang.Foundation.Tests.Kernel.Calendar;

/// <summary>What must hold for every calendar, moment and amount.</summary>
public sealed class DeadlineProperties
{
    private static readonly Gen<TimeOnly> Time = Gen.Int[0, (24 * 60) - 1].Select(minute => new TimeOnly(minute / 60, minute % 60));

    private static readonly Gen<DateTimeOffset> Moment =
        Gen.Select(Gen.Int[new DateOnly(2019, 1, 1).DayNumber, new DateOnly(2034, 12, 31).DayNumber], Time)
            .Select((day, time) => new DateTimeOffset(DateOnly.FromDayNumber(day).ToDateTime(time), Clock.NationalOffset));

    private static readonly Gen<IReadOnlyList<WorkSegment>> DayHours =
        Gen.Int[0, (24 * 12) - 1].HashSet[0, 6].Select(IReadOnlyList<WorkSegment> (marks) =>
        {
            var ordered = marks.Order().Select(mark => new TimeOnly(mark / 12, mark % 12 * 5)).ToList();
            return [.. Enumerable.Range(0, ordered.Count / 2).Select(i => new WorkSegment(ordered[2 * i], ordered[(2 * i) + 1]))];
        });

    private static readonly Gen<WorkCalendar> Calendar = DayHours.Array[7]
        .Where(week => week.Any(day => day.Count > 0))
        .Select(week => Samples.With(OfficeHours.Create(Enum.GetValues<DayOfWeek>().ToDictionary(day => day, day => week[(int)day])).Value));

    [Fact]
    public void A_start_is_a_working_moment_not_before_receipt_and_snapping_it_again_changes_nothing() =>
        Gen.Select(Calendar, Moment).Sample((calendar, received) =>
        {
            var start = Deadlines.Snap(calendar, received).Due;

            Assert.True(start >= received);
            Assert.Contains(Segments(calendar, start), segment => segment.Opens <= Clocktime(start) && Clocktime(start) < segment.Closes);
            Assert.Equal(start, Deadlines.Snap(calendar, start).Due);
            Assert.Equal(TimeSpan.Zero, Deadlines.WorkingTimeBetween(calendar, received, start));
        });

    [Fact]
    public void A_deadline_lies_within_office_hours_or_at_closing_whatever_the_unit() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 60], Gen.Enum<DeadlineUnit>()).Sample((calendar, received, amount, unit) =>
        {
            var due = Deadlines.Compute(calendar, received, amount, unit).Due;

            Assert.True(due >= received);
            Assert.Equal(Clock.NationalOffset, due.Offset);
            Assert.Contains(Segments(calendar, due), segment => segment.Opens <= Clocktime(due) && Clocktime(due) <= segment.Closes);
        });

    [Fact]
    public void Exactly_the_number_of_working_days_lies_between_start_and_deadline() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 60]).Sample((calendar, received, days) =>
        {
            var start = Deadlines.Snap(calendar, received).Due;
            var due = Deadlines.AddWorkingDays(calendar, received, days).Due;

            var counted = Enumerable.Range(1, due.DateInVietnam().DayNumber - start.DateInVietnam().DayNumber)
                .Count(ahead => calendar.IsWorking(start.DateInVietnam().AddDays(ahead)));
            Assert.Equal(days, counted);
            Assert.Equal(days, Deadlines.Remaining(calendar, start, due).WorkingDays);
        });

    [Fact]
    public void Hours_walked_are_the_working_time_between() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 100]).Sample((calendar, received, hours) =>
            Assert.Equal(TimeSpan.FromHours(hours), Deadlines.WorkingTimeBetween(calendar, received, Deadlines.AddHours(calendar, received, hours).Due)));

    [Fact]
    public void A_larger_amount_or_a_later_receipt_never_gives_an_earlier_deadline() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 60], Gen.Int[0, 5000], Gen.Enum<DeadlineUnit>()).Sample((calendar, received, amount, minutes, unit) =>
        {
            var due = Deadlines.Compute(calendar, received, amount, unit).Due;

            Assert.True(Deadlines.Compute(calendar, received, amount + 1, unit).Due >= due);
            var later = Deadlines.Compute(calendar, received.AddMinutes(minutes), amount, unit).Due;

            // Calendar days: one that ended on a day off keeps its clock time on the next working day, where a later receipt may end at an earlier hour.
            Assert.True(unit is DeadlineUnit.Day ? later.DateInVietnam() >= due.DateInVietnam() : later >= due);
        });

    [Fact]
    public void Calendar_days_end_on_the_first_working_day_from_their_last_day() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 60]).Sample((calendar, received, days) =>
        {
            var last = Deadlines.Snap(calendar, received).Due.DateInVietnam().AddDays(days);
            var due = Deadlines.AddDays(calendar, received, days).Due.DateInVietnam();

            Assert.Equal(calendar.IsWorking(last) ? last : calendar.NextWorkingDay(last).Date, due);
        });

    [Fact]
    public void A_pause_keeps_what_was_left_and_what_was_late() =>
        Gen.Select(Calendar, Moment, Gen.Int[-20000, 20000], Gen.Int[0, 20000]).Sample((calendar, dueAbout, offset, length) =>
        {
            var due = Deadlines.AddHours(calendar, dueAbout, 1).Due;
            var paused = due.AddMinutes(offset);
            var resumed = paused.AddMinutes(length);

            var moved = Deadlines.Resume(calendar, due, paused, resumed).Due;

            Assert.Equal(Deadlines.WorkingTimeBetween(calendar, paused, due), Deadlines.WorkingTimeBetween(calendar, resumed, moved));
            Assert.Equal(Deadlines.WorkingTimeBetween(calendar, due, paused), Deadlines.WorkingTimeBetween(calendar, moved, resumed));
        });

    [Fact]
    public void Working_time_adds_up_over_any_moment_between() =>
        Gen.Select(Calendar, Moment, Gen.Int[0, 30000], Gen.Int[0, 30000]).Sample((calendar, from, first, second) =>
        {
            var middle = from.AddMinutes(first);
            var to = middle.AddMinutes(second);

            Assert.Equal(
                Deadlines.WorkingTimeBetween(calendar, from, to),
                Deadlines.WorkingTimeBetween(calendar, from, middle) + Deadlines.WorkingTimeBetween(calendar, middle, to));
        });

    private static ImmutableArray<WorkSegment> Segments(WorkCalendar calendar, DateTimeOffset moment) => calendar.Day(moment.DateInVietnam()).Segments;

    private static TimeOnly Clocktime(DateTimeOffset moment) => TimeOnly.FromDateTime(moment.InVietnam().DateTime);
}
