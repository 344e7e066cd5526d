using VanLang.Kernel;

namespace VanLang.Workdays;

/// <summary>Every expected failure of the module. Codes are never renumbered.</summary>
internal static class WorkdaysErrors
{
    public static readonly Error NotPermitted = new("WRK-0001", ErrorKind.Forbidden, "Bạn không có quyền ghi quyết định về ngày nghỉ.", "You may not record decisions on days off.");
    public static readonly Error YearOutOfRange = new("WRK-0002", ErrorKind.Invalid, "Năm {0} ngoài khoảng 1990-2090.", "The year {0} is not between 1990 and 2090.");
    public static readonly Error NoDecidingText = new("WRK-0003", ErrorKind.Invalid, "Hãy nhập văn bản quyết định.", "Enter the deciding text.");
    public static readonly Error NoSource = new("WRK-0004", ErrorKind.Invalid, "Hãy ghi nguồn đã đọc.", "Enter the source that was read.");
    public static readonly Error NoReason = new("WRK-0005", ErrorKind.Invalid, "Hãy nhập lý do.", "Enter the reason.");
    public static readonly Error TextTooLong = new("WRK-0006", ErrorKind.Invalid, "Nội dung dài quá {0} ký tự.", "The text is longer than {0} characters.");
    public static readonly Error NoDaysOff = new("WRK-0007", ErrorKind.Invalid, "Hãy nhập ít nhất một ngày nghỉ.", "Enter at least one day off.");
    public static readonly Error RangeBackwards = new("WRK-0008", ErrorKind.Invalid, "Khoảng nghỉ {0} - {1} kết thúc trước khi bắt đầu.", "The days off {0} - {1} end before they begin.");
    public static readonly Error BadDayName = new("WRK-0009", ErrorKind.Invalid, "Ngày nghỉ {0} cần tên không quá {1} ký tự.", "The day off {0} needs a name of at most {1} characters.");
    public static readonly Error MakeUpOnWorkday = new("WRK-0010", ErrorKind.Invalid, "Ngày làm bù {0} không phải thứ Bảy hay Chủ nhật.", "The make-up day {0} is neither a Saturday nor a Sunday.");
    public static readonly Error TooManyDays = new("WRK-0011", ErrorKind.Invalid, "Một năm có không quá {0} ngày nghỉ và làm bù.", "A year has at most {0} days off and make-up days.");
    public static readonly Error ReplacedDayNotOff = new("WRK-0012", ErrorKind.Invalid, "Ngày {0} làm bù cho {1}, nhưng {1} không phải ngày nghỉ.", "{0} makes up for {1}, but {1} is not a day off.");
    public static readonly Error RecordedMeanwhile = new("WRK-0013", ErrorKind.Conflict, "Năm {0} vừa được ghi lần {1}: hãy xem lại rồi ghi tiếp.", "Revision {1} of {0} has just been recorded: look at it, then record again.");
    public static readonly Error UnreadableOffLine = new("WRK-0014", ErrorKind.Invalid, "Không hiểu dòng “{0}”: hãy viết như 10/02/2021 - 16/02/2021 | Tết Nguyên đán.", "The line “{0}” cannot be read: write it like 10/02/2021 - 16/02/2021 | Tết Nguyên đán.");
    public static readonly Error UnreadableMakeUpLine = new("WRK-0015", ErrorKind.Invalid, "Không hiểu dòng “{0}”: hãy viết như 04/05/2024 | 29/04/2024.", "The line “{0}” cannot be read: write it like 04/05/2024 | 29/04/2024.");

    public static readonly Error UnreadableReceived = new("WRK-0020", ErrorKind.Invalid, "Không hiểu thời điểm nhận “{0}”: hãy viết như 2021-02-09T10:00.", "The moment of receipt “{0}” cannot be read: write it like 2021-02-09T10:00.");
    public static readonly Error ReceivedOutOfRange = new("WRK-0021", ErrorKind.Invalid, "Thời điểm nhận phải từ năm 1950 đến năm 2070.", "The moment of receipt must lie between 1950 and 2070.");
    public static readonly Error UnreadableAmount = new("WRK-0022", ErrorKind.Invalid, "Số lượng “{0}” phải là số nguyên từ 0 đến {1}.", "The amount “{0}” must be a whole number from 0 to {1}.");
    public static readonly Error UnknownUnit = new("WRK-0023", ErrorKind.Invalid, "Đơn vị “{0}” không có: chọn working_day, day hoặc hour.", "There is no unit “{0}”: choose working_day, day or hour.");
    public static readonly Error UnknownOffice = new("WRK-0024", ErrorKind.Invalid, "Không có cơ quan mang mã “{0}”.", "There is no organisation with the code “{0}”.");
    public static readonly Error CalendarYearOutOfRange = new("WRK-0025", ErrorKind.Invalid, "Lịch có từ năm 1900 đến năm 2100, không có năm {0}.", "The calendar covers 1900 to 2100, not {0}.");
    public static readonly Error UnreadableRecordedAt = new("WRK-0026", ErrorKind.Invalid, "Không hiểu thời điểm ghi nhận “{0}”: hãy viết như 2024-05-01T08:00.", "The moment of recording “{0}” cannot be read: write it like 2024-05-01T08:00.");
    public static readonly Error CursorNotReadable = new("WRK-0027", ErrorKind.Invalid, "Con trỏ không đọc được: hãy gửi lại nguyên giá trị next, hoặc bỏ trống để lấy từ đầu.", "The cursor cannot be read: send back next as it was, or leave it out to begin at the start.");

    public static readonly Error HoursNotPermitted = new("WRK-0030", ErrorKind.Forbidden, "Bạn không có quyền đặt giờ làm việc của cơ quan này.", "You may not set the hours of this organisation.");
    public static readonly Error TooFewHours = new("WRK-0031", ErrorKind.Invalid, "Một tuần phải có ít nhất {0} giờ làm việc.", "A week needs at least {0} working hours.");
    public static readonly Error HoursFromOutOfRange = new("WRK-0032", ErrorKind.Invalid, "Giờ làm việc phải áp dụng từ một ngày trong khoảng 1990-2090.", "Office hours must hold from a day between 1990 and 2090.");
    public static readonly Error TooManySegments = new("WRK-0033", ErrorKind.Invalid, "Một ngày có không quá {0} khoảng giờ làm việc.", "A day has at most {0} working stretches.");
}
