namespace VanLang.Exchange.Edxml;

/// <summary>Names of attachments: shown to people, used in download headers, never as paths; still, a path is refused where it enters.</summary>
internal static class FileNames
{
    public enum Verdict
    {
        Safe,

        /// <summary>A slash inside, as in <c>7816/VPCP.pdf</c>: a number used as a name, no attack.</summary>
        Separator,

        Unsafe,
    }

    // A ZIP inside these is their own form, not the wrapper of the standard.
    private static readonly HashSet<string> ZipTypes = new(StringComparer.OrdinalIgnoreCase)
    {
        "zip", "docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "xlsb", "xltx", "pptx", "pptm", "ppsx", "potx", "vsdx", "odt", "ods", "odp", "odg", "ott", "ots",
        "jar", "war", "apk", "epub", "kmz", "xps", "oxps", "asice", "asics", "sce", "scs", "edoc", "bdoc", "ofd",
    };

    public static Verdict Check(string name)
    {
        if (name.Any(c => char.IsControl(c) || c is '\u202e' or '\u202d' or '\u2066' or '\u2067') || name is "." or "..")
        {
            return Verdict.Unsafe;
        }

        var parts = name.Split('/', '\\');
        if (parts.Length == 1)
        {
            return name.Length > 2 && char.IsAsciiLetter(name[0]) && name[1] == ':' ? Verdict.Unsafe : Verdict.Safe;
        }

        return parts.Contains("..") || parts[0].Length == 0 || parts[0].Contains(':', StringComparison.Ordinal) ? Verdict.Unsafe : Verdict.Separator;
    }

    /// <summary>Without the dot; empty when there is none.</summary>
    public static string Extension(string name)
    {
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "" : name[(dot + 1)..];
    }

    public static bool IsZipType(string name) => ZipTypes.Contains(Extension(name));

    public static string WithoutSeparators(string name) => name.Replace('/', '-').Replace('\\', '-');
}

internal static class ContentIds
{
    /// <summary>The same on both sides, whichever of them carries <c>cid:</c> or angle brackets.</summary>
    public static string Normalize(string id)
    {
        id = id.Trim().Trim('<', '>');
        return id.StartsWith("cid:", StringComparison.OrdinalIgnoreCase) ? id[4..] : id;
    }
}
