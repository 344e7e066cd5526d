using Microsoft.Extensions.Logging;

namespace VanLang.Data.Blobs;

/// <summary>The end of trust in a disk that failed to sync.</summary>
public sealed partial class BlobStore
{
    private readonly TaskCompletionSource brokenOnce = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? broken;

    /// <summary>Why the store refuses to keep anything; null while it is sound. Part of readiness.</summary>
    public Exception? Broken => Volatile.Read(ref broken);

    /// <summary>Ends when the store is broken: whoever runs the process ends it then.</summary>
    public Task WhenBroken => brokenOnce.Task;

    /// <summary>
    /// Whoever syncs files of its own in the data folder tells a failure here: what one file system call has lost, the next may claim to
    /// have kept.
    /// </summary>
    public void Break(Exception cause)
    {
        if (Interlocked.CompareExchange(ref broken, cause, null) is null)
        {
            LogBroken(logger, cause);
            brokenOnce.TrySetResult();
        }
    }

    private void RefuseWhenBroken()
    {
        if (Broken is { } cause)
        {
            throw new StorageBrokenException(cause);
        }
    }

    [LoggerMessage(EventId = 1301, Level = LogLevel.Critical, Message = "The disk failed to make data durable. Nothing more is acknowledged; the process ends and must be started anew.")]
    private static partial void LogBroken(ILogger logger, Exception cause);
}
