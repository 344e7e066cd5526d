using System.Security.Cryptography;
using System.Text;
using VanLang.Client.Evidence;

namespace VanLang.Client.Tests.Evidence;

/// <summary>Proofs against a tree that is computed as RFC 9162, 2.1 defines it, for every place and size up to 40.</summary>
public sealed class MerkleProofTests
{
    private const int Most = 40;

    private static readonly byte[][] Leaves = [.. Enumerable.Range(0, Most).Select(i => MerkleProof.Leaf(Encoding.ASCII.GetBytes($"row {i}")))];

    [Fact]
    public void Every_leaf_leads_to_the_root_and_no_other_place_does()
    {
        for (var size = 1; size <= Most; size++)
        {
            for (var i = 0; i < size; i++)
            {
                var path = Path(i, 0, size);

                Assert.True(MerkleProof.Same(Root(0, size), MerkleProof.Climb(i, size, path, Leaves[i])));
                Assert.False(MerkleProof.Same(Root(0, size), MerkleProof.Climb((i + 1) % size, size, path, Leaves[i])) && size > 1);
                Assert.Null(MerkleProof.Climb(i, size, [.. path, new byte[32]], Leaves[i]));
                Assert.Null(MerkleProof.Climb(size, size, path, Leaves[i]));
                Assert.Null(MerkleProof.Climb(-1, size, path, Leaves[i]));
                if (path.Count > 0)
                {
                    Assert.Null(MerkleProof.Climb(i, size, path[..^1], Leaves[i]));
                }
            }
        }
    }

    [Fact]
    public void Every_growth_is_proved_and_a_bent_one_is_not()
    {
        for (var to = 1; to <= Most; to++)
        {
            for (var from = 1; from <= to; from++)
            {
                var path = from == to ? [] : Growth(from, 0, to, true);

                Assert.True(MerkleProof.Grew(from, to, path, Root(0, from), Root(0, to)), $"{from} to {to}");
                Assert.False(MerkleProof.Grew(from, to, path, Root(0, from), MerkleProof.Leaf([1])));
                Assert.False(MerkleProof.Grew(from, to, path, MerkleProof.Leaf([1]), Root(0, to)));
                Assert.False(MerkleProof.Grew(from, to, [.. path, new byte[32]], Root(0, from), Root(0, to)));
                if (path.Count > 0)
                {
                    Assert.False(MerkleProof.Grew(from, to, path[..^1], Root(0, from), Root(0, to)));
                }
            }
        }
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(6, 5)]
    [InlineData(-1, 5)]
    public void Sizes_out_of_order_prove_nothing(long from, long to) => Assert.False(MerkleProof.Grew(from, to, [], Root(0, 1), Root(0, 5)));

    private static int Half(int size)
    {
        var k = 1;
        while (k * 2 < size)
        {
            k *= 2;
        }

        return k;
    }

    private static byte[] Root(int from, int to) => to - from == 1 ? Leaves[from] : SHA256.HashData([1, .. Root(from, from + Half(to - from)), .. Root(from + Half(to - from), to)]);

    private static List<byte[]> Path(int i, int from, int to)
    {
        if (to - from == 1)
        {
            return [];
        }

        var middle = from + Half(to - from);
        return i < middle ? [.. Path(i, from, middle), Root(middle, to)] : [.. Path(i, middle, to), Root(from, middle)];
    }

    private static List<byte[]> Growth(int m, int from, int to, bool whole)
    {
        if (m == to - from)
        {
            return whole ? [] : [Root(from, to)];
        }

        var middle = from + Half(to - from);
        return m <= middle - from ? [.. Growth(m, from, middle, whole), Root(middle, to)] : [.. Growth(m - (middle - from), middle, to, false), Root(from, middle)];
    }
}
