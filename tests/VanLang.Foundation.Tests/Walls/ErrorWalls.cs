using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Web.Http;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Every expected failure has one code for ever, and stands in docs/errors.md.</summary>
public sealed partial class ErrorWalls
{
    private static readonly IReadOnlyList<(string Where, Error Error)> Catalogue = [.. Product.All.SelectMany(Product.Written).SelectMany(Errors).OrderBy(e => e.Error.Code, StringComparer.Ordinal)];

    [Fact]
    public void Codes_are_unique_and_well_formed_and_both_sentences_are_there() => Wall.Holds(Faults(Catalogue));

    [Fact]
    public void Errors_are_declared_in_the_catalogue_of_their_module() =>
        Wall.Holds(SourceFiles.Of("src", ".cs", ".razor").Where(f => !f.EndsWith("Errors.cs", StringComparison.Ordinal)).Where(f => Code().IsMatch(File.ReadAllText(f))).Select(SourceFiles.Named));

    [Fact]
    public void The_published_list_is_the_catalogue()
    {
        var page = new StringBuilder("""
            # Errors

            Every expected failure, by its code. A code is never given to anything else. `{0}` marks the place of a value.
            This page is generated from the catalogues of the modules and checked by a test.

            | Code | HTTP | Vietnamese | English |
            |---|---|---|---|

            """);
        foreach (var (_, error) in Catalogue)
        {
            page.Append($"| {error.Code} | {Problems.Status(error.Kind)} | {Cell(error.Vi)} | {Cell(error.En)} |\n");
        }

        Golden.MatchFile(page.ToString(), Repository.At("docs", "errors.md"));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        Error good = new("EXC-0001", ErrorKind.Invalid, "Không có {0}.", "No {0}.");

        Assert.Empty(Faults([("A", good)]));
        Assert.Equal(["EXC-0001 stands in A and B"], Faults([("A", good), ("B", good)]));
        Assert.NotEmpty(Faults([("A", good with { })]).Concat(Faults([("A", new Error("EXC-1", ErrorKind.Invalid, "Sai.", "Wrong."))])));
        Assert.NotEmpty(Faults([("A", new Error("EXC-0002", ErrorKind.Invalid, "Không có {0}.", "None."))]));
        Assert.NotEmpty(Faults([("A", new Error("EXC-0003", ErrorKind.Invalid, "", "None."))]));
        Assert.Matches(Code(), "return new Error(\"EXC-0001\", ErrorKind.Invalid");
    }

    private static IEnumerable<string> Faults(IReadOnlyList<(string Where, Error Error)> catalogue)
    {
        foreach (var (where, error) in catalogue)
        {
            if (!WellFormed().IsMatch(error.Code))
            {
                yield return $"{where}: {error.Code} is not three letters and four digits";
            }

            if (error.Vi.Length == 0 || error.En.Length == 0)
            {
                yield return $"{error.Code} lacks a sentence";
            }

            if (!Places(error.Vi).SetEquals(Places(error.En)))
            {
                yield return $"{error.Code} has different places in its two sentences";
            }
        }

        foreach (var twice in catalogue.GroupBy(e => e.Error.Code).Where(g => g.Count() > 1))
        {
            yield return $"{twice.Key} stands in {string.Join(" and ", twice.Select(e => e.Where))}";
        }
    }

    private static HashSet<string> Places(string sentence) => [.. Place().Matches(sentence).Select(m => m.Value)];

    private static IEnumerable<(string Where, Error Error)> Errors(Type type)
    {
        const BindingFlags all = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        if (!type.Name.EndsWith("Errors", StringComparison.Ordinal))
        {
            return [];
        }

        var fields = type.GetFields(all).Where(f => f.FieldType == typeof(Error) && !f.Name.Contains('<', StringComparison.Ordinal)).Select(f => (f.Name, (Error)f.GetValue(null)!));
        var properties = type.GetProperties(all).Where(p => p.PropertyType == typeof(Error)).Select(p => (p.Name, (Error)p.GetValue(null)!));
        return fields.Concat(properties).Select(e => ($"{type.Name}.{e.Name}", e.Item2));
    }

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    [GeneratedRegex("^[A-Z]{3}-[0-9]{4}$")]
    private static partial Regex WellFormed();

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Place();

    [GeneratedRegex("\"[A-Z]{3}-[0-9]{4}\", *ErrorKind")]
    private static partial Regex Code();
}
