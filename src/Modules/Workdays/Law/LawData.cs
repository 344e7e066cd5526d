using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using VanLang.Kernel.Calendar;

namespace VanLang.Workdays.Law;

/// <summary>
/// Figures of law that ship with the module as data: the holidays of the Labour Code and the decisions known so far. Neither is code, because both change
/// by decision; each carries a note on where it was read.
/// </summary>
internal static class LawData
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { RespectRequiredConstructorParameters = true };

    private static readonly StatuteFile Labour = Read<StatuteFile>("statute.json");

    /// <summary>What the law gives for a year without a decision.</summary>
    public static HolidayStatute Statute { get; } = new([.. Labour.Holidays.Select(one => one.ToHoliday())], Labour.CompensationBasis);

    /// <summary>Where the statute was read.</summary>
    public static string StatuteSource => Labour.Source;

    /// <summary>The decisions that an installation starts with.</summary>
    public static ImmutableArray<DecisionFile> Decisions { get; } = [.. Read<List<DecisionFile>>("decisions.json")];

    private static T Read<T>(string file)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("VanLang.Workdays.Law." + file)
            ?? throw new InvalidOperationException($"The law data {file} is not in the assembly.");
        return JsonSerializer.Deserialize<T>(stream, Json) ?? throw new InvalidOperationException($"The law data {file} is empty.");
    }

    private sealed record StatuteFile(string Source, string CompensationBasis, IReadOnlyList<HolidayFile> Holidays);

    private sealed record HolidayFile(string Vi, string En, bool Lunar, int Month, int Day, int Days, string Basis, int FirstYear, int? LastYear = null, int DaysBefore = 0, bool OneAdjacent = false)
    {
        public Holiday ToHoliday() => new(new Phrase(Vi, En), Lunar, Month, Day, Days, DaysBefore, OneAdjacent, FirstYear, LastYear, Basis);
    }
}

/// <summary>One decision of the data file.</summary>
internal sealed record DecisionFile(int Year, string DecidingText, string Source, IReadOnlyList<OffFile> Off, IReadOnlyList<MakeUpFile> MakeUp);

/// <summary>Days off in a row.</summary>
internal sealed record OffFile(DateOnly From, string Vi, string En, string Basis, bool Verified, DateOnly? To = null);

/// <summary>A rest day worked.</summary>
internal sealed record MakeUpFile(DateOnly Date, DateOnly Replaces, string Basis, bool Verified);
