using System.Text;
using System.Text.Json;

namespace VanLang.Chaos.Tests.Kills;

/// <summary>What a sender was promised.</summary>
internal sealed record Ack(string Sender, string DocumentId, string Digest, Guid PacketId, string Receipt, IReadOnlyList<string> Recipients);

/// <summary>
/// A sender's own memory of every acknowledgement, on disk before it counts: the checker believes this file, not the server and not
/// this process's memory.
/// </summary>
internal sealed class AckJournal(string file) : IDisposable
{
    private readonly FileStream stream = new(file, FileMode.Append, FileAccess.Write, FileShare.Read);

    public void Write(Ack ack)
    {
        stream.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(ack) + "\n"));
        stream.Flush(flushToDisk: true);
    }

    public static IReadOnlyList<Ack> Read(string file) => [.. File.ReadLines(file).Select(l => JsonSerializer.Deserialize<Ack>(l)!)];

    public void Dispose() => stream.Dispose();
}
