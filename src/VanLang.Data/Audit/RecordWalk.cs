namespace VanLang.Data.Audit;

/// <summary>
/// Compares a proved table's rows with what the audit rows say of them: the last claim about a row must hold, an earlier one only
/// that the row is there and has not been set back. Memory is that of one page.
/// </summary>
internal sealed class RecordWalk(IRecordProof proof, ModuleDb db, VerificationReport report, Action<string> step)
{
    private const int KeysAtOnce = 500;

    private readonly string table = $"{proof.Module}.{proof.Table}";
    private long proved;

    public async Task Run(CancellationToken ct)
    {
        await EachPage(Compare, ct);
        if (proved != await proof.Count(db, ct))
        {
            await NameUntold(ct);
        }
    }

    private async Task EachPage(Func<List<(StoredAuditRow Row, RecordHash Claim)>, CancellationToken, Task> act, CancellationToken ct)
    {
        foreach (var node in (await AuditTables.Nodes(db, "audit_rows", ct)).Order(StringComparer.Ordinal))
        {
            var claims = new List<(StoredAuditRow, RecordHash)>();
            await foreach (var row in AuditTables.Rows(db, node, ct))
            {
                step(table);
                claims.AddRange(proof.Claims(row.Action, row.Detail).Select(c => (row, c)));
                if (claims.Count >= KeysAtOnce)
                {
                    await act(claims, ct);
                    claims.Clear();
                }
            }

            if (claims.Count > 0)
            {
                await act(claims, ct);
            }
        }
    }

    private async Task Compare(List<(StoredAuditRow Row, RecordHash Claim)> claims, CancellationToken ct)
    {
        var unreadable = new HashSet<string>();
        var stored = await Find([.. claims.Select(c => c.Claim.Key).Distinct()], unreadable, ct);
        foreach (var (row, claim) in claims)
        {
            var by = $"{row.Node}/{row.Number}";
            if (unreadable.Contains(claim.Key))
            {
                Fault(claim.Key, $"bản ghi chứa giá trị không thể có (dòng kiểm toán {by})", $"the record holds a value that cannot be (audit row {by})");
            }
            else if (!stored.TryGetValue(claim.Key, out var now))
            {
                Fault(claim.Key, $"bản ghi đã bị xoá; dòng kiểm toán {by} chứng minh nó từng có", $"the record is gone; audit row {by} proves that it was there");
            }
            else if (now.Version < claim.Version)
            {
                Fault(claim.Key, $"bản ghi bị đưa về trạng thái cũ; dòng kiểm toán {by} chứng minh trạng thái sau", $"the record was set back to an earlier state; audit row {by} proves a later one");
            }
            else if (now.Version == claim.Version)
            {
                report.Records++;
                if (now.Hash.AsSpan().SequenceEqual(claim.Hash))
                {
                    proved++;
                }
                else
                {
                    Fault(claim.Key, $"bản ghi không còn như khi ghi (dòng kiểm toán {by})", $"the record is not what was written (audit row {by})");
                }
            }
        }
    }

    // A value that the program could never have written makes a whole page unreadable: then each row by itself, to name the one.
    private async Task<Dictionary<string, RecordHash>> Find(List<string> keys, HashSet<string> unreadable, CancellationToken ct)
    {
        try
        {
            var found = new Dictionary<string, RecordHash>();
            foreach (var record in await proof.Find(db, keys, ct))
            {
                found[record.Key] = record;
            }

            return found;
        }
        catch (Exception e) when (e is not OperationCanceledException && keys.Count == 1)
        {
            unreadable.Add(keys[0]);
            return [];
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            var found = new Dictionary<string, RecordHash>();
            foreach (var key in keys)
            {
                foreach (var (name, record) in await Find([key], unreadable, ct))
                {
                    found[name] = record;
                }
            }

            return found;
        }
    }

    // Some row is not told of, or not as it is: only now is it worth holding all claims in memory.
    private async Task NameUntold(CancellationToken ct)
    {
        var told = new HashSet<(string, long)>();
        await EachPage((claims, _) =>
        {
            told.UnionWith(claims.Select(c => (c.Claim.Key, c.Claim.Version)));
            return Task.CompletedTask;
        }, ct);
        try
        {
            await foreach (var row in proof.All(db, ct))
            {
                if (!told.Contains((row.Key, row.Version)))
                {
                    Fault(row.Key, "không có dòng kiểm toán nào nói về bản ghi này", "no audit row tells of this record");
                }
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Fault("*", "bảng chứa giá trị không thể có", "the table holds a value that cannot be");
        }
    }

    private void Fault(string key, string vi, string en)
    {
        if (!report.Knows(table, key))
        {
            report.Add(table, key, null, vi, en);
        }
    }
}
