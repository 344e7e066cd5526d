namespace VanLang.Chaos.Tests.Steps;

/// <summary>What brings a server to a step.</summary>
internal enum Deed
{
    Start,
    Send,
    SendAgain,
    SendMany,
    Fetch,
    Upload,
    SweepBlobs,
    SweepUploads,
    Wait,
    Stop,
    TakeOver,
    Backup,
    Restore,
    RotateKey,
    Archive,
}

/// <summary>
/// Every step at which a process may die (<c>CrashPoint.At</c> in the source), and what brings it there. A step in the source that is
/// not in this list fails the test, and so does one here that the source has not.
/// </summary>
internal static class StepList
{
    /// <summary>Steps that need several processes on one database.</summary>
    private static readonly string[] PostgresOnly = ["lease.renewed", "lease.taken-over"];

    public static IReadOnlyDictionary<string, Deed> All { get; } = new Dictionary<string, Deed>
    {
        ["migrate.module"] = Deed.Start,
        ["lease.taken"] = Deed.Start,
        ["lease.renewed"] = Deed.Wait,
        ["lease.releasing"] = Deed.Stop,
        ["lease.taken-over"] = Deed.TakeOver,

        ["packet.received"] = Deed.Send,
        ["packet.checked"] = Deed.Send,
        ["blob.begun"] = Deed.Send,
        ["blob.written"] = Deed.Send,
        ["blob.synced"] = Deed.Send,
        ["blob.named"] = Deed.Send,
        ["blob.name-synced"] = Deed.Send,
        ["blob.kept"] = Deed.Send,
        ["blob.found"] = Deed.SendAgain,
        ["blob.group-named"] = Deed.SendMany,
        ["blob.group-synced"] = Deed.SendMany,
        ["ingest.submitted"] = Deed.Send,
        ["ingest.begun"] = Deed.Send,
        ["ingest.loaded"] = Deed.Send,
        ["packet.signed"] = Deed.Send,
        ["ingest.decided"] = Deed.Send,
        ["ingest.numbered"] = Deed.Send,
        ["ingest.written"] = Deed.Send,
        ["ingest.committed"] = Deed.Send,
        ["ingest.completed"] = Deed.Send,
        ["packet.answering"] = Deed.Send,
        ["seal.collected"] = Deed.SendMany, // Many: after their answers, so that what a group sync made durable is looked at too.
        ["seal.written"] = Deed.Send,
        ["seal.committed"] = Deed.Send,
        ["checkpoint.unsynced"] = Deed.Send,
        ["checkpoint.synced"] = Deed.Send,

        ["status.taken"] = Deed.Fetch,
        ["packet.arrived"] = Deed.Fetch,

        ["save.written"] = Deed.Upload,
        ["save.committed"] = Deed.Upload,
        ["upload.file-made"] = Deed.Upload,
        ["upload.begun"] = Deed.Upload,
        ["upload.unsynced"] = Deed.Upload,
        ["upload.synced"] = Deed.Upload,
        ["upload.kept"] = Deed.Upload,
        ["packet.assembled"] = Deed.Upload,
        ["upload.row-ended"] = Deed.Upload,
        ["upload.row-swept"] = Deed.SweepUploads,
        ["sweep.deleted"] = Deed.SweepBlobs,

        ["backup.noted"] = Deed.Backup,
        ["backup.cut"] = Deed.Backup,
        ["backup.tables-copied"] = Deed.Backup,
        ["backup.files-copied"] = Deed.Backup,
        ["backup.synced"] = Deed.Backup,
        ["backup.named"] = Deed.Backup,
        ["restore.unpacked"] = Deed.Restore,
        ["restore.moved"] = Deed.Restore,
        ["restore.filled"] = Deed.Restore,
        ["restore.verified"] = Deed.Restore,

        ["archive.written"] = Deed.Archive,
        ["archive.checked"] = Deed.Archive,
        ["archive.named"] = Deed.Archive,
        ["archive.recorded"] = Deed.Archive,
        ["archive.deleted"] = Deed.Archive,

        ["key.made"] = Deed.RotateKey,
        ["key.destroyed"] = Deed.RotateKey,
        ["file.drafted"] = Deed.RotateKey,
        ["file.replaced"] = Deed.RotateKey,
    };

    /// <summary>Steps that a database has.</summary>
    public static IEnumerable<string> On(Data.DatabaseKind kind) => All.Keys.Where(n => kind is Data.DatabaseKind.Postgres || !PostgresOnly.Contains(n));

    /// <summary>
    /// The steps of one run: all of them by the full size; else a share of each database, another one with every seed, so that
    /// both together pass a seventh of the list each time.
    /// </summary>
    public static List<string> Share(Data.DatabaseKind kind, int seed, bool full)
    {
        const int Shares = 14;
        var own = On(kind).ToList();
        new Random(seed).Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(own));
        var half = kind is Data.DatabaseKind.Sqlite ? 0 : 1;
        return full ? own : [.. own.Where((_, i) => i % Shares == (2 * half) % Shares)];
    }
}
