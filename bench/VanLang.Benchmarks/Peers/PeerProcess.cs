using System.Diagnostics;
using System.Net.Sockets;

namespace VanLang.Benchmarks.Peers;

/// <summary>Debian's own programs, run from a temporary folder on loopback for one measurement.</summary>
internal static class PeerProcess
{
    /// <summary>Starts a program whose output goes to a file; what it starts inherits no pipe of ours.</summary>
    public static Process Start(string output, IReadOnlyDictionary<string, string> environment, params string[] command)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", output, .. command]) { WorkingDirectory = "/" };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    /// <summary>Runs a program to its end.</summary>
    /// <exception cref="InvalidOperationException">It failed; the text is what it said.</exception>
    public static async Task Run(string output, params string[] command)
    {
        using var process = Start(output, new Dictionary<string, string>(), command);
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{string.Join(' ', command)} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output)}");
        }
    }

    /// <summary>Waits until something listens on a port of loopback.</summary>
    public static async Task Listens(int port, TimeSpan patience, string output)
    {
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < patience)
        {
            try
            {
                using var probe = new TcpClient();
                await probe.ConnectAsync("127.0.0.1", port);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(200);
            }
        }

        throw new TimeoutException($"Nothing listens on {port} after {patience.TotalSeconds:0} s: {await File.ReadAllTextAsync(output)}");
    }
}
