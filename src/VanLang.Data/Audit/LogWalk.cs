using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit;

/// <summary>Walks one node's log: places, hashes, chain, tree, kept subtrees, checkpoints, and every note that was said before.</summary>
internal sealed class LogWalk(AuditDb audit, string node, KeyRing keys, IReadOnlyList<NoteSource> said, VerificationReport report, Action<string> step)
{
    private const string SubtreeTable = "audit.subtrees";

    private readonly CompactRange tree = new();
    private readonly Dictionary<(int, long), byte[]> subtrees = [];
    private byte[] head = StoredEntry.ChainStart;
    private byte[] headAsStored = StoredEntry.ChainStart;
    private long next;
    private int youngest = int.MaxValue;

    public async Task Run(CancellationToken ct)
    {
        await using var entries = AuditTables.Entries(audit, node, ct).GetAsyncEnumerator(ct);
        await using var notes = new SaidNotes(said, node, ct);
        var entry = await Next(entries);
        var (count, checkpoints) = (0L, 0L);
        DateTimeOffset? last = null;

        await foreach (var checkpoint in AuditTables.Checkpoints(audit, node, ct))
        {
            while (entry is not null && entry.Seq < checkpoint.Size)
            {
                Take(entry);
                count++;
                entry = await Next(entries);
            }

            await Check(checkpoint, notes);
            (checkpoints, last) = (checkpoints + 1, checkpoint.At);
        }

        var after = 0L;
        while (entry is not null)
        {
            Take(entry);
            (count, after) = (count + 1, after + 1);
            entry = await Next(entries);
        }

        await notes.Finish(report);
        await CheckCosignatures(ct);
        await CompareSubtrees(ct);
        report.Logs.Add(new VerifiedLog(node, count, checkpoints, after, last));
    }

    private void Take(StoredEntry entry)
    {
        step(ModuleWalk.EntryTable);
        var key = $"{node}/{entry.Seq}";
        if (entry.Seq != next)
        {
            report.Add(
                ModuleWalk.EntryTable,
                $"{node}/{next}",
                null,
                entry.Seq > next ? $"thiếu {entry.Seq - next} mục từ vị trí {next}" : $"vị trí {entry.Seq} không thể có",
                entry.Seq > next ? $"{entry.Seq - next} entries from place {next} are gone" : $"no entry can stand at {entry.Seq}");
        }

        var own = entry.Row.Recompute(entry.Module);
        if (!Same(own, entry.Row.Hash) && !report.Knows(ModuleWalk.EntryTable, key))
        {
            report.Add(ModuleWalk.EntryTable, key, null, "nội dung không khớp mã băm của mục", "the content does not fit the entry's hash");
        }

        if (entry.Folded != entry.Row.Fold() && !report.Knows(ModuleWalk.EntryTable, key))
        {
            report.Add(ModuleWalk.EntryTable, key, "folded", "cột folded không khớp nội dung", "column folded does not fit the content");
        }

        // A bent row must not drag the rest of the log with it: the leaf is the hash that the chain bears out, and the next
        // link is tried from what was computed and from what is stored.
        var leaf = entry.Row.Hash;
        var chain = Chain(head, entry, leaf);
        if (!Same(chain, entry.ChainHash))
        {
            var fromStored = Chain(headAsStored, entry, leaf);
            var fromContent = Chain(head, entry, own);
            if (Same(fromStored, entry.ChainHash))
            {
                chain = fromStored;
            }
            else if (Same(fromContent, entry.ChainHash))
            {
                (chain, leaf) = (fromContent, own);
            }
            else if (!report.Knows(ModuleWalk.EntryTable, key))
            {
                report.Add(ModuleWalk.EntryTable, key, "chain_hash", "mắt xích không nối với mục trước", "the link does not join the entry before");
            }
        }

        (head, headAsStored) = (chain, entry.ChainHash);
        next = entry.Seq + 1;
        tree.Append(MerkleTree.Leaf(leaf), (level, index, root) =>
        {
            if (level % Subtree.Stride == 0)
            {
                subtrees[(level, index)] = root;
            }
        });
    }

    /// <summary>A checkpoint that is bent is a fault of the table; one that is sound but was said otherwise is a fault of who said it.</summary>
    private async Task Check(Checkpoint checkpoint, SaidNotes notes)
    {
        var key = $"{node}/{checkpoint.Size}";
        var said = await notes.Compare(checkpoint, keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid), report);
        if (Judge(checkpoint) is var (column, vi, en))
        {
            report.Add(SaidNotes.Table, key, said?.Column ?? column, vi, en);
        }
        else if (said is { } other)
        {
            report.Add(other.Source, key, other.Column, "điểm kiểm đã công bố khác với sổ, cả hai đều đã ký: có hai nhật ký", "the checkpoint that was said is not the one in the store, which is signed too: there are two logs");
        }
    }

    private (string Column, string Vi, string En)? Judge(Checkpoint checkpoint)
    {
        if (tree.Size != checkpoint.Size)
        {
            return ("size", $"điểm kiểm phủ {checkpoint.Size} mục nhưng có {tree.Size}", $"the checkpoint covers {checkpoint.Size} entries, there are {tree.Size}");
        }

        if (!Same(tree.Root(), checkpoint.Root))
        {
            return ("root", "gốc Merkle không khớp các mục", "the Merkle root does not fit the entries");
        }

        if (!Same(head, checkpoint.Head))
        {
            return ("head", "đầu chuỗi không khớp các mục", "the head of the chain does not fit the entries");
        }

        if (keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid) is not { } by)
        {
            return ("kid", $"khoá {checkpoint.Kid} không có trong chùm khoá", $"the key {checkpoint.Kid} is not in the key ring");
        }

        if (!checkpoint.IsSignedBy(by))
        {
            return ("signature", "chữ ký không phải của nội dung này", "the signature is not one over this content");
        }

        // A retired key is destroyed: whatever it signs after its successor has signed is signed by a thief. Told by the order
        // of sizes, not by clocks, which may be set back.
        var age = AgeOf(by);
        if (age > youngest)
        {
            return ("kid", "khoá đã bị thay thế trước điểm kiểm này", "the key had been replaced before this checkpoint");
        }

        youngest = age;
        return null;
    }

    /// <summary>0 for the current key, 1 for the one before it, and so on: the ring lists them so.</summary>
    private int AgeOf(PublicKey key) => keys.Public(KeyPurpose.Checkpoint).ToList().FindIndex(k => k.Kid == key.Kid);

    /// <summary>What stands under a checkpoint as a witness's word must be its word.</summary>
    private async Task CheckCosignatures(CancellationToken ct)
    {
        const string table = "audit.cosignatures";
        var witnesses = (await audit.Witnesses.AsNoTracking().ToListAsync(ct)).ToDictionary(w => w.Kid);
        foreach (var witness in witnesses.Values.Where(w => PublicKey.Thumbprint(w.X, w.Y) != w.Kid))
        {
            report.Add("audit.witnesses", witness.Kid, null, "khoá không khớp tên của nó", "the key does not fit its name");
        }

        foreach (var line in await audit.Cosignatures.AsNoTracking().Where(c => c.Node == node).ToListAsync(ct))
        {
            var over = await audit.Checkpoints.AsNoTracking().SingleOrDefaultAsync(c => c.Node == node && c.Size == line.Size, ct);
            if (over is null || !witnesses.TryGetValue(line.Kid, out var by) || !by.Key.VerifyDer(CosignedNote.Message(over.Body(), line.At.ToUnixTimeSeconds()), line.Signature))
            {
                report.Add(table, $"{node}/{line.Size}/{line.Kid}", null, "không phải chữ ký của bên làm chứng trên điểm kiểm này", "this is no signature of a witness over this checkpoint");
            }
        }
    }

    private async Task CompareSubtrees(CancellationToken ct)
    {
        await foreach (var stored in AuditTables.Subtrees(audit, node, ct))
        {
            if (!subtrees.Remove((stored.Level, stored.Index), out var root) || !Same(root, stored.Root))
            {
                report.Add(SubtreeTable, $"{node}/{stored.Level}/{stored.Index}", "root", "gốc cây con không khớp các mục", "the subtree's root does not fit the entries");
            }
        }

        foreach (var ((level, index), _) in subtrees.OrderBy(s => s.Key).Take(100))
        {
            report.Add(SubtreeTable, $"{node}/{level}/{index}", null, "thiếu gốc cây con", "the subtree's root is gone");
        }
    }

    private byte[] Chain(byte[] before, StoredEntry entry, byte[] hash) => StoredEntry.Chain(before, node, entry.Seq, hash);

    private static bool Same(byte[] a, byte[] b) => a.AsSpan().SequenceEqual(b);

    private static async ValueTask<StoredEntry?> Next(IAsyncEnumerator<StoredEntry> entries) => await entries.MoveNextAsync() ? entries.Current : null;
}
