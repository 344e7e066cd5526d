using System.Buffers;
using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Writes a ZIP with one entry while the content flows: sizes follow the data (APPNOTE 4.3.9), no clock goes in, and every
/// write is asynchronous, which the framework's own archive does not promise towards a response body.
/// </summary>
internal static class ZipWrapper
{
    private const ushort Version = 20;
    private const ushort SizesFollowAndUtf8 = 0x0808;
    private const ushort Deflated = 8;
    private const ushort FirstOfJanuary1980 = 0x0021;

    /// <summary>Copies as it is; answers the SHA-256 of the content in lower-case hexadecimal.</summary>
    public static async Task<string> CopyAsync(Stream content, Stream target, CancellationToken ct)
    {
        var (sha256, _, _) = await PumpAsync(content, target, ct);
        return sha256;
    }

    /// <summary>Wraps; answers the SHA-256 of the content.</summary>
    public static async Task<string> WrapAsync(Stream content, string entryName, Stream target, CancellationToken ct)
    {
        var name = Encoding.UTF8.GetBytes(entryName);
        var counting = new CountingStream(target);
        await counting.WriteAsync(LocalHeader(name), ct);
        var dataStart = counting.Count;
        string sha256;
        uint crc;
        long length;
        await using (var deflate = new DeflateStream(counting, CompressionLevel.Fastest, leaveOpen: true))
        {
            (sha256, crc, length) = await PumpAsync(content, deflate, ct);
        }

        var compressed = counting.Count - dataStart;
        await counting.WriteAsync(Descriptor(crc, compressed, length), ct);
        var directory = counting.Count;
        await counting.WriteAsync(CentralHeader(name, crc, compressed, length), ct);
        await counting.WriteAsync(EndRecord(directory, counting.Count - directory), ct);
        return sha256;
    }

    private static async Task<(string Sha256, uint Crc, long Length)> PumpAsync(Stream content, Stream target, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(80 * 1024);
        try
        {
            var crc = Crc32.Start;
            var length = 0L;
            int read;
            while ((read = await content.ReadAsync(buffer, ct)) > 0)
            {
                hash.AppendData(buffer, 0, read);
                crc = Crc32.Add(crc, buffer.AsSpan(0, read));
                length += read;
                await target.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            return (Convert.ToHexStringLower(hash.GetCurrentHash()), Crc32.Finish(crc), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private static byte[] LocalHeader(byte[] name)
    {
        var header = new byte[30 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        Common(header.AsSpan(4), 0, 0, 0, name.Length);
        name.CopyTo(header, 30);
        return header;
    }

    private static byte[] CentralHeader(byte[] name, uint crc, long compressed, long length)
    {
        var header = new byte[46 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), Version);
        Common(header.AsSpan(6), crc, compressed, length, name.Length);
        name.CopyTo(header, 46);
        return header;
    }

    private static void Common(Span<byte> at, uint crc, long compressed, long length, int nameLength)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, Version);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], SizesFollowAndUtf8);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], Deflated);
        BinaryPrimitives.WriteUInt16LittleEndian(at[8..], FirstOfJanuary1980);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], crc);
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], checked((uint)compressed));
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], checked((uint)length));
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], checked((ushort)nameLength));
    }

    private static byte[] Descriptor(uint crc, long compressed, long length)
    {
        var record = new byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x08074b50);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(4), crc);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(8), checked((uint)compressed));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), checked((uint)length));
        return record;
    }

    private static byte[] EndRecord(long directory, long size)
    {
        var record = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), checked((uint)size));
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), checked((uint)directory));
        return record;
    }
}
