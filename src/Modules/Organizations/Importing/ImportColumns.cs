using System.Globalization;
using VanLang.Kernel;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Importing;

/// <summary>The columns of the file, in any order; the same for import and export.</summary>
internal sealed class ImportColumns
{
    public const string Code = "code";
    public const string Code102 = "code102";
    public const string Name = "name";
    public const string ShortName = "shortName";
    public const string Kind = "kind";
    public const string Level = "level";
    public const string Parent = "parent";
    public const string From = "from";
    public const string BasisNumber = "basisNumber";
    public const string BasisDate = "basisDate";
    public const string BasisIssuer = "basisIssuer";
    public const string BasisSource = "basisSource";
    public const string Address = "address";
    public const string Email = "email";
    public const string Telephone = "telephone";
    public const string Fax = "fax";
    public const string Website = "website";

    public static IReadOnlyList<string> All { get; } =
        [Code, Code102, Name, ShortName, Kind, Level, Parent, From, BasisNumber, BasisDate, BasisIssuer, BasisSource, Address, Email, Telephone, Fax, Website];

    private static readonly string[] Needed = [Code, Name, Kind, From];

    private readonly Dictionary<string, int> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly int width;

    private ImportColumns(CsvLine header)
    {
        width = header.Cells.Count;
        for (var i = 0; i < header.Cells.Count; i++)
        {
            places.TryAdd(header.Cells[i], i);
        }

        Faults =
        [
            .. Needed.Where(n => !places.ContainsKey(n)).Select(n => new ImportFault(header.Number, OrganizationsErrors.ColumnMissing.With(n))),
            .. header.Cells.Where(c => !All.Contains(c, StringComparer.OrdinalIgnoreCase)).Select(c => new ImportFault(header.Number, OrganizationsErrors.ColumnUnknown.With(c))),
        ];
    }

    public IReadOnlyList<ImportFault> Faults { get; }

    public static ImportColumns Read(CsvLine header) => new(header);

    public string? Cell(CsvLine line, string column) =>
        places.TryGetValue(column, out var place) && place < line.Cells.Count && line.Cells[place].Length > 0 ? line.Cells[place] : null;

    /// <summary>The line as the input of a registration; every cell that cannot be read is named.</summary>
    public Result<RegisterOrganization.Input> Row(CsvLine line, string reason)
    {
        if (line.Cells.Count != width)
        {
            return OrganizationsErrors.LineWidth.With(line.Cells.Count, width);
        }

        var errors = new List<Error>();
        var from = Date(line, From, errors);
        if (from is null && errors.Count == 0)
        {
            errors.Add(OrganizationsErrors.DateRequired.At(From));
        }

        var level = Cell(line, Level) is not { } text ? (int?)null : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : Wrong(text);
        var basisDate = Date(line, BasisDate, errors);
        if (errors.Count > 0)
        {
            return Result<RegisterOrganization.Input>.Failed(errors);
        }

        var source = Cell(line, BasisSource);
        var basis = Cell(line, BasisNumber) is { } basisNumber
            ? new LegalInput(basisNumber, basisDate, Cell(line, BasisIssuer), source, source?.Contains("[M]", StringComparison.Ordinal) == true)
            : null;
        return new RegisterOrganization.Input(
            Cell(line, Code) ?? "", Cell(line, Code102), Cell(line, Name) ?? "", Cell(line, ShortName), Cell(line, Kind) ?? "", level, Cell(line, Parent), from!.Value, basis,
            new ContactInput(Cell(line, Address), Cell(line, Email), Cell(line, Telephone), Cell(line, Fax), Cell(line, Website)), reason);

        int? Wrong(string value)
        {
            errors.Add(OrganizationsErrors.NumberNotReadable.With(value, Level).At(Level));
            return null;
        }
    }

    private DateOnly? Date(CsvLine line, string column, List<Error> errors)
    {
        if (Cell(line, column) is not { } text)
        {
            return null;
        }

        if (DateOnly.TryParseExact(text, ["yyyy-MM-dd", "dd/MM/yyyy", "d/M/yyyy"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            return date;
        }

        errors.Add(OrganizationsErrors.DateNotReadableHere.With(text).At(column));
        return null;
    }
}
