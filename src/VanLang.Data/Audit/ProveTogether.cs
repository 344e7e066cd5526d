using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit;

/// <summary>Acts of one log, proved under the first checkpoint that covers all of them.</summary>
/// <param name="Node">Whose log.</param>
/// <param name="Size">Entries covered by the checkpoint.</param>
/// <param name="Note">The checkpoint as a signed note, with the witnesses' lines that are known.</param>
/// <param name="Leaves">One proof for each act, by place.</param>
/// <param name="Growth">How the log grew to this size from earlier ones.</param>
/// <param name="Keys">Keys of the platform that the notes name.</param>
public sealed record ProvedTogether(string Node, long Size, string Note, IReadOnlyList<InclusionProof> Leaves, IReadOnlyList<ProvedGrowth> Growth, IReadOnlyList<PublicKey> Keys)
{
    /// <summary>Keys of the witnesses whose lines stand in the note.</summary>
    public IReadOnlyList<PublicKey> WitnessKeys { get; init; } = [];
}

/// <summary>That the log began with an earlier one.</summary>
/// <param name="FromNote">The earlier checkpoint; null when no checkpoint was signed at that size.</param>
public sealed record ProvedGrowth(ConsistencyProof Proof, string? FromNote);

/// <summary>
/// Proves several acts at once for whoever takes the proofs away: under one checkpoint, the first that covers them, so that the same
/// question gets the same answer later.
/// </summary>
public sealed class ProveTogether(AuditDb db, KeyRing keys)
{
    /// <summary>Acts on these subjects, as they are sealed now.</summary>
    public async Task<IReadOnlyList<AuditEntry>> Acts(string module, IReadOnlyCollection<string> subjects, CancellationToken ct)
    {
        var found = new List<AuditEntry>();
        foreach (var part in subjects.Distinct().Chunk(500))
        {
            found.AddRange(await db.Entries.AsNoTracking().Where(e => part.Contains(e.Subject) && e.Module == module).ToListAsync(ct));
        }

        return found;
    }

    /// <summary>Proofs of the acts at these places; null while no checkpoint covers the last of them.</summary>
    /// <param name="node">Whose log.</param>
    /// <param name="places">Places in the log.</param>
    /// <param name="since">A size that the asker has a checkpoint of; growth is proved from there too.</param>
    /// <param name="ct">Ends the work.</param>
    public async Task<ProvedTogether?> Handle(string node, IReadOnlyCollection<long> places, long? since, CancellationToken ct)
    {
        if (await Covering(node, places.Max(), ct) is not { } checkpoint)
        {
            return null;
        }

        var subtree = StoredSubtrees.Cached(db, node, ct);
        var leaves = new List<InclusionProof>();
        foreach (var place in places.Distinct().Order())
        {
            leaves.Add(new InclusionProof(node, place, checkpoint.Size, await subtree(0, place), await MerkleTree.Inclusion(place, checkpoint.Size, subtree), checkpoint.Root));
        }

        // From the checkpoint that the first of the acts was first proved under: whoever fetched proofs then can join them to these.
        var first = (await Covering(node, places.Min(), ct))!;
        var earlier = first.Size < checkpoint.Size ? first : await Before(node, checkpoint.Size, ct);
        var used = new List<Checkpoint> { checkpoint };
        var growth = new List<ProvedGrowth>();
        foreach (var from in new[] { earlier?.Size, since }.OfType<long>().Where(s => s > 0 && s < checkpoint.Size).Distinct().Order())
        {
            var old = await db.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Node == node && c.Size == from, ct);
            var proof = new ConsistencyProof(node, from, checkpoint.Size, await MerkleTree.Root(from, subtree), checkpoint.Root, await MerkleTree.Consistency(from, checkpoint.Size, subtree));
            growth.Add(new ProvedGrowth(proof, old is null ? null : Note(old)));
            used.AddRange(old is null ? [] : [old]);
        }

        var witnesses = await TakeCosignature.Lines(db, checkpoint, ct);
        return new ProvedTogether(node, checkpoint.Size, Note(checkpoint) + string.Concat(witnesses.Select(w => w.Cosignature.Line(w.By))), leaves, growth, [.. used.Select(c => c.Kid).Distinct().Select(k => keys.Find(KeyPurpose.Checkpoint, k)!)])
        {
            WitnessKeys = witnesses.ConvertAll(w => w.By.Key),
        };
    }

    private Task<Checkpoint?> Covering(string node, long place, CancellationToken ct) =>
        db.Checkpoints.AsNoTracking().Where(c => c.Node == node && c.Size > place).OrderBy(c => c.Size).FirstOrDefaultAsync(ct);

    private Task<Checkpoint?> Before(string node, long size, CancellationToken ct) =>
        db.Checkpoints.AsNoTracking().Where(c => c.Node == node && c.Size < size).OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);

    private string Note(Checkpoint checkpoint) => checkpoint.ToNote(keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid)
        ?? throw new AuditFaultException($"The checkpoint at {checkpoint.Size} entries bears the key {checkpoint.Kid}, which is not in the key ring."));
}
