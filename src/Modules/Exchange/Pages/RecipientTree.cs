using Microsoft.Extensions.Localization;
using VanLang.Organizations.Contracts;
using VanLang.Web.Forms;

namespace VanLang.Exchange.Pages;

/// <summary>The directory as a tree to pick recipients from, with the groups that are written to together.</summary>
internal static class RecipientTree
{
    public static (IReadOnlyList<Party> Tree, IReadOnlyList<PartyGroup> Groups) Of(IReadOnlyList<OrganizationEntry> all, string? own, IStringLocalizer t)
    {
        var active = all.Where(o => o.State is OrganizationState.Active).ToList();
        var codes = active.Select(o => o.Code).ToHashSet();
        var children = active.Where(o => o.ParentCode is not null && codes.Contains(o.ParentCode)).ToLookup(o => o.ParentCode!);
        Party One(OrganizationEntry o) => new(o.Code, o.Name, o.Code, [.. children[o.Code].Select(One)], o.Code != own);
        var tops = active.Where(o => o.ParentCode is null || !codes.Contains(o.ParentCode)).ToList();
        var groups = new List<PartyGroup>();
        void Group(string key, string title, params ReadOnlySpan<string> kinds)
        {
            var members = new List<string>();
            foreach (var top in active)
            {
                if (top.Level == 1 && top.Code != own && kinds.Contains(top.Kind))
                {
                    members.Add(top.Code);
                }
            }

            if (members.Count > 0)
            {
                groups.Add(new PartyGroup(key, title, members));
            }
        }

        Group("ministries", t["Các bộ, cơ quan ngang bộ"], "ministry", "ministry-level");
        Group("government", t["Cơ quan thuộc Chính phủ"], "government-agency");
        Group("provinces", t["Các tỉnh, thành phố"], "province");
        return ([.. tops.Select(One)], groups);
    }
}
