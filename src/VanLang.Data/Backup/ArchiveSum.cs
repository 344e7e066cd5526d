using System.Security.Cryptography;
using System.Text;
using VanLang.Data.Storage;

namespace VanLang.Data.Backup;

/// <summary>
/// The digest of a whole archive in a file beside it, as <c>sha256sum -c</c> reads it. The manifest covers the content; this covers every
/// bit, and tells a damaged file before anything of it is unpacked.
/// </summary>
public static class ArchiveSum
{
    private const string Ending = ".sha256";

    /// <summary>Reads the archive back, which also shows that the disk can, and writes its digest beside it.</summary>
    public static async Task<string> Write(string archive, CancellationToken ct)
    {
        var sum = await Of(archive, ct);
        DurableFiles.Replace(archive + Ending, Encoding.ASCII.GetBytes($"{sum}  {Path.GetFileName(archive)}\n"));
        return sum;
    }

    /// <summary>Null when there is no such file beside it; else whether the archive is still what was written.</summary>
    public static async Task<bool?> Holds(string archive, CancellationToken ct) =>
        File.Exists(archive + Ending) ? (await File.ReadAllTextAsync(archive + Ending, ct)).Split(' ')[0] == await Of(archive, ct) : null;

    /// <summary>SHA-256 of a file, lower-case hexadecimal.</summary>
    public static async Task<string> Of(string archive, CancellationToken ct)
    {
        await using var file = new FileStream(archive, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan | FileOptions.Asynchronous);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
