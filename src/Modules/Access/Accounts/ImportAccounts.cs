using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>
/// Many invitations from one file. A dry run first: every line is checked and every fault is told with its line; only a file
/// without faults is carried out.
/// </summary>
internal sealed class ImportAccounts(InviteAccount invite)
{
    public const int MostLines = 500;

    public static readonly IReadOnlyList<string> Columns = ["user_name", "full_name", "email", "organization", "unit", "title", "role"];

    internal sealed record Line(int Number, InviteAccount.Input Input, IReadOnlyList<Error> Errors);

    internal sealed record Plan(IReadOnlyList<Line> Lines)
    {
        public int Faulty => Lines.Count(l => l.Errors.Count > 0);
    }

    public async Task<Result<Plan>> Check(byte[] file, string? reason, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(reason) is { } wrong)
        {
            return wrong;
        }

        if (!CsvTable.Read(file, new CsvFaults(AccessErrors.CsvNotUtf8, AccessErrors.CsvQuote, AccessErrors.CsvEmpty)).TryGet(out var table, out var unreadable))
        {
            return unreadable.At("File");
        }

        if (!table.Header.Select(h => h.ToLowerInvariant()).SequenceEqual(Columns))
        {
            return AccessErrors.CsvHeader.With(string.Join(", ", Columns)).At("File");
        }

        if (table.Rows.Count > MostLines)
        {
            return AccessErrors.CsvTooLong.With(MostLines).At("File");
        }

        var lines = new List<Line>();
        var names = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var row in table.Rows)
        {
            lines.Add(await Check(row, reason!, names, actor, ct));
        }

        return new Plan(lines);
    }

    /// <summary>Carries a checked file out, line by line; a line that fails after all is told and the others go on.</summary>
    public async Task<Result<Plan>> Handle(byte[] file, string? reason, Actor actor, CancellationToken ct)
    {
        var check = await Check(file, reason, actor, ct);
        if (!check.TryGet(out var plan, out _) || plan.Faulty > 0)
        {
            return check;
        }

        var done = new List<Line>();
        foreach (var line in plan.Lines)
        {
            var outcome = await invite.Handle(line.Input, actor, ct);
            done.Add(line with { Errors = outcome.Errors });
        }

        return new Plan(done);
    }

    private async Task<Line> Check(CsvTable.Row row, string reason, Dictionary<string, int> names, Actor actor, CancellationToken ct)
    {
        if (row.Cells.Count != Columns.Count)
        {
            return new Line(row.Line, new InviteAccount.Input(null, null, null, null, null, null, null, null), [AccessErrors.CsvColumns.With(row.Cells.Count, Columns.Count)]);
        }

        var c = row.Cells;
        var input = new InviteAccount.Input(c[0], c[1], c[2], c[3], c[4], c[5], c[6], reason);
        var (errors, _) = await invite.CheckAll(input, actor, ct);
        if (!names.TryAdd(c[0], row.Line))
        {
            errors.Add(AccessErrors.CsvTwice.With(names[c[0]]));
        }

        return new Line(row.Line, input, errors);
    }
}
