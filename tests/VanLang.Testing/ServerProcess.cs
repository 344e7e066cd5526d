using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using VanLang.Testing.Databases;

namespace VanLang.Testing;

/// <summary>
/// The server as a process of its own, the way it is installed: for tests that kill it, measure it, or meet it as a browser does.
/// Always on 127.0.0.1, on a port that stays the same over restarts.
/// </summary>
public sealed class ServerProcess : IAsyncDisposable
{
    private static readonly HttpClient Probe = new() { Timeout = TimeSpan.FromSeconds(5) };

    private readonly Dictionary<string, string> environment;
    private readonly string binary;
    private readonly bool owner;
    private Process? process;
    private TimeSpan patience = TimeSpan.FromMinutes(3);

    private ServerProcess(TestDatabase database, string host, int port, string binary, IReadOnlyDictionary<string, string>? more, bool owner = true)
    {
        Database = database;
        this.owner = owner;
        Address = new Uri($"http://{host}:{port}");
        this.binary = binary;
        environment = new Dictionary<string, string>
        {
            ["VANLANG_URLS"] = Address.ToString().TrimEnd('/'),
            ["VANLANG_DATA"] = database.DataFolder,
            ["VANLANG_POSTGRES"] = database.Postgres ?? "",
            ["DOTNET_gcServer"] = "0",
        };
        foreach (var (name, value) in more ?? new Dictionary<string, string>())
        {
            environment[name] = value;
        }
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>What it works on.</summary>
    public TestDatabase Database { get; }

    /// <summary>How long the last start took until /health/ready said 200.</summary>
    public TimeSpan StartedIn { get; private set; }

    /// <summary>True while the process lives.</summary>
    public bool Alive => process is { HasExited: false };

    /// <summary>Resident memory now, in MiB.</summary>
    public double ResidentMb => Status("VmRSS:");

    /// <summary>Greatest resident memory since the process began, in MiB.</summary>
    public double PeakMb => Status("VmHWM:");

    /// <summary>Begins the greatest resident memory anew (proc(5), clear_refs).</summary>
    public void ForgetPeak() => File.WriteAllText($"/proc/{process!.Id.ToString(CultureInfo.InvariantCulture)}/clear_refs", "5");

    /// <summary>What it has printed.</summary>
    public string Printed => File.Exists(LogFile) ? File.ReadAllText(LogFile) : "";

    private string LogFile => Database.DataFolder + (environment.TryGetValue("VANLANG_NODE", out var node) ? $".{node}.log" : ".log");

    /// <summary>Starts a server on a database and waits until it is ready.</summary>
    /// <param name="database">Its database.</param>
    /// <param name="environment">Further variables.</param>
    /// <param name="binary">VanLang.Server.dll; the one beside the tests unless a published one is measured.</param>
    public static async Task<ServerProcess> Start(TestDatabase database, IReadOnlyDictionary<string, string>? environment = null, string? binary = null)
    {
        var server = new ServerProcess(database, "127.0.0.1", FreePort(), binary ?? Path.Combine(AppContext.BaseDirectory, "VanLang.Server.dll"), environment);
        await server.Start();
        return server;
    }

    /// <summary>A further node on the database of another one, which it leaves alone when it ends. Not started yet.</summary>
    public static ServerProcess Node(TestDatabase database, IReadOnlyDictionary<string, string> environment) =>
        new(database, "127.0.0.1", FreePort(), Path.Combine(AppContext.BaseDirectory, "VanLang.Server.dll"), environment, owner: false);

    /// <summary>What a newcomer does: <c>./run</c>, on localhost (passkeys want a name), an empty data folder, the demo made on the first start.</summary>
    public static async Task<ServerProcess> ByRun(TestDatabase empty)
    {
        var server = new ServerProcess(empty, "localhost", FreePort(), Repository.At("run"), null) { patience = TimeSpan.FromMinutes(15) };
        await server.Start();
        return server;
    }

    /// <summary>A variable of the next start and of verbs; null takes it away.</summary>
    public void Set(string name, string? value)
    {
        if (value is null)
        {
            environment.Remove(name);
        }
        else
        {
            environment[name] = value;
        }
    }

    /// <summary>Starts again after a kill or stop.</summary>
    public async Task Start()
    {
        var watch = Stopwatch.StartNew();
        Launch();
        while (true)
        {
            if (process!.HasExited)
            {
                throw new InvalidOperationException($"The server ended with {process.ExitCode} before it was ready:\n{Tail()}");
            }

            try
            {
                using var answer = await Probe.GetAsync(new Uri(Address, "/health/ready"));
                if (answer.StatusCode == HttpStatusCode.OK)
                {
                    StartedIn = watch.Elapsed;
                    return;
                }
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }
            catch (TaskCanceledException)
            {
                // Listening and busy.
            }

            if (watch.Elapsed > patience)
            {
                throw new TimeoutException($"The server was not ready within {patience}:\n{Tail()}");
            }

            await Task.Delay(20);
        }
    }

    /// <summary>SIGKILL, no chance to write anything more; returns when the process is gone.</summary>
    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>SIGTERM; returns the exit code when it has ended in order.</summary>
    public async Task<int> Terminate()
    {
        await Signal("TERM");
        return await Ended();
    }

    /// <summary>Waits until the process has ended by itself, and returns its exit code.</summary>
    public async Task<int> Ended()
    {
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return process.ExitCode;
    }

    /// <summary>SIGSTOP: the process stands still, its connections stay open.</summary>
    public Task Pause() => Signal("STOP");

    /// <summary>SIGCONT.</summary>
    public Task Resume() => Signal("CONT");

    private async Task Signal(string name)
    {
        using var kill = Process.Start("kill", ["-" + name, process!.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Runs a verb of the binary on the same data, the server being down, and returns exit code and output.</summary>
    public async Task<(int Code, string Output)> Verb(params string[] arguments)
    {
        var start = binary.EndsWith(".dll", StringComparison.Ordinal) ? new ProcessStartInfo("dotnet", [binary, .. arguments]) : new ProcessStartInfo(binary, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        Fill(start);
        using var verb = Process.Start(start)!;
        var output = await Task.WhenAll(verb.StandardOutput.ReadToEndAsync(), verb.StandardError.ReadToEndAsync());
        await verb.WaitForExitAsync();
        return (verb.ExitCode, string.Concat(output));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (Alive)
        {
            await Kill();
        }

        process?.Dispose();
        if (owner)
        {
            await Database.Drop();
        }
    }

    private void Launch()
    {
        process?.Dispose();
        // The shell, and ./run, hand their place to the server: the process id is the server's own.
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"exec {(binary.EndsWith(".dll", StringComparison.Ordinal) ? "dotnet " : "")}\"$0\" serve >>\"$1\" 2>&1 </dev/null", binary, LogFile]);
        Fill(start);
        process = Process.Start(start)!;
    }

    private void Fill(ProcessStartInfo start)
    {
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
    }

    private double Status(string field)
    {
        var line = File.ReadLines($"/proc/{process!.Id.ToString(CultureInfo.InvariantCulture)}/status").First(l => l.StartsWith(field, StringComparison.Ordinal));
        return double.Parse(line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private string Tail() => string.Join('\n', Printed.Split('\n').TakeLast(30));

    /// <summary>A port of the loopback that nobody listens on now.</summary>
    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
