using VanLang.Data.Audit.Merkle;

namespace VanLang.Data.Audit;

/// <summary>Roots of complete subtrees out of the store, for proofs and for the sealer's start.</summary>
internal static class StoredSubtrees
{
    private const int Children = 1 << Subtree.Stride;

    public static SubtreeRoot Of(AuditDb db, string node, CancellationToken ct) => async (level, index) =>
    {
        var kept = level / Subtree.Stride * Subtree.Stride;
        var (from, to) = (index << (level - kept), (index + 1) << (level - kept));
        var hashes = await Hashes(db, node, kept, from, to, ct);
        return hashes.Count == to - from ? CompactRange.Fold(hashes) : throw Misses(node, kept, from, to);
    };

    /// <summary>For many proofs at once: hashes are read by the 256 and kept, because the leaves of one matter lie near each other.</summary>
    public static SubtreeRoot Cached(AuditDb db, string node, CancellationToken ct)
    {
        var blocks = new Dictionary<(int Level, long Block), List<byte[]>>();
        return async (level, index) =>
        {
            var kept = level / Subtree.Stride * Subtree.Stride;
            var (from, to) = (index << (level - kept), (index + 1) << (level - kept));
            var block = from / Children;
            if (!blocks.TryGetValue((kept, block), out var hashes))
            {
                hashes = blocks[(kept, block)] = await Hashes(db, node, kept, block * Children, (block + 1) * Children, ct);
            }

            var (first, last) = ((int)(from % Children), (int)(from % Children + (to - from)));
            return last <= hashes.Count ? CompactRange.Fold(hashes[first..last]) : throw Misses(node, kept, from, to);
        };
    }

    private static async Task<List<byte[]>> Hashes(AuditDb db, string node, int kept, long from, long to, CancellationToken ct) => kept == 0
        ? (await AuditTables.RowHashes(db, node, from, to, ct)).ConvertAll(h => MerkleTree.Leaf(h))
        : await AuditTables.SubtreeRoots(db, node, kept, from, to, ct);

    private static AuditFaultException Misses(string node, int kept, long from, long to) =>
        new($"The audit store of node {node} misses rows between {from} and {to} at level {kept}: run verify.");
}

/// <summary>The audit store contradicts itself or what it said before. Not to be worked around: verify tells where.</summary>
public sealed class AuditFaultException(string message) : Exception(message);
