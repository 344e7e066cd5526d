namespace VanLang.Data.Audit;

/// <summary>
/// A table of a module whose rows are covered by hashes in the audit rows of the acts that wrote them. Registered as a singleton;
/// <c>verify</c> then finds every changed, deleted, inserted and set-back row of that table too.
/// </summary>
public interface IRecordProof
{
    /// <summary>Name of the module.</summary>
    string Module { get; }

    /// <summary>Name of the table, as reports show it.</summary>
    string Table { get; }

    /// <summary>What an audit row with this action and detail says about rows of the table; empty when nothing.</summary>
    IReadOnlyList<RecordHash> Claims(string action, string? detail);

    /// <summary>The rows with these keys as they are stored now; those that are not there are left out.</summary>
    Task<IReadOnlyList<RecordHash>> Find(ModuleDb db, IReadOnlyCollection<string> keys, CancellationToken ct);

    /// <summary>How many rows the table has.</summary>
    Task<long> Count(ModuleDb db, CancellationToken ct);

    /// <summary>Every row as it is stored now; asked for only when rows have been found that no audit row tells of.</summary>
    IAsyncEnumerable<RecordHash> All(ModuleDb db, CancellationToken ct);
}

/// <summary>One row of a proved table.</summary>
/// <param name="Key">The row's key as reports show it; unique in the table.</param>
/// <param name="Version">Grows with every act on the row; 0 for rows that never change.</param>
/// <param name="Hash">SHA-256 over all its columns (<see cref="RowHash"/>).</param>
public sealed record RecordHash(string Key, long Version, byte[] Hash);
