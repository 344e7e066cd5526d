using System.Numerics;

namespace VanLang.Data.Audit.Merkle;

/// <summary>
/// The right edge of a growing tree: the roots of its complete subtrees, at most one a level. Appending costs two hashes on
/// average, and the root is known at every size without any earlier leaf.
/// </summary>
public sealed class CompactRange
{
    private readonly List<byte[]> roots = []; // of the subtrees that the bits of Size name, largest first

    /// <summary>Leaves so far.</summary>
    public long Size { get; private set; }

    /// <summary>The range of an existing tree.</summary>
    public static async ValueTask<CompactRange> Load(long size, SubtreeRoot subtree)
    {
        var range = new CompactRange { Size = size };
        var start = 0L;
        for (var level = BitOperations.Log2((ulong)size | 1); level >= 0; level--)
        {
            if ((size >> level & 1) == 1)
            {
                range.roots.Add(await subtree(level, start >> level));
                start += 1L << level;
            }
        }

        return range;
    }

    /// <summary>Adds a leaf's hash; tells each subtree that it completes to <paramref name="completed"/> (level, index, root).</summary>
    public void Append(byte[] leaf, Action<int, long, byte[]>? completed = null)
    {
        var hash = leaf;
        var index = Size;
        for (var level = 0; (Size >> level & 1) == 1; level++)
        {
            hash = MerkleTree.Node(roots[^1], hash);
            roots.RemoveAt(roots.Count - 1);
            index >>= 1;
            completed?.Invoke(level + 1, index, hash);
        }

        roots.Add(hash);
        Size++;
    }

    /// <summary>The root of all leaves so far.</summary>
    public byte[] Root()
    {
        if (roots.Count == 0)
        {
            return MerkleTree.EmptyRoot;
        }

        var hash = roots[^1];
        for (var i = roots.Count - 2; i >= 0; i--)
        {
            hash = MerkleTree.Node(roots[i], hash);
        }

        return hash;
    }

    /// <summary>The root of a complete subtree from the hashes below it; their number is a power of two.</summary>
    public static byte[] Fold(IReadOnlyList<byte[]> hashes)
    {
        if (!BitOperations.IsPow2(hashes.Count))
        {
            throw new ArgumentException("A complete subtree has a power of two of children.", nameof(hashes));
        }

        var level = hashes;
        while (level.Count > 1)
        {
            var above = new byte[level.Count / 2][];
            for (var i = 0; i < above.Length; i++)
            {
                above[i] = MerkleTree.Node(level[2 * i], level[(2 * i) + 1]);
            }

            level = above;
        }

        return level[0];
    }
}
