using System.Diagnostics;
using VanLang.Testing;

namespace VanLang.Chaos.Tests.Nodes;

/// <summary>
/// HAProxy before the nodes, on the loopback, with a configuration of its own and no rights: the one of docs/operations.md, but that it
/// looks more often.
/// </summary>
internal sealed class Balancer : IAsyncDisposable
{
    private const string Program = "/usr/sbin/haproxy";

    private readonly Process process;
    private readonly string log;

    private Balancer(Process process, Uri address, string log) => (this.process, Address, this.log) = (process, address, log);

    /// <summary>Why there is none; null when there is.</summary>
    public static string? Missing => File.Exists(Program) ? null : "HAProxy";

    public Uri Address { get; }

    public string Printed => File.ReadAllText(log);

    public static async Task<Balancer> Start(string folder, int port, params (string Name, Uri Address)[] nodes)
    {
        Directory.CreateDirectory(folder);
        var configuration = Path.Combine(folder, "haproxy.cfg");
        await File.WriteAllTextAsync(configuration, $$"""
            global
              maxconn 1000
            defaults
              mode http
              option redispatch 1
              retries 3
              timeout connect 2s
              timeout client 60s
              timeout server 60s
              timeout check 1s
            frontend axis
              bind 127.0.0.1:{{port}}
              default_backend nodes
            backend nodes
              balance roundrobin
              option httpchk GET /health/ready
              http-check expect status 200
              default-server check inter 200ms fastinter 100ms fall 1 rise 1
            {{string.Join('\n', nodes.Select(n => $"  server {n.Name} {n.Address.Authority}"))}}

            """);
        var log = Path.Combine(folder, "haproxy.log");
        string[] command = [Program, "-db", "-f", configuration];
        if (Environment.IsPrivilegedProcess)
        {
            command = ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", .. command];
        }

        var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", "exec \"$@\" >\"$0\" 2>&1 </dev/null", log, .. command]))!;
        var balancer = new Balancer(process, new Uri($"http://127.0.0.1:{port}"), log);
        try
        {
            await balancer.Ready();
            return balancer;
        }
        catch
        {
            await balancer.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill();
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task Ready()
    {
        using var http = new HttpClient();
        await Poll.Until(
            async () =>
            {
                if (process.HasExited)
                {
                    throw new InvalidOperationException($"HAProxy ended with {process.ExitCode}: {Printed}");
                }

                try
                {
                    using var answer = await http.GetAsync(new Uri(Address, "/health/ready"));
                    return answer.IsSuccessStatusCode;
                }
                catch (HttpRequestException)
                {
                    return false;
                }
            },
            "HAProxy answers for a node",
            TimeSpan.FromSeconds(60));
    }
}
