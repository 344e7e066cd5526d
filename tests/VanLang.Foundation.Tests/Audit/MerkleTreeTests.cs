using System.Diagnostics;
using System.Security.Cryptography;
using CsCheck;
using VanLang.Data.Audit.Merkle;

namespace VanLang.Foundation.Tests.Audit;

public sealed class MerkleTreeTests
{
    private static readonly Gen<byte[][]> Leaves = Gen.Byte.Array[0, 40].Array[1, 130];

    // The eight leaves that the tests of other implementations of RFC 6962 and RFC 9162 use, and their roots at each size.
    private static readonly string[] KnownLeaves = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"];

    private static readonly string[] KnownRoots =
    [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public async Task Roots_equal_the_published_vectors()
    {
        var leaves = KnownLeaves.Select(Convert.FromHexString).ToArray();
        var range = new CompactRange();

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", Convert.ToHexStringLower(range.Root()));
        for (var i = 0; i < leaves.Length; i++)
        {
            range.Append(MerkleTree.Leaf(leaves[i]));
            Assert.Equal(KnownRoots[i], Convert.ToHexStringLower(range.Root()));
            Assert.Equal(KnownRoots[i], Convert.ToHexStringLower(await MerkleTree.Root(i + 1, Subtrees(leaves))));
        }
    }

    [Fact]
    public async Task Inclusion_proof_equals_the_published_vector()
    {
        var leaves = KnownLeaves.Select(Convert.FromHexString).ToArray();

        // Leaf 5 of 8 (counted from 0), from the same suites.
        var path = await MerkleTree.Inclusion(5, 8, Subtrees(leaves));

        Assert.Equal(
            ["bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            path.Select(Convert.ToHexStringLower));
    }

    [Fact]
    public async Task Consistency_proof_equals_the_published_vector()
    {
        var leaves = KnownLeaves.Select(Convert.FromHexString).ToArray();

        var path = await MerkleTree.Consistency(6, 8, Subtrees(leaves));

        Assert.Equal(
            ["0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a", "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"],
            path.Select(Convert.ToHexStringLower));
    }

    [Fact]
    public void Root_equals_the_recursive_definition() => Leaves.Sample(leaves =>
    {
        var range = new CompactRange();
        foreach (var leaf in leaves)
        {
            range.Append(MerkleTree.Leaf(leaf));
        }

        return range.Root().AsSpan().SequenceEqual(Naive(leaves)) && range.Size == leaves.Length;
    });

    [Fact]
    public void A_loaded_range_goes_on_as_the_grown_one() => Gen.Select(Leaves, Gen.Int[0, 130]).Sample((leaves, at) =>
    {
        var half = Math.Min(at, leaves.Length);
        var range = CompactRange.Load(half, Subtrees(leaves)).AsTask().GetAwaiter().GetResult();
        foreach (var leaf in leaves[half..])
        {
            range.Append(MerkleTree.Leaf(leaf));
        }

        return range.Root().AsSpan().SequenceEqual(Naive(leaves));
    });

    [Fact]
    public void Every_completed_subtree_is_told_once_with_its_root() => Leaves.Sample(leaves =>
    {
        var range = new CompactRange();
        var told = new Dictionary<(int, long), byte[]>();
        foreach (var leaf in leaves)
        {
            range.Append(MerkleTree.Leaf(leaf), (level, index, root) => told.Add((level, index), root));
        }

        var expected = Enumerable.Range(1, 10).Sum(level => leaves.Length >> level);
        return told.Count == expected && told.All(t => t.Value.AsSpan().SequenceEqual(Naive(leaves.AsSpan((int)(t.Key.Item2 << t.Key.Item1), 1 << t.Key.Item1))));
    });

    [Fact]
    public void Inclusion_of_every_leaf_verifies_and_nothing_else_does() => Gen.Select(Leaves, Gen.Int[0, 1000], Gen.Int[0, 255]).Sample((leaves, pick, bit) =>
    {
        var index = pick % leaves.Length;
        var path = MerkleTree.Inclusion(index, leaves.Length, Subtrees(leaves)).AsTask().GetAwaiter().GetResult();
        var leaf = MerkleTree.Leaf(leaves[index]);
        var root = Naive(leaves);
        var bent = Flip(leaf, bit);

        return MerkleTree.VerifyInclusion(leaf, index, leaves.Length, path, root)
            && !MerkleTree.VerifyInclusion(bent, index, leaves.Length, path, root)
            && !MerkleTree.VerifyInclusion(leaf, index, leaves.Length, path, Flip(root, bit))
            && !MerkleTree.VerifyInclusion(leaf, leaves.Length, leaves.Length, path, root)
            && !MerkleTree.VerifyInclusion(leaf, index, leaves.Length, [.. path, root], root)
            && (path.Count == 0 || !MerkleTree.VerifyInclusion(leaf, index, leaves.Length, path[1..], root))
            && path.Select((_, i) => path.Select((p, j) => i == j ? Flip(p, bit) : p).ToList()).All(p => !MerkleTree.VerifyInclusion(leaf, index, leaves.Length, p, root));
    });

    [Fact]
    public void Consistency_of_every_pair_of_sizes_verifies_and_a_fork_does_not() => Gen.Select(Leaves, Gen.Int[0, 1000], Gen.Int[0, 255]).Sample((leaves, pick, bit) =>
    {
        var from = pick % (leaves.Length + 1);
        var path = MerkleTree.Consistency(from, leaves.Length, Subtrees(leaves)).AsTask().GetAwaiter().GetResult();
        var old = from == 0 ? MerkleTree.EmptyRoot : Naive(leaves.AsSpan(0, from));
        var now = Naive(leaves);

        return MerkleTree.VerifyConsistency(from, old, leaves.Length, now, path)
            && !MerkleTree.VerifyConsistency(from, Flip(old, bit), leaves.Length, now, path)
            && (from == 0 || !MerkleTree.VerifyConsistency(from, old, leaves.Length, Flip(now, bit), path))
            && (from == 0 || from == leaves.Length || !MerkleTree.VerifyConsistency(from, old, leaves.Length, now, []))
            && path.Select((_, i) => path.Select((p, j) => i == j ? Flip(p, bit) : p).ToList()).All(p => !MerkleTree.VerifyConsistency(from, old, leaves.Length, now, p));
    });

    [Fact]
    public async Task Proofs_outside_the_tree_are_refused()
    {
        var leaves = KnownLeaves.Select(Convert.FromHexString).ToArray();

        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await MerkleTree.Inclusion(8, 8, Subtrees(leaves)));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(async () => await MerkleTree.Consistency(9, 8, Subtrees(leaves)));
        Assert.False(MerkleTree.VerifyInclusion(new byte[32], -1, 8, [], new byte[32]));
        Assert.False(MerkleTree.VerifyConsistency(9, new byte[32], 8, new byte[32], []));
    }

    [Fact]
    public void A_node_cannot_be_sold_as_a_leaf()
    {
        var left = MerkleTree.Leaf("a"u8);
        var right = MerkleTree.Leaf("b"u8);

        Assert.NotEqual(MerkleTree.Node(left, right), MerkleTree.Leaf([.. left, .. right]));
    }

    [Fact]
    public void A_million_leaves_are_rebuilt_in_seconds()
    {
        var clock = Stopwatch.StartNew();
        var range = new CompactRange();
        Span<byte> data = stackalloc byte[32];
        for (var i = 0; i < 1_000_000; i++)
        {
            BitConverter.TryWriteBytes(data, i);
            range.Append(MerkleTree.Leaf(data));
        }

        var root = range.Root();
        TestContext.Current.TestOutputHelper?.WriteLine($"FIGURE T6 1,000,000 leaves: {clock.Elapsed.TotalSeconds:0.00} s, root {Convert.ToHexStringLower(root)}");
        Assert.Equal(1_000_000, range.Size);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"{clock.Elapsed} for a million leaves.");
    }

    private static byte[] Flip(byte[] hash, int bit)
    {
        var bent = hash.ToArray();
        bent[bit / 8] ^= (byte)(1 << (bit % 8));
        return bent;
    }

    /// <summary>Section 2.1.1 as it is written.</summary>
    private static byte[] Naive(ReadOnlySpan<byte[]> leaves)
    {
        if (leaves.Length == 1)
        {
            return SHA256.HashData([0, .. leaves[0]]);
        }

        var k = 1;
        while (k * 2 < leaves.Length)
        {
            k *= 2;
        }

        return SHA256.HashData([1, .. Naive(leaves[..k]), .. Naive(leaves[k..])]);
    }

    private static SubtreeRoot Subtrees(byte[][] leaves) => (level, index) => ValueTask.FromResult(Naive(leaves.AsSpan((int)(index << level), 1 << level)));
}
