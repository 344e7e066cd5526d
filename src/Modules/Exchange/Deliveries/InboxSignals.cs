using System.Collections.Concurrent;
using VanLang.Data;

namespace VanLang.Exchange.Deliveries;

/// <summary>Wakes the long polls of an inbox on this node. Only a hint: whoever waits asks the database.</summary>
internal sealed class InboxSignals
{
    private readonly ConcurrentDictionary<string, Signal> signals = new(StringComparer.Ordinal);

    public void Raise(string recipientCode)
    {
        if (signals.TryGetValue(recipientCode, out var signal))
        {
            signal.Raise();
        }
    }

    /// <summary>The next raise; taken before the database is asked.</summary>
    public Task Next(string recipientCode) => signals.GetOrAdd(recipientCode, _ => new Signal()).Next;
}
