namespace VanLang.Data.Backup;

/// <summary>One instant of all modules' tables, held until they are copied.</summary>
internal abstract class DatabaseCut : IAsyncDisposable
{
    /// <summary>How long writers had to wait.</summary>
    public TimeSpan Held { get; protected set; }

    /// <summary>Node to the size of its last checkpoint within the cut.</summary>
    public abstract Task<Dictionary<string, long>> LastCheckpoints(CancellationToken ct);

    /// <summary>Module to the migration that made its tables.</summary>
    public abstract Task<Dictionary<string, string>> Schemas(CancellationToken ct);

    /// <summary>Copies the tables into the archive; <paramref name="work"/> is an empty folder for parts.</summary>
    public abstract Task Write(BackupArchive archive, string work, CancellationToken ct);

    public abstract ValueTask DisposeAsync();

    protected static string LastCheckpointsSql(string table) => $"SELECT node, max(size) FROM {table} GROUP BY node";
}
