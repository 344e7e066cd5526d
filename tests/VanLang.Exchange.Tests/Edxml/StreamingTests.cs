using System.Buffers.Text;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using VanLang.Exchange.Edxml;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>A packet of 50 MB never sits in memory: neither its text nor its attachments. Alone, because allocations are counted for the process.</summary>
[Collection(nameof(MeasuredAlone))]
public sealed class StreamingTests
{
    private const int Content = 40 * 1024 * 1024;
    private const long MostAllocated = 24L * 1024 * 1024;

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public async Task A_packet_of_fifty_megabytes_is_read_in_pieces(bool named, bool seekable)
    {
        await using var packet = new LargePacket(Content, nameLast: !named);
        await using var file = seekable ? await ToFileAsync(packet) : null;
        var sink = new HashingSink();
        var before = GC.GetTotalAllocatedBytes(true);

        var read = Reading.Ok(await Reading.Reader().ReadAsync(file ?? (Stream)packet, sink.Open, CancellationToken.None));

        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        Assert.True(read.Length > 50_000_000);
        Assert.Equal(Content, read.Attachments[0].Length);
        Assert.Equal(packet.ContentSha256, read.Attachments[0].Sha256);
        Assert.Equal(packet.ContentSha256, sink.Sha256);
        Assert.True(allocated < MostAllocated, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public async Task A_packet_of_fifty_megabytes_is_written_in_pieces_and_reads_the_same()
    {
        var content = RandomNumberGenerator.GetBytes(1024 * 1024);
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(new RepeatingStream(content, 40)));
        var attachment = new OutgoingAttachment("van-ban.pdf", null, "a", null, sha256, _ => ValueTask.FromResult<Stream>(new RepeatingStream(content, 40)));
        await using var file = NewFile();
        var before = GC.GetTotalAllocatedBytes(true);

        await EdxmlWriter.WriteAsync(file, Samples.Full, [attachment], null, CancellationToken.None);

        var allocated = GC.GetTotalAllocatedBytes(true) - before;
        file.Position = 0;
        var read = Reading.Ok(await Reading.Reader().ReadAsync(file, AttachmentSinks.Discard, CancellationToken.None));
        Assert.Equal(sha256, read.Attachments[0].Sha256);
        Assert.True(read.Attachments[0].Unzipped);
        Assert.True(allocated < MostAllocated, $"{allocated:N0} bytes allocated");
    }

    [Fact]
    public async Task Five_thousand_recipients_are_read_in_a_moment()
    {
        var packet = PacketText.Document("000.00.00.G22", Enumerable.Range(0, 5000).Select(i => $"H{(i % 63) + 1:d2}.{i / 100:d2}.{i % 100:d2}"), "7816", new DateOnly(2020, 11, 20), new PacketShape());
        var bytes = packet.Write(new PacketShape());
        await Reading.ReadAsync(bytes);
        var clock = Stopwatch.StartNew();

        var read = Reading.Ok(await Reading.ReadAsync(bytes));

        Assert.Equal(5000, read.Document!.To.Count);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    private static async Task<FileStream> ToFileAsync(LargePacket packet)
    {
        var file = NewFile();
        await packet.CopyToAsync(file);
        file.Position = 0;
        return file;
    }

    private static FileStream NewFile() => new(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.DeleteOnClose | FileOptions.Asynchronous);

    /// <summary>A packet that is made while it is read.</summary>
    private sealed class LargePacket : Stream
    {
        private const int Piece = 48 * 1024;

        private readonly byte[] head;
        private readonly byte[] tail;
        private readonly byte[] block = RandomNumberGenerator.GetBytes(Piece);
        private readonly byte[] encoded;
        private readonly long encodedLength;
        private readonly long length;
        private long position;

        public LargePacket(int content, bool nameLast)
        {
            var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], "7816", new DateOnly(2020, 11, 20), new PacketShape());
            packet.Files.Add(new PacketFile("du-lieu.bin", [1], "application/octet-stream"));
            var text = packet.WriteText(new PacketShape { Zip = false, NameAfterContent = nameLast });
            var at = text.IndexOf("AQ==", StringComparison.Ordinal);
            head = Encoding.UTF8.GetBytes(text[..at]);
            tail = Encoding.UTF8.GetBytes(text[(at + 4)..]);
            encoded = new byte[Base64.GetMaxEncodedToUtf8Length(Piece)];
            Base64.EncodeToUtf8(block, encoded, out _, out _);
            var whole = content / Piece;
            var rest = content - (whole * Piece);
            var last = Encoding.ASCII.GetBytes(Convert.ToBase64String(block.AsSpan(0, rest)));
            encodedLength = (long)whole * encoded.Length;
            tail = [.. last, .. tail];
            length = head.Length + encodedLength + tail.Length;
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            for (var i = 0; i < whole; i++)
            {
                hash.AppendData(block);
            }

            hash.AppendData(block, 0, rest);
            ContentSha256 = Convert.ToHexStringLower(hash.GetCurrentHash());
        }

        public string ContentSha256 { get; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            ReadOnlySpan<byte> source = position < head.Length ? head.AsSpan((int)position)
                : position < head.Length + encodedLength ? encoded.AsSpan((int)((position - head.Length) % encoded.Length))
                : tail.AsSpan((int)(position - head.Length - encodedLength));
            var taken = Math.Min(source.Length, buffer.Length);
            source[..taken].CopyTo(buffer);
            position = Math.Min(position + taken, length);
            return taken;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }

    private sealed class RepeatingStream(byte[] block, int times) : MemoryStream
    {
        private long at;

        public override int Read(Span<byte> buffer)
        {
            var inBlock = (int)(at % block.Length);
            var read = at == (long)block.Length * times ? 0 : Math.Min(buffer.Length, block.Length - inBlock);
            block.AsSpan(inBlock, read).CopyTo(buffer);
            at += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Read(buffer.Span));
    }

    private sealed class HashingSink
    {
        private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

        public AttachmentSink Open => (_, _) => ValueTask.FromResult<Stream>(new Into(hash));

        public string Sha256 => Convert.ToHexStringLower(hash.GetCurrentHash());

        private sealed class Into(IncrementalHash hash) : WriteOnlyStream
        {
            public override void Write(byte[] buffer, int offset, int count) => hash.AppendData(buffer, offset, count);

            public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
            {
                hash.AppendData(buffer.Span);
                return ValueTask.CompletedTask;
            }
        }
    }
}

[CollectionDefinition(nameof(MeasuredAlone), DisableParallelization = true)]
public sealed class MeasuredAlone;
