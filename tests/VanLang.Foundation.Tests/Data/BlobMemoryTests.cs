using System.Security.Cryptography;
using Microsoft.Extensions.Logging.Abstractions;
using VanLang.Data.Blobs;

namespace VanLang.Foundation.Tests.Data;

/// <summary>Few bytes stay in memory until they are kept; where the border lies changes nothing that a caller sees.</summary>
public sealed class BlobMemoryTests : IAsyncDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-blobs-").FullName;
    private readonly BlobStore store;

    public BlobMemoryTests() => store = new BlobStore(folder, NullLogger<BlobStore>.Instance, DurableSync.File);

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    [InlineData(BlobWriteStream.MemoryBytes - 1, 1000)]
    [InlineData(BlobWriteStream.MemoryBytes, 1000)]
    [InlineData(BlobWriteStream.MemoryBytes, BlobWriteStream.MemoryBytes)]
    [InlineData(BlobWriteStream.MemoryBytes + 1, 1000)]
    [InlineData(BlobWriteStream.MemoryBytes + 1, BlobWriteStream.MemoryBytes)]
    [InlineData(BlobWriteStream.MemoryBytes * 3, 7777)]
    [InlineData(BlobWriteStream.MemoryBytes * 3, BlobWriteStream.MemoryBytes * 3)]
    public async Task What_was_written_is_read_before_and_after_it_is_kept(int size, int piece)
    {
        var bytes = Bytes(size);
        await using var written = await Write(bytes, piece);
        await written.Finish(CancellationToken.None);

        var before = await All(written.Read());
        var digest = await store.Keep(written, CancellationToken.None);

        Assert.Equal(bytes, before);
        Assert.Equal(size, written.Length);
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(bytes)), digest);
        Assert.Equal(bytes, await All(store.Read(digest)!));
    }

    [Theory]
    [InlineData(BlobWriteStream.MemoryBytes, 0)]
    [InlineData(BlobWriteStream.MemoryBytes + 1, 1)]
    public async Task A_file_is_made_only_when_memory_does_not_hold_it_and_nothing_stays_of_what_is_refused(int size, int files)
    {
        await using (var written = await Write(Bytes(size), 5000))
        {
            await written.Finish(CancellationToken.None);
            Assert.Equal(files, Directory.GetFiles(store.TemporaryFolder).Length);
        }

        Assert.Empty(Directory.GetFiles(store.TemporaryFolder));
        Assert.Empty(store.All());
    }

    [Fact]
    public async Task Synchronous_and_asynchronous_writes_follow_one_another_over_the_border()
    {
        var bytes = Bytes(BlobWriteStream.MemoryBytes + 5000);
        await using var written = store.Begin();
        written.Write(bytes, 0, 10);
        await written.WriteAsync(bytes.AsMemory(10, BlobWriteStream.MemoryBytes - 20));
        written.Write(bytes.AsSpan(BlobWriteStream.MemoryBytes - 10, 20));
        await written.WriteAsync(bytes.AsMemory(BlobWriteStream.MemoryBytes + 10));
        await written.Finish(CancellationToken.None);

        Assert.Equal(bytes, await All(written.Read()));
    }

    [Fact]
    public async Task Two_readers_of_the_same_bytes_do_not_disturb_each_other()
    {
        var bytes = Bytes(1000);
        await using var written = await Write(bytes, 100);
        await written.Finish(CancellationToken.None);
        await using var first = written.Read();
        first.ReadExactly(new byte[500]);

        Assert.Equal(bytes, await All(written.Read()));
        Assert.Equal(bytes[500..], await All(first));
    }

    [Fact]
    public async Task The_same_few_bytes_again_are_found_and_their_age_is_that_of_the_last_time()
    {
        var bytes = Bytes(1000);
        await using var first = await Write(bytes, 1000);
        var digest = await store.Keep(first, CancellationToken.None);
        var path = Path.Combine(folder, "blobs", digest[..2], digest[2..4], digest);
        File.SetLastWriteTimeUtc(path, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await using var again = await Write(bytes, 1000);

        await store.Keep(again, CancellationToken.None);

        Assert.True(again.Found);
        Assert.False(first.Found);
        Assert.True(File.GetLastWriteTimeUtc(path) > DateTime.UtcNow.AddHours(-1));
        Assert.Equal([digest], store.All());
    }

    private async Task<BlobWriteStream> Write(byte[] bytes, int piece)
    {
        var written = store.Begin();
        foreach (var part in bytes.Chunk(piece))
        {
            await written.WriteAsync(part);
        }

        return written;
    }

    private static byte[] Bytes(int size)
    {
        var bytes = new byte[size];
        new Random(size).NextBytes(bytes);
        return bytes;
    }

    private static async Task<byte[]> All(Stream stream)
    {
        await using (stream)
        {
            using var all = new MemoryStream();
            await stream.CopyToAsync(all);
            return all.ToArray();
        }
    }
}
