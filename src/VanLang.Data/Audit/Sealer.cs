using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Keys;
using VanLang.Data.Storage;

namespace VanLang.Data.Audit;

/// <summary>
/// Copies this node's new audit rows of all modules into the audit store and chains them, after their commit: a chain head
/// inside every transaction would make all commits wait for each other.
/// </summary>
public sealed class Sealer(IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, DataNode node, KeyRing keys, IOptions<DatabaseOptions> options) : IDisposable
{
    private const int BatchSize = 2000;
    private const long CheckpointMilliseconds = 1000;

    private readonly SemaphoreSlim one = new(1);
    private State? state;

    private string LogFile => CheckpointLog.FileOf(options.Value, node.Id);

    /// <summary>Seals whatever is committed now; returns how many rows it sealed.</summary>
    public async Task<long> SealAll(CancellationToken ct)
    {
        await one.WaitAsync(ct);
        try
        {
            var total = 0L;
            while (await SealBatch(ct) is var count && count > 0)
            {
                total += count;
            }

            return total;
        }
        catch
        {
            state = null; // The database decides what was sealed, not the memory.
            throw;
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => one.Dispose();

    private async Task<int> SealBatch(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        var now = state ??= await Load(audit, ct);

        var rows = await Collect(now, ct);
        var drained = rows.Count < BatchSize;
        if (rows.Count == 0 && now.CheckpointSize == now.Tree.Size)
        {
            return 0;
        }

        var entries = new List<StoredEntry>(rows.Count);
        var subtrees = new List<Subtree>();
        foreach (var (module, row) in rows)
        {
            var seq = now.Tree.Size;
            now.Head = StoredEntry.Chain(now.Head, node.Id, seq, row.Hash);
            entries.Add(new StoredEntry(row, module, seq, now.Head, row.Fold()));
            now.Sealed[module] = row.Number;
            now.Tree.Append(MerkleTree.Leaf(row.Hash), (level, index, root) =>
            {
                if (level % Subtree.Stride == 0)
                {
                    subtrees.Add(Subtree.Of(node.Id, level, index, root));
                }
            });
        }

        // One a second of activity: while rows keep coming a full batch waits for its checkpoint, but never longer than that.
        var checkpoint = drained || Environment.TickCount64 - now.CheckpointAt >= CheckpointMilliseconds
            ? Checkpoint.Sign(node.Id, now.Tree.Size, now.Tree.Root(), now.Head, node.Clock.Now, keys.Current(KeyPurpose.Checkpoint))
            : null;

        CrashPoint.At("seal.collected");
        await using (var transaction = await audit.Database.BeginTransactionAsync(ct))
        {
            if (node.Lease is { } lease)
            {
                await lease.Hold(audit, ct); // One owner of a chain: a process that was stopped meanwhile seals nothing more.
            }

            await EntryWriter.Write(audit, entries, ct);
            audit.AddRange(subtrees);
            if (checkpoint is not null)
            {
                audit.Add(checkpoint);
            }

            await audit.SaveChangesAsync(ct);
            CrashPoint.At("seal.written");
            await transaction.CommitAsync(ct);
        }

        CrashPoint.At("seal.committed");

        if (checkpoint is not null)
        {
            now.LogLength = CheckpointLog.Append(LogFile, Note(checkpoint), now.LogLength);
            (now.CheckpointSize, now.CheckpointAt) = (checkpoint.Size, Environment.TickCount64);
        }

        return rows.Count;
    }

    /// <summary>New rows of each module by number. A row that is missing or bent is not sealed, nor is anything after it in its module.</summary>
    private async Task<List<(string Module, StoredAuditRow Row)>> Collect(State now, CancellationToken ct)
    {
        var rows = new List<(string, StoredAuditRow)>();
        foreach (var module in modules)
        {
            await using var scope = scopes.CreateAsyncScope();
            var last = now.Sealed[module.Module];
            foreach (var row in await AuditTables.RowsAfter(module.Open(scope.ServiceProvider), node.Id, last, BatchSize - rows.Count, ct))
            {
                if (row.Number != ++last || !row.Hash.AsSpan().SequenceEqual(row.Recompute(module.Module)))
                {
                    now.Stuck[module.Module] = row.Number;
                    break;
                }

                now.Stuck.Remove(module.Module);
                rows.Add((module.Module, row));
            }

            if (rows.Count == BatchSize)
            {
                break;
            }
        }

        return rows;
    }

    private async Task<State> Load(AuditDb audit, CancellationToken ct)
    {
        var (size, head) = await AuditTables.Head(audit, node.Id, ct);
        var found = new State(await CompactRange.Load(size, StoredSubtrees.Of(audit, node.Id, ct)), head);
        foreach (var module in modules)
        {
            found.Sealed[module.Module] = await AuditTables.LastSealed(audit, node.Id, module.Module, ct);
        }

        found.CheckpointSize = await JoinLog(audit, size, ct);
        found.LogLength = CheckpointLog.LengthOf(LogFile);
        return found;
    }

    /// <summary>
    /// What the checkpoint file says must still be true of the store, or somebody rolled it back and sealing on would fork the
    /// log. A checkpoint that a crash kept out of the file is appended.
    /// </summary>
    private async Task<long> JoinLog(AuditDb audit, long size, CancellationToken ct)
    {
        var said = CheckpointLog.LastAfterRepair(LogFile);
        var saidSize = said is null ? 0 : Checkpoint.Title(said)?.Size ?? throw new AuditFaultException($"The end of {LogFile} holds no checkpoint: run verify.");
        if (saidSize > size)
        {
            throw new AuditFaultException($"The checkpoint file of node {node.Id} covers {saidSize} entries, the audit store has {size}: it was rolled back. Nothing is sealed until it is restored.");
        }

        var stored = await AuditTables.CheckpointsAfter(audit, node.Id, saidSize - 1, ct);
        if (said is not null && (stored.Count == 0 || stored[0].Size != saidSize || Note(stored[0]) != said))
        {
            throw new AuditFaultException($"The audit store of node {node.Id} has another checkpoint at {saidSize} entries than its file. Nothing is sealed until it is restored.");
        }

        // A crash between commit and append keeps one checkpoint out of the file; two were never possible.
        var missing = stored.Where(c => c.Size > saidSize).ToList();
        if (missing.Count > 1)
        {
            throw new AuditFaultException($"The checkpoint file of node {node.Id} ends at {saidSize} entries, {missing.Count} checkpoints earlier than the audit store: it was shortened. Nothing is sealed until it is restored.");
        }

        if (missing.Count == 1)
        {
            CheckpointLog.Append(LogFile, Note(missing[0]), CheckpointLog.LengthOf(LogFile));
        }

        return missing.Count == 1 ? missing[0].Size : saidSize;
    }

    private string Note(Checkpoint checkpoint) => checkpoint.ToNote(keys.Find(KeyPurpose.Checkpoint, checkpoint.Kid)
        ?? throw new AuditFaultException($"The checkpoint at {checkpoint.Size} entries bears the key {checkpoint.Kid}, which is not in the key ring."));

    /// <summary>Modules whose next row cannot be sealed, and its number.</summary>
    internal IReadOnlyDictionary<string, long> Stuck => state?.Stuck ?? (IReadOnlyDictionary<string, long>)new Dictionary<string, long>();

    private sealed class State(CompactRange tree, byte[] head)
    {
        public CompactRange Tree => tree;

        public byte[] Head { get; set; } = head;

        /// <summary>Highest sealed number of each module.</summary>
        public Dictionary<string, long> Sealed { get; } = [];

        public Dictionary<string, long> Stuck { get; } = [];

        public long CheckpointSize { get; set; }

        /// <summary>Bytes of the checkpoint file as this process left it.</summary>
        public long LogLength { get; set; }

        public long CheckpointAt { get; set; }
    }
}
