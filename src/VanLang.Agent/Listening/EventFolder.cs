using VanLang.Client.Events;

namespace VanLang.Agent.Listening;

/// <summary>
/// Events on the disk, each once: <c>.vanlang/events</c> holds what was taken and is still to be worked on, <c>events</c> what is done. The file's name is
/// the event's id, so a repetition is known by it, also after a restart.
/// </summary>
internal sealed class EventFolder
{
    private readonly string pending;
    private readonly string done;

    public EventFolder(string root)
    {
        pending = Directory.CreateDirectory(Path.Combine(root, ".vanlang", "events")).FullName;
        done = Directory.CreateDirectory(Path.Combine(root, "events")).FullName;
    }

    public bool Has(Guid id) => File.Exists(At(pending, id)) || File.Exists(At(done, id));

    /// <summary>On the disk for good when it returns: only then may the exchange be told that it was taken.</summary>
    public async Task Keep(ExchangeEvent happened, CancellationToken ct)
    {
        await DurableFile.WriteJson(At(pending, happened.Id), happened, ct);
        DurableFile.SyncFolder(pending);
    }

    /// <summary>Ids of what is still to be worked on, oldest first.</summary>
    public IReadOnlyList<Guid> Pending() => [.. Directory.EnumerateFiles(pending, "*.json").Select(Path.GetFileNameWithoutExtension).Where(n => Guid.TryParse(n, out _)).Select(n => Guid.Parse(n!)).Order()];

    public void Finish(Guid id)
    {
        File.Move(At(pending, id), At(done, id), overwrite: true);
        DurableFile.SyncFolder(done);
    }

    private static string At(string folder, Guid id) => Path.Combine(folder, id + ".json");
}
