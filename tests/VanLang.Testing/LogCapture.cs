using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace VanLang.Testing;

/// <summary>One line of the server's log.</summary>
public sealed record LogLine(LogLevel Level, string Category, EventId Event, string Message, Exception? Exception);

/// <summary>Keeps what the server logs, for tests that say what must be there and what must never be.</summary>
public sealed class LogCapture : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> lines = new();

    /// <summary>All lines so far.</summary>
    public IReadOnlyList<LogLine> Lines => [.. lines];

    /// <summary>Errors and worse: most tests of a happy path want none.</summary>
    public IReadOnlyList<LogLine> Errors => [.. lines.Where(l => l.Level >= LogLevel.Error)];

    /// <summary>Forgets.</summary>
    public void Clear() => lines.Clear();

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => new Capturing(categoryName, lines);

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private sealed class Capturing(string category, ConcurrentQueue<LogLine> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue(new LogLine(logLevel, category, eventId, formatter(state, exception), exception));
    }
}
