using Npgsql;

namespace VanLang.Data.Storage;

/// <summary>
/// One at a time over all nodes for what happens before there is a table of leases. PostgreSQL lets it go with the connection, so a
/// node that dies holds up nobody. On SQLite the lock of the data folder does the same.
/// </summary>
public sealed class AdvisoryLock : IAsyncDisposable
{
    private const long Group = 0x56414E4C414E4700; // "VANLANG" and a number

    private readonly NpgsqlConnection? connection;

    private AdvisoryLock(NpgsqlConnection? connection) => this.connection = connection;

    /// <summary>What is done by one node at a time.</summary>
    public enum Purpose
    {
        /// <summary>Bringing tables up to date.</summary>
        Migrate,

        /// <summary>Catalogues and first keys at a start.</summary>
        Prepare,

        /// <summary>The demo's month.</summary>
        Demo,
    }

    /// <summary>Waits for its turn.</summary>
    public static async Task<AdvisoryLock> Take(string? postgres, Purpose purpose, CancellationToken ct)
    {
        if (string.IsNullOrEmpty(postgres))
        {
            return new AdvisoryLock(null);
        }

        // Held for as long as another node's first start takes.
        var text = new NpgsqlConnectionStringBuilder(postgres) { Pooling = false, CommandTimeout = 0, KeepAlive = 30 }.ConnectionString;
        var connection = new NpgsqlConnection(text);
        try
        {
            await connection.OpenAsync(ct);
            await using var command = new NpgsqlCommand("SELECT pg_advisory_lock(@key)", connection);
            command.Parameters.AddWithValue("key", Group + (long)purpose);
            await command.ExecuteNonQueryAsync(ct);
            return new AdvisoryLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => connection?.DisposeAsync() ?? ValueTask.CompletedTask;
}
