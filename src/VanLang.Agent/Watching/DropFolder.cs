namespace VanLang.Agent.Watching;

/// <summary>
/// The folders of <c>watch DIR</c>: <c>out</c> (what a document system wants sent), <c>sent</c> and <c>failed</c> (each file with its receipt or reason), <c>in</c> (what
/// came), and <c>.vanlang</c> for the agent's own work. One agent at a time.
/// </summary>
internal sealed class DropFolder : IDisposable
{
    private readonly FileStream one;

    private DropFolder(string root, FileStream one)
    {
        Root = root;
        this.one = one;
    }

    public string Root { get; }

    public string Out => Path.Combine(Root, "out");

    public string Sent => Path.Combine(Root, "sent");

    public string Failed => Path.Combine(Root, "failed");

    public string In => Path.Combine(Root, "in");

    public string Staging => Path.Combine(Root, ".vanlang", "incoming");

    public string Journal => Path.Combine(Root, ".vanlang", "journal.jsonl");

    public static DropFolder Take(string root)
    {
        root = Directory.CreateDirectory(root).FullName;
        foreach (var name in (string[])["out", "sent", "failed", "in", ".vanlang", Path.Combine(".vanlang", "incoming")])
        {
            Directory.CreateDirectory(Path.Combine(root, name));
        }

        try
        {
            return new DropFolder(root, new FileStream(Path.Combine(root, ".vanlang", "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException)
        {
            throw new AgentException(ExitCodes.Files, $"Another agent watches {root}.");
        }
    }

    public void Dispose() => one.Dispose();
}
