using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>An archive that must be refused, under the file name it is sent with.</summary>
internal sealed record HostileArchive(string Name, string FileName, byte[] Bytes, string Code)
{
    public override string ToString() => Name;
}

/// <summary>
/// Row S2: bombs (ratio, nested, overlapping, too many entries), names that leave their folder, links, wrong checksums,
/// passwords. Made when asked for, never kept. They carry no type of the product.
/// </summary>
internal static class HostileArchives
{
    private const int Regular = 0x81A4;
    private const int Link = 0xA1FF;

    public static IEnumerable<HostileArchive> Make()
    {
        foreach (var (file, kind) in new[] { ("van-ban.pdf", "wrapper"), ("ho-so.zip", "archive"), ("bao-cao.docx", "office file") })
        {
            foreach (var archive in Make(file, Path.GetExtension(file)))
            {
                yield return archive with { Name = $"{kind}: {archive.Name}", FileName = file };
            }
        }

        yield return new HostileArchive("wrapper: wrong checksum", "van-ban.pdf", Zip(new Entry("a.pdf", "PDF"u8.ToArray()) { Crc = 1 }), "EDX-0049");
        yield return new HostileArchive("wrapper: says less than it holds", "van-ban.pdf", Zip(new Entry("a.pdf", Zeros(200_000)) { Length = 10 }), "EDX-0049");
        yield return new HostileArchive("wrapper: says more than it holds", "van-ban.pdf", Zip(new Entry("a.pdf", Zeros(100)) { Length = 200 }), "EDX-0049");
        yield return new HostileArchive("wrapper: says less, is a bomb", "van-ban.pdf", Zip(new Entry("a.pdf", Zeros(80_000_000)) { Length = 500_000 }), "EDX-0049");
        yield return new HostileArchive("wrapper: not deflate at all", "van-ban.pdf", Zip(new Entry("a.pdf", "PDF"u8.ToArray()) { Raw = [0xFF, 0xFF, 0xFF, 0xFF] }), "EDX-0049");
        yield return new HostileArchive("wrapper: empty file", "van-ban.pdf", Zip(new Entry("a.pdf", [])), "EDX-0041");
        yield return new HostileArchive("archive: nested four times", "ho-so.zip", Nest(4, Zip(new Entry("a.txt", Zeros(10)))), "EDX-0048");
        yield return new HostileArchive("archive: nested bomb", "ho-so.zip", Nest(1, Zip(new Entry("a.txt", Zeros(60_000_000)))), "EDX-0048");
        yield return new HostileArchive("archive: nested path", "ho-so.zip", Nest(1, Zip(new Entry("../a.txt", Zeros(10)))), "EDX-0046");
        yield return new HostileArchive("archive: nested password", "ho-so.zip", Nest(2, Zip(new Entry("a.txt", Zeros(10)) { Flags = 1 })), "EDX-0045");
        yield return new HostileArchive("archive: many nested", "ho-so.zip", Zip([.. Enumerable.Range(0, 100).Select(i => new Entry($"{i}.zip", Zeros(100)) { Length = 1_000_000 })]), "EDX-0048");
    }

    private static IEnumerable<HostileArchive> Make(string file, string extension)
    {
        HostileArchive One(string name, string code, params Entry[] entries) => new(name, file, Zip(entries), code);
        var inner = "a" + extension;

        yield return One("ratio", "EDX-0048", new Entry(inner, Zeros(40_000_000)));
        yield return One("claims 4 GB", "EDX-0048", new Entry(inner, Zeros(1000)) { Length = 0xFFFFFFFE });
        yield return One("claims 200 MB", "EDX-0048", new Entry(inner, Zeros(1000)) { Length = 200_000_000 });
        yield return One("many of moderate size", "EDX-0048", [.. Enumerable.Range(0, 100).Select(i => new Entry($"{i}{extension}", Zeros(10)) { Length = 2_000_000 })]);
        yield return One("path up", "EDX-0046", new Entry("../" + inner, Zeros(10)));
        yield return One("path up inside", "EDX-0046", new Entry("a/../../" + inner, Zeros(10)));
        yield return One("path up, backslash", "EDX-0046", new Entry("..\\" + inner, Zeros(10)));
        yield return One("absolute path", "EDX-0046", new Entry("/etc/" + inner, Zeros(10)));
        yield return One("drive", "EDX-0046", new Entry("C:\\windows\\" + inner, Zeros(10)));
        yield return One("network path", "EDX-0046", new Entry("\\\\may\\chung\\" + inner, Zeros(10)));
        yield return One("zero in the name", "EDX-0046", new Entry("a\0" + inner, Zeros(10)));
        yield return One("link", "EDX-0047", new Entry(inner, "/etc/passwd"u8.ToArray()) { Mode = Link });
        yield return One("device", "EDX-0047", new Entry(inner, Zeros(1)) { Mode = 0x21B6 });
        yield return One("pipe", "EDX-0047", new Entry(inner, Zeros(1)) { Mode = 0x11A4 });
        yield return One("password", "EDX-0045", new Entry(inner, Zeros(10)) { Flags = 1 });
        yield return One("strong password", "EDX-0045", new Entry(inner, Zeros(10)) { Flags = 0x41 });
        yield return new HostileArchive("overlapping", file, Overlapping(extension), "EDX-0049");
        yield return new HostileArchive("20,000 entries", file, ManyEntries(20_000), "EDX-0050");
        yield return new HostileArchive("a million entries said", file, ManyEntries(1_000_000), "EDX-0050");
    }

    private sealed record Entry(string Name, byte[] Content)
    {
        public int Flags { get; init; }

        public int Mode { get; init; } = Regular;

        public long? Length { get; init; }

        public uint? Crc { get; init; }

        public byte[]? Raw { get; init; }
    }

    // Written by hand: the framework's writer refuses to lie.
    private static byte[] Zip(params Entry[] entries)
    {
        var file = new MemoryStream();
        var directory = new MemoryStream();
        foreach (var entry in entries)
        {
            var data = entry.Raw ?? Deflate(entry.Content);
            var name = Encoding.UTF8.GetBytes(entry.Name);
            directory.Write(Central(name, entry, data.Length, file.Position));
            file.Write(Local(name, entry, data.Length));
            file.Write(data);
        }

        return End(file, directory.ToArray(), entries.Length);
    }

    private static byte[] Overlapping(string extension)
    {
        var data = Deflate(Zeros(100_000));
        var entries = Enumerable.Range(0, 50).Select(i => new Entry($"{i:d2}{extension}", Zeros(100_000)) { Length = 10_000 }).ToArray();
        var file = new MemoryStream();
        file.Write(Local(Encoding.UTF8.GetBytes(entries[0].Name), entries[0], data.Length));
        file.Write(data);
        var directory = new MemoryStream();
        foreach (var entry in entries)
        {
            directory.Write(Central(Encoding.UTF8.GetBytes(entry.Name), entry, data.Length, 0));
        }

        return End(file, directory.ToArray(), entries.Length);
    }

    private static byte[] ManyEntries(int count)
    {
        var file = new MemoryStream();
        var entry = new Entry("a", []);
        file.Write(Local("a"u8.ToArray(), entry, 0));
        var row = Central("a"u8.ToArray(), entry, 0, 0);
        var directory = new MemoryStream(row.Length * count);
        for (var i = 0; i < count; i++)
        {
            directory.Write(row);
        }

        return End(file, directory.ToArray(), Math.Min(count, 0xFFFF));
    }

    private static byte[] Nest(int times, byte[] archive)
    {
        for (var i = 0; i < times; i++)
        {
            archive = Zip(new Entry($"{i}.zip", archive));
        }

        return archive;
    }

    private static byte[] Zeros(int length) => new byte[length];

    private static byte[] Deflate(byte[] content)
    {
        using var bytes = new MemoryStream();
        using (var deflate = new DeflateStream(bytes, CompressionLevel.Optimal, true))
        {
            deflate.Write(content);
        }

        return bytes.ToArray();
    }

    private static uint Checksum(byte[] content)
    {
        var crc = 0xFFFFFFFF;
        foreach (var b in content)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ ((crc & 1) * 0xEDB88320);
            }
        }

        return ~crc;
    }

    private static byte[] Local(byte[] name, Entry entry, int compressed)
    {
        var header = new byte[30 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x04034b50);
        Common(header.AsSpan(4), name, entry, compressed);
        name.CopyTo(header, 30);
        return header;
    }

    private static byte[] Central(byte[] name, Entry entry, int compressed, long offset)
    {
        var header = new byte[46 + name.Length];
        BinaryPrimitives.WriteUInt32LittleEndian(header, 0x02014b50);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(4), 3 << 8);
        Common(header.AsSpan(6), name, entry, compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(38), (uint)entry.Mode << 16);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(42), (uint)offset);
        name.CopyTo(header, 46);
        return header;
    }

    private static void Common(Span<byte> at, byte[] name, Entry entry, int compressed)
    {
        BinaryPrimitives.WriteUInt16LittleEndian(at, 20);
        BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)entry.Flags);
        BinaryPrimitives.WriteUInt16LittleEndian(at[4..], 8);
        BinaryPrimitives.WriteUInt32LittleEndian(at[10..], entry.Crc ?? (entry.Content.Length > 1_000_000 ? 0 : Checksum(entry.Content)));
        BinaryPrimitives.WriteUInt32LittleEndian(at[14..], (uint)compressed);
        BinaryPrimitives.WriteUInt32LittleEndian(at[18..], (uint)(entry.Length ?? entry.Content.Length));
        BinaryPrimitives.WriteUInt16LittleEndian(at[22..], (ushort)name.Length);
    }

    private static byte[] End(MemoryStream file, byte[] directory, int count)
    {
        var start = file.Position;
        file.Write(directory);
        var record = new byte[22];
        BinaryPrimitives.WriteUInt32LittleEndian(record, 0x06054b50);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(8), (ushort)count);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(10), (ushort)count);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(12), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(record.AsSpan(16), (uint)start);
        file.Write(record);
        return file.ToArray();
    }
}
