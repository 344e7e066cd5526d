using System.Runtime.CompilerServices;
using System.Text;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;

namespace VanLang.Data.Audit;

/// <summary>
/// The file of a node's checkpoint notes, appended and synced after each commit. It is meant to be copied away: whoever
/// holds a copy can show that a later log is not the one he saw.
/// </summary>
public static class CheckpointLog
{
    private const string SignatureMark = "— ";

    /// <summary>The node's file in a data folder.</summary>
    public static string FileOf(DatabaseOptions options, string node) => Path.Combine(options.DataFolder, "checkpoints", node + ".log");

    /// <summary>
    /// Appends a note and makes it durable, and answers the file's new length. Refuses when the file is not as long as expected: another
    /// process has sealed on, and this one slept between its commit and now.
    /// </summary>
    internal static long Append(string file, string note, long expected)
    {
        var folder = Path.GetDirectoryName(file)!;
        Directory.CreateDirectory(folder);
        using var alone = Alone(Path.ChangeExtension(file, ".lock"));
        var isNew = !File.Exists(file);
        if (LengthOf(file) != expected)
        {
            throw new AuditFaultException($"{file} was written by another process: nothing is appended to it.");
        }

        long length;
        using (var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.Read))
        {
            CrashPoint.Writing(file, created: isNew);
            stream.Write(Encoding.UTF8.GetBytes(note + "\n"));
            CrashPoint.At("checkpoint.unsynced");
            Sync(stream, file);
            length = stream.Length;
        }

        CrashPoint.At("checkpoint.synced");

        if (isNew)
        {
            DurableFiles.SyncFolder(folder);
        }

        return length;
    }

    private static void Sync(FileStream stream, string file)
    {
        try
        {
            CrashPoint.Fault("sync.checkpoint");
            stream.Flush(flushToDisk: true);
            CrashPoint.Synced(file);
        }
        catch (IOException e) when (!DurableSync.IsFull(e))
        {
            throw new StorageBrokenException(e);
        }
    }

    private static FileStream Alone(string file)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries < 100)
            {
                Thread.Sleep(10); // Another process appends one note: milliseconds, unless it was stopped in the middle.
            }
        }
    }

    /// <summary>Whole notes of a file with the place after each; what a crash cut short at the end is left out.</summary>
    internal static async IAsyncEnumerable<(string Note, long End)> Read(string file, [EnumeratorCancellation] CancellationToken ct)
    {
        if (!File.Exists(file))
        {
            yield break;
        }

        await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, Encoding.UTF8, detectEncodingFromByteOrderMarks: false);
        var note = new StringBuilder();
        var read = 0L;
        while (await reader.ReadLineAsync(ct) is { } line)
        {
            read += Encoding.UTF8.GetByteCount(line) + 1;
            // After a note come an empty line and, in a witness's file, that witness's own signature.
            if (note.Length == 0 && (line.Length == 0 || line.StartsWith(SignatureMark, StringComparison.Ordinal)))
            {
                continue;
            }

            note.Append(line).Append('\n');
            if (line.StartsWith(SignatureMark, StringComparison.Ordinal) && read <= stream.Length)
            {
                yield return (note.ToString(), read);
                note.Clear();
            }
        }
    }

    /// <summary>Bytes in the file now; 0 without one.</summary>
    internal static long LengthOf(string file) => File.Exists(file) ? new FileInfo(file).Length : 0;

    /// <summary>The last whole note; what a crash cut short after it is removed.</summary>
    internal static string? LastAfterRepair(string file)
    {
        const int Enough = 4096; // a note has under 600 bytes
        if (!File.Exists(file))
        {
            return null;
        }

        using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.Read);
        var start = Math.Max(0, stream.Length - Enough);
        stream.Position = start;
        var bytes = new byte[stream.Length - start];
        stream.ReadExactly(bytes);

        var mark = Encoding.UTF8.GetBytes("\n" + SignatureMark);
        var signature = bytes.AsSpan().LastIndexOf(mark);
        while (signature >= 0 && bytes.AsSpan(signature + 1).IndexOf((byte)'\n') < 0)
        {
            signature = bytes.AsSpan(0, signature).LastIndexOf(mark);
        }

        if (signature < 0)
        {
            if (start == 0)
            {
                stream.SetLength(0);
                stream.Flush(flushToDisk: true);
                return null;
            }

            throw new AuditFaultException($"The end of {file} holds no checkpoint: run verify.");
        }

        var end = signature + 1 + bytes.AsSpan(signature + 1).IndexOf((byte)'\n') + 1;
        var whole = start + end + 1; // with the empty line after it
        if (stream.Length > whole || stream.Length == whole - 1)
        {
            stream.SetLength(start + end);
            stream.Position = start + end;
            stream.WriteByte((byte)'\n');
            stream.Flush(flushToDisk: true);
        }

        var text = Encoding.UTF8.GetString(bytes, 0, end);
        var body = text.LastIndexOf("\n\n", text.Length - 2, StringComparison.Ordinal);
        var before = body <= 0 ? -1 : text.LastIndexOf("\n\n", body - 1, StringComparison.Ordinal);
        return before < 0 ? text : text[(before + 2)..];
    }
}
