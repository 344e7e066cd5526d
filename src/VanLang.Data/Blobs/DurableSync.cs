using VanLang.Data.Storage;

namespace VanLang.Data.Blobs;

/// <summary>Syncs files that are closed already, and tells a full disk from a broken one.</summary>
public static class DurableSync
{
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int WindowsDiskFull = 0x70;
    private const int WindowsHandleDiskFull = 0x27;

    /// <summary>Makes the bytes of a file durable, through a handle of its own.</summary>
    public static void File(string path)
    {
        using var handle = System.IO.File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        CrashPoint.Fault("sync.file");
        RandomAccess.FlushToDisk(handle);
        CrashPoint.Synced(path);
    }

    /// <summary>True when the disk or the quota is full: nothing is broken, and the act may be tried again later.</summary>
    public static bool IsFull(IOException e) => (e.HResult & 0xFFFF) is var code
        && (OperatingSystem.IsWindows() ? code is WindowsDiskFull or WindowsHandleDiskFull : code is NoSpace or QuotaExceeded);
}
