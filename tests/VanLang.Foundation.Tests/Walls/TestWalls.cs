using System.Text.RegularExpressions;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>What the tests owe: ./test chooses by class names, and a test that can wait for ever or be left out unseen proves nothing.</summary>
public sealed partial class TestWalls
{
    private static IEnumerable<(string Name, string Text)> Tests => SourceFiles.Of("tests", ".cs").Where(f => !f.EndsWith("TestWalls.cs", StringComparison.Ordinal)).Select(f => (SourceFiles.Named(f), File.ReadAllText(f)));

    [Fact]
    public void Classes_on_a_server_are_named_for_its_database() => Wall.Holds(Tests.SelectMany(t => Misnamed(t.Text).Select(n => $"{t.Name}: {n}")));

    [Fact]
    public void No_test_is_switched_off() => Wall.Holds(Tests.Where(t => SwitchedOff().IsMatch(t.Text)).Select(t => t.Name));

    /// <summary>A row whose class was renamed would be passed by nobody, and nobody would see it.</summary>
    [Fact]
    public void Rows_of_the_quality_page_name_classes_that_are_there()
    {
        var rows = File.ReadLines(Path.Combine(Repository.Root, "tests", "rows.tsv")).Where(l => !l.StartsWith('#')).ToList();
        var classes = SourceFiles.Of("tests", ".cs").Select(f => (Name: SourceFiles.Named(f), Text: File.ReadAllText(f)))
            .SelectMany(f => Class().Matches(f.Text).Select(c => $"{f.Name.Split('/')[1]}\t{Namespace().Match(f.Text).Groups["name"].Value}.{c.Groups["name"].Value}")).ToList();

        Assert.True(rows.Count >= 20, "rows.tsv is empty.");
        Wall.Holds(rows.Where(r => !classes.Exists(c => Names(r, c))));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        Assert.True(Names("R1\tVanLang.X.Tests\t*.LostOn*", "VanLang.X.Tests\tVanLang.X.Tests.Kills.LostOnSqlite"));
        Assert.False(Names("R1\tVanLang.X.Tests\t*.LostOn*", "VanLang.Y.Tests\tVanLang.X.Tests.Kills.LostOnSqlite"));
        Assert.False(Names("R1\tVanLang.X.Tests\t*.LostOn", "VanLang.X.Tests\tVanLang.X.Tests.Kills.LostOnSqlite"));
        Assert.Equal(["InboxTests"], Misnamed("public sealed class InboxTests(PostgresApp app) : Base(app), IClassFixture<PostgresApp>;"));
        Assert.Empty(Misnamed("public sealed class InboxOnPostgres(PostgresApp app) : Base(app), IClassFixture<PostgresApp>;"));
        Assert.Matches(SwitchedOff(), "[Fact(Skip = \"later\")]");
    }

    private static IEnumerable<string> Misnamed(string text) => Fixture().Matches(text)
        .Where(m => !m.Groups["class"].Value.Contains(m.Groups["kind"].Value, StringComparison.Ordinal)).Select(m => m.Groups["class"].Value);

    // A row ends with a pattern as the test programs read it: * stands for anything.
    private static bool Names(string row, string named) =>
        Regex.IsMatch(named, "^" + Regex.Escape(row[(row.IndexOf('\t') + 1)..]).Replace("\\*", ".*") + "$", RegexOptions.CultureInvariant);

    [GeneratedRegex(@"^(public |internal )?(sealed |abstract |static |partial )*class (?<name>\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"class (?<class>\w+)[^;{]*IClassFixture<\w*(?<kind>Sqlite|Postgres)\w*>")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*\bSkip\s*=")]
    private static partial Regex SwitchedOff();
}
