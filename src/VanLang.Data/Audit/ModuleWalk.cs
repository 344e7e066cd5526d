namespace VanLang.Data.Audit;

/// <summary>Walks one module's audit rows of one node beside their sealed copies, both by number.</summary>
internal sealed class ModuleWalk(ModuleDb db, AuditDb audit, string node, long counter, VerificationReport report, Action<string> step)
{
    private readonly string rowTable = db.Module + ".audit_rows";

    public async Task Run(CancellationToken ct)
    {
        await using var rows = AuditTables.Rows(db, node, ct).GetAsyncEnumerator(ct);
        await using var entries = AuditTables.EntriesOf(audit, db.Module, node, ct).GetAsyncEnumerator(ct);
        var row = await Next(rows);
        var entry = await Next(entries);
        var (expected, count, copies, tail) = (1L, 0L, 0L, 0L);

        while (row is not null || entry is not null)
        {
            var number = Math.Min(row?.Number ?? long.MaxValue, entry?.Row.Number ?? long.MaxValue);
            Missing(expected, number);
            expected = number + 1;

            var here = row?.Number == number ? row : null;
            var copy = entry?.Row.Number == number ? entry : null;
            if (here is not null && copy is not null)
            {
                Compare(here, copy);
            }
            else if (here is not null)
            {
                CheckAlone(here);
                if (entry is null)
                {
                    tail++;
                }
                else
                {
                    report.Add(EntryTable, $"{db.Module} {node}/{number}", null, "bản niêm phong của dòng này không còn", "the sealed copy of this row is gone");
                }
            }
            else
            {
                report.Add(rowTable, $"{node}/{number}", null, $"dòng đã bị xoá; bản niêm phong ở vị trí {copy!.Seq}", $"the row is gone; its sealed copy stands at {copy.Seq}");
            }

            if (here is not null)
            {
                count++;
                row = await Next(rows);
                step(rowTable);
            }

            if (copy is not null)
            {
                copies++;
                entry = await Next(entries);
                if (entry?.Row.Number == number)
                {
                    report.Add(EntryTable, $"{node}/{entry.Seq}", "number", $"dòng {number} được niêm phong hai lần", $"row {number} is sealed twice");
                    entry = await Next(entries);
                }
            }
        }

        if (expected - 1 <= counter)
        {
            Missing(expected, counter + 1);
        }
        else
        {
            report.Add(db.Module + ".counters", Storage.Counters.AuditSeries(node), "value", $"bộ đếm ghi {counter} nhưng có dòng số {expected - 1}", $"the counter says {counter} but there is a row numbered {expected - 1}");
        }

        report.Modules.Add(new VerifiedModule(db.Module, node, count, copies, tail));
    }

    internal const string EntryTable = "audit.entries";

    private void Missing(long expected, long number)
    {
        if (number > expected)
        {
            report.Add(
                rowTable,
                $"{node}/{expected}",
                null,
                $"thiếu {number - expected} dòng từ số {expected}, không còn cả bản niêm phong",
                $"{number - expected} rows from number {expected} are gone, and no sealed copy is left");
        }
        else if (number < expected)
        {
            report.Add(rowTable, $"{node}/{number}", "number", "số thứ tự không thể có", "no row can have this number");
        }
    }

    private void CheckAlone(StoredAuditRow row)
    {
        if (!Same(row.Hash, row.Recompute(db.Module)))
        {
            report.Add(rowTable, $"{node}/{row.Number}", null, "nội dung không khớp mã băm của dòng", "the content does not fit the row's own hash");
        }
    }

    /// <summary>
    /// The copy that still fits its own hash is the true one. When both do, the row was changed together with its hash, which
    /// the chain over the copies does not allow for the copy: the module's row is named.
    /// </summary>
    private void Compare(StoredAuditRow row, StoredEntry copy)
    {
        var rowHash = row.Recompute(db.Module);
        var copyHash = copy.Row.Recompute(db.Module);
        var rowFits = Same(row.Hash, rowHash);
        var copyFits = Same(copy.Row.Hash, copyHash);
        if (rowFits && copyFits && Same(row.Hash, copy.Row.Hash))
        {
            return;
        }

        var column = row.FirstDifference(copy.Row);
        if (!copyFits && (rowFits || Same(rowHash, copy.Row.Hash)))
        {
            report.Add(EntryTable, $"{node}/{copy.Seq}", column ?? "row_hash", Vi(column ?? "row_hash"), En(column ?? "row_hash"));
        }

        if (!rowFits || (copyFits && !Same(row.Hash, copy.Row.Hash)))
        {
            report.Add(rowTable, $"{node}/{row.Number}", column ?? "hash", Vi(column ?? "hash"), En(column ?? "hash"));
        }
    }

    private static string Vi(string column) => $"cột {column} không còn như khi ghi";

    private static string En(string column) => $"column {column} is not what was written";

    private static bool Same(byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b);

    private static async ValueTask<T?> Next<T>(IAsyncEnumerator<T> rows)
        where T : class => await rows.MoveNextAsync() ? rows.Current : null;
}
