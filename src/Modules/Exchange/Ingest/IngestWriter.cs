using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VanLang.Data.Blobs;
using VanLang.Data.Leases;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// The one writer of packets, deliveries and statuses on this node: group commit of what waits, at most 256 works a transaction,
/// without any delay of its own. Whoever submits is answered after the commit, never before. A work that cannot be committed
/// fails alone.
/// </summary>
internal sealed partial class IngestWriter : IHostedService, IAsyncDisposable
{
    public const int BatchSize = 256;
    private const int Waiting = 4 * BatchSize;
    private const int Attempts = 5;

    private readonly Channel<IngestWork> channel = Channel.CreateBounded<IngestWork>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly IServiceScopeFactory scopes;
    private readonly ReceiptSigner signer;
    private readonly InboxSignals inboxes;
    private readonly BlobStore blobs;
    private readonly Clock clock;
    private readonly ILogger<IngestWriter> logger;
    private readonly Task writing;
    private IngestSession? session;

    public IngestWriter(IServiceScopeFactory scopes, ReceiptSigner signer, InboxSignals inboxes, BlobStore blobs, Clock clock, ILogger<IngestWriter> logger)
    {
        this.scopes = scopes;
        this.signer = signer;
        this.inboxes = inboxes;
        this.blobs = blobs;
        this.clock = clock;
        this.logger = logger;
        writing = Task.Run(Write);
    }

    /// <summary>
    /// Commits a work and answers its outcome. Once it is in the queue it is seen through: the caller's going away does not take it
    /// out, because it may be committed already.
    /// </summary>
    public async Task<Result<T>> Submit<T>(IngestWork<T> work, CancellationToken ct)
    {
        try
        {
            await channel.Writer.WriteAsync(work, ct);
            CrashPoint.At("ingest.submitted");
        }
        catch (ChannelClosedException)
        {
            return ExchangeErrors.Draining;
        }

        try
        {
            return await work.Done;
        }
        catch (IngestUnavailableException e)
        {
            return DatabaseFaults.IsFull(e) ? ExchangeErrors.StorageFull : ExchangeErrors.DatabaseAway;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Drains: takes no more, and commits everything that was taken. The stopping token is not heeded: answers are owed.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        channel.Writer.TryComplete();
        await writing;
    }

    public async ValueTask DisposeAsync()
    {
        channel.Writer.TryComplete();
        await writing;
        await Reset();
    }

    private async Task Write()
    {
        while (await channel.Reader.WaitToReadAsync())
        {
            var works = new List<IngestWork>();
            while (works.Count < BatchSize && channel.Reader.TryRead(out var work))
            {
                works.Add(work);
            }

            await Commit(works);
        }
    }

    private async Task Commit(List<IngestWork> works)
    {
        try
        {
            var batch = await Try(works);
            works.ForEach(w => w.Complete());
            CrashPoint.At("ingest.completed");
            foreach (var recipient in batch.Recipients)
            {
                inboxes.Raise(recipient);
            }
        }
        catch (Exception e) when (works.Count > 1 && e is not IngestUnavailableException)
        {
            // One of them is poison: halves, until it stands alone. The others pay a few more commits.
            LogSplit(logger, e, works.Count);
            await Commit(works[..(works.Count / 2)]);
            await Commit(works[(works.Count / 2)..]);
        }
        catch (Exception e)
        {
            LogFailed(logger, e, works.Count);
            works.ForEach(w => w.Fail(e));
        }
    }

    private async Task<IngestBatch> Try(List<IngestWork> works)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                session ??= await IngestSession.Open(scopes, signer);
                return await session.Run(works);
            }
            catch (CommitUnknownException unknown)
            {
                await Reset();
                RefuseWhenBroken(unknown);
                if (await Committed(unknown, attempt))
                {
                    return unknown.Batch;
                }

                if (DatabaseFaults.IsFull(unknown))
                {
                    throw new IngestUnavailableException("The database has no room.", unknown);
                }
            }
            catch (Exception e)
            {
                await Reset();
                RefuseWhenBroken(e);
                if (DatabaseFaults.IsFull(e))
                {
                    throw new IngestUnavailableException("The database has no room.", e);
                }

                if (e is LeaseLostException)
                {
                    throw new IngestUnavailableException("Another process took over from this node.", e);
                }

                if (!DatabaseFaults.IsTransient(e))
                {
                    throw;
                }

                if (attempt >= Attempts)
                {
                    throw new IngestUnavailableException("The database does not answer.", e);
                }

                LogRetry(logger, e, attempt);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50 << attempt), clock.Provider);
        }
    }

    // A commit that is tried again after a failed sync may be said to be durable and not be (the kernel drops what it could not write).
    private void RefuseWhenBroken(Exception e)
    {
        if (DatabaseFaults.IsBroken(e))
        {
            blobs.Break(e);
            throw new IngestUnavailableException("The disk of the database failed.", e);
        }
    }

    // The answer to COMMIT was lost: the last audit row of the batch tells whether it took place.
    private async Task<bool> Committed(CommitUnknownException unknown, int attempt)
    {
        LogUnknown(logger, unknown);
        try
        {
            await using var asking = await IngestSession.Open(scopes, signer);
            return await asking.Holds(unknown.LastAuditRow);
        }
        catch (Exception e) when (DatabaseFaults.IsTransient(e) && attempt < Attempts)
        {
            return false; // Asked again by the retry itself: the bytes of a packet and the text of a report are found there.
        }
        catch (Exception e)
        {
            throw new IngestUnavailableException("The outcome of a commit is not known.", e);
        }
    }

    private async Task Reset()
    {
        if (session is not null)
        {
            await session.DisposeAsync();
            session = null;
        }
    }

    [LoggerMessage(EventId = 5001, Level = LogLevel.Warning, Message = "A batch of {Count} works failed and is split to find the one that cannot be committed.")]
    private static partial void LogSplit(ILogger logger, Exception cause, int count);

    [LoggerMessage(EventId = 5002, Level = LogLevel.Error, Message = "{Count} works could not be committed; their senders are told to try again.")]
    private static partial void LogFailed(ILogger logger, Exception cause, int count);

    [LoggerMessage(EventId = 5003, Level = LogLevel.Warning, Message = "The database did not take a batch, attempt {Attempt}.")]
    private static partial void LogRetry(ILogger logger, Exception cause, int attempt);

    [LoggerMessage(EventId = 5004, Level = LogLevel.Warning, Message = "The answer to a commit was lost; looking up what became of it.")]
    private static partial void LogUnknown(ILogger logger, Exception cause);
}
