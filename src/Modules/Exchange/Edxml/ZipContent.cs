using System.Buffers;
using System.IO.Compression;

namespace VanLang.Exchange.Edxml;

/// <summary>Takes one entry out of a ZIP, never more bytes than the list promises, and proves its checksum.</summary>
internal static class ZipContent
{
    private const int Stored = 0;
    private const int Deflated = 8;

    public static bool CanOpen(ZipEntry entry) => entry.Method is Stored or Deflated;

    /// <summary>False when length or checksum do not hold.</summary>
    public static bool CopyTo(Stream file, ZipEntry entry, Stream target)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(80 * 1024);
        try
        {
            using var source = Open(file, entry);
            if (source is null)
            {
                return false;
            }

            var crc = Crc32.Start;
            var left = entry.Length;
            int read;
            while ((read = source.Read(buffer, 0, buffer.Length)) > 0)
            {
                if ((left -= read) < 0)
                {
                    return false;
                }

                crc = Crc32.Add(crc, buffer.AsSpan(0, read));
                target.Write(buffer, 0, read);
            }

            return left == 0 && Crc32.Finish(crc) == entry.Crc;
        }
        catch (InvalidDataException)
        {
            return false;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static Stream? Open(Stream file, ZipEntry entry)
    {
        var offset = CanOpen(entry) ? ZipDirectory.DataOffset(file, entry) : -1;
        if (offset < 0)
        {
            return null;
        }

        file.Position = offset;
        var slice = new Slice(file, entry.Compressed);
        return entry.Method == Stored ? slice : new DeflateStream(slice, CompressionMode.Decompress);
    }

    /// <summary>The next <c>length</c> bytes of a stream it does not own.</summary>
    private sealed class Slice(Stream file, long length) : Stream
    {
        private long left = length;

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
            var read = file.Read(buffer[..(int)Math.Min(buffer.Length, left)]);
            left -= read;
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

/// <summary>The checksum of ZIP (ITU-T V.42). Eight bytes a step: a 50 MB attachment costs some 50 ms.</summary>
internal static class Crc32
{
    public const uint Start = 0xFFFFFFFF;

    private static readonly uint[][] Tables = MakeTables();

    public static uint Add(uint crc, ReadOnlySpan<byte> bytes)
    {
        var t = Tables;
        while (bytes.Length >= 8)
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            var high = System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
            crc = t[7][low & 0xFF] ^ t[6][(low >> 8) & 0xFF] ^ t[5][(low >> 16) & 0xFF] ^ t[4][low >> 24]
                ^ t[3][high & 0xFF] ^ t[2][(high >> 8) & 0xFF] ^ t[1][(high >> 16) & 0xFF] ^ t[0][high >> 24];
            bytes = bytes[8..];
        }

        foreach (var b in bytes)
        {
            crc = t[0][(crc ^ b) & 0xFF] ^ (crc >> 8);
        }

        return crc;
    }

    public static uint Finish(uint crc) => ~crc;

    private static uint[][] MakeTables()
    {
        var tables = new uint[8][];
        tables[0] = new uint[256];
        for (var i = 0u; i < 256; i++)
        {
            var value = i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? 0xEDB88320 ^ (value >> 1) : value >> 1;
            }

            tables[0][i] = value;
        }

        for (var table = 1; table < 8; table++)
        {
            tables[table] = new uint[256];
            for (var i = 0; i < 256; i++)
            {
                tables[table][i] = tables[0][tables[table - 1][i] & 0xFF] ^ (tables[table - 1][i] >> 8);
            }
        }

        return tables;
    }
}
