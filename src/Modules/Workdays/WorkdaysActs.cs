using VanLang.Web.Modules;

namespace VanLang.Workdays;

/// <summary>Acts of this module. In plain words for whoever reads the audit log; the codes are what the log keeps.</summary>
internal static class WorkdaysActs
{
    public static IReadOnlyList<AuditAct> All { get; } =
    [
        new("workdays.decision.recorded", "Ghi quyết định về ngày nghỉ", "Recorded a decision on days off"),
        new("workdays.hours.set", "Đặt giờ làm việc", "Set office hours"),
    ];
}
