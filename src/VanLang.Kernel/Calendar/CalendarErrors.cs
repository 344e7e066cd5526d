namespace VanLang.Kernel.Calendar;

/// <summary>Every expected failure of building a working calendar. Codes are never renumbered.</summary>
public static class CalendarErrors
{
    /// <summary>No day of the week has working hours.</summary>
    public static readonly Error NoWorkingHours = new("CAL-0001", ErrorKind.Invalid, "Giờ làm việc phải có ít nhất một ngày trong tuần.", "Office hours need at least one working day of the week.");

    /// <summary>{0}: the stretch.</summary>
    public static readonly Error SegmentBackwards = new("CAL-0002", ErrorKind.Invalid, "Khoảng giờ {0} kết thúc trước khi bắt đầu.", "The stretch {0} ends before it begins.");

    /// <summary>{0}, {1}: the two stretches.</summary>
    public static readonly Error SegmentsOverlap = new("CAL-0003", ErrorKind.Invalid, "Hai khoảng giờ {0} và {1} chồng hoặc liền nhau.", "The stretches {0} and {1} overlap or touch.");

    /// <summary>{0}: the text.</summary>
    public static readonly Error UnreadableHours = new("CAL-0004", ErrorKind.Invalid, "Không hiểu khoảng giờ “{0}”: hãy viết như 07:00-11:30.", "The stretch “{0}” cannot be read: write it like 07:00-11:30.");

    /// <summary>{0}: the date.</summary>
    public static readonly Error DayTwice = new("CAL-0005", ErrorKind.Invalid, "Ngày {0} được ghi hai lần.", "The date {0} is given twice.");

    /// <summary>{0}: the date.</summary>
    public static readonly Error OffAndMakeUp = new("CAL-0006", ErrorKind.Invalid, "Ngày {0} vừa là ngày nghỉ vừa là ngày làm bù.", "The date {0} is both a day off and a make-up working day.");

    /// <summary>{0}: the date, {1}: the year.</summary>
    public static readonly Error DayOutsideYear = new("CAL-0007", ErrorKind.Invalid, "Ngày {0} không thuộc năm {1}.", "The date {0} is not in the year {1}.");
}
