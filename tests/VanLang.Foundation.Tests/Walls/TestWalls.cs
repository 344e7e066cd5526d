using System.Text.RegularExpressions;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>What the tests owe: ./test chooses by class names, and a test that can wait for ever or be left out unseen proves nothing.</summary>
public sealed partial class TestWalls
{
    private static IEnumerable<(string Name, string Text)> Tests => SourceFiles.Of("tests", ".cs").Where(f => !f.EndsWith("TestWalls.cs", StringComparison.Ordinal)).Select(f => (SourceFiles.Named(f), File.ReadAllText(f)));

    [Fact]
    public void Classes_on_a_server_are_named_for_its_database() => Wall.Holds(Tests.SelectMany(t => Misnamed(t.Text).Select(n => $"{t.Name}: {n}")));

    [Fact]
    public void No_test_is_switched_off() => Wall.Holds(Tests.Where(t => SwitchedOff().IsMatch(t.Text)).Select(t => t.Name));

    [Fact]
    public void The_rules_can_fail()
    {
        Assert.Equal(["InboxTests"], Misnamed("public sealed class InboxTests(PostgresApp app) : Base(app), IClassFixture<PostgresApp>;"));
        Assert.Empty(Misnamed("public sealed class InboxOnPostgres(PostgresApp app) : Base(app), IClassFixture<PostgresApp>;"));
        Assert.Matches(SwitchedOff(), "[Fact(Skip = \"later\")]");
    }

    private static IEnumerable<string> Misnamed(string text) => Fixture().Matches(text)
        .Where(m => !m.Groups["class"].Value.Contains(m.Groups["kind"].Value, StringComparison.Ordinal)).Select(m => m.Groups["class"].Value);

    [GeneratedRegex(@"class (?<class>\w+)[^;{]*IClassFixture<\w*(?<kind>Sqlite|Postgres)\w*>")]
    private static partial Regex Fixture();

    [GeneratedRegex(@"\[(Fact|Theory)\([^)]*\bSkip\s*=")]
    private static partial Regex SwitchedOff();
}
