using Microsoft.Extensions.Options;

namespace VanLang.Data.Archives;

/// <summary>
/// Where archive files lie: <c>archive</c> in the data folder, or a folder of their own (<c>VANLANG_ARCHIVE</c>), which may be on a slower disk and need not
/// be there at all times.
/// </summary>
public sealed class ArchiveFolder(IOptions<DatabaseOptions> options)
{
    private string Inside => System.IO.Path.Combine(options.Value.DataFolder, "archive");

    /// <summary>The folder, which may not be there.</summary>
    public string Path => options.Value.ArchiveFolder is { Length: > 0 } own ? own : Inside;

    /// <summary>True when it lies in the data folder, and so in every backup.</summary>
    public bool IsInside => Path == Inside;

    /// <summary>Where an archive lies when it is here.</summary>
    public string PathOf(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>True when the archive is here.</summary>
    public bool Has(string name) => File.Exists(PathOf(name));

    /// <summary>
    /// Keeps backups and archive runs apart: a backup copies first the rows and then the blobs, and must not lose a blob that goes into an archive in between.
    /// Null when another process has it. The kernel lets it go with the process.
    /// </summary>
    public IDisposable? TryHold()
    {
        Directory.CreateDirectory(Inside);
        try
        {
            return new FileStream(System.IO.Path.Combine(Inside, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
