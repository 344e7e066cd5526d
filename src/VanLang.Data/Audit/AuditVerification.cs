using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Archives;
using VanLang.Data.Blobs;
using VanLang.Data.Keys;
using VanLang.Data.Storage;

namespace VanLang.Data.Audit;

/// <summary>
/// Proves that nothing in the audit has been changed since it was written: every module's rows against their own hashes,
/// numbers and sealed copies; the copies against chain, tree and signed checkpoints; the checkpoints against everything that
/// was said before. Reads one snapshot and holds up no writer, so it runs beside the server.
/// </summary>
public sealed class AuditVerification(
    IServiceScopeFactory scopes,
    IEnumerable<ModuleDatabase> modules,
    IEnumerable<IRecordProof> proofs,
    IEnumerable<IBlobOwner> owners,
    IEnumerable<IArchiveOwner> archives,
    BlobStore blobs,
    ArchiveFolder folder,
    KeyRing keys,
    IOptions<DatabaseOptions> options)
{
    /// <summary>Verifies everything.</summary>
    /// <param name="witnesses">Files of checkpoint notes that other parties kept: the only proof against someone who holds the key.</param>
    /// <param name="progress">Told about each thousand rows.</param>
    /// <param name="ct">Ends the walk.</param>
    public async Task<VerificationReport> Run(IReadOnlyList<string> witnesses, IProgress<VerificationProgress>? progress, CancellationToken ct)
    {
        var began = Stopwatch.StartNew();
        var report = new VerificationReport();
        var sources = Sources(witnesses);

        // The audit's snapshot comes first: whatever is sealed in it was committed in its module before, so the modules'
        // later snapshots must have it.
        await using var scope = scopes.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        await ReadSnapshot.Begin(audit, ct);
        var held = new List<AsyncServiceScope>();
        try
        {
            var opened = new List<ModuleDb>();
            foreach (var module in modules)
            {
                // A second context for the audit's own rows too: its snapshot is younger, as every module's is.
                held.Add(scopes.CreateAsyncScope());
                opened.Add(module.Open(held[^1].ServiceProvider));
                await ReadSnapshot.Begin(opened[^1], ct);
            }

            var step = await Steps(opened, audit, progress, ct);
            foreach (var db in opened)
            {
                await FileWalk.Run(db, report, ct);
                await FileWalk.Guard(db.Module, report, () => WalkModule(db, audit, report, step, ct));
            }

            foreach (var node in await LogNodes(audit, sources, ct))
            {
                var own = sources.Where(s => !s.IsOwn || s.Name == OwnName(node)).ToList();
                await FileWalk.Guard(AuditDb.Name, report, () => new LogWalk(audit, node, keys, own, report, step).Run(ct));
            }

            foreach (var proof in proofs)
            {
                await FileWalk.Guard(proof.Module, report, () => new RecordWalk(proof, opened.Single(d => d.Module == proof.Module), report, step).Run(ct));
            }

            foreach (var owner in owners)
            {
                await FileWalk.Guard("blobs", report, () => new BlobWalk(blobs, report, step).Run(owner, ct));
            }

            foreach (var owner in archives)
            {
                await FileWalk.Guard("archive", report, () => new ArchiveWalk(folder, keys, report, step).Run(owner, ct));
            }
        }
        finally
        {
            foreach (var own in held)
            {
                await own.DisposeAsync();
            }
        }

        report.Took = began.Elapsed;
        return report;
    }

    private static async Task WalkModule(ModuleDb db, AuditDb audit, VerificationReport report, Action<string> step, CancellationToken ct)
    {
        var counters = await AuditTables.Counters(db, ct);
        var nodes = counters.Keys.Union(await AuditTables.Nodes(db, "audit_rows", ct)).Union(await AuditTables.NodesOf(audit, db.Module, ct));
        foreach (var node in nodes.Order(StringComparer.Ordinal))
        {
            await new ModuleWalk(db, audit, node, counters.GetValueOrDefault(node), report, step).Run(ct);
        }
    }

    private static async Task<IEnumerable<string>> LogNodes(AuditDb audit, List<NoteSource> sources, CancellationToken ct) =>
        (await AuditTables.Nodes(audit, "entries", ct))
            .Union(await AuditTables.Nodes(audit, "checkpoints", ct))
            .Union(await AuditTables.Nodes(audit, "subtrees", ct))
            .Union(sources.Where(s => s.IsOwn).Select(s => Path.GetFileNameWithoutExtension(s.File)))
            .Order(StringComparer.Ordinal);

    private static async Task<Action<string>> Steps(List<ModuleDb> opened, AuditDb audit, IProgress<VerificationProgress>? progress, CancellationToken ct)
    {
        if (progress is null)
        {
            return _ => { };
        }

        var total = await AuditTables.Count(audit, "entries", ct);
        foreach (var db in opened)
        {
            total += (await AuditTables.Counters(db, ct)).Values.Sum();
        }

        var done = 0L;
        return table =>
        {
            if (++done % 1000 == 0 || done == total)
            {
                progress.Report(new VerificationProgress(done, total, table));
            }
        };
    }

    private List<NoteSource> Sources(IReadOnlyList<string> witnesses)
    {
        var folder = Path.GetDirectoryName(CheckpointLog.FileOf(options.Value, "x"))!;
        var own = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.log") : [];
        var nodes = own.Select(f => Path.GetFileNameWithoutExtension(f)).Append(options.Value.Node).Distinct();
        return
        [
            .. nodes.Select(n => CheckpointLog.FileOf(options.Value, n)).Select(f => new NoteSource(OwnName(Path.GetFileNameWithoutExtension(f)), f, CheckpointLog.LengthOf(f), IsOwn: true)),
            .. witnesses.Select(w => new NoteSource(w, w, CheckpointLog.LengthOf(w), IsOwn: false)),
        ];
    }

    private static string OwnName(string node) => $"checkpoints/{node}.log";
}
