using VanLang.Agent.Watching;
using VanLang.Client;

namespace VanLang.Agent.Listening;

/// <summary>
/// Works on what was pushed: an event says only that there is something, so the inbox is read by its cursor, each packet once, as <c>watch</c> does. An event
/// is done when a look at the inbox that began after it has ended; one that was never pushed is found by the look at the start.
/// </summary>
internal sealed class ListenFolder(ExchangeClient client, DropFolder drop, EventFolder events, Output output, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim news = new(1); // One look at the start. No upper bound: two events in the same moment may both find it empty, and one look too many does no harm.

    public void Arrived()
    {
        if (news.CurrentCount == 0)
        {
            news.Release();
        }
    }

    public async Task Run(CancellationToken ct)
    {
        using var journal = WatchJournal.At(drop.Journal);
        var incoming = new TakeIncoming(client, drop, journal, output);
        var recovered = false;
        try
        {
            while (true)
            {
                await news.WaitAsync(ct);
                try
                {
                    if (!recovered)
                    {
                        await incoming.Recover(ct);
                        recovered = true;
                    }

                    var pending = events.Pending();
                    while (await incoming.Pass(TimeSpan.Zero, ct) > 0)
                    {
                        // Another page.
                    }

                    foreach (var id in pending)
                    {
                        events.Finish(id);
                    }
                }
                catch (ExchangeException e) when (e.Failure is ExchangeFailure.Unreachable or ExchangeFailure.NotAuthorized)
                {
                    output.Note($"{e.Code}: {e.Message}");
                    await Task.Delay(Away, time, ct);
                    Arrived();
                }
            }
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // Stopped as it is meant to be.
        }
    }

    public void Dispose() => news.Dispose();
}
