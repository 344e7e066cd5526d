using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Lookup;

/// <summary>The tree of organisations in being at one date.</summary>
internal sealed class DatedView
{
    private readonly Dictionary<string, List<OrganizationEntry>> children;

    private DatedView(List<OrganizationEntry> all, List<OrganizationEntry> roots, Dictionary<string, List<OrganizationEntry>> children)
    {
        All = all;
        Roots = roots;
        this.children = children;
    }

    /// <summary>In the order of the tree: each organisation before those below it, siblings by code.</summary>
    public IReadOnlyList<OrganizationEntry> All { get; }

    public IReadOnlyList<OrganizationEntry> Roots { get; }

    public IReadOnlyList<OrganizationEntry> Children(string code) => children.TryGetValue(code, out var below) ? below : [];

    public static DatedView Of(Snapshot snapshot, DateOnly at)
    {
        var roots = new List<OrganizationEntry>();
        var children = new Dictionary<string, List<OrganizationEntry>>();
        var count = 0;
        foreach (var node in snapshot.Nodes)
        {
            if (!node.IsInBeing(at))
            {
                continue;
            }

            count++;
            var entry = snapshot.Entry(node, at);

            // Whoever stands under an organisation that is not in being is shown at the top rather than lost.
            if (entry.ParentCode is null || snapshot.Node(entry.ParentCode)?.IsInBeing(at) != true)
            {
                roots.Add(entry);
            }
            else if (children.TryGetValue(entry.ParentCode, out var below))
            {
                below.Add(entry);
            }
            else
            {
                children[entry.ParentCode] = [entry];
            }
        }

        roots.Sort(ByCode);
        foreach (var below in children.Values)
        {
            below.Sort(ByCode);
        }

        var all = new List<OrganizationEntry>(count);
        foreach (var root in roots)
        {
            Walk(root);
        }

        return new DatedView(all, roots, children);

        void Walk(OrganizationEntry entry)
        {
            all.Add(entry);
            if (children.TryGetValue(entry.Code, out var below))
            {
                below.ForEach(Walk);
            }
        }
    }

    private static int ByCode(OrganizationEntry a, OrganizationEntry b) => string.CompareOrdinal(a.Code, b.Code);
}
