namespace VanLang.Kernel.Calendar;

/// <summary>
/// Time limits over a working calendar. Pure: the same calendar and input give the same answer. Moments are taken and given in the time of Viet Nam. Amounts must not be
/// negative, and every day walked over must lie in the years a <see cref="WorkCalendar"/> covers; both are bugs of the caller and throw.
/// </summary>
public static class Deadlines
{
    /// <summary>The deadline of a limit in any unit.</summary>
    public static Deadline Compute(WorkCalendar calendar, DateTimeOffset received, int amount, DeadlineUnit unit) => unit switch
    {
        DeadlineUnit.WorkingDay => AddWorkingDays(calendar, received, amount),
        DeadlineUnit.Day => AddDays(calendar, received, amount),
        DeadlineUnit.Hour => AddHours(calendar, received, amount),
        _ => throw new ArgumentOutOfRangeException(nameof(unit), unit, null),
    };

    /// <summary>
    /// The working moment at which a limit starts: before opening the opening, in the break the opening after it, after closing (the closing
    /// minute included) or on a day off the opening of the next working day.
    /// </summary>
    public static Deadline Snap(WorkCalendar calendar, DateTimeOffset received)
    {
        var trail = new Trail(calendar);
        return trail.Done(Start(calendar, received, trail));
    }

    /// <summary>
    /// Counts working days after the day of the start and keeps the clock time. On a day with other hours the time is moved to the opening that follows it, or to the closing when it lies after that.
    /// </summary>
    public static Deadline AddWorkingDays(WorkCalendar calendar, DateTimeOffset received, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var trail = new Trail(calendar);
        var start = Start(calendar, received, trail);
        var day = calendar.Day(DateOnly.FromDateTime(start));
        for (var counted = 0; counted < days;)
        {
            day = calendar.Day(day.Date.AddDays(1));
            if (day.IsWorking)
            {
                trail.Count(day.Date, ++counted);
            }
            else
            {
                trail.Skip(day);
            }
        }

        return trail.Done(Within(day, TimeOnly.FromDateTime(start), trail));
    }

    /// <summary>
    /// Counts calendar days from the day of the start and keeps the clock time as <see cref="AddWorkingDays"/> does. When the last day is a day off, the limit ends on the next
    /// working day (Civil Code 2015, art. 148(5)).
    /// </summary>
    public static Deadline AddDays(WorkCalendar calendar, DateTimeOffset received, int days)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(days);
        var trail = new Trail(calendar);
        var start = Start(calendar, received, trail);
        var day = calendar.Day(DateOnly.FromDateTime(start).AddDays(days));
        trail.Say($"Cộng {days} ngày: {Trail.Day(day.Date, "vi")}.", $"Plus {days} days: {Trail.Day(day.Date, "en")}.");
        day = FirstWorking(calendar, day, trail);
        return trail.Done(Within(day, TimeOnly.FromDateTime(start), trail));
    }

    /// <summary>Walks working hours from the start through breaks, nights and days off. A limit that is used up at a closing ends there.</summary>
    public static Deadline AddHours(WorkCalendar calendar, DateTimeOffset received, int hours)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hours);
        var trail = new Trail(calendar);
        var start = Start(calendar, received, trail);
        return trail.Done(Walk(calendar, start, TimeSpan.FromHours(hours), trail));
    }

    /// <summary>Walks working minutes as <see cref="AddHours"/> walks hours: for limits that mean "at once".</summary>
    public static Deadline AddMinutes(WorkCalendar calendar, DateTimeOffset received, int minutes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(minutes);
        var trail = new Trail(calendar);
        var start = Start(calendar, received, trail);
        return trail.Done(Walk(calendar, start, TimeSpan.FromMinutes(minutes), trail));
    }

    /// <summary>Working time from one moment to a later one; zero when the second is not later.</summary>
    public static TimeSpan WorkingTimeBetween(WorkCalendar calendar, DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (Local(from), Local(to));
        var sum = TimeSpan.Zero;
        for (var date = DateOnly.FromDateTime(first); date <= DateOnly.FromDateTime(last) && first < last; date = date.AddDays(1))
        {
            foreach (var segment in calendar.Day(date).Segments)
            {
                var opens = Later(date.ToDateTime(segment.Opens), first);
                var closes = Earlier(date.ToDateTime(segment.Closes), last);
                sum += closes > opens ? closes - opens : TimeSpan.Zero;
            }
        }

        return sum;
    }

    /// <summary>
    /// The deadline after a pause (documents to be supplied, fees to be paid): the old one plus the <b>working</b> time of the pause. What was left when the clock stopped is left when it
    /// goes on; what was already late stays exactly as late.
    /// </summary>
    public static Deadline Resume(WorkCalendar calendar, DateTimeOffset due, DateTimeOffset pausedAt, DateTimeOffset resumedAt)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(resumedAt, pausedAt);
        var trail = new Trail(calendar);
        var paused = WorkingTimeBetween(calendar, pausedAt, resumedAt);
        trail.Say($"Hạn trước khi tạm dừng: {Trail.Moment(Local(due), "vi")}.", $"Due before the pause: {Trail.Moment(Local(due), "en")}.");
        trail.Say(
            $"Tạm dừng từ {Trail.Moment(Local(pausedAt), "vi")} đến {Trail.Moment(Local(resumedAt), "vi")}: {Trail.Duration(paused, "vi")} làm việc.",
            $"Paused from {Trail.Moment(Local(pausedAt), "en")} to {Trail.Moment(Local(resumedAt), "en")}: {Trail.Duration(paused, "en")} of work.");
        if (pausedAt > due)
        {
            trail.Say("Khi tạm dừng đã quá hạn: thời gian quá hạn được giữ nguyên.", "Already overdue when paused: the delay stays as it was.");
        }

        return trail.Done(Walk(calendar, Local(due), paused, trail));
    }

    /// <summary>How much time is left at a moment, or by how much the deadline has been missed.</summary>
    public static RemainingTime Remaining(WorkCalendar calendar, DateTimeOffset now, DateTimeOffset due)
    {
        var overdue = now > due;
        var (from, to) = overdue ? (due, now) : (now, due);
        var days = 0;
        for (var date = from.DateInVietnam().AddDays(1); date <= to.DateInVietnam(); date = date.AddDays(1))
        {
            days += calendar.IsWorking(date) ? 1 : 0;
        }

        return new RemainingTime(overdue, days, WorkingTimeBetween(calendar, from, to));
    }

    private static DateTime Start(WorkCalendar calendar, DateTimeOffset received, Trail trail)
    {
        var moment = Local(received);
        trail.Say($"Nhận: {Trail.Moment(moment, "vi")}.", $"Received: {Trail.Moment(moment, "en")}.");
        var day = calendar.Day(DateOnly.FromDateTime(moment));
        trail.Touch(day.Date);
        if (!day.IsWorking)
        {
            day = FirstWorking(calendar, day, trail);
            return Begin(day.Date.ToDateTime(day.Segments[0].Opens), "Nhận vào ngày nghỉ", "Received on a day off", trail);
        }

        var time = TimeOnly.FromDateTime(moment);
        foreach (var segment in day.Segments)
        {
            if (time < segment.Opens)
            {
                var opening = day.Date.ToDateTime(segment.Opens);
                return segment == day.Segments[0]
                    ? Begin(opening, "Nhận trước giờ làm việc", "Received before opening", trail)
                    : Begin(opening, "Nhận trong giờ nghỉ giữa buổi", "Received during the break", trail);
            }

            if (time < segment.Closes)
            {
                return moment;
            }
        }

        day = FirstWorking(calendar, calendar.Day(day.Date.AddDays(1)), trail);
        return Begin(day.Date.ToDateTime(day.Segments[0].Opens), "Nhận sau giờ làm việc", "Received after closing", trail);
    }

    private static DateTime Begin(DateTime start, string vi, string en, Trail trail)
    {
        trail.Say($"{vi}: tính từ {Trail.Moment(start, "vi")}.", $"{en}: counted from {Trail.Moment(start, "en")}.");
        return start;
    }

    private static WorkDay FirstWorking(WorkCalendar calendar, WorkDay day, Trail trail)
    {
        while (!day.IsWorking)
        {
            trail.Skip(day);
            day = calendar.Day(day.Date.AddDays(1));
        }

        return day;
    }

    private static DateTime Within(WorkDay day, TimeOnly time, Trail trail)
    {
        foreach (var segment in day.Segments)
        {
            if (time < segment.Opens)
            {
                trail.Say($"Ngoài giờ làm việc của ngày đó: đến {segment.Opens:HH\\:mm}.", $"Outside the hours of that day: moved to {segment.Opens:HH\\:mm}.");
                return day.Date.ToDateTime(segment.Opens);
            }

            if (time <= segment.Closes)
            {
                return day.Date.ToDateTime(time);
            }
        }

        var closing = day.Segments[^1].Closes;
        trail.Say($"Ngày đó chỉ làm việc đến {closing:HH\\:mm}.", $"That day closes at {closing:HH\\:mm}.");
        return day.Date.ToDateTime(closing);
    }

    private static DateTime Walk(WorkCalendar calendar, DateTime start, TimeSpan time, Trail trail)
    {
        var left = time;
        for (var date = DateOnly.FromDateTime(start); left > TimeSpan.Zero; date = date.AddDays(1))
        {
            var day = calendar.Day(date);
            if (!day.IsWorking)
            {
                trail.Skip(day);
            }

            var worked = TimeSpan.Zero;
            foreach (var segment in day.Segments)
            {
                var opens = Later(date.ToDateTime(segment.Opens), start);
                var free = date.ToDateTime(segment.Closes) - opens;
                if (free <= TimeSpan.Zero)
                {
                    continue;
                }

                if (left <= free)
                {
                    trail.Work(date, worked + left);
                    return opens + left;
                }

                worked += free;
                left -= free;
            }

            if (worked > TimeSpan.Zero)
            {
                trail.Work(date, worked);
            }
        }

        return start;
    }

    private static DateTime Local(DateTimeOffset moment) => moment.InVietnam().DateTime;

    private static DateTime Later(DateTime a, DateTime b) => a > b ? a : b;

    private static DateTime Earlier(DateTime a, DateTime b) => a < b ? a : b;
}
