using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data.Audit;

namespace VanLang.Data.Leases;

/// <summary>
/// Takes and keeps leases: one holder at a time over all nodes on a database. A job that must not run twice at once is
/// <code>await leases.Run("job:mail", async (lease, ct) => ...)</code>
/// and lays <c>await lease.Hold(db, ct)</c> into the transaction of what it writes.
/// </summary>
public sealed class LeaseBook(IServiceScopeFactory scopes, DataNode node, IOptions<DatabaseOptions> options)
{
    private readonly string incarnation = Incarnation.New();

    /// <summary>How long a lease lasts unless it is prolonged: after that another node takes over from one that is gone.</summary>
    public TimeSpan Length => TimeSpan.FromSeconds(options.Value.LeaseSeconds);

    /// <summary>How often it is prolonged: two of them may fail.</summary>
    internal TimeSpan Pace => Length / 3;

    /// <summary>
    /// Does the work if nobody else is at it, and prolongs the lease meanwhile; false when another node is. The token of the work is
    /// cancelled when the lease is lost.
    /// </summary>
    public async Task<bool> Run(string name, Func<Lease, CancellationToken, Task> work, CancellationToken ct)
    {
        if (await TryTake(name, ct) is not { } lease)
        {
            return false;
        }

        using var over = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var keeping = Keep(lease, over);
        try
        {
            await work(lease, over.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new LeaseLostException(name);
        }
        finally
        {
            await over.CancelAsync();
            await keeping;
            await Release(lease, CancellationToken.None);
        }

        return true;
    }

    /// <summary>Takes it for this node when nobody holds it; null otherwise.</summary>
    internal Task<Lease?> TryTake(string name, CancellationToken ct, string? dead = null) => In(async db =>
    {
        var asked = Environment.TickCount64;
        var token = await LeaseTable.Take(db, name, node.Id, incarnation, Length, dead, ct);
        if (token is null)
        {
            return null;
        }

        var lease = new Lease(name, token.Value, Length);
        lease.Prolonged(asked);
        return lease;
    });

    /// <summary>False when it went to another process.</summary>
    internal Task<bool> Renew(Lease lease, CancellationToken ct) => In(async db =>
    {
        var asked = Environment.TickCount64;
        var ours = await LeaseTable.Renew(db, lease.Name, lease.Token, Length, ct);
        if (ours)
        {
            lease.Prolonged(asked);
        }

        return ours;
    });

    internal Task Release(Lease lease, CancellationToken ct) => In(async db =>
    {
        await LeaseTable.Release(db, lease.Name, lease.Token, ct);
        return true;
    });

    internal Task<LeaseRow?> Find(string name, CancellationToken ct) => In(db => db.Set<LeaseRow>().AsNoTracking().SingleOrDefaultAsync(l => l.Name == name, ct));

    internal Task<List<string>> Lapsed(string beginning, CancellationToken ct) => In(db => LeaseTable.Lapsed(db, beginning, ct));

    private async Task Keep(Lease lease, CancellationTokenSource over)
    {
        try
        {
            while (true)
            {
                await Task.Delay(Pace, over.Token);
                try
                {
                    if (!await Renew(lease, over.Token))
                    {
                        await over.CancelAsync();
                    }
                }
                catch (Exception e) when (e is not OperationCanceledException)
                {
                    // The database does not answer: the work cannot write either, and the token tells whether it was lost.
                }
            }
        }
        catch (OperationCanceledException)
        {
        }
    }

    private async Task<T> In<T>(Func<AuditDb, Task<T>> act)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<AuditDb>());
    }
}
