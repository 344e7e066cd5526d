using System.Runtime.CompilerServices;

namespace VanLang.Testing;

/// <summary>The checkout that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Folder with VanLang.slnx.</summary>
    public static string Root { get; } = Find(AppContext.BaseDirectory) ?? Find(Path.GetDirectoryName(ThisFile())!)
        ?? throw new InvalidOperationException("The tests run inside the checkout.");

    /// <summary>The references beside the checkout, or null where a stranger's clone has none.</summary>
    public static string? Shared { get; } = Beside();

    /// <summary>A path below the root.</summary>
    public static string At(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>Deterministic builds write <c>/_/</c> for the root in caller paths.</summary>
    internal static string Real(string callerPath) => callerPath.StartsWith("/_/", StringComparison.Ordinal) ? At(callerPath[3..]) : callerPath;

    /// <summary>Skips the test, visibly, when the references are not beside the checkout.</summary>
    public static string NeedShared(params string[] parts)
    {
        if (Shared is null)
        {
            Skip.Because("../shared is not beside this checkout.");
        }

        return Path.Combine([Shared!, .. parts]);
    }

    private static string? Find(string folder)
    {
        for (var here = folder; here is not null; here = Path.GetDirectoryName(here))
        {
            if (File.Exists(Path.Combine(here, "VanLang.slnx")))
            {
                return here;
            }
        }

        return null;
    }

    private static string? Beside()
    {
        // A worktree of its own may lie one folder deeper than the checkout it belongs to.
        for (var (here, up) = (Path.GetDirectoryName(Root), 0); here is not null && up < 2; (here, up) = (Path.GetDirectoryName(here), up + 1))
        {
            if (Directory.Exists(Path.Combine(here, "shared", "data", "edxml")))
            {
                return Path.Combine(here, "shared");
            }
        }

        return null;
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
