using Microsoft.EntityFrameworkCore;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>A checkpoint with the names of those who signed it too.</summary>
public sealed record CheckpointLine(string Node, long Size, DateTimeOffset At, string Kid, IReadOnlyList<string> Witnesses);

/// <summary>A witness and what it saw last.</summary>
public sealed record WitnessLine(string Name, string Kid, DateTimeOffset RegisteredAt, long? LastSize, DateTimeOffset? LastAt);

/// <summary>An alert.</summary>
public sealed record RefusalLine(string Witness, string Node, string Kind, DateTimeOffset At, string Seen, string Shown);

/// <summary>What auditors see of checkpoints and those who watch over them. Five commands, however many there are.</summary>
public sealed class ReadWitnesses(AuditDb db)
{
    public sealed record View(IReadOnlyList<CheckpointLine> Checkpoints, IReadOnlyList<WitnessLine> Witnesses, IReadOnlyList<RefusalLine> Refusals);

    public async Task<View> Handle(int latest, CancellationToken ct)
    {
        var checkpoints = await db.Checkpoints.AsNoTracking().OrderByDescending(c => c.At).ThenByDescending(c => c.Size).Take(latest).Select(c => new { c.Node, c.Size, c.At, c.Kid }).ToListAsync(ct);
        var witnesses = await db.Witnesses.AsNoTracking().OrderBy(w => w.Name).ToListAsync(ct);
        var names = witnesses.ToDictionary(w => w.Kid, w => w.Name);
        var (nodes, sizes) = (checkpoints.Select(c => c.Node).Distinct().ToList(), checkpoints.ConvertAll(c => c.Size));
        var signed = (await db.Cosignatures.AsNoTracking().Where(c => nodes.Contains(c.Node) && sizes.Contains(c.Size)).Select(c => new { c.Node, c.Size, c.Kid }).ToListAsync(ct))
            .ToLookup(c => (c.Node, c.Size), c => names.GetValueOrDefault(c.Kid, c.Kid));
        var last = await db.Cosignatures.AsNoTracking().GroupBy(c => c.Kid).Select(g => new { Kid = g.Key, Size = g.Max(c => c.Size), At = g.Max(c => c.At) }).ToDictionaryAsync(g => g.Kid, ct);
        var refusals = await db.Refusals.AsNoTracking().OrderByDescending(r => r.At).Take(20).ToListAsync(ct);
        return new View(
            checkpoints.ConvertAll(c => new CheckpointLine(c.Node, c.Size, c.At, c.Kid, [.. signed[(c.Node, c.Size)].Order(StringComparer.Ordinal)])),
            witnesses.ConvertAll(w => new WitnessLine(w.Name, w.Kid, w.RegisteredAt, last.GetValueOrDefault(w.Kid)?.Size, last.GetValueOrDefault(w.Kid)?.At)),
            refusals.ConvertAll(r => Line(r, names)));
    }

    private static RefusalLine Line(Refusal refusal, Dictionary<string, string> names)
    {
        var (seen, shown) = SignedRefusal.Notes(refusal.Text);
        return new RefusalLine(names.GetValueOrDefault(refusal.Kid, refusal.Kid), refusal.Node, refusal.Kind, refusal.At, seen, shown);
    }

    /// <summary>Every node that has a log here, with the size that its last checkpoint covers.</summary>
    public async Task<IReadOnlyList<(string Node, long Size)>> Logs(CancellationToken ct) =>
        [.. (await db.Checkpoints.GroupBy(c => c.Node).Select(g => new { Node = g.Key, Size = g.Max(c => c.Size) }).ToListAsync(ct)).OrderBy(l => l.Node, StringComparer.Ordinal).Select(l => (l.Node, l.Size))];
}
