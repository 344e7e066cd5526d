namespace VanLang.Data.Audit;

/// <summary>
/// A table of a module whose rows never change once written, each covered by a hash that an audit row of the same commit
/// bears. Registered as a singleton; <c>verify</c> then finds every changed, deleted and inserted row of that table too.
/// </summary>
public interface IRecordProof
{
    /// <summary>Name of the module.</summary>
    string Module { get; }

    /// <summary>Name of the table, as reports show it.</summary>
    string Table { get; }

    /// <summary>What an audit row with this action and detail says about rows of the table; empty when nothing.</summary>
    IReadOnlyList<RecordHash> Claims(string action, string? detail);

    /// <summary>
    /// The table's rows that belong to the audit rows of a node numbered from <paramref name="from"/> to <paramref name="to"/>,
    /// their hashes computed from what is stored now. All rows of the table must be found by some node and number.
    /// </summary>
    Task<IReadOnlyList<RecordHash>> Records(ModuleDb db, string node, long from, long to, CancellationToken ct);

    /// <summary>Every node that rows of the table name.</summary>
    Task<IReadOnlyList<string>> Nodes(ModuleDb db, CancellationToken ct);
}

/// <summary>One row of a proved table.</summary>
/// <param name="Key">The row's key as reports show it; unique in the table.</param>
/// <param name="Hash">SHA-256 over all its columns (<see cref="CanonicalRow"/>).</param>
public sealed record RecordHash(string Key, byte[] Hash);
