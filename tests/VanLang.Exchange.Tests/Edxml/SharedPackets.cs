namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Real packets that lie beside the checkout and are never copied into it. Absent: the tests skip, visibly.</summary>
internal static class SharedPackets
{
    public static readonly string[] Names = ["vendor-recall", "vendor-update", "vendor-status-02", "vendor-status-03", "vendor-2019"];

    public static string? Folder { get; } = Find();

    public static string Path(string name)
    {
        Assert.SkipWhen(Folder is null, "The folder of shared packets is absent (VANLANG_SHARED, or a folder 'shared' beside the checkout).");
        return System.IO.Path.Combine(Folder!, name + ".edxml");
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("VANLANG_SHARED") is { Length: > 0 } given)
        {
            return System.IO.Path.Combine(given, "data", "edxml");
        }

        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = System.IO.Path.Combine(folder.FullName, "shared", "data", "edxml");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }
}
