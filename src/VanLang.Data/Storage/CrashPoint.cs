using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace VanLang.Data.Storage;

/// <summary>
/// Named steps at which a test ends the process, or lets a sync fail. Every call is left out by the compiler unless the build defines
/// CRASH_POINTS, which a Release build never does: what is installed has no such step, whatever its environment says (ADR 25).
/// <c>VANLANG_CRASH=name</c> (or <c>name*3</c> for the third time) kills at that step; with <c>VANLANG_POWER_CUT=1</c> it also takes away what
/// had been written and not synced, as a power cut would; with <c>2</c> the new names stay over bytes that are gone. <c>VANLANG_FAULT=name</c> makes that sync fail once with EIO.
/// </summary>
public static class CrashPoint
{
    private const string Symbol = "CRASH_POINTS";
    private const int InputOutputError = 5; // EIO

    private static readonly Aim? Death = Aim.Read("VANLANG_CRASH");
    private static readonly Aim? Failure = Aim.Read("VANLANG_FAULT");
    private static readonly Unsynced? Volatile = Environment.GetEnvironmentVariable("VANLANG_POWER_CUT") is "1" or "2" ? new Unsynced() : null;
    private static readonly bool NamesStay = Environment.GetEnvironmentVariable("VANLANG_POWER_CUT") == "2";

    /// <summary>Ends the process here, at once, when a test asked for it.</summary>
    [Conditional(Symbol)]
    public static void At(string name)
    {
        if (Death?.Hit(name) == true)
        {
            Console.Out.WriteLine($"CRASH {name}");
            Console.Out.Flush();
            try
            {
                Volatile?.Lose();
            }
            finally
            {
                using var self = Process.GetCurrentProcess();
                self.Kill(); // SIGKILL: nothing runs after it, no handler and no finally.
                Thread.Sleep(Timeout.Infinite);
            }
        }
    }

    /// <summary>Throws what a failed sync throws, once, when a test asked for it.</summary>
    [Conditional(Symbol)]
    public static void Fault(string name)
    {
        if (Failure?.Hit(name) == true)
        {
            throw new IOException($"The sync failed (errno {InputOutputError}, injected at {name}).", InputOutputError);
        }
    }

    /// <summary>A file is being written; what it holds now is durable, what comes is not until <see cref="Synced"/>.</summary>
    [Conditional(Symbol)]
    public static void Writing(string path, bool created) => Volatile?.Writing(path, created);

    /// <summary>The bytes of a file have been made durable.</summary>
    [Conditional(Symbol)]
    public static void Synced(string path) => Volatile?.Synced(path);

    /// <summary>A file has got a new name, which a power cut undoes until the folder is synced.</summary>
    [Conditional(Symbol)]
    public static void Renamed(string from, string to) => Volatile?.Renamed(from, to);

    /// <summary>The names in a folder have been made durable.</summary>
    [Conditional(Symbol)]
    public static void SyncedFolder(string folder) => Volatile?.SyncedFolder(folder);

    /// <summary>Everything written has been made durable.</summary>
    [Conditional(Symbol)]
    public static void SyncedAll() => Volatile?.SyncedAll();

    [DllImport("libc", EntryPoint = "truncate", CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Truncate([MarshalAs(UnmanagedType.LPUTF8Str)] string path, long length);

    /// <summary>A name and which time it counts.</summary>
    private sealed class Aim(string name, int time)
    {
        private int left = time;

        public static Aim? Read(string variable)
        {
            var given = Environment.GetEnvironmentVariable(variable);
            if (string.IsNullOrEmpty(given))
            {
                return null;
            }

            if (Environment.GetEnvironmentVariable("VANLANG_MODE") == "production")
            {
                throw new InvalidOperationException($"{variable} is refused under VANLANG_MODE=production.");
            }

            var parts = given.Split('*');
            return new Aim(parts[0], parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 1);
        }

        public bool Hit(string at) => at == name && Interlocked.Decrement(ref left) == 0;
    }

    /// <summary>
    /// What a power cut would take. The lock is never let go again once the loss has begun: a thread that syncs in that moment never comes
    /// to say so, hence never answers for what is being taken away.
    /// </summary>
    private sealed class Unsynced
    {
        private readonly Lock gate = new();
        private readonly Dictionary<string, long> durable = [];
        private readonly HashSet<string> names = [];

        public void Writing(string path, bool created)
        {
            lock (gate)
            {
                durable.TryAdd(path, created ? 0 : new FileInfo(path).Length);
                if (created)
                {
                    names.Add(path);
                }
            }
        }

        public void Synced(string path)
        {
            lock (gate)
            {
                durable.Remove(path);
            }
        }

        public void Renamed(string from, string to)
        {
            lock (gate)
            {
                if (durable.Remove(from, out var length))
                {
                    durable[to] = length;
                }

                names.Remove(from);
                names.Add(to);
            }
        }

        public void SyncedFolder(string folder)
        {
            lock (gate)
            {
                names.RemoveWhere(n => Path.GetDirectoryName(n) == folder.TrimEnd(Path.DirectorySeparatorChar));
            }
        }

        public void SyncedAll()
        {
            lock (gate)
            {
                durable.Clear();
                names.Clear();
            }
        }

        public void Lose()
        {
            gate.Enter();
            foreach (var name in NamesStay ? [] : names)
            {
                File.Delete(name);
            }

            foreach (var (path, length) in durable.Where(d => File.Exists(d.Key) && new FileInfo(d.Key).Length > d.Value))
            {
                _ = Truncate(path, length); // Past the locks that this process holds on the file itself.
            }
        }
    }
}
