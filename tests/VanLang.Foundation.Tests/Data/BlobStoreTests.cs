using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using VanLang.Data.Blobs;

namespace VanLang.Foundation.Tests.Data;

public sealed class BlobStoreTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-blobs-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task What_is_kept_lies_under_its_digest_and_is_read_back()
    {
        await using var store = Store();

        var digest = await Keep(store, "Quyết định");

        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes("Quyết định"))), digest);
        Assert.True(File.Exists(Path.Combine(folder, "blobs", digest[..2], digest[2..4], digest)));
        await using var read = store.Read(digest)!;
        Assert.Equal("Quyết định", await new StreamReader(read).ReadToEndAsync());
        Assert.Equal([digest], store.All());
        Assert.True(await store.Verify(digest, CancellationToken.None));
    }

    [Fact]
    public async Task What_is_not_kept_leaves_nothing()
    {
        await using var store = Store();

        await using (var written = store.Begin())
        {
            await written.WriteAsync(new byte[100]);
        }

        Assert.Empty(Directory.GetFiles(store.TemporaryFolder));
        Assert.Empty(store.All());
    }

    [Fact]
    public async Task Many_at_once_are_all_kept()
    {
        await using var store = Store();

        var digests = await Task.WhenAll(Enumerable.Range(0, 300).Select(i => Task.Run(() => Keep(store, "văn bản " + i))));

        Assert.Equal(300, digests.Distinct().Count());
        foreach (var digest in digests)
        {
            Assert.True(await store.Verify(digest, CancellationToken.None));
        }
    }

    [Fact]
    public async Task The_same_content_many_times_at_once_is_one_blob()
    {
        await using var store = Store();

        var digests = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => Task.Run(() => Keep(store, "một văn bản"))));

        Assert.Single(digests.Distinct());
        Assert.Single(store.All());
        Assert.Empty(Directory.GetFiles(store.TemporaryFolder));
    }

    [Fact]
    public async Task A_blob_torn_by_a_crash_is_not_trusted_and_is_written_anew()
    {
        await using var store = Store();
        var digest = await Keep(store, "nguyên vẹn");
        var path = Path.Combine(folder, "blobs", digest[..2], digest[2..4], digest);
        File.WriteAllBytes(path, [0, 0, 0]);

        Assert.False(await store.Verify(digest, CancellationToken.None));
        await Keep(store, "nguyên vẹn");

        Assert.True(await store.Verify(digest, CancellationToken.None));
    }

    [Fact]
    public async Task A_flipped_bit_is_found()
    {
        await using var store = Store();
        var digest = await Keep(store, new string('a', 10_000));
        var path = Path.Combine(folder, "blobs", digest[..2], digest[2..4], digest);
        var bytes = File.ReadAllBytes(path);
        bytes[7777] ^= 4;
        File.WriteAllBytes(path, bytes);

        Assert.False(await store.Verify(digest, CancellationToken.None));
        Assert.False(await store.Verify(new string('0', 64), CancellationToken.None));
    }

    [Fact]
    public async Task After_a_failed_sync_nothing_is_believed_any_more()
    {
        var fail = true;
        await using var store = new BlobStore(folder, NullLogger<BlobStore>.Instance, path =>
        {
            if (fail)
            {
                throw new IOException("Input/output error", 5);
            }

            DurableSync.File(path);
        });

        await Assert.ThrowsAsync<StorageBrokenException>(() => Keep(store, "một"));
        fail = false;

        await Assert.ThrowsAsync<StorageBrokenException>(() => Keep(store, "hai"));
        Assert.NotNull(store.Broken);
        Assert.Empty(store.All());
    }

    [Fact]
    public async Task A_full_disk_refuses_and_is_not_a_broken_one()
    {
        var full = true;
        await using var store = new BlobStore(folder, NullLogger<BlobStore>.Instance, path =>
        {
            if (full)
            {
                throw new IOException("No space left on device", 28);
            }

            DurableSync.File(path);
        });

        await Assert.ThrowsAsync<StorageFullException>(() => Keep(store, "một"));
        full = false;

        var digest = await Keep(store, "một");
        Assert.True(store.Exists(digest));
        Assert.Null(store.Broken);
    }

    [Fact]
    public async Task What_a_crash_left_in_the_temporary_folder_is_gone_after_the_start()
    {
        await using (var first = Store())
        {
            File.WriteAllText(Path.Combine(first.TemporaryFolder, "sot-lai"), "…");
        }

        await using var second = Store();

        Assert.Empty(Directory.GetFiles(second.TemporaryFolder));
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("ABCDEF")]
    public async Task A_name_that_is_no_digest_is_a_bug(string name)
    {
        await using var store = Store();

        Assert.Throws<ArgumentException>(() => store.Exists(name));
    }

    private BlobStore Store() => new(folder, NullLogger<BlobStore>.Instance, DurableSync.File);

    private static async Task<string> Keep(BlobStore store, string text)
    {
        await using var written = store.Begin();
        await written.WriteAsync(Encoding.UTF8.GetBytes(text));
        return await store.Keep(written, CancellationToken.None);
    }
}
