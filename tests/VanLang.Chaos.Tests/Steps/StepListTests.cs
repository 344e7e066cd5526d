using System.Text.RegularExpressions;
using VanLang.Data;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Steps;

/// <summary>Row R2's own completeness: the list is the source's.</summary>
public sealed partial class StepListTests
{
    [Fact]
    public void R2_the_list_names_every_step_of_the_source_and_no_other()
    {
        var inSource = Directory.EnumerateFiles(Repository.At("src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(f => Named().Matches(File.ReadAllText(f)))
            .SelectMany(m => Names().Matches(m.Value).Select(n => n.Groups[1].Value))
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();

        Assert.Equal(StepList.All.Keys.Order(StringComparer.Ordinal), inSource);
        Assert.True(inSource.Count >= 40, $"{inSource.Count} steps; the row asks for 40.");
    }

    [Fact]
    public void R2_shares_are_disjoint_between_databases_and_the_full_size_has_all()
    {
        foreach (var seed in Enumerable.Range(1, 50))
        {
            Assert.NotEmpty(StepList.Share(DatabaseKind.Sqlite, seed, full: false));
        }

        Assert.Equal(StepList.All.Count, StepList.Share(DatabaseKind.Postgres, 7, full: true).Count);
        Assert.Equal(StepList.All.Keys.Order(StringComparer.Ordinal), Enumerable.Range(1, 200).SelectMany(s => StepList.Share(DatabaseKind.Postgres, s, full: false)).Distinct().Order(StringComparer.Ordinal));
    }

    [GeneratedRegex("""CrashPoint\.At\([^;]*\);""")]
    private static partial Regex Named();

    [GeneratedRegex("\"([a-z-]+\\.[a-z-]+)\"")]
    private static partial Regex Names();
}
