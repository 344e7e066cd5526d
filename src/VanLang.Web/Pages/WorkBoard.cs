using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Web.Pages;

/// <summary>What waits for a person, from every module, in the groups in which people plan their day.</summary>
internal sealed record WorkBoard(IReadOnlyList<WorkItem> Overdue, IReadOnlyList<WorkItem> Today, IReadOnlyList<WorkItem> ThisWeek, IReadOnlyList<WorkItem> Later)
{
    public int Count => Overdue.Count + Today.Count + ThisWeek.Count + Later.Count;

    /// <summary>Sorts by deadline (things without one last, longest waiting first) and groups by the date in Viet Nam; the week ends on Sunday.</summary>
    public static WorkBoard Of(IEnumerable<WorkItem> items, DateTimeOffset now)
    {
        var today = now.DateInVietnam();
        var sunday = today.AddDays((7 - (int)today.DayOfWeek) % 7);
        var groups = items
            .OrderBy(i => i.Due ?? DateTimeOffset.MaxValue).ThenByDescending(i => i.Urgency).ThenBy(i => i.Since)
            .ToLookup(i => i.Due switch
            {
                null => Group.Later,
                { } due when due < now => Group.Overdue,
                { } due when due.DateInVietnam() == today => Group.Today,
                { } due when due.DateInVietnam() <= sunday => Group.ThisWeek,
                _ => Group.Later,
            });
        return new([.. groups[Group.Overdue]], [.. groups[Group.Today]], [.. groups[Group.ThisWeek]], [.. groups[Group.Later]]);
    }

    private enum Group
    {
        Overdue,
        Today,
        ThisWeek,
        Later,
    }
}
