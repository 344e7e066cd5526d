using System.Text.RegularExpressions;
using VanLang.Composition;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Whoever reads the audit log reads sentences: every act that the source can write has one in both languages.</summary>
public sealed partial class ActWalls
{
    private static readonly HashSet<string> Permissions = [.. VanLangModules.All.SelectMany(m => m.Permissions).Select(p => p.Code)];

    [Fact]
    public void Every_act_written_has_its_sentences() => Wall.Holds(Unsaid(Sources(), Known()));

    [Fact]
    public void No_sentence_is_left_without_its_act()
    {
        var source = string.Join('\n', Sources().Select(s => s.Text));

        Wall.Holds(Known().Where(a => !a.StartsWith("organizations.organization.", StringComparison.Ordinal) && !source.Contains($"\"{a}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Codes_are_unique_and_sentences_are_complete()
    {
        var acts = VanLangModules.All.SelectMany(m => m.Acts).ToList();

        Assert.Equal(acts.Count, acts.Select(a => a.Code).Distinct().Count());
        Assert.All(acts, a => Assert.Matches("^[a-z]+(\\.[a-z-]+)+$", a.Code));
        Assert.All(acts, a => Assert.True(a.Vi.Length > 3 && a.En.Length > 3 && !a.Vi.EndsWith('.') && !a.En.EndsWith('.'), a.Code));
        Assert.Equal(acts.Count, acts.Select(a => a.Vi).Distinct().Count());
    }

    [Fact]
    public void The_rule_can_fail() => Assert.Equal(
        ["a.cs: access.sign-in.tried", "b.cs: organizations.organization.split"],
        Unsaid([("a.cs", "db.Audit(actor, \"access.sign-in.tried\", x); Publish(\"access.thing/1\"); db.Audit(a, \"access.sign-in.ok\", x)"), ("b.cs", "change.Close(actor, \"split\", reason)")], ["access.sign-in.ok"]));

    private static IEnumerable<(string Name, string Text)> Sources() => SourceFiles.Of("src", ".cs")
        .Where(f => !f.EndsWith("Acts.cs", StringComparison.Ordinal)).Select(f => (SourceFiles.Named(f), File.ReadAllText(f)));

    private static HashSet<string> Known() => [.. VanLangModules.All.SelectMany(m => m.Acts).Select(a => a.Code)];

    private static IEnumerable<string> Unsaid(IEnumerable<(string Name, string Text)> sources, HashSet<string> known) => sources
        .SelectMany(s => Literals().Matches(s.Text).Select(m => m.Groups[1].Value).Concat(Changes().Matches(s.Text).Select(m => "organizations.organization." + m.Groups[1].Value)).Select(act => (s.Name, act)))
        .Where(x => !Permissions.Contains(x.act) && !known.Contains(x.act)).Select(x => $"{x.Name}: {x.act}").Distinct();

    // Module, noun and verb; an event's name ends with its version and is none of these.
    [GeneratedRegex("\"((?:access|organizations|workdays|exchange)\\.[a-z-]+(?:\\.[a-z-]+)*|audit\\.[a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Literals();

    [GeneratedRegex("change\\.Close\\(actor, \"([a-z-]+)\"")]
    private static partial Regex Changes();
}
