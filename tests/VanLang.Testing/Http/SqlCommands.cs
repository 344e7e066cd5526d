using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace VanLang.Testing.Http;

/// <summary>
/// The SQL commands that each request of a <see cref="Browser"/> made, found by the request's trace: tests of list pages count them,
/// because a query per row is a fault that no wall clock shows on a small table.
/// </summary>
internal sealed class SqlCommands : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    private static readonly ConcurrentDictionary<string, ConcurrentQueue<string>> ByTrace = Listen();

    /// <summary>Begins to count for a trace id.</summary>
    public static void Watch(string traceId) => ByTrace[traceId] = new();

    /// <summary>The commands of a trace, in order; forgets them.</summary>
    public static IReadOnlyList<string> Take(string traceId) => ByTrace.TryRemove(traceId, out var found) ? [.. found] : [];

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == DbLoggerCategory.Name)
        {
            value.Subscribe(this);
        }
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value.Key == RelationalEventId.CommandExecuted.Name && value.Value is CommandExecutedEventData data
            && Activity.Current is { } activity && ByTrace.TryGetValue(activity.TraceId.ToHexString(), out var commands))
        {
            commands.Enqueue(data.Command.CommandText);
        }
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    private static ConcurrentDictionary<string, ConcurrentQueue<string>> Listen()
    {
        DiagnosticListener.AllListeners.Subscribe(new SqlCommands());
        return new();
    }
}
