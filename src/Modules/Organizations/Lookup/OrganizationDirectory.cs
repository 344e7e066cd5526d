using Microsoft.Extensions.DependencyInjection;
using VanLang.Organizations.Contracts;

namespace VanLang.Organizations.Lookup;

/// <summary>
/// The dated directory in memory. Every packet resolves several codes, so no question may cost a database round trip; what
/// changes is read again from the tables that the event log names.
/// </summary>
internal sealed class OrganizationDirectory(IServiceScopeFactory scopes) : IOrganizationDirectory, IDisposable
{
    private readonly SemaphoreSlim loading = new(1);
    private Snapshot? current;
    private long changes = 1;
    private long seen;

    public long Version => Volatile.Read(ref current)?.Version ?? 0;

    /// <summary>The snapshot of now. Without a database call unless something was changed on this node or nothing is loaded yet.</summary>
    public ValueTask<Snapshot> Current(CancellationToken ct) =>
        Volatile.Read(ref seen) == Volatile.Read(ref changes) && Volatile.Read(ref current) is { } snapshot ? ValueTask.FromResult(snapshot) : new ValueTask<Snapshot>(Refresh(ct));

    /// <summary>Called after a commit that changed organisations, so that whoever changed them reads what he wrote.</summary>
    public void MarkStale() => Interlocked.Increment(ref changes);

    /// <summary>Brings the snapshot up to the log.</summary>
    public async Task<Snapshot> Refresh(CancellationToken ct)
    {
        await loading.WaitAsync(ct);
        try
        {
            // Taken before the tables are read and told after it: a reader in between still waits, and a change in between still counts.
            var upTo = Volatile.Read(ref changes);
            await using var scope = scopes.CreateAsyncScope();
            var loaded = await SnapshotLoader.Load(scope.ServiceProvider.GetRequiredService<OrganizationsDb>(), current, ct);
            Volatile.Write(ref current, loaded);
            Volatile.Write(ref seen, upTo);
            return loaded;
        }
        finally
        {
            loading.Release();
        }
    }

    public async ValueTask<IReadOnlyDictionary<string, OrganizationEntry>> Resolve(IReadOnlyCollection<string> codes, DateOnly at, CancellationToken ct)
    {
        var snapshot = await Current(ct);
        var found = new Dictionary<string, OrganizationEntry>(codes.Count);
        foreach (var code in codes)
        {
            if (snapshot.Find(code, at) is { } node)
            {
                found[code] = snapshot.Entry(node, at);
            }
        }

        return found;
    }

    public async ValueTask<OrganizationEntry?> InBeing(string code, DateOnly at, CancellationToken ct)
    {
        var snapshot = await Current(ct);
        return snapshot.InBeing(code, at) is { } node ? snapshot.Entry(node, at) : null;
    }

    public async ValueTask<IReadOnlyDictionary<string, IReadOnlyList<Predecessor>>> Predecessors(IReadOnlyCollection<string> codes, DateOnly at, CancellationToken ct)
    {
        var snapshot = await Current(ct);
        var found = new Dictionary<string, IReadOnlyList<Predecessor>>();
        foreach (var code in codes)
        {
            if (snapshot.Find(code, at) is { } node && snapshot.Predecessors(node, at) is { Count: > 0 } ended)
            {
                found[code] = ended;
            }
        }

        return found;
    }

    public async ValueTask<IReadOnlyList<OrganizationEntry>> All(DateOnly at, CancellationToken ct) => (await Current(ct)).View(at).All;

    public async ValueTask<IReadOnlyList<OrganizationEntry>> Search(string text, DateOnly at, int limit, CancellationToken ct)
    {
        var snapshot = await Current(ct);
        return [.. NameSearch.Run(snapshot, text, at, limit).Select(n => snapshot.Entry(n, at))];
    }

    public void Dispose() => loading.Dispose();
}
