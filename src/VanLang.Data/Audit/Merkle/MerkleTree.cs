using System.Numerics;
using System.Security.Cryptography;

namespace VanLang.Data.Audit.Merkle;

/// <summary>Gives the root of a complete subtree: the <c>2^level</c> leaves from <c>index * 2^level</c>.</summary>
public delegate ValueTask<byte[]> SubtreeRoot(int level, long index);

/// <summary>
/// The Merkle tree of RFC 9162, section 2.1, over SHA-256. Proofs are made from roots of complete subtrees only, so that a
/// proof over millions of leaves reads some dozen rows.
/// </summary>
public static class MerkleTree
{
    public const int HashSize = 32;

    /// <summary>The root of a tree without leaves: the hash of nothing.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary>Hash of a leaf. The prefix keeps leaves and nodes apart, or a node could be sold as a leaf.</summary>
    public static byte[] Leaf(ReadOnlySpan<byte> data)
    {
        Span<byte> prefixed = data.Length < 1024 ? stackalloc byte[data.Length + 1] : new byte[data.Length + 1];
        prefixed[0] = 0;
        data.CopyTo(prefixed[1..]);
        return SHA256.HashData(prefixed);
    }

    /// <summary>Hash of an inner node.</summary>
    public static byte[] Node(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        Span<byte> both = stackalloc byte[1 + HashSize + HashSize];
        both[0] = 1;
        left.CopyTo(both[1..]);
        right.CopyTo(both[(1 + HashSize)..]);
        return SHA256.HashData(both);
    }

    /// <summary>The root of the first <paramref name="size"/> leaves.</summary>
    public static async ValueTask<byte[]> Root(long size, SubtreeRoot subtree) => size == 0 ? EmptyRoot : await Range(0, size, subtree);

    /// <summary>Inclusion proof of a leaf in the tree of a size (2.1.3.1): hashes from the leaf upwards.</summary>
    public static async ValueTask<List<byte[]>> Inclusion(long index, long size, SubtreeRoot subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, size);

        var path = new List<byte[]>();
        var (start, end) = (0L, size);
        while (end - start > 1)
        {
            var middle = start + Split(end - start);
            var left = index < middle;
            path.Add(left ? await Range(middle, end, subtree) : await Range(start, middle, subtree));
            (start, end) = left ? (start, middle) : (middle, end);
        }

        path.Reverse();
        return path;
    }

    /// <summary>Proof that the tree of the smaller size is a beginning of the tree of the larger one (2.1.4.1).</summary>
    public static async ValueTask<List<byte[]>> Consistency(long from, long to, SubtreeRoot subtree)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(from);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(from, to);

        var path = new List<byte[]>();
        if (from == 0 || from == to)
        {
            return path;
        }

        var (start, end) = (0L, to);
        while (from < end)
        {
            var middle = start + Split(end - start);
            var left = from <= middle;
            path.Add(left ? await Range(middle, end, subtree) : await Range(start, middle, subtree));
            (start, end) = left ? (start, middle) : (middle, end);
        }

        // The old tree's own root is known to whoever asks; any other last subtree has to be told.
        if (start > 0)
        {
            path.Add(await Range(start, end, subtree));
        }

        path.Reverse();
        return path;
    }

    /// <summary>True when the path leads from the leaf's hash to the root (2.1.3.2).</summary>
    public static bool VerifyInclusion(ReadOnlySpan<byte> leaf, long index, long size, IReadOnlyList<byte[]> path, ReadOnlySpan<byte> root)
    {
        if (index < 0 || index >= size)
        {
            return false;
        }

        var (first, last) = (index, size - 1);
        var hash = leaf.ToArray();
        foreach (var step in path)
        {
            if (last == 0 || step.Length != HashSize)
            {
                return false;
            }

            if ((first & 1) == 1 || first == last)
            {
                hash = Node(step, hash);
                while ((first & 1) == 0 && first != 0)
                {
                    first >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                hash = Node(hash, step);
            }

            first >>= 1;
            last >>= 1;
        }

        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>True when the path shows that the larger tree begins with the smaller one (2.1.4.2).</summary>
    public static bool VerifyConsistency(long from, ReadOnlySpan<byte> fromRoot, long to, ReadOnlySpan<byte> toRoot, IReadOnlyList<byte[]> path)
    {
        if (from < 0 || from > to || path.Any(p => p.Length != HashSize))
        {
            return false;
        }

        if (from == 0 || from == to)
        {
            return path.Count == 0 && (from == to ? fromRoot.SequenceEqual(toRoot) : fromRoot.SequenceEqual(EmptyRoot));
        }

        List<byte[]> steps = BitOperations.IsPow2(from) ? [fromRoot.ToArray(), .. path] : [.. path];
        if (steps.Count == 0)
        {
            return false;
        }

        var (first, last) = (from - 1, to - 1);
        while ((first & 1) == 1)
        {
            first >>= 1;
            last >>= 1;
        }

        var (old, fresh) = (steps[0], steps[0]);
        foreach (var step in steps.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((first & 1) == 1 || first == last)
            {
                old = Node(step, old);
                fresh = Node(step, fresh);
                while ((first & 1) == 0 && first != 0)
                {
                    first >>= 1;
                    last >>= 1;
                }
            }
            else
            {
                fresh = Node(fresh, step);
            }

            first >>= 1;
            last >>= 1;
        }

        return last == 0 && fromRoot.SequenceEqual(old) && toRoot.SequenceEqual(fresh);
    }

    /// <summary>The largest power of two smaller than <paramref name="size"/>.</summary>
    private static long Split(long size) => 1L << BitOperations.Log2((ulong)(size - 1));

    /// <summary>Root over the leaves from <paramref name="start"/>, which is a multiple of every subtree size in the range.</summary>
    private static async ValueTask<byte[]> Range(long start, long end, SubtreeRoot subtree)
    {
        var size = end - start;
        if (BitOperations.IsPow2(size))
        {
            var level = BitOperations.Log2((ulong)size);
            return await subtree(level, start >> level);
        }

        var middle = start + Split(size);
        var left = await Range(start, middle, subtree);
        var right = await Range(middle, end, subtree);
        return Node(left, right);
    }
}
