using System.Runtime.InteropServices;

namespace VanLang.Data.Blobs;

/// <summary>Syncs files that are closed already, and tells a full disk from a broken one.</summary>
internal static class DurableSync
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int WindowsDiskFull = 0x70;
    private const int WindowsHandleDiskFull = 0x27;

    /// <summary>Makes the bytes of a file durable, through a handle of its own.</summary>
    public static void File(string path)
    {
        using var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        RandomAccess.FlushToDisk(handle);
    }

    /// <summary>
    /// Makes everything written to the folder's file system durable, bytes and names, in one call (Linux). Since 5.8 it reports what
    /// could not be written.
    /// </summary>
    public static void FileSystem(string folder)
    {
        var handle = Open(folder, 0);
        if (handle < 0)
        {
            throw new IOException($"The folder {folder} cannot be opened to sync it (errno {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (SyncFileSystem(handle) != 0)
            {
                throw new IOException($"The file system of {folder} cannot be synced (errno {Marshal.GetLastPInvokeError()}).", Marshal.GetLastPInvokeError());
            }
        }
        finally
        {
            _ = Close(handle);
        }
    }

    /// <summary>True when the disk or the quota is full: nothing is broken, and the act may be tried again later.</summary>
    public static bool IsFull(IOException e) => (e.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is WindowsDiskFull or WindowsHandleDiskFull : code is NoSpace or QuotaExceeded);

    [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFileSystem(int handle);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
