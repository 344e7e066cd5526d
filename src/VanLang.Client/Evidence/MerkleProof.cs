using System.Security.Cryptography;

namespace VanLang.Client.Evidence;

/// <summary>Proofs in a Merkle tree (RFC 9162, section 2.1), as a stranger computes them: nothing but hashes.</summary>
internal static class MerkleProof
{
    public static byte[] Leaf(byte[] row) => SHA256.HashData([0, .. row]);

    /// <summary>The root to which a path leads from a leaf (2.1.3); null when the path is not of the right length.</summary>
    public static byte[]? Climb(long index, long size, IReadOnlyList<byte[]> path, byte[] leaf)
    {
        if (index < 0 || index >= size)
        {
            return null;
        }

        var (node, last, root) = (index, size - 1, leaf);
        foreach (var side in path)
        {
            if (last == 0)
            {
                return null;
            }

            if ((node & 1) == 1 || node == last)
            {
                root = Node(side, root);
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                root = Node(root, side);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 ? root : null;
    }

    /// <summary>True when the log of one root is the beginning of that of the other (2.1.4.2).</summary>
    public static bool Grew(long from, long to, IReadOnlyList<byte[]> path, byte[] fromRoot, byte[] toRoot)
    {
        if (from <= 0 || from > to)
        {
            return false;
        }

        if (from == to)
        {
            return path.Count == 0 && Same(fromRoot, toRoot);
        }

        var steps = (from & (from - 1)) == 0 ? [fromRoot, .. path] : path.ToList();
        if (steps.Count == 0)
        {
            return false;
        }

        var (node, last) = (from - 1, to - 1);
        while ((node & 1) == 1)
        {
            (node, last) = (node >> 1, last >> 1);
        }

        var (old, grown) = (steps[0], steps[0]);
        foreach (var side in steps.Skip(1))
        {
            if (last == 0)
            {
                return false;
            }

            if ((node & 1) == 1 || node == last)
            {
                (old, grown) = (Node(side, old), Node(side, grown));
                while ((node & 1) == 0 && node != 0)
                {
                    (node, last) = (node >> 1, last >> 1);
                }
            }
            else
            {
                grown = Node(grown, side);
            }

            (node, last) = (node >> 1, last >> 1);
        }

        return last == 0 && Same(old, fromRoot) && Same(grown, toRoot);
    }

    public static bool Same(byte[]? a, byte[]? b) => a is not null && b is not null && a.AsSpan().SequenceEqual(b);

    private static byte[] Node(byte[] left, byte[] right) => SHA256.HashData([1, .. left, .. right]);
}
