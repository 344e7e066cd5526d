using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Importing;

/// <summary>What is wrong in a line.</summary>
internal sealed record ImportFault(int Line, Error Error);

/// <summary>A line that adds an organisation.</summary>
internal sealed record ImportRow(int Line, RegisterOrganization.Input Input, string Code, string? ParentCode);

/// <summary>
/// What a file would do, found without changing anything. A file is taken whole or not at all, so every fault is looked for
/// before the first row is written.
/// </summary>
internal sealed record ImportPlan(IReadOnlyList<ImportRow> New, int Unchanged, IReadOnlyList<ImportFault> Faults)
{
    public const int MaxFaults = 200;

    /// <summary>Stands for the reason while a file is only tried; the reason is asked for when it is applied.</summary>
    private const string NoReasonYet = "(thử tệp)";

    public static ImportPlan Of(string text, Snapshot snapshot, DateOnly today)
    {
        if (!CsvText.Parse(text).TryGet(out var lines, out var broken))
        {
            return new ImportPlan([], 0, [new ImportFault((int)broken.Facts["line"], broken)]);
        }

        if (lines.Count < 2)
        {
            return new ImportPlan([], 0, [new ImportFault(1, OrganizationsErrors.FileEmpty)]);
        }

        var columns = ImportColumns.Read(lines[0]);
        if (columns.Faults.Count > 0)
        {
            return new ImportPlan([], 0, columns.Faults);
        }

        var inFile = CodesInFile(lines, columns);
        var (rows, faults, unchanged) = (new List<ImportRow>(), new List<ImportFault>(), 0);
        foreach (var line in lines.Skip(1))
        {
            var read = columns.Row(line, NoReasonYet);
            if (!read.IsOk)
            {
                faults.AddRange(read.Errors.Select(e => new ImportFault(line.Number, e)));
                continue;
            }

            var found = Judge(line, read.Value, snapshot, inFile, today);
            if (!found.IsOk)
            {
                faults.AddRange(found.Errors.Select(e => new ImportFault(line.Number, e)));
            }
            else if (found.Value is { ParentCode: Same })
            {
                unchanged++;
            }
            else
            {
                rows.Add(found.Value);
            }
        }

        return faults.Count <= MaxFaults
            ? new ImportPlan(rows, unchanged, faults)
            : new ImportPlan(rows, unchanged, [.. faults.Take(MaxFaults), new ImportFault(faults[MaxFaults].Line, OrganizationsErrors.TooManyErrors.With(MaxFaults))]);
    }

    // No code is "=": marks a line whose organisation is there as it says.
    private const string Same = "=";

    private static Result<ImportRow> Judge(CsvLine line, RegisterOrganization.Input input, Snapshot snapshot, Dictionary<string, int> inFile, DateOnly today)
    {
        var code = CodeRules.Normalise(input.Code);
        var code102 = CodeRules.Normalise(input.Code102);
        foreach (var own in new[] { code, code102 }.Where(c => c.Length > 0))
        {
            if (inFile.TryGetValue(own, out var first) && first != line.Number)
            {
                return OrganizationsErrors.LineTwice.With(own, first);
            }
        }

        if (RegisterOrganization.Check(input) is { } wrong)
        {
            return wrong;
        }

        if (snapshot.Node(code) is { } known)
        {
            var differs = Differences(known, input, snapshot, today);
            return differs.Count == 0 ? new ImportRow(line.Number, input, code, Same) : OrganizationsErrors.LineDiffers.With(code, string.Join(", ", differs));
        }

        string? parentCode = null;
        if (!string.IsNullOrWhiteSpace(input.Parent))
        {
            var asked = CodeRules.Normalise(input.Parent);
            var parent = snapshot.Find(asked, input.From);
            if (parent is null && !inFile.ContainsKey(asked))
            {
                return OrganizationsErrors.ParentNotFound.With(asked);
            }

            if (parent is not null && !parent.IsInBeing(input.From))
            {
                return OrganizationsErrors.NotInBeing.With(parent.Code, Organization.Shown(input.From));
            }

            parentCode = parent?.Code ?? asked;
        }

        return CodeRules.CheckNew(code, parentCode) is { } form ? form
            : snapshot.Find(code, input.From) is { } bearer ? OrganizationsErrors.CodeTaken.With(code, bearer.NameAt(today).Name)
            : code102.Length > 0 && snapshot.Find(code102, input.From) is { } bearer102 ? OrganizationsErrors.CodeTaken.With(code102, bearer102.NameAt(today).Name)
            : new ImportRow(line.Number, input, code, parentCode);
    }

    private static List<string> Differences(SnapshotNode known, RegisterOrganization.Input input, Snapshot snapshot, DateOnly today)
    {
        var name = known.NameAt(today);
        var kind = OrganizationKinds.Parse(input.Kind)!.Value;
        var parent = string.IsNullOrWhiteSpace(input.Parent) ? null : snapshot.Find(input.Parent, today)?.Code ?? input.Parent;
        var differs = new List<string>();
        Note(name.Name != input.Name.Trim(), ImportColumns.Name);
        Note(!string.IsNullOrWhiteSpace(input.ShortName) && name.ShortName != input.ShortName.Trim(), ImportColumns.ShortName);
        Note(name.Kind != kind, ImportColumns.Kind);
        Note(input.Level is { } level && known.Level != level, ImportColumns.Level);
        Note(known.ParentAt(today) != parent, ImportColumns.Parent);
        Note(known.From != input.From, ImportColumns.From);
        Note(CodeRules.Normalise(input.Code102) is { Length: > 0 } code102 && known.Codes.All(c => c.Value != code102), ImportColumns.Code102);
        return differs;

        void Note(bool different, string column)
        {
            if (different)
            {
                differs.Add(column);
            }
        }
    }

    // Where each code stands first, so that a parent may follow its children and a code may not come twice.
    private static Dictionary<string, int> CodesInFile(IReadOnlyList<CsvLine> lines, ImportColumns columns)
    {
        var found = new Dictionary<string, int>();
        foreach (var line in lines.Skip(1))
        {
            foreach (var column in new[] { ImportColumns.Code, ImportColumns.Code102 })
            {
                if (CodeRules.Normalise(columns.Cell(line, column)) is { Length: > 0 } code)
                {
                    found.TryAdd(code, line.Number);
                }
            }
        }

        return found;
    }
}
