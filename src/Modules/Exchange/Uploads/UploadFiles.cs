using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;

namespace VanLang.Exchange.Uploads;

/// <summary>The bytes of uploads, each in a file of its own below the data folder, which all nodes share.</summary>
internal sealed class UploadFiles(IOptions<DatabaseOptions> data)
{
    private const string Ending = ".part";

    private string Folder => Path.Combine(data.Value.DataFolder, "uploads");

    /// <summary>Makes an empty file whose name survives a power cut.</summary>
    public void Create(UploadId id)
    {
        Directory.CreateDirectory(Folder);
        File.Create(PathOf(id)).Dispose();
        CrashPoint.Writing(PathOf(id), created: true);
        DurableFiles.SyncFolder(Folder);
    }

    /// <summary>Opens for writing, alone: the lock holds over processes on one machine. Null while somebody else writes.</summary>
    public FileStream? Write(UploadId id)
    {
        try
        {
            return new FileStream(PathOf(id), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous);
        }
        catch (DirectoryNotFoundException)
        {
            Directory.CreateDirectory(Folder);
            return Write(id);
        }
        catch (IOException e) when (!DurableSync.IsFull(e))
        {
            return null;
        }
    }

    /// <summary>Opens for reading; null when the file is not there or is being written.</summary>
    public FileStream? Read(UploadId id)
    {
        try
        {
            return new FileStream(PathOf(id), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 64 * 1024, FileOptions.Asynchronous | FileOptions.SequentialScan);
        }
        catch (IOException)
        {
            return null;
        }
    }

    public void Delete(UploadId id)
    {
        try
        {
            File.Delete(PathOf(id));
        }
        catch (DirectoryNotFoundException)
        {
            // Nothing was ever uploaded here.
        }
    }

    /// <summary>Files untouched since a moment: candidates for the sweep.</summary>
    public IReadOnlyList<UploadId> UntouchedSince(DateTimeOffset moment) => !Directory.Exists(Folder)
        ? []
        :
        [
            .. new DirectoryInfo(Folder).EnumerateFiles("*" + Ending)
                .Where(f => f.LastWriteTimeUtc < moment.UtcDateTime)
                .Select(f => Guid.TryParseExact(Path.GetFileNameWithoutExtension(f.Name), "N", out var id) ? new UploadId(id) : (UploadId?)null)
                .OfType<UploadId>(),
        ];

    private string PathOf(UploadId id) => Path.Combine(Folder, id.Value.ToString("N") + Ending);
}
