using VanLang.Kernel;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Lookup;

/// <summary>
/// Ranks organisations for a search text. Former names are searched too, because people look for agencies by the name that
/// stands on an old document.
/// </summary>
internal static class NameSearch
{
    private const int Former = 10;
    private const int NotInBeing = 20;
    private const int NoMatch = int.MaxValue;

    public static IReadOnlyList<SnapshotNode> Run(Snapshot snapshot, string text, DateOnly at, int limit)
    {
        var folded = TextFolding.Fold(text);
        if (folded.Length == 0 || limit <= 0)
        {
            return [];
        }

        var code = CodeRules.Normalise(text);
        var words = folded.Split(' ');
        var exact = snapshot.Find(code, at);
        return [.. snapshot.Nodes
            .Select(node => (Node: node, Rank: node == exact ? -1 : Rank(node, code, folded, words, at)))
            .Where(r => r.Rank != NoMatch)
            .OrderBy(r => r.Rank).ThenBy(r => r.Node.Level).ThenBy(r => r.Node.Code, StringComparer.Ordinal)
            .Take(limit)
            .Select(r => r.Node)];
    }

    private static int Rank(SnapshotNode node, string code, string folded, string[] words, DateOnly at)
    {
        var best = node.Code.StartsWith(code, StringComparison.Ordinal) || node.Codes.Any(c => c.Value.StartsWith(code, StringComparison.Ordinal)) ? 3 : NoMatch;
        ref readonly var present = ref node.NameAt(at);
        foreach (ref readonly var name in node.Names.AsSpan())
        {
            var rank = RankName(name.Folded, folded, words);
            best = Math.Min(best, rank == NoMatch ? NoMatch : name.From == present.From ? rank : rank + Former);
        }

        return best == NoMatch || node.IsInBeing(at) ? best : best + NotInBeing;
    }

    // A folded name is "full name|short name"; words are divided by single spaces.
    private static int RankName(string name, string folded, string[] words)
    {
        foreach (var word in words)
        {
            if (!name.Contains(word, StringComparison.Ordinal))
            {
                return NoMatch;
            }
        }

        var bar = name.IndexOf('|', StringComparison.Ordinal);
        var full = name.AsSpan(0, bar);
        var brief = name.AsSpan(bar + 1);
        if (brief.SequenceEqual(folded) || full.SequenceEqual(folded))
        {
            return 1;
        }

        if (StartsAtWord(full, folded, first: true) || StartsAtWord(brief, folded, first: true))
        {
            return 4;
        }

        return StartsAtWord(full, folded, first: false) ? 5 : Array.TrueForAll(words, w => StartsAtWord(name, w, first: false)) ? 6 : 7;
    }

    private static bool StartsAtWord(ReadOnlySpan<char> name, ReadOnlySpan<char> part, bool first)
    {
        if (name.StartsWith(part, StringComparison.Ordinal))
        {
            return true;
        }

        for (var from = 1; !first && from < name.Length;)
        {
            var at = name[from..].IndexOf(part, StringComparison.Ordinal);
            if (at < 0)
            {
                return false;
            }

            if (name[from + at - 1] is ' ' or '|')
            {
                return true;
            }

            from += at + 1;
        }

        return false;
    }
}
