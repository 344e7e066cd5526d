using Microsoft.EntityFrameworkCore;

namespace VanLang.Data.Audit;

/// <summary>How the audit stands at this moment.</summary>
/// <param name="Entries">Sealed entries of all nodes that a checkpoint covers.</param>
/// <param name="LastCheckpoint">When the last checkpoint was signed; null before the first.</param>
/// <param name="Tail">Committed rows that wait to be sealed: more than a second's work means that sealing stands still.</param>
public sealed record AuditState(long Entries, DateTimeOffset? LastCheckpoint, long Tail);

/// <summary>Reads the audit's state from counters and checkpoints, without walking anything.</summary>
public sealed class ReadAuditState(AuditDb db, IEnumerable<ModuleDatabase> modules, IServiceProvider scope)
{
    public async Task<AuditState> Handle(CancellationToken ct)
    {
        var last = await db.Checkpoints.GroupBy(c => c.Node).Select(g => new { Size = g.Max(c => c.Size), At = g.Max(c => c.At) }).ToListAsync(ct);
        var tail = 0L;
        foreach (var module in modules)
        {
            foreach (var (node, number) in await AuditTables.Counters(module.Open(scope), ct))
            {
                tail += number - await AuditTables.LastSealed(db, node, module.Module, ct);
            }
        }

        return new AuditState(last.Sum(l => l.Size), last.Count == 0 ? null : last.Max(l => l.At), tail);
    }
}
