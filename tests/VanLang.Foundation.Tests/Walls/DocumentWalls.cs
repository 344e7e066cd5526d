using System.Text;
using System.Text.RegularExpressions;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>What the documents point to is there.</summary>
public sealed partial class DocumentWalls
{
    private static IEnumerable<string> Documents => Directory.GetFiles(Repository.Root, "*.md").Concat(SourceFiles.Of("docs", ".md"));

    [Fact]
    public void Every_link_leads_somewhere() => Wall.Holds(Documents.SelectMany(d => Broken(SourceFiles.Named(d), File.ReadAllText(d), Exists)));

    [Fact]
    public void Every_document_begins_with_one_title()
    {
        Assert.NotEmpty(Documents);
        Wall.Holds(Documents.Where(d => !File.ReadLines(d).First().StartsWith("# ", StringComparison.Ordinal)).Select(SourceFiles.Named));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        static string? Exists(string path) => path == "docs/b.md" ? "# Hai quyển\n## Điều 14, khoản 4\n" : null;

        Assert.Equal(["docs/a.md -> c.md"], Broken("docs/a.md", "[one](b.md) [two](c.md) [three](https://example.org)", Exists));
        Assert.Equal(["docs/a.md -> b.md#dieu"], Broken("docs/a.md", "[one](b.md#dieu) [two](b.md#điều-14-khoản-4)", Exists));
        Assert.Empty(Broken("docs/a.md", "```\n[no](link.md)\n```", Exists));
    }

    /// <summary>Text of a document, an empty text for other files and folders, null for nothing.</summary>
    private static string? Exists(string path)
    {
        var full = Repository.At(path.Split('/'));
        return File.Exists(full) ? path.EndsWith(".md", StringComparison.Ordinal) ? File.ReadAllText(full) : "" : Directory.Exists(full) ? "" : null;
    }

    private static IEnumerable<string> Broken(string document, string text, Func<string, string?> exists)
    {
        foreach (Match link in Link().Matches(Fence().Replace(text, "")))
        {
            var target = link.Groups[1].Value;
            if (target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal))
            {
                continue;
            }

            var parts = Uri.UnescapeDataString(target).Split('#', 2);
            var path = parts[0].Length == 0 ? document : Path.GetRelativePath("/", Path.Combine("/", Path.GetDirectoryName(document)!, parts[0])).Replace('\\', '/');
            var found = parts[0].Length == 0 ? text : exists(path);
            if (found is null || (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal) && !Anchors(found).Contains(parts[1])))
            {
                yield return $"{document} -> {target}";
            }
        }
    }

    private static HashSet<string> Anchors(string text)
    {
        var anchors = new HashSet<string>();
        foreach (Match heading in Heading().Matches(Fence().Replace(text, "")))
        {
            var anchor = new StringBuilder();
            foreach (var c in heading.Groups[1].Value.Trim().ToLowerInvariant())
            {
                anchor.Append(c == ' ' ? "-" : char.IsLetterOrDigit(c) || c is '-' or '_' ? c.ToString() : "");
            }

            anchors.Add(anchor.ToString());
        }

        return anchors;
    }

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)")]
    private static partial Regex Link();

    [GeneratedRegex(@"^(```|~~~)[\s\S]*?^\1", RegexOptions.Multiline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"^#{1,6} +(.+)$", RegexOptions.Multiline)]
    private static partial Regex Heading();
}
