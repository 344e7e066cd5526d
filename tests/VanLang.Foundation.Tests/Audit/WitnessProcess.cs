using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit.Witnesses;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Another agency's witness, as a process of its own: <c>./run witness</c>.</summary>
internal sealed class WitnessProcess(string name) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(10) };

    private readonly string folder = Directory.CreateTempSubdirectory("vanlang-witness-").FullName;
    private Process? process;
    private Task<string>? said;

    public string Name => name;

    public Uri Address { get; } = new($"http://127.0.0.1:{FreePort()}");

    /// <summary>Everything it has signed.</summary>
    public string Notes => Path.Combine(folder, "state", "n1.log");

    public IEnumerable<string> RefusalFiles => Directory.GetFiles(Path.Combine(folder, "state"), "refusal-*");

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public async Task Start(Uri log, params IEnumerable<Uri> peers)
    {
        var arguments = (List<string>)[Path.Combine(AppContext.BaseDirectory, "VanLang.Server.dll"), "witness", "--of", log.ToString(), "--key", Path.Combine(folder, Name + ".pem"), "--state", Path.Combine(folder, "state"), "--listen", Address.ToString().TrimEnd('/'), "--every", "0.2", .. peers.SelectMany(p => new[] { "--peer", p.ToString() })];
        process = Process.Start(new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync()).ContinueWith(t => string.Concat(t.GetAwaiter().GetResult()), TaskScheduler.Default);
        await Poll.Until(async () => await Ask("key") is not null, $"witness {Name} listens", TimeSpan.FromSeconds(60));
    }

    /// <summary>The administrator of the log takes its key.</summary>
    public async Task Register(IServiceProvider services)
    {
        var pem = await Ask("key");
        await using var scope = services.CreateAsyncScope();
        var taken = await scope.ServiceProvider.GetRequiredService<RegisterWitness>().Handle(new RegisterWitness.Input(Name, pem), Actor.Platform("Quản trị"), CancellationToken.None);
        Assert.True(taken.IsOk);
    }

    /// <summary>Size of the last checkpoint that it signed.</summary>
    public async Task<long> Seen() => await Ask("latest/n1") is { } note ? CosignedNote.Parse(note)!.Size : 0;

    public Task WaitFor(long size) => Poll.Until(Seen, s => s >= size, $"witness {Name} has seen {size} entries", TimeSpan.FromSeconds(60));

    /// <summary>Waits for its end.</summary>
    public async Task<(int Code, string Said)> End()
    {
        await process!.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(60));
        return (process.ExitCode, await said!);
    }

    public async Task Kill()
    {
        process!.Kill();
        await process.WaitForExitAsync();
    }

    public async Task<string?> Ask(string path)
    {
        try
        {
            using var answer = await Http.GetAsync(new Uri(Address, path));
            return answer.IsSuccessStatusCode ? await answer.Content.ReadAsStringAsync() : null;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (process is { HasExited: false })
        {
            await Kill();
        }

        process?.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
