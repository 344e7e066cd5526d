namespace VanLang.Workdays.Api;

/// <summary>Examples in the description of the API, as a running server answered.</summary>
internal static class LawExamples
{
    public const string Deadline = """
        {"due":"2021-02-23T10:00:00+07:00","start":"2021-02-09T10:00:00+07:00","provisional":false,"office":null,"explanation":["Nhận: 10:00 thứ Ba 09/02/2021.",
        "thứ Tư 10/02/2021 – thứ Ba 16/02/2021: không tính, Tết Nguyên đán (Thông báo về nghỉ Tết Nguyên đán Tân Sửu và Quốc khánh năm 2021 đối với cán bộ, công chức, viên chức).",
        "thứ Tư 17/02/2021 – thứ Sáu 19/02/2021: ngày làm việc thứ 1–3.","thứ Bảy 20/02/2021 – Chủ nhật 21/02/2021: không tính, nghỉ hằng tuần.",
        "thứ Hai 22/02/2021 – thứ Ba 23/02/2021: ngày làm việc thứ 4–5.","Hạn: 10:00 thứ Ba 23/02/2021."]}
        """;

    public const string Calendar = """
        {"year":2026,"provisional":false,"decision":{"text":"Thông báo về nghỉ Tết Nguyên đán Bính Ngọ và Quốc khánh năm 2026 đối với cán bộ, công chức, viên chức",
        "decidedOn":null,
        "source":"Đã đọc trong nguồn công khai [S]: Tết nghỉ 9 ngày liền. Chưa đối chiếu văn bản gốc [M]: từ 14 đến 22/02; nghỉ 02/01, làm bù 10/01; Quốc khánh 01-02/9. Các ngày còn lại tính theo luật [C]. Ngày 24/11 là ngày nghỉ hưởng lương từ 2026: chưa đối chiếu nên chưa ghi.",
        "revision":1,"recordedAt":"2026-10-25T02:00:00+00:00"},"office":null,"lunarNewYear":"2026-02-17","lunarLeapMonth":null,"workingDays":250,"daysOff":[{"date":"2026-01-01",
        "name":"Tết Dương lịch","nameEn":"New Year's Day","decidedBy":"Bộ luật Lao động 2019, khoản 1 Điều 112","verified":false}],"makeUpDays":[{"date":"2026-01-10",
        "replaces":"2026-01-02","decidedBy":"Bộ luật Lao động 2019, khoản 1 Điều 112","verified":true}]}
        """;

    public const string CalendarChanges = """
        {"items":[{"year":2026,"changedAt":"2026-10-25T02:00:00+00:00","decision":{"text":"Thông báo về nghỉ Tết Nguyên đán Bính Ngọ và Quốc khánh năm 2026 đối với cán bộ, công chức, viên chức","decidedOn":null,
        "source":"Đã đọc trong nguồn công khai [S]: Tết nghỉ 9 ngày liền.","revision":1,"recordedAt":"2026-10-25T02:00:00+00:00"},
        "daysOff":[{"date":"2026-01-01","name":"Tết Dương lịch","nameEn":"New Year's Day","decidedBy":"Bộ luật Lao động 2019, khoản 1 Điều 112","verified":false}],
        "makeUpDays":[{"date":"2026-01-10","replaces":"2026-01-02","decidedBy":"Bộ luật Lao động 2019, khoản 1 Điều 112","verified":true}]}],"next":"bjE9MTI","more":false}
        """;
}
