using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>What an archive must not be, whether it is opened here or only passed on.</summary>
internal static class ZipCheck
{
    private const int DeepestNesting = 3;
    private const long SmallEnough = 1024 * 1024;
    private const long NestedBudget = 64L * 1024 * 1024;
    private const int TypeMask = 0xF000;
    private const int RegularFile = 0x8000;
    private const int Folder = 0x4000;

    /// <summary>The first thing wrong with the archive; null when nothing is, also when it cannot be read at all (then <paramref name="entries"/> is null).</summary>
    public static Error? Inspect(Stream file, string name, EdxmlLimits limits, out List<ZipEntry>? entries)
    {
        var budget = NestedBudget;
        return Inspect(file, name, limits, 1, ref budget, out entries);
    }

    private static Error? Inspect(Stream file, string name, EdxmlLimits limits, int depth, ref long budget, out List<ZipEntry>? entries)
    {
        entries = ZipDirectory.Read(file, out var tooMany);
        if (tooMany)
        {
            return EdxmlErrors.ArchiveEntries.With(name);
        }

        if (entries is null)
        {
            return null;
        }

        var total = entries.Sum(e => e.Length);
        if (total > limits.ContentBytes || (total > SmallEnough && total / limits.ZipRatio > file.Length))
        {
            return EdxmlErrors.ArchiveBomb.With(name);
        }

        return entries.Select(e => Inspect(e, name)).FirstOrDefault(e => e is not null)
            ?? (Overlap(entries, file.Length) ? EdxmlErrors.ArchiveDamaged.With(name) : null)
            ?? InspectNested(file, name, limits, depth, ref budget, entries);
    }

    private static Error? Inspect(ZipEntry entry, string name)
    {
        if (entry.IsEncrypted)
        {
            return EdxmlErrors.ArchiveEncrypted.With(name);
        }

        var path = entry.Name.TrimEnd('/');
        if (path.Length == 0 || FileNames.Check(path) is FileNames.Verdict.Unsafe)
        {
            return EdxmlErrors.ArchivePath.With(name);
        }

        return (entry.Mode & TypeMask) is 0 or RegularFile or Folder ? null : EdxmlErrors.ArchiveLink.With(name);
    }

    // The better bombs let thousands of entries share the same compressed bytes.
    private static bool Overlap(List<ZipEntry> entries, long length)
    {
        var end = 0L;
        foreach (var entry in entries.OrderBy(e => e.Offset))
        {
            if (entry.Offset < end)
            {
                return true;
            }

            end = entry.Offset + 30 + entry.Compressed;
        }

        return end > length;
    }

    private static Error? InspectNested(Stream file, string name, EdxmlLimits limits, int depth, ref long budget, List<ZipEntry> entries)
    {
        foreach (var entry in entries.Where(e => !e.IsFolder && FileNames.Extension(e.Name).Equals("zip", StringComparison.OrdinalIgnoreCase)))
        {
            budget -= entry.Length;
            if (depth == DeepestNesting || budget < 0)
            {
                return EdxmlErrors.ArchiveBomb.With(name);
            }

            using var inner = TemporaryFile.Create(limits);
            if (!ZipContent.CopyTo(file, entry, inner))
            {
                return EdxmlErrors.ArchiveDamaged.With(name);
            }

            if (Inspect(inner, name, limits, depth + 1, ref budget, out _) is { } error)
            {
                return error;
            }
        }

        return null;
    }
}
