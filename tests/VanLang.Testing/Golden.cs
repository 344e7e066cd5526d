using System.Runtime.CompilerServices;

namespace VanLang.Testing;

/// <summary>
/// Compares a text with the one kept beside the test (<c>name.golden.txt</c>). <c>UPDATE_GOLDEN=1</c> accepts the new text;
/// the change is then read in the diff like any other.
/// </summary>
public static class Golden
{
    /// <summary>Fails with the first differing line when <paramref name="actual"/> is not what is kept.</summary>
    /// <param name="actual">The text made now.</param>
    /// <param name="name">File name before <c>.golden.</c>, or a whole file name with an extension of its own.</param>
    /// <param name="source">Filled by the compiler: the file stands beside the test.</param>
    public static void Match(string actual, string name, [CallerFilePath] string source = "") =>
        MatchFile(actual, Path.Combine(Path.GetDirectoryName(Repository.Real(source))!, name.Contains('.', StringComparison.Ordinal) ? name : name + ".golden.txt"));

    /// <summary>The same with a file anywhere in the repository, such as docs/errors.md.</summary>
    public static void MatchFile(string actual, string file)
    {
        var now = Lines(actual);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, string.Join('\n', now) + "\n");
            return;
        }

        var shown = Path.GetRelativePath(Repository.Root, file);
        if (!File.Exists(file))
        {
            throw new GoldenException($"{shown} is missing. Run the test with UPDATE_GOLDEN=1 and read the diff.");
        }

        var kept = Lines(File.ReadAllText(file));
        for (var i = 0; i < Math.Max(kept.Length, now.Length); i++)
        {
            var expected = i < kept.Length ? kept[i] : "(end)";
            var found = i < now.Length ? now[i] : "(end)";
            if (expected != found)
            {
                throw new GoldenException($"{shown} differs at line {i + 1}.\n  kept: {expected}\n  now:  {found}\nIf the change is wanted, run the test with UPDATE_GOLDEN=1 and read the diff.");
            }
        }
    }

    private static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');
}

/// <summary>A text is not the one that is kept.</summary>
public sealed class GoldenException(string message) : Exception(message);
