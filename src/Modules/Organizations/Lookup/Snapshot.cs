using System.Collections.Concurrent;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Lookup;

/// <summary>The whole directory at one moment of its log, immutable: readers need no lock.</summary>
internal sealed class Snapshot
{
    private const int MaxViews = 8;

    private readonly Dictionary<string, SnapshotNode> nodes;
    private readonly Dictionary<string, SnapshotNode> aliases;

    // A few codes belonged to different organisations at different times; the date asked for decides.
    private readonly Dictionary<string, List<SnapshotNode>> contested;
    private readonly ConcurrentDictionary<DateOnly, DatedView> views = new();
    private readonly Lazy<ILookup<string, SnapshotNode>> continued;

    private Snapshot(Dictionary<string, SnapshotNode> nodes, Dictionary<string, SnapshotNode> aliases, Dictionary<string, List<SnapshotNode>> contested, IReadOnlyDictionary<string, long> cursor)
    {
        this.nodes = nodes;
        this.aliases = aliases;
        this.contested = contested;
        continued = new Lazy<ILookup<string, SnapshotNode>>(() => nodes.Values.Where(n => n.Successor is not null).OrderBy(n => n.Code, StringComparer.Ordinal).ToLookup(n => n.Successor!));
        Cursor = cursor;
    }

    /// <summary>Last event number seen, per node that writes events.</summary>
    public IReadOnlyDictionary<string, long> Cursor { get; }

    public long Version => Cursor.Values.Sum();

    public int Count => nodes.Count;

    public IReadOnlyCollection<SnapshotNode> Nodes => nodes.Values;

    public static Snapshot Of(Dictionary<string, SnapshotNode> nodes, IReadOnlyDictionary<string, long> cursor)
    {
        var snapshot = new Snapshot(nodes, new Dictionary<string, SnapshotNode>(nodes.Count), [], cursor);
        foreach (var node in nodes.Values)
        {
            snapshot.AddAliases(node);
        }

        return snapshot;
    }

    /// <summary>A later snapshot in which these organisations are as given; all others are shared with this one.</summary>
    public Snapshot With(IReadOnlyCollection<SnapshotNode> changed, IReadOnlyDictionary<string, long> cursor)
    {
        if (changed.Count == 0)
        {
            return new Snapshot(nodes, aliases, contested, cursor);
        }

        var copy = new Dictionary<string, SnapshotNode>(nodes);
        foreach (var node in changed)
        {
            copy[node.Code] = node;
        }

        return Of(copy, cursor);
    }

    /// <summary>Finds an organisation by any code it ever bore; the one that bore it at the date goes first.</summary>
    public SnapshotNode? Find(string? code, DateOnly at)
    {
        var asked = CodeRules.Normalise(code);
        if (nodes.TryGetValue(asked, out var node))
        {
            return node;
        }

        if (!aliases.TryGetValue(asked, out var first))
        {
            return null;
        }

        if (!contested.TryGetValue(asked, out var bearers))
        {
            return first;
        }

        return bearers.Find(b => b.Codes.Any(c => c.Value == asked && c.Covers(at)))
            ?? bearers.MaxBy(b => b.Codes.Where(c => c.Value == asked).Max(c => c.From));
    }

    public SnapshotNode? Node(string? canonical) => canonical is null ? null : nodes.GetValueOrDefault(canonical);

    public OrganizationEntry Entry(SnapshotNode node, DateOnly at)
    {
        ref readonly var name = ref node.NameAt(at);
        var state = node.StateAt(at);
        var parent = node.ParentAt(at);
        return new OrganizationEntry(
            node.Code, node.Code102At(at), name.Name, parent, node.Level, name.Kind.Code(), state, state is OrganizationState.Ended ? node.Successor : null)
        {
            Contact = node.Contact,
            InChargeName = parent is null ? null : Top(node, at)?.NameAt(at).Name,
        };
    }

    /// <summary>Follows the successors to the organisation in being at the date.</summary>
    public SnapshotNode? InBeing(string code, DateOnly at)
    {
        var node = Find(code, at);
        for (var steps = 0; node is not null && steps < 64; steps++)
        {
            if (node.IsInBeing(at))
            {
                return node;
            }

            node = at > node.To ? Node(node.Successor) : null;
        }

        return null;
    }

    /// <summary>Those that an organisation continues at a date, nearest first; each from the day on which it does.</summary>
    public List<Predecessor> Predecessors(SnapshotNode node, DateOnly at)
    {
        var found = new List<Predecessor>();
        var seen = new HashSet<string> { node.Code };
        Walk(node.Code, DateOnly.MinValue);
        return found;

        void Walk(string code, DateOnly from)
        {
            foreach (var ended in continued.Value[code])
            {
                if (ended.To is { } last && last < at && seen.Add(ended.Code))
                {
                    var since = last.AddDays(1) > from ? last.AddDays(1) : from;
                    found.Add(new Predecessor(ended.Code, ended.NameAt(last).Name, since));
                    Walk(ended.Code, since);
                }
            }
        }
    }

    /// <summary>From the parent up to the top.</summary>
    public IEnumerable<SnapshotNode> Above(SnapshotNode node, DateOnly at)
    {
        var seen = 0;
        for (var above = Node(node.ParentAt(at)); above is not null && seen < 32; above = Node(above.ParentAt(at)), seen++)
        {
            yield return above;
        }
    }

    /// <summary>The tree at a date; the last few dates asked for are kept.</summary>
    public DatedView View(DateOnly at)
    {
        if (views.TryGetValue(at, out var view))
        {
            return view;
        }

        view = DatedView.Of(this, at);
        if (views.Count >= MaxViews)
        {
            views.Clear();
        }

        return views.GetOrAdd(at, view);
    }

    private SnapshotNode? Top(SnapshotNode node, DateOnly at) => Above(node, at).LastOrDefault();

    private void AddAliases(SnapshotNode node)
    {
        foreach (var code in node.Codes)
        {
            if (code.Value == node.Code || aliases.TryAdd(code.Value, node) || aliases[code.Value] == node)
            {
                continue;
            }

            if (!contested.TryGetValue(code.Value, out var bearers))
            {
                contested[code.Value] = bearers = [aliases[code.Value]];
            }

            bearers.Add(node);
        }
    }
}
