using System.Text.RegularExpressions;
using System.Xml.Linq;
using VanLang.Composition;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Every sentence of a page has its English. The Vietnamese sentence is the key (ADR 0006).</summary>
public sealed partial class TranslationWalls
{
    public static TheoryData<string> Projects { get; } = [.. Directory.GetDirectories(Repository.At("src", "Modules")).Where(d => Directory.GetFiles(d, "*.razor", SearchOption.AllDirectories).Length > 0)
        .Select(SourceFiles.Named).Append("src/VanLang.Web")];

    [Theory]
    [MemberData(nameof(Projects))]
    public void Every_sentence_has_its_English(string project) =>
        Wall.Holds(Sources(project).SelectMany(s => Keys(s.Text).Select(k => (s.Name, Key: k))).Where(k => !English(project).ContainsKey(k.Key)).Select(k => $"{k.Name}: {k.Key}").Distinct());

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_English_is_left_without_its_sentence(string project)
    {
        var all = string.Join('\n', Sources(project).Select(s => s.Text));

        Wall.Holds(English(project).Keys.Where(k => !all.Contains(Quoted(k), StringComparison.Ordinal)));
    }

    [Theory]
    [MemberData(nameof(Projects))]
    public void English_keeps_the_places_of_values(string project) =>
        Wall.Holds(English(project).Where(e => !Places(e.Key).SetEquals(Places(e.Value))).Select(e => e.Key));

    [Theory]
    [MemberData(nameof(Projects))]
    public void No_sentence_is_put_together_at_run_time(string project) =>
        Wall.Holds(Sources(project).Where(s => PutTogether().IsMatch(s.Text)).Select(s => s.Name));

    [Fact]
    public void Every_menu_entry_and_permission_has_its_English()
    {
        var menu = VanLangModules.All.SelectMany(m => m.Menu.Select(e => (m, e))).Where(x => string.IsNullOrEmpty(x.e.TitleEn) && !English(Folder(x.m.Assembly.GetName().Name!)).ContainsKey(x.e.Title)).Select(x => x.e.Title);
        var permissions = VanLangModules.All.SelectMany(m => m.Permissions).Where(p => p.Vi.Length == 0 || p.En.Length == 0).Select(p => p.Code);

        Wall.Holds(menu.Concat(permissions));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        Assert.Equal(["Văn bản đến", "Có {0} văn bản"], Keys("<h1>@T[\"Văn bản đến\"]</h1> <p>@T[\"Có {0} văn bản\", n]</p>"));
        Assert.Equal(["Nói \"có\""], Keys("T[\"Nói \\\"có\\\"\"]"));
        Assert.Matches(PutTogether(), "@T[$\"Có {n} văn bản\"]");
        Assert.False(Places("Có {0}").SetEquals(Places("There are")));
    }

    private static string Folder(string assembly) => assembly == "VanLang.Web" ? "src/VanLang.Web" : "src/Modules/" + assembly["VanLang.".Length..];

    private static IEnumerable<(string Name, string Text)> Sources(string project) => SourceFiles.Of(project, ".razor", ".cs").Select(f => (SourceFiles.Named(f), File.ReadAllText(f)));

    private static Dictionary<string, string> English(string project)
    {
        var file = Repository.At(project, "Resources", Path.GetFileName(project).Replace("VanLang.", "", StringComparison.Ordinal) + ".en.resx");
        return File.Exists(file)
            ? XDocument.Load(file).Root!.Elements("data").ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value)
            : [];
    }

    private static IEnumerable<string> Keys(string text) => Sentence().Matches(text).Select(m => Regex.Unescape(m.Groups[1].Value));

    private static string Quoted(string key) => "\"" + key.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"";

    private static HashSet<string> Places(string sentence) => [.. Place().Matches(sentence).Select(m => m.Value)];

    [GeneratedRegex(@"\bT\[""((?:[^""\\]|\\.)*)""")]
    private static partial Regex Sentence();

    [GeneratedRegex(@"\bT\[\$")]
    private static partial Regex PutTogether();

    [GeneratedRegex(@"\{\d+")]
    private static partial Regex Place();
}
