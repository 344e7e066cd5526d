using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>Shows that an entry is in the log of a size, with everything needed to check it without us.</summary>
/// <param name="LeafHash">SHA-256(0x00 || row hash).</param>
/// <param name="Path">From the leaf upwards.</param>
/// <param name="Root">The root that it leads to.</param>
public sealed record InclusionProof(string Node, long Seq, long Size, byte[] LeafHash, IReadOnlyList<byte[]> Path, byte[] Root);

/// <summary>Shows that the larger log begins with the smaller one.</summary>
public sealed record ConsistencyProof(string Node, long From, long To, byte[] FromRoot, byte[] ToRoot, IReadOnlyList<byte[]> Path);

/// <summary>One act with its place in the log, the first checkpoint that covers it and the proof that leads there.</summary>
public sealed record ProvedEntry(AuditEntry Entry, Checkpoint? Checkpoint, string? Note, InclusionProof? Proof, bool Holds);

/// <summary>Makes proofs over the sealed log (RFC 9162). Hashes only: nothing in them tells what was done.</summary>
public sealed class ProveAudit(AuditDb db, KeyRing keys, DataNode own)
{
    /// <summary>The signed note of a checkpoint: of this size, or the last one.</summary>
    public async Task<Result<string>> Note(string? node, long? size, CancellationToken ct)
    {
        var name = node ?? own.Id;
        var found = await db.Checkpoints.AsNoTracking().Where(c => c.Node == name && (size == null || c.Size == size)).OrderByDescending(c => c.Size).FirstOrDefaultAsync(ct);
        return found is null ? AuditErrors.NoCheckpoint.With(name) : await TakeCosignature.Cosigned(db, keys, found, ct);
    }

    /// <summary>Proof that the entry at a place is in the log of a size; without one, in that of the last checkpoint.</summary>
    public async Task<Result<InclusionProof>> Inclusion(string? node, long seq, long? size, CancellationToken ct)
    {
        var name = node ?? own.Id;
        var last = await LastSize(name, ct);
        if (seq < 0 || seq >= last)
        {
            return AuditErrors.NoEntry.With(seq);
        }

        var within = size ?? last;
        return within <= seq || within > last ? AuditErrors.WrongSize.With(last) : await Prove(name, seq, within, ct);
    }

    /// <summary>Proof that the log of one size is the beginning of that of another.</summary>
    public async Task<Result<ConsistencyProof>> Consistency(string? node, long from, long to, CancellationToken ct)
    {
        var name = node ?? own.Id;
        var last = await LastSize(name, ct);
        if (from < 0 || from > to || to > last)
        {
            return AuditErrors.WrongSizes.With(last);
        }

        var subtree = StoredSubtrees.Of(db, name, ct);
        var path = await MerkleTree.Consistency(from, to, subtree);
        return new ConsistencyProof(name, from, to, await MerkleTree.Root(from, subtree), await MerkleTree.Root(to, subtree), path);
    }

    /// <summary>One act, with its proof when a checkpoint covers it already.</summary>
    public async Task<Result<ProvedEntry>> Entry(string node, long seq, CancellationToken ct)
    {
        var entry = await db.Entries.AsNoTracking().SingleOrDefaultAsync(e => e.Node == node && e.Seq == seq, ct);
        if (entry is null)
        {
            return AuditErrors.NoEntry.With(seq);
        }

        var checkpoint = await db.Checkpoints.AsNoTracking().Where(c => c.Node == node && c.Size > seq).OrderBy(c => c.Size).FirstOrDefaultAsync(ct);
        var key = checkpoint is null ? null : keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid);
        if (checkpoint is null || key is null)
        {
            return new ProvedEntry(entry, checkpoint, null, null, false);
        }

        var stored = (await AuditTables.EntryAt(db, node, seq, ct))!;
        var proof = await Prove(node, seq, checkpoint.Size, ct);
        var holds = stored.Row.Recompute(stored.Module).AsSpan().SequenceEqual(entry.RowHash)
            && MerkleTree.VerifyInclusion(proof.LeafHash, seq, checkpoint.Size, proof.Path, checkpoint.Root)
            && checkpoint.IsSignedBy(key);
        return new ProvedEntry(entry, checkpoint, checkpoint.ToNote(key), proof, holds);
    }

    private async Task<InclusionProof> Prove(string node, long seq, long size, CancellationToken ct)
    {
        var subtree = StoredSubtrees.Of(db, node, ct);
        var leaf = await subtree(0, seq);
        return new InclusionProof(node, seq, size, leaf, await MerkleTree.Inclusion(seq, size, subtree), await MerkleTree.Root(size, subtree));
    }

    private async Task<long> LastSize(string node, CancellationToken ct) =>
        await db.Checkpoints.Where(c => c.Node == node).MaxAsync(c => (long?)c.Size, ct) ?? 0;
}
