using VanLang.Agent.Watching;

namespace VanLang.Client.Tests.Watching;

/// <summary>The journal's promises over restarts and torn lines.</summary>
public sealed class WatchJournalTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-journal-").FullName;

    private string Path => System.IO.Path.Combine(folder, "journal.jsonl");

    [Fact]
    public void What_was_promised_is_known_after_a_restart_and_what_was_done_is_forgotten()
    {
        var (a, b, packet) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        using (var journal = WatchJournal.At(Path))
        {
            journal.Note(a, packet, JournalState.Publishing);
            journal.Note(b, packet, JournalState.Publishing);
            journal.Note(a, packet, JournalState.Acknowledged);
        }

        using var again = WatchJournal.At(Path);

        Assert.Equal([b], again.Open.Keys);
        Assert.Equal(packet, again.Open[b]);
        Assert.Single(File.ReadLines(Path));
    }

    [Fact]
    public void A_line_torn_by_a_kill_counts_as_not_written()
    {
        var (a, b) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        using (var journal = WatchJournal.At(Path))
        {
            journal.Note(a, a, JournalState.Publishing);
            journal.Note(b, b, JournalState.Publishing);
        }

        var bytes = File.ReadAllBytes(Path);
        for (var cut = 1; cut < 100; cut += 7)
        {
            File.WriteAllBytes(Path, bytes[..^cut]);

            using var again = WatchJournal.At(Path);

            Assert.Contains(a, again.Open.Keys);
            Assert.Equal(cut == 1 ? 2 : 1, again.Open.Count);
        }
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
