using VanLang.Organizations.Contracts;
using VanLang.Organizations.Lookup;

namespace VanLang.Organizations.Registry;

/// <summary>One row of the tree page.</summary>
/// <param name="Entry">The organisation.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Below">How many stand right below it.</param>
/// <param name="Open">Whether those are shown.</param>
internal sealed record TreeRow(OrganizationEntry Entry, int Depth, int Below, bool Open);

/// <summary>The tree at a date with some branches open.</summary>
/// <param name="At">The date.</param>
/// <param name="Central">Central agencies at the top.</param>
/// <param name="Provinces">Provinces: 63 before 1/7/2025, 34 since.</param>
/// <param name="ProvinceCount">How many provinces there are.</param>
/// <param name="CentralCount">How many central agencies there are.</param>
/// <param name="BelowCount">How many organisations stand below them.</param>
internal sealed record TreeView(DateOnly At, IReadOnlyList<TreeRow> Central, IReadOnlyList<TreeRow> Provinces, int ProvinceCount, int CentralCount, int BelowCount);

internal sealed class ListTree(OrganizationDirectory directory)
{
    public async Task<TreeView> Handle(DateOnly at, IReadOnlySet<string> open, CancellationToken ct)
    {
        var view = (await directory.Current(ct)).View(at);
        var provinces = view.Roots.Where(r => r.Kind == OrganizationKind.Province.Code()).ToList();
        var central = view.Roots.Where(r => r.Kind != OrganizationKind.Province.Code()).ToList();
        return new TreeView(at, Rows(central), Rows(provinces), provinces.Count, central.Count, view.All.Count - view.Roots.Count);

        List<TreeRow> Rows(List<OrganizationEntry> roots)
        {
            var rows = new List<TreeRow>();
            foreach (var root in roots)
            {
                Add(root, 0);
            }

            return rows;

            void Add(OrganizationEntry entry, int depth)
            {
                var below = view.Children(entry.Code);
                var isOpen = below.Count > 0 && open.Contains(entry.Code);
                rows.Add(new TreeRow(entry, depth, below.Count, isOpen));
                if (isOpen)
                {
                    foreach (var child in below)
                    {
                        Add(child, depth + 1);
                    }
                }
            }
        }
    }
}
