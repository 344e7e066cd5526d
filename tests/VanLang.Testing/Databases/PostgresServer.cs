using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace VanLang.Testing.Databases;

/// <summary>
/// A PostgreSQL of our own on a unix socket in a temporary folder: no container, no port, no clash. PostgreSQL refuses to run as root,
/// so as root it is started as the user that its package made.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private static readonly Lazy<string?> Binaries = new(FindBinaries);

    private readonly string folder;

    private PostgresServer(string folder) => this.folder = folder;

    /// <summary>True when the server's programs are on this machine.</summary>
    public static bool Installed => Binaries.Value is not null;

    /// <summary>Connection string of a database of this server.</summary>
    public string Connection(string database) =>
        $"Host={folder}/socket;Username=vanlang;Database={database};Timeout=30;Command Timeout=60;Include Error Detail=true";

    /// <summary>Connection string of the database for administration.</summary>
    public string Admin => Connection("postgres");

    /// <summary>Makes a new cluster in <paramref name="folder"/> and starts it.</summary>
    /// <param name="folder">A path that does not exist yet.</param>
    public static async Task<PostgresServer> Create(string folder)
    {
        Directory.CreateDirectory(folder);
        await Owned(folder);
        await Run(folder, "initdb", "-D", $"{folder}/cluster", "-A", "trust", "-U", "vanlang", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync");
        await File.AppendAllTextAsync($"{folder}/cluster/postgresql.conf", """

            listen_addresses = ''
            max_connections = 300
            shared_buffers = 64MB
            timezone = 'UTC'
            log_timezone = 'UTC'
            autovacuum_naptime = 60s

            """);
        return await Start(folder);
    }

    /// <summary>Starts a cluster that lies in <paramref name="folder"/>, possibly a copy.</summary>
    /// <param name="folder">Where it lies.</param>
    /// <param name="durable">fsync on: for tests that kill processes and count what is left. Other tests need no disk.</param>
    public static async Task<PostgresServer> Start(string folder, bool durable = false)
    {
        var server = new PostgresServer(folder);
        Directory.CreateDirectory($"{folder}/socket");
        await Owned($"{folder}/socket");
        await Run(folder, "pg_ctl", "-D", $"{folder}/cluster", "-l", $"{folder}/log", "-o", $"-k {folder}/socket" + (durable ? "" : " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"), "-w", "-t", "60", "start");
        return server;
    }

    /// <summary>False when the server has ended, for want of room say.</summary>
    public bool Alive => File.Exists($"{folder}/cluster/postmaster.pid") && int.TryParse(File.ReadLines($"{folder}/cluster/postmaster.pid").FirstOrDefault(), out var pid) && IsPostgres(pid);

    /// <summary>Starts it again, with fsync.</summary>
    public async Task Again() => await Start(folder, durable: true);

    /// <summary>Runs statements one by one on the administration database.</summary>
    public async Task Execute(params string[] statements) => await Execute(Admin, statements);

    /// <summary>Runs statements one by one.</summary>
    public static async Task Execute(string connection, params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create(connection + ";Pooling=false");
        await using var open = await source.OpenConnectionAsync();
        foreach (var sql in statements)
        {
            await using var command = new NpgsqlCommand(sql, open);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Stops in order; the folder stays.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await Run(folder, "pg_ctl", "-D", $"{folder}/cluster", "-m", "fast", "-w", "-t", "60", "stop");
    }

    /// <summary>Ends, at once, every server whose cluster lies below a folder; the folder is about to be removed.</summary>
    internal static void StopIn(string folder)
    {
        if (!Directory.Exists(folder))
        {
            return;
        }

        foreach (var file in Directory.GetDirectories(folder).Select(d => Path.Combine(d, "cluster", "postmaster.pid")).Where(File.Exists))
        {
            if (int.TryParse(File.ReadLines(file).FirstOrDefault(), out var pid) && IsPostgres(pid))
            {
                using var kill = Process.Start("kill", ["-QUIT", pid.ToString(CultureInfo.InvariantCulture)]);
                kill.WaitForExit();
                var watch = Stopwatch.StartNew();
                while (IsPostgres(pid) && watch.Elapsed < TimeSpan.FromSeconds(10))
                {
                    Thread.Sleep(20);
                }
            }
        }
    }

    // A server that has ended stays in the process table until the first process collects it, which in a container may take seconds
    // or never happen: such a one (state Z or X) is not waited for.
    private static bool IsPostgres(int pid)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{pid.ToString(CultureInfo.InvariantCulture)}/stat");
            var name = stat.LastIndexOf(')');
            return stat[..name].EndsWith("(postgres", StringComparison.Ordinal) && stat[name + 2] is not ('Z' or 'X');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private static async Task Owned(string path)
    {
        if (Environment.IsPrivilegedProcess)
        {
            await Run("chown", ["postgres:", path], path);
        }
    }

    private static Task Run(string folder, string program, params string[] arguments)
    {
        var path = Path.Combine(Binaries.Value ?? throw new InvalidOperationException("PostgreSQL is not installed."), program);
        return Environment.IsPrivilegedProcess
            ? Run("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", path, .. arguments], folder)
            : Run(path, arguments, folder);
    }

    private static async Task Run(string program, string[] arguments, string folder)
    {
        // The postmaster inherits what pg_ctl holds open: a pipe would never end, hence no redirection of its output.
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", Path.Combine(TestOutput(folder)), program, .. arguments]) { WorkingDirectory = "/" };
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            var said = await File.ReadAllTextAsync(TestOutput(folder));
            throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}: {said}");
        }
    }

    private static string TestOutput(string folder) => folder.TrimEnd('/') + ".out";

    private static string? FindBinaries()
    {
        const string packaged = "/usr/lib/postgresql";
        var versions = Directory.Exists(packaged)
            ? Directory.GetDirectories(packaged).OrderByDescending(d => int.TryParse(Path.GetFileName(d), out var v) ? v : 0).Select(d => Path.Combine(d, "bin"))
            : [];
        return versions.Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':')).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")) && File.Exists(Path.Combine(d, "postgres")));
    }
}
