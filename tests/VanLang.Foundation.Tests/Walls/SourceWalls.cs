using System.Globalization;
using System.Text.RegularExpressions;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Files stay short, and carry nothing of the machine they were written on.</summary>
public sealed partial class SourceWalls
{
    private const int Longest = 300;
    private static readonly string[] Code = [".cs", ".razor", ".css", ".mjs", ".js", ".sh"];

    [Fact]
    public void Files_are_short_or_in_the_baseline_that_only_shrinks()
    {
        var long_ = SourceFiles.Of("", Code).Where(f => !f.Contains("/Migrations/", StringComparison.Ordinal) && !f.Contains("/theme/", StringComparison.Ordinal))
            .Select(f => (Name: SourceFiles.Named(f), Lines: File.ReadLines(f).Count()));
        var baseline = File.ReadAllLines(Repository.At("tests", "VanLang.Foundation.Tests", "Walls", "long-files.baseline.txt"))
            .Where(l => l.Length > 0 && !l.StartsWith('#')).Select(l => l.Split(' ')).ToDictionary(p => p[1], p => int.Parse(p[0], CultureInfo.InvariantCulture));

        Wall.Holds(TooLong(long_, baseline));
    }

    [Fact]
    public void No_file_names_a_path_of_this_machine_or_a_package_registry() =>
        Wall.Holds(SourceFiles.Of("").Where(IsText).SelectMany(f => File.ReadLines(f).SelectMany((line, i) => Leaks(line).Select(leak => $"{SourceFiles.Named(f)}:{i + 1} {leak}"))));

    [Fact]
    public void The_commands_are_there_and_may_be_run()
    {
        foreach (var command in (string[])["run", "test", ".ci/run"])
        {
            Assert.True(File.GetUnixFileMode(Repository.At(command)).HasFlag(UnixFileMode.UserExecute), command + " must be executable.");
        }
    }

    [Fact]
    public void The_rules_can_fail()
    {
        var baseline = new Dictionary<string, int> { ["b.cs"] = 310, ["gone.cs"] = 400 };

        Assert.Equal(["a.cs has 301 lines, at most 300", "b.cs has 311 lines, its baseline is 310", "gone.cs is short now: take it out of the baseline"],
            TooLong([("a.cs", 301), ("b.cs", 311), ("c.cs", 300)], baseline).Order());
        Assert.NotEmpty(Leaks("log = /" + "root/.nuget"));
        Assert.NotEmpty(Leaks("\"https://regi" + "stry.npm" + "js.org/esbuild\""));
        Assert.NotEmpty(Leaks("<add key=\"x\" value=\"https://api.nu" + "get.org/v3/index.json\" />"));
        Assert.Empty(Leaks("see https://www.rfc-editor.org/rfc/rfc9457 and /usr/lib/postgresql"));
    }

    private static IEnumerable<string> TooLong(IEnumerable<(string Name, int Lines)> files, Dictionary<string, int> baseline)
    {
        var still = new HashSet<string>();
        foreach (var (name, lines) in files.Where(f => f.Lines > Longest))
        {
            still.Add(name);
            if (!baseline.TryGetValue(name, out var allowed))
            {
                yield return $"{name} has {lines} lines, at most {Longest}";
            }
            else if (lines > allowed)
            {
                yield return $"{name} has {lines} lines, its baseline is {allowed}";
            }
        }

        foreach (var name in baseline.Keys.Where(n => !still.Contains(n)))
        {
            yield return $"{name} is short now: take it out of the baseline";
        }
    }

    private static bool IsText(string file) => Path.GetExtension(file) is "" or ".cs" or ".razor" or ".md" or ".json" or ".props" or ".targets" or ".csproj" or ".slnx" or ".sh" or ".mjs" or ".js" or ".css" or ".py" or ".txt" or ".xml" or ".resx" or ".yml" or ".edxml" or ".service";

    private static IEnumerable<string> Leaks(string line) => Leak().Matches(line).Select(m => m.Value.Trim());

    // Written in pieces, so that this file passes its own wall.
    [GeneratedRegex("(^|[^.\\w@])/(wo" + "rk|ro" + "ot)/|https?://[a-z0-9.-]*(npm" + "js|nu" + "get\\.org|py" + "pi\\.|registry\\.)[a-z0-9./-]*")]
    private static partial Regex Leak();
}
