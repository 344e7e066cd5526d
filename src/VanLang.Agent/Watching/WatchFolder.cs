using VanLang.Client;

namespace VanLang.Agent.Watching;

/// <summary>Runs both directions side by side until it is stopped; an exchange that is away only makes it wait.</summary>
internal sealed class WatchFolder(ExchangeClient client, DropFolder folder, Output output, TimeSpan settle, TimeProvider time)
{
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongPoll = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Away = TimeSpan.FromSeconds(10);

    /// <summary>Everything there is now; how many files were refused.</summary>
    public async Task<int> Once(CancellationToken ct)
    {
        using var journal = WatchJournal.At(folder.Journal);
        var incoming = new TakeIncoming(client, folder, journal, output);
        await incoming.Recover(ct);
        var refused = await new SendOutgoing(client, folder, output, settle, time).Pass(ct);
        while (await incoming.Pass(TimeSpan.Zero, ct) > 0)
        {
            // Another page.
        }

        return refused;
    }

    /// <summary>Until it is stopped.</summary>
    public async Task Run(CancellationToken ct)
    {
        using var journal = WatchJournal.At(folder.Journal);
        var incoming = new TakeIncoming(client, folder, journal, output);
        var outgoing = new SendOutgoing(client, folder, output, settle, time);
        var recovered = false;
        var receive = Repeat(async () =>
        {
            if (!recovered)
            {
                await incoming.Recover(ct);
                recovered = true;
            }

            await incoming.Pass(LongPoll, ct);
        }, TimeSpan.Zero, ct);
        var send = Repeat(() => outgoing.Pass(ct), Look, ct);
        await Task.WhenAll(receive, send);
    }

    private async Task Repeat(Func<Task> pass, TimeSpan pause, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            try
            {
                await pass();
                await Task.Delay(pause, time, ct);
            }
            catch (ExchangeException e) when (e.Failure is ExchangeFailure.Unreachable or ExchangeFailure.NotAuthorized)
            {
                output.Note($"{e.Code}: {e.Message}");
                await Pause(ct);
            }
            catch (OperationCanceledException) when (ct.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task Pause(CancellationToken ct)
    {
        try
        {
            await Task.Delay(Away, time, ct);
        }
        catch (OperationCanceledException)
        {
            // Stopped while waiting.
        }
    }
}
