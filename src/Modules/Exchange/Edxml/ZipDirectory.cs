using System.Buffers.Binary;
using System.Text;

namespace VanLang.Exchange.Edxml;

internal sealed record ZipEntry(string Name, int Flags, int Method, uint Crc, long Compressed, long Length, long Offset, int Mode)
{
    public bool IsEncrypted => (Flags & 0x2041) != 0;

    public bool IsFolder => Name.EndsWith('/');
}

/// <summary>
/// The list at the end of a ZIP, read without trusting it: the framework's reader takes a million entries into memory before
/// anyone can count them, and does not see entries that lie over each other.
/// </summary>
internal static class ZipDirectory
{
    public const int MostEntries = 10_000;

    private const int EndLength = 22;
    private const int HeaderLength = 46;

    /// <summary>Null when there is no readable list; <paramref name="tooMany"/> when there are more than <see cref="MostEntries"/>.</summary>
    public static List<ZipEntry>? Read(Stream file, out bool tooMany)
    {
        tooMany = false;
        var tail = new byte[(int)Math.Min(file.Length, EndLength + ushort.MaxValue)];
        file.Position = file.Length - tail.Length;
        file.ReadExactly(tail);
        var end = FindEnd(tail);
        if (end < 0)
        {
            return null;
        }

        var record = tail.AsSpan(end);
        var count = (int)U16(record, 10);
        long size = U32(record, 12);
        long start = U32(record, 16);
        var endsAt = file.Length - tail.Length + end;
        tooMany = count > MostEntries || size > MostEntries * 512L;
        if (tooMany || U16(record, 4) != 0 || U16(record, 8) != count || start + size != endsAt)
        {
            // ZIP64, several disks and bytes in front of or between the parts are not what an office writes.
            return null;
        }

        var directory = new byte[size];
        file.Position = start;
        file.ReadExactly(directory);
        return Entries(directory, count);
    }

    private static List<ZipEntry>? Entries(ReadOnlySpan<byte> directory, int count)
    {
        var entries = new List<ZipEntry>(count);
        for (var i = 0; i < count; i++)
        {
            if (directory.Length < HeaderLength || U32(directory, 0) != 0x02014b50)
            {
                return null;
            }

            var (name, extra, comment) = ((int)U16(directory, 28), (int)U16(directory, 30), (int)U16(directory, 32));
            var whole = HeaderLength + name + extra + comment;
            if (directory.Length < whole)
            {
                return null;
            }

            var unix = (U16(directory, 4) >> 8) is 3 or 19;
            entries.Add(new ZipEntry(
                Encoding.UTF8.GetString(directory.Slice(HeaderLength, name)),
                (int)U16(directory, 8),
                (int)U16(directory, 10),
                U32(directory, 16),
                U32(directory, 20),
                U32(directory, 24),
                U32(directory, 42),
                unix ? (int)(U32(directory, 38) >> 16) : 0));
            directory = directory[whole..];
        }

        return directory.IsEmpty ? entries : null;
    }

    /// <summary>Where the entry's bytes begin; -1 when its own header does not fit the list.</summary>
    public static long DataOffset(Stream file, ZipEntry entry)
    {
        Span<byte> header = stackalloc byte[30];
        if (entry.Offset + header.Length > file.Length)
        {
            return -1;
        }

        file.Position = entry.Offset;
        file.ReadExactly(header);
        var offset = entry.Offset + header.Length + U16(header, 26) + U16(header, 28);
        return U32(header, 0) == 0x04034b50 && U16(header, 8) == entry.Method && offset + entry.Compressed <= file.Length ? offset : -1;
    }

    private static int FindEnd(ReadOnlySpan<byte> tail)
    {
        for (var i = tail.Length - EndLength; i >= 0; i--)
        {
            if (U32(tail, i) == 0x06054b50 && i + EndLength + U16(tail, i + 20) == tail.Length)
            {
                return i;
            }
        }

        return -1;
    }

    private static uint U16(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint U32(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);
}
