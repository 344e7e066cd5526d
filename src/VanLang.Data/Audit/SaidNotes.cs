using VanLang.Data.Keys;

namespace VanLang.Data.Audit;

/// <summary>A file of checkpoint notes: the node's own, or one that another party kept.</summary>
/// <param name="Name">As reports show it.</param>
/// <param name="File">Its path.</param>
/// <param name="Binding">Bytes that were there before the snapshot of the store began: whatever they say must be in the store.</param>
/// <param name="IsOwn">True when the file must hold every checkpoint; a witness may keep some only.</param>
internal sealed record NoteSource(string Name, string File, long Binding, bool IsOwn);

/// <summary>Compares the store's checkpoints, by size, with everything that was said about this log before.</summary>
internal sealed class SaidNotes : IAsyncDisposable
{
    public const string Table = "audit.checkpoints";

    private static readonly string[] Columns = ["node", "size", "root", "head", "at", "kid", "signature", "signature"];

    private readonly List<Reader> readers;

    public SaidNotes(IReadOnlyList<NoteSource> sources, string node, CancellationToken ct) =>
        readers = [.. sources.Select(s => new Reader(s, node, CheckpointLog.Read(s.File, ct).GetAsyncEnumerator(ct)))];

    /// <summary>The first source that says something else about this size, and what; null when all agree or are silent.</summary>
    public async Task<(string Source, string Column)?> Compare(Checkpoint checkpoint, PublicKey? key, VerificationReport report)
    {
        (string, string)? difference = null;
        foreach (var reader in readers)
        {
            await reader.MoveTo(checkpoint.Size, report);
            if (reader.Size != checkpoint.Size)
            {
                reader.Silent(checkpoint.Size);
                continue;
            }

            reader.Met(report);
            if (key is not null && reader.Note != checkpoint.ToNote(key))
            {
                difference ??= (reader.Source.Name, FirstDifference(reader.Note!, checkpoint.ToNote(key)));
            }
        }

        return difference;
    }

    /// <summary>After the last checkpoint: whatever was said beyond it is lost.</summary>
    public async Task Finish(VerificationReport report)
    {
        foreach (var reader in readers)
        {
            await reader.MoveTo(long.MaxValue, report);
            reader.ReportSilence(report, mayBeCut: true);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var reader in readers)
        {
            await reader.Notes.DisposeAsync();
        }
    }

    private static string FirstDifference(string a, string b)
    {
        var (left, right) = (a.Split('\n'), b.Split('\n'));
        var at = Enumerable.Range(0, Math.Max(left.Length, right.Length)).First(i => left.ElementAtOrDefault(i) != right.ElementAtOrDefault(i));
        return Columns[Math.Min(at, Columns.Length - 1)];
    }

    private sealed class Reader(NoteSource source, string node, IAsyncEnumerator<(string Note, long End)> notes)
    {
        private readonly string origin = Checkpoint.Origin(node);
        private bool began;
        private bool met;
        private long end;
        private long silentFrom;
        private long silent;

        public NoteSource Source => source;

        public IAsyncEnumerator<(string Note, long End)> Notes => notes;

        public string? Note { get; private set; }

        public long? Size { get; private set; }

        /// <summary>Skips to the first note of at least this size; a binding note passed over is one that the store no longer has.</summary>
        public async Task MoveTo(long size, VerificationReport report)
        {
            if (!began)
            {
                began = true;
                await Next(report);
            }

            while (Size < size)
            {
                if (!met && end <= source.Binding)
                {
                    report.Add(Table, $"{node}/{Size}", null, $"điểm kiểm đã công bố trong {source.Name} không còn trong sổ: sổ đã bị lùi lại hoặc xoá", $"the checkpoint said in {source.Name} is no longer in the store: it was rolled back or deleted");
                }

                await Next(report);
            }
        }

        public void Silent(long size)
        {
            if (source.IsOwn)
            {
                silentFrom = silent++ == 0 ? size : silentFrom;
            }
        }

        public void Met(VerificationReport report)
        {
            met = true;
            ReportSilence(report);
        }

        /// <summary>A crash can keep the very last checkpoint out of the file, never one before it.</summary>
        public void ReportSilence(VerificationReport report, bool mayBeCut = false)
        {
            if (silent > (mayBeCut ? 1 : 0))
            {
                report.Add(source.Name, $"{node}/{silentFrom}", null, $"tệp thiếu {silent} điểm kiểm mà sổ có", $"the file lacks {silent} checkpoints that the store has");
            }

            silent = 0;
        }

        private async Task Next(VerificationReport report)
        {
            var before = Size;
            (Note, Size, met) = (null, null, false);
            while (await notes.MoveNextAsync())
            {
                var title = Checkpoint.Title(notes.Current.Note);
                if (title is null || (title.Value.Origin == origin && title.Value.Size <= before))
                {
                    report.Add(source.Name, $"{node} byte {end}", null, "đoạn này không phải là điểm kiểm tiếp theo", "this is not the next checkpoint");
                }
                else if (title.Value.Origin == origin)
                {
                    (Note, Size, end) = (notes.Current.Note, title.Value.Size, notes.Current.End);
                    return;
                }

                end = notes.Current.End;
            }
        }
    }
}
