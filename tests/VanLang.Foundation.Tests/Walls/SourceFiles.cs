using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>The files that people wrote, as they lie in the checkout.</summary>
internal static class SourceFiles
{
    private static readonly string[] NotWritten = [".git", "artifacts", "node_modules", "dist", "data", "bin", "obj", "TestResults"];

    public static IEnumerable<string> Folders(string below) => Walk(Repository.At(below));

    public static IEnumerable<string> Of(string below, params string[] endings) => Walk(below.Length == 0 ? Repository.Root : Repository.At(below))
        .SelectMany(Directory.GetFiles).Where(f => endings.Length == 0 || endings.Any(e => f.EndsWith(e, StringComparison.Ordinal))).Order(StringComparer.Ordinal);

    public static string Named(string file) => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Walk(string folder)
    {
        yield return folder;
        foreach (var inner in Directory.GetDirectories(folder).Where(d => !NotWritten.Contains(Path.GetFileName(d)) && !Path.GetFileName(d).StartsWith("data.", StringComparison.Ordinal)))
        {
            foreach (var deeper in Walk(inner))
            {
                yield return deeper;
            }
        }
    }
}
