using VanLang.Client;

namespace VanLang.Agent.Watching;

/// <summary>
/// Brings what comes into <c>in</c>, each packet once: fetched whole into the agent's own folder, noted in the journal, moved, acknowledged. After a kill the journal
/// tells whether a file is still to be moved or was moved already.
/// </summary>
internal sealed class TakeIncoming(ExchangeClient client, DropFolder folder, WatchJournal journal, Output output)
{
    private readonly HashSet<Guid> passedOver = [];
    private string? cursor;

    /// <summary>What a kill left half done.</summary>
    public async Task Recover(CancellationToken ct)
    {
        foreach (var (delivery, packet) in journal.Open.ToList())
        {
            await Finish(delivery, packet, ct);
        }
    }

    /// <summary>One look at the inbox; how many came.</summary>
    public async Task<int> Pass(TimeSpan wait, CancellationToken ct)
    {
        var page = await client.InboxPageAsync(cursor, wait, 50, ct: ct);
        foreach (var item in page.Items.Where(i => !passedOver.Contains(i.DeliveryId)))
        {
            try
            {
                await Take(item, ct);
            }
            catch (ExchangeException e) when (e.Failure is ExchangeFailure.Refused)
            {
                // One packet that cannot be had (recalled meanwhile, damaged) must not hold up the others.
                passedOver.Add(item.DeliveryId);
                output.Note($"passed over {item.PacketId} {e.Code}: {e.Message}");
            }
        }

        cursor = page.Next;
        return page.Items.Count;
    }

    private async Task Take(InboxItem item, CancellationToken ct)
    {
        if (!journal.Open.ContainsKey(item.DeliveryId))
        {
            await client.DownloadPacketAsync(item.PacketId, Staged(item.PacketId, ".edxml"), ct: ct);
            await DurableFile.WriteJson(Staged(item.PacketId, ".json"), item, ct);
            DurableFile.SyncFolder(folder.Staging);
            journal.Note(item.DeliveryId, item.PacketId, JournalState.Publishing);
        }

        await Finish(item.DeliveryId, item.PacketId, ct);
        output.Note($"received {item.PacketId} {item.From} {item.Kind}");
    }

    private async Task Finish(Guid delivery, Guid packet, CancellationToken ct)
    {
        // The facts first: whoever sees the packet finds them beside it.
        Publish(packet, ".json");
        Publish(packet, ".edxml");
        DurableFile.SyncFolder(folder.In);
        await client.AcknowledgeAsync(delivery, ct);
        journal.Note(delivery, packet, JournalState.Acknowledged);
    }

    private void Publish(Guid packet, string ending)
    {
        var staged = Staged(packet, ending);
        if (File.Exists(staged))
        {
            File.Move(staged, Path.Combine(folder.In, packet + ending), overwrite: true);
        }
    }

    private string Staged(Guid packet, string ending) => Path.Combine(folder.Staging, packet + ending);
}
