using System.Runtime.InteropServices;

namespace VanLang.Data.Storage;

/// <summary>
/// Files that survive a power cut once the call has returned. A rename is durable only when its folder is synced too,
/// which .NET has no call for.
/// </summary>
public static class DurableFiles
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Replaces a file as a whole: readers see the old content or the new, never a part.</summary>
    public static void Replace(string path, ReadOnlySpan<byte> content, bool secret = false)
    {
        var draft = path + ".draft";
        using (var file = new FileStream(draft, Options(FileMode.Create, secret)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        CrashPoint.At("file.drafted");
        File.Move(draft, path, overwrite: true);
        CrashPoint.At("file.replaced");
        SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Makes a file that is there whole or not at all; false, and nothing changed, when there is one of that name already.</summary>
    public static bool Create(string path, ReadOnlySpan<byte> content, bool secret = false)
    {
        var draft = $"{path}.{Environment.MachineName}-{Environment.ProcessId:x}.draft";
        using (var file = new FileStream(draft, Options(FileMode.Create, secret)))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false); // A hard link on Unix: never over another file.
            SyncFolder(Path.GetDirectoryName(path)!);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
            return false;
        }
    }

    /// <summary>Makes names in a folder durable: files created, renamed or removed there.</summary>
    public static void SyncFolder(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            return; // NTFS journals its names.
        }

        CrashPoint.Fault("sync.folder");
        Sync(folder, Fsync);
        CrashPoint.SyncedFolder(folder);
    }

    /// <summary>
    /// Makes everything written to the folder's file system durable, bytes and names, in one call (Linux). Since 5.8 it reports what
    /// could not be written.
    /// </summary>
    public static void SyncFileSystem(string folder)
    {
        CrashPoint.Fault("sync.file-system");
        Sync(folder, Syncfs);
        CrashPoint.SyncedAll();
    }

    // The error number goes along, so that a full disk is told from a broken one.
    private static void Sync(string folder, Func<int, int> sync)
    {
        var handle = Open(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened to sync it (errno {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
        }

        try
        {
            if (sync(handle) != 0)
            {
                throw new IOException($"The folder {folder} cannot be synced (errno {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    private static FileStreamOptions Options(FileMode mode, bool secret)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write, Share = FileShare.None };
        if (secret && !OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        return options;
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Fsync(int handle);

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Syncfs(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
