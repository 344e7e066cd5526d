using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Clocks;
using VanLang.Exchange.Receipts;

namespace VanLang.Exchange.Ingest;

/// <summary>The writer's own connection with its prepared commands; thrown away after any failure.</summary>
internal sealed class IngestSession : IAsyncDisposable
{
    /// <summary>The log's counter: one for all nodes, so that positions follow the order of commits.</summary>
    public const string PositionSeries = "position";

    /// <summary>The counter of statuses, moved only by who holds the log's.</summary>
    public const string StatusSeries = "status";

    private readonly AsyncServiceScope scope;
    private readonly ExchangeDb db;
    private readonly BulkRows rows;
    private readonly ReceiptSigner signer;
    private readonly BlobStore blobs;

    private IngestSession(AsyncServiceScope scope, ExchangeDb db, ReceiptSigner signer)
    {
        blobs = scope.ServiceProvider.GetRequiredService<BlobStore>();
        this.scope = scope;
        this.db = db;
        this.signer = signer;
        rows = new BulkRows(db);
    }

    public static async Task<IngestSession> Open(IServiceScopeFactory scopes, ReceiptSigner signer)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
            await db.Database.OpenConnectionAsync();
            return new IngestSession(scope, db, signer);
        }
        catch
        {
            await scope.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// One transaction for all works. The log's counter is held first: until the commit no other writer decides anything, so
    /// what is looked up stays true, and a duplicate cannot slip in between.
    /// </summary>
    public async Task<IngestBatch> Run(IReadOnlyList<IngestWork> works)
    {
        var ct = CancellationToken.None;
        var deadlines = await scope.ServiceProvider.GetRequiredService<DeadlineBooks>().For(works, ct);
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        CrashPoint.At("ingest.begun");
        var last = await db.NextNumbers(PositionSeries, 0, ct);
        var batch = new IngestBatch(db, await BatchKnowledge.Load(db, works, ct), signer, blobs, deadlines, last, await db.NextNumbers(StatusSeries, 0, ct));
        CrashPoint.At("ingest.loaded");
        foreach (var work in works)
        {
            batch.Decide(work);
        }

        CrashPoint.At("ingest.decided");

        if (batch.AuditRows == 0)
        {
            return batch; // Nothing but repeats and refusals: nothing to write.
        }

        if (batch.Packets.Count > 0)
        {
            await db.NextNumbers(PositionSeries, batch.Packets.Count, ct);
        }

        if (batch.Statuses > 0)
        {
            await db.NextNumbers(StatusSeries, batch.Statuses, ct);
        }

        var lastRow = batch.Gather(rows, await db.NextNumbers(Counters.AuditSeries(db.Node.Id), batch.AuditRows, ct))!;
        await batch.Count().Gather(rows, ct);
        await batch.CountClocks().Gather(rows, ct);
        CrashPoint.At("ingest.numbered");
        await rows.Write(ct);
        CrashPoint.At("ingest.written");
        try
        {
            await transaction.CommitAsync(ct);
        }
        catch (Exception e)
        {
            throw new CommitUnknownException(batch, lastRow, e);
        }

        CrashPoint.At("ingest.committed");
        db.Node.AuditWritten.Raise();
        return batch;
    }

    /// <summary>Whether exactly this audit row is in the table.</summary>
    public async Task<bool> Holds(AuditRow row)
    {
        var there = await db.AuditRows.AsNoTracking().Where(r => r.Node == row.Node && r.Number == row.Number).Select(r => r.Hash).FirstOrDefaultAsync();
        return there is not null && there.AsSpan().SequenceEqual(row.Hash);
    }

    public async ValueTask DisposeAsync()
    {
        rows.Dispose();
        await scope.DisposeAsync();
    }
}

/// <summary>COMMIT was sent and its answer was lost.</summary>
internal sealed class CommitUnknownException(IngestBatch batch, AuditRow lastAuditRow, Exception cause) : Exception("The answer to a commit was lost.", cause)
{
    public IngestBatch Batch => batch;

    public AuditRow LastAuditRow => lastAuditRow;
}

/// <summary>Nothing can be committed at the moment: the sender keeps the packet and tries again.</summary>
internal sealed class IngestUnavailableException(string message, Exception cause) : Exception(message, cause);
