using System.Globalization;

namespace VanLang.Data.Leases;

/// <summary>What one process can know of another one.</summary>
internal enum Life
{
    /// <summary>It ran on another machine, or before this one was started anew, or in another container.</summary>
    Unknown,

    Alive,

    Dead,
}

/// <summary>
/// Names one process for ever: machine, its start, the space of its process ids, the id, and when the process began. So that a process
/// on the same machine can tell at once that the one before it is dead, and need not wait for its lease to end.
/// </summary>
internal static class Incarnation
{
    private static readonly string Space = OperatingSystem.IsLinux() ? Read("/proc/sys/kernel/random/boot_id")[..8] + Path.GetFileName(Link("/proc/self/ns/pid")) : "";
    private static int next;

    /// <summary>A name for one holder in this process.</summary>
    public static string New() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.MachineName}/{Space}/{Environment.ProcessId}/{Started(Environment.ProcessId)}/{Interlocked.Increment(ref next)}");

    /// <summary>Whether the process behind a name still runs.</summary>
    public static Life Of(string incarnation)
    {
        var parts = incarnation.Split('/');
        if (Space.Length == 0 || parts.Length != 5 || parts[0] != Environment.MachineName || parts[1] != Space || !int.TryParse(parts[2], CultureInfo.InvariantCulture, out var id))
        {
            return Life.Unknown;
        }

        return Started(id) == parts[3] ? Life.Alive : Life.Dead;
    }

    /// <summary>For people: machine and process id.</summary>
    public static string Say(string incarnation) => incarnation.Split('/') is [var machine, _, var id, ..] ? $"process {id} on {machine}" : "another process";

    // Field 22 of stat, counted from the machine's start; nothing for a process that has ended, also while nobody has collected it.
    private static string Started(int id)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "";
        }

        try
        {
            var stat = Read($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? "" : fields[19];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }

    private static string Read(string file) => File.ReadAllText(file).Trim();

    private static string Link(string file) => new FileInfo(file).LinkTarget ?? "";
}
