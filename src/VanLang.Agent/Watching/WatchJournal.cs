using System.Text;
using System.Text.Json;

namespace VanLang.Agent.Watching;

/// <summary>How far an incoming delivery has come.</summary>
internal enum JournalState
{
    /// <summary>Staged whole; from here on it belongs into <c>in</c>, once.</summary>
    Publishing,

    /// <summary>In <c>in</c>, and the exchange knows that it was taken over.</summary>
    Acknowledged,
}

/// <summary>
/// What a drop folder has promised, line by line, on the disk before the act. Sending needs no memory (the same bytes give the same receipt), receiving
/// does: a file that somebody has taken out of <c>in</c> must not come a second time.
/// </summary>
internal sealed class WatchJournal : IDisposable
{
    private readonly FileStream file;
    private readonly Dictionary<Guid, Guid> open = [];

    private WatchJournal(FileStream file, Dictionary<Guid, Guid> open)
    {
        this.file = file;
        this.open = open;
    }

    /// <summary>Deliveries that are staged or published but not acknowledged, with their packets.</summary>
    public IReadOnlyDictionary<Guid, Guid> Open => open;

    public static WatchJournal At(string path)
    {
        var left = Read(path);

        // Written anew at each start: what was acknowledged never comes back and need not be remembered.
        var draft = path + ".draft";
        using (var fresh = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            foreach (var (delivery, packet) in left)
            {
                fresh.Write(Line(delivery, packet, JournalState.Publishing));
            }

            fresh.Flush(flushToDisk: true);
        }

        File.Move(draft, path, overwrite: true);
        DurableFile.SyncFolder(Path.GetDirectoryName(path)!);
        return new WatchJournal(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read), left);
    }

    public void Note(Guid delivery, Guid packet, JournalState state)
    {
        file.Write(Line(delivery, packet, state));
        file.Flush(flushToDisk: true);
        if (state is JournalState.Publishing)
        {
            open[delivery] = packet;
        }
        else
        {
            open.Remove(delivery);
        }
    }

    public void Dispose() => file.Dispose();

    private static Dictionary<Guid, Guid> Read(string path)
    {
        var open = new Dictionary<Guid, Guid>();
        if (!File.Exists(path))
        {
            return open;
        }

        foreach (var line in File.ReadLines(path))
        {
            Entry? entry;
            try
            {
                entry = JsonSerializer.Deserialize<Entry>(line, JsonSerializerOptions.Web);
            }
            catch (JsonException)
            {
                break; // The last line, torn by a kill: its act had not begun.
            }

            if (entry?.State == nameof(JournalState.Publishing))
            {
                open[entry.Delivery] = entry.Packet;
            }
            else if (entry is not null)
            {
                open.Remove(entry.Delivery);
            }
        }

        return open;
    }

    private static byte[] Line(Guid delivery, Guid packet, JournalState state) =>
        Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Entry(delivery, packet, state.ToString()), JsonSerializerOptions.Web) + "\n");

    private sealed record Entry(Guid Delivery, Guid Packet, string State);
}
