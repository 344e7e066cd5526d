using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace VanLang.Client.Evidence;

/// <summary>The files of an evidence, out of its ZIP or its unpacked folder. Only the packet may be large; it is hashed as it is read.</summary>
internal sealed class EvidenceFiles : IDisposable
{
    public const string Packet = "packet.edxml";
    public const string Sums = "SHA256SUMS";
    public const string SumsSignature = "SHA256SUMS.sig";

    private const long Longest = 64L << 20;

    /// <summary>A packet to 5,000 recipients has a file for each row of the audit log that it touched.</summary>
    private const int MostFiles = 100_000;

    private readonly Dictionary<string, Func<Stream>> files = new(StringComparer.Ordinal);
    private readonly ZipArchive? zip;

    private EvidenceFiles(ZipArchive? zip) => this.zip = zip;

    public IReadOnlyCollection<string> Names => files.Keys;

    /// <summary>A name that stands twice: the two readers of a ZIP might each take another file.</summary>
    public string? Twice { get; private set; }

    public static EvidenceFiles OfZip(Stream content)
    {
        var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true, Encoding.UTF8);
        if (zip.Entries.Count > MostFiles)
        {
            zip.Dispose();
            throw new InvalidDataException($"The ZIP has more than {MostFiles} files; it is no evidence.");
        }

        var found = new EvidenceFiles(zip);
        foreach (var entry in zip.Entries.Where(e => !e.FullName.EndsWith('/')))
        {
            found.Add(entry.FullName, entry.Open);
        }

        return found;
    }

    public static EvidenceFiles OfFolder(string folder)
    {
        var found = new EvidenceFiles(null);
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            found.Add(Path.GetRelativePath(folder, file).Replace(Path.DirectorySeparatorChar, '/'), () => File.OpenRead(file));
        }

        return found;
    }

    public byte[] Read(string name)
    {
        if (!files.TryGetValue(name, out var open))
        {
            throw new EvidenceFault(name, "the file is missing");
        }

        using var content = open();
        using var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        for (int read; (read = content.Read(buffer)) > 0;)
        {
            bytes.Write(buffer, 0, read);
            if (bytes.Length > Longest)
            {
                throw new EvidenceFault(name, "the file is too large for what it should be");
            }
        }

        return bytes.ToArray();
    }

    public string Text(string name) => Encoding.UTF8.GetString(Read(name));

    public JsonElement Json(string name)
    {
        try
        {
            return JsonDocument.Parse(Read(name)).RootElement;
        }
        catch (JsonException e)
        {
            throw new EvidenceFault(name, $"it is no JSON: {e.Message}");
        }
    }

    public string Digest(string name)
    {
        using var content = files[name]();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    public IEnumerable<string> Like(string start, string end) => files.Keys.Where(n => n.StartsWith(start, StringComparison.Ordinal) && n.EndsWith(end, StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public void Dispose() => zip?.Dispose();

    private void Add(string name, Func<Stream> open)
    {
        if (!files.TryAdd(name, open))
        {
            Twice ??= name;
        }
    }
}
