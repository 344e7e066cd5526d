namespace VanLang.Data.Leases;

/// <summary>Somebody else has taken the lease since: whatever its holder was about to write is not written.</summary>
public sealed class LeaseLostException(string name) : Exception($"The lease '{name}' has gone to another process.")
{
    /// <summary>Name of the lease.</summary>
    public string Lease => name;
}

/// <summary>
/// A lease that this process took. It may have been lost without a sign (the process was stopped for longer than it lasts), so every
/// write that depends on it says so to the database: <see cref="Hold"/> in the transaction of the write.
/// </summary>
public sealed class Lease
{
    internal Lease(string name, long token, TimeSpan length) => (Name, Token, Length, prolonged) = (name, token, length, Environment.TickCount64);

    private long prolonged;

    /// <summary>Name of the lease.</summary>
    public string Name { get; }

    /// <summary>The fencing token: higher than that of every holder before.</summary>
    public long Token { get; }

    internal TimeSpan Length { get; }

    /// <summary>
    /// False once the lease may have run out, by this machine's own steady clock. For effects outside the database, which no token can
    /// hold back: look before each of them.
    /// </summary>
    public bool Fresh => Environment.TickCount64 - Volatile.Read(ref prolonged) < (long)Length.TotalMilliseconds;

    /// <summary>
    /// In the transaction of a write: throws when the lease was lost, and keeps others from taking it until the transaction ends.
    /// </summary>
    public async Task Hold(ModuleDb db, CancellationToken ct)
    {
        if (!await LeaseTable.Hold(db, Name, Token, ct))
        {
            throw new LeaseLostException(Name);
        }
    }

    // Taken before the question: the database counts from when it answered, which is later.
    internal void Prolonged(long asked) => Volatile.Write(ref prolonged, asked);
}
