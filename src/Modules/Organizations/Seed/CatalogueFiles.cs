using System.Globalization;
using System.Text.Json;
using VanLang.Organizations.Importing;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Seed;

internal sealed record SeedOrganization(
    string Code, string Code102, string Name, string ShortName, OrganizationKind Kind, int Level, string? Parent, DateOnly From, string? Basis, ContactInput Contact);

internal sealed record SeedRename(string Code, DateOnly On, string Basis, string Name, string ShortName, string Kind);

internal sealed record SeedMerger(DateOnly On, string Basis, string Continuing, IReadOnlyList<string> Ending, string Reason, string? NewName, string? ShortName, string? Kind);

internal sealed record SeedEnd(IReadOnlyList<string> Codes, DateOnly LastDay, string Basis, string Reason);

internal sealed record Reform(IReadOnlyList<SeedRename> Renames, IReadOnlyList<SeedMerger> Mergers, IReadOnlyList<SeedEnd> Ends);

/// <summary>The data files beside this one, embedded. What stands in them is data of an installation: an administrator changes it on the pages.</summary>
internal static class CatalogueFiles
{
    public static IEnumerable<SeedOrganization> Organizations() => new[] { "central.csv", "provinces.csv", "departments.csv" }.SelectMany(Lines).Select(l => new SeedOrganization(
        l[0], l[1], l[2], l[3], OrganizationKinds.Parse(l[4])!.Value, int.Parse(l[5], CultureInfo.InvariantCulture), Or(l[6]), Date(l[7]), Or(l[8]),
        new ContactInput(l[9], l[10], l[11], l[12], l[13])));

    public static IEnumerable<LegalInput> LegalTexts() => Lines("legal-texts.csv").Select(l =>
        new LegalInput(l[0], Date(l[1]), l[2], l[3], l[3].Contains("[M]", StringComparison.Ordinal)));

    public static Reform Reform2025() => JsonSerializer.Deserialize<Reform>(Text("reform-2025.json"), JsonSerializerOptions.Web)!;

    private static IEnumerable<IReadOnlyList<string>> Lines(string file) => CsvText.Parse(Text(file)).Value.Skip(1).Select(l => l.Cells);

    private static string Text(string file)
    {
        using var stream = typeof(CatalogueFiles).Assembly.GetManifestResourceStream("Seed." + file) ?? throw new InvalidOperationException($"The embedded file {file} is missing.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static string? Or(string cell) => cell.Length == 0 ? null : cell;

    private static DateOnly Date(string cell) => DateOnly.ParseExact(cell, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
