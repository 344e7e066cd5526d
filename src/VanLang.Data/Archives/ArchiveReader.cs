using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text.Json;
using VanLang.Data.Keys;

namespace VanLang.Data.Archives;

/// <summary>What was found in an archive file.</summary>
public sealed record ArchiveCheck(ArchiveManifest? Manifest, IReadOnlyList<PlacedContent> Packets, IReadOnlyList<ArchiveFault> Faults)
{
    /// <summary>True when every byte is as it was signed.</summary>
    public bool IsGood => Faults.Count == 0;
}

/// <summary>A packet of the list and where its bytes begin in the file.</summary>
public sealed record PlacedContent(ArchivedContent Packet, long Offset);

/// <summary>Reads an archive from its first byte to its last and holds everything against the signed manifest. Needs no database.</summary>
public static class ArchiveReader
{
    private const int LongestSmall = 1 << 30;

    /// <param name="file">The archive.</param>
    /// <param name="keys">Receipt keys, current and retired, that may have signed it.</param>
    /// <param name="ct">Ends the reading.</param>
    public static async Task<ArchiveCheck> Check(string file, IReadOnlyList<PublicKey> keys, CancellationToken ct)
    {
        var faults = new List<ArchiveFault>();
        var found = new Dictionary<string, (string Digest, long Size, long Offset)>();
        var small = new Dictionary<string, byte[]>();
        try
        {
            await Walk(file, found, small, ct);
        }
        catch (Exception e) when (e is EndOfStreamException or InvalidDataException or FormatException)
        {
            faults.Add(new ArchiveFault(null, $"tệp bị cắt cụt hoặc không phải tệp lưu trữ ({e.Message})", $"the file is cut short or is no archive ({e.Message})"));
        }
        catch (IOException e)
        {
            faults.Add(new ArchiveFault(null, $"không đọc được tệp ({e.Message})", $"the file cannot be read ({e.Message})"));
        }

        if (Signed(small, keys, faults) is not { } manifest)
        {
            return new ArchiveCheck(null, [], faults);
        }

        var packets = new List<PlacedContent>();
        var lines = small.GetValueOrDefault(ArchiveManifest.List) ?? [];
        if (Convert.ToHexStringLower(SHA256.HashData(lines)) != manifest.ListSha256)
        {
            faults.Add(new ArchiveFault(ArchiveManifest.List, "danh sách gói tin không còn như khi ký", "the list of packets is not what was signed"));
            return new ArchiveCheck(manifest, [], faults);
        }

        foreach (var packet in Read(lines))
        {
            var entry = ArchiveManifest.EntryOf(packet.Digest);
            if (!found.Remove(entry, out var there))
            {
                faults.Add(new ArchiveFault(entry, $"thiếu nội dung của gói tin {packet.Packet}", $"the content of packet {packet.Packet} is missing"));
            }
            else if (there.Digest != packet.Digest || there.Size != packet.Size)
            {
                faults.Add(new ArchiveFault(entry, $"nội dung của gói tin {packet.Packet} không còn như khi lưu trữ", $"the content of packet {packet.Packet} is not what was archived"));
            }
            else
            {
                packets.Add(new PlacedContent(packet, there.Offset));
            }
        }

        faults.AddRange(found.Keys.Select(k => new ArchiveFault(k, "nội dung không có trong danh sách", "content that the list does not name")));
        return new ArchiveCheck(manifest, packets, faults);
    }

    private static async Task Walk(string file, Dictionary<string, (string, long, long)> found, Dictionary<string, byte[]> small, CancellationToken ct)
    {
        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.Asynchronous | FileOptions.SequentialScan);
        await using var tar = new TarReader(stream);
        while (await tar.GetNextEntryAsync(copyData: false, ct) is { } entry)
        {
            if (entry.Name.StartsWith(ArchiveManifest.Folder, StringComparison.Ordinal))
            {
                var digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(entry.DataStream ?? Stream.Null, ct));
                if (!found.TryAdd(entry.Name, (digest, entry.Length, entry.DataOffset)))
                {
                    throw new InvalidDataException($"{entry.Name} twice");
                }
            }
            else if (entry.Length <= LongestSmall)
            {
                using var content = new MemoryStream();
                await (entry.DataStream ?? Stream.Null).CopyToAsync(content, ct);
                small[entry.Name] = content.ToArray();
            }
        }
    }

    private static ArchiveManifest? Signed(Dictionary<string, byte[]> small, IReadOnlyList<PublicKey> keys, List<ArchiveFault> faults)
    {
        if (!small.TryGetValue(ArchiveManifest.Entry, out var bytes) || !small.TryGetValue(ArchiveManifest.Signature, out var signature))
        {
            faults.Add(new ArchiveFault(ArchiveManifest.Entry, "thiếu bản kê đã ký", "the signed manifest is missing"));
            return null;
        }

        if (!keys.Any(k => k.VerifyDer(bytes, signature)))
        {
            faults.Add(new ArchiveFault(ArchiveManifest.Entry, "chữ ký của bản kê không khớp khóa biên nhận nào của Trục", "the manifest's signature is that of no receipt key of the axis"));
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<ArchiveManifest>(bytes, ArchiveManifest.Json);
        }
        catch (JsonException)
        {
            faults.Add(new ArchiveFault(ArchiveManifest.Entry, "không đọc được bản kê", "the manifest cannot be read"));
            return null;
        }
    }

    private static IEnumerable<ArchivedContent> Read(byte[] lines)
    {
        using var reader = new StreamReader(new MemoryStream(lines));
        while (reader.ReadLine() is { } line)
        {
            yield return JsonSerializer.Deserialize<ArchivedContent>(line, ArchiveManifest.Json)!;
        }
    }
}
