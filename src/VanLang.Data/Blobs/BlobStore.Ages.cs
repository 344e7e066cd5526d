namespace VanLang.Data.Blobs;

/// <summary>How old blobs are, for the sweep of those that no row names.</summary>
public sealed partial class BlobStore
{
    /// <summary>Now, as the file system that holds the blobs knows it: what their ages are measured with.</summary>
    public DateTime FileTime()
    {
        using var probe = Begin();
        return File.GetLastWriteTimeUtc(probe.OnDisk());
    }

    /// <summary>
    /// Deletes a blob that was last kept before a moment of <see cref="FileTime"/>; false when it is younger, or gone. Whoever calls this has made sure that
    /// no row names it, and that none comes to name it meanwhile.
    /// </summary>
    public bool RemoveOlder(string sha256, DateTime than)
    {
        var file = new FileInfo(PathOf(sha256));
        if (!file.Exists || file.LastWriteTimeUtc >= than)
        {
            return false;
        }

        file.Delete();
        return true;
    }

    /// <summary>Deletes a blob whose bytes are durable elsewhere, with a committed row that says where; false when it is gone.</summary>
    public bool Remove(string sha256) => RemoveOlder(sha256, DateTime.MaxValue);

    /// <summary>Blobs that were last kept before a moment.</summary>
    public IEnumerable<string> Older(DateTime than) => Directory.Exists(root) ? All().Where(d => d.Length == 64 && File.GetLastWriteTimeUtc(PathOf(d)) < than) : [];

    // Kept again is kept now: the sweep of orphans goes by the age. False when it was swept in this very moment.
    private static bool Touch(string path, string written)
    {
        try
        {
            File.SetLastWriteTimeUtc(path, File.GetLastWriteTimeUtc(written));
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }
}
