namespace VanLang.Data.Audit;

/// <summary>Compares a proved table's rows with what the audit rows of the same commits say of them.</summary>
internal sealed class RecordWalk(IRecordProof proof, ModuleDb db, VerificationReport report, Action<string> step)
{
    private readonly string table = $"{proof.Module}.{proof.Table}";

    public async Task Run(CancellationToken ct)
    {
        var nodes = (await AuditTables.Nodes(db, "audit_rows", ct)).Union(await proof.Nodes(db, ct)).Order(StringComparer.Ordinal);
        foreach (var node in nodes)
        {
            var page = new List<StoredAuditRow>();
            var from = long.MinValue;
            do
            {
                page = await AuditTables.RowsAfter(db, node, from, AuditTables.PageSize, ct);
                var isLast = page.Count < AuditTables.PageSize;
                var to = isLast ? long.MaxValue : page[^1].Number;
                await Compare(page, node, from == long.MinValue ? from : from + 1, to, ct);
                from = to;
            }
            while (page.Count == AuditTables.PageSize);
        }
    }

    private async Task Compare(List<StoredAuditRow> rows, string node, long from, long to, CancellationToken ct)
    {
        var records = new Dictionary<string, byte[]>();
        foreach (var record in await proof.Records(db, node, from, to, ct))
        {
            if (!records.TryAdd(record.Key, record.Hash))
            {
                report.Add(table, record.Key, null, "có hai bản ghi cùng khoá", "two records have this key");
            }
        }

        foreach (var row in rows)
        {
            step(table);
            foreach (var claim in proof.Claims(row.Action, row.Detail))
            {
                report.Records++;
                if (!records.Remove(claim.Key, out var hash))
                {
                    report.Add(table, claim.Key, null, $"bản ghi đã bị xoá; dòng kiểm toán {node}/{row.Number} chứng minh nó từng có", $"the record is gone; audit row {node}/{row.Number} proves that it was there");
                }
                else if (!hash.AsSpan().SequenceEqual(claim.Hash))
                {
                    report.Add(table, claim.Key, null, $"bản ghi không còn như khi ghi (dòng kiểm toán {node}/{row.Number})", $"the record is not what was written (audit row {node}/{row.Number})");
                }
            }
        }

        foreach (var (key, _) in records)
        {
            report.Add(table, key, null, "không có dòng kiểm toán nào nói về bản ghi này", "no audit row tells of this record");
        }
    }
}
