using System.Globalization;
using VanLang.Data.Audit.Witnesses;
using VanLang.Kernel;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>
/// Another agency's watch over a log: polls its checkpoints, has growth proved, cosigns, and serves what it has signed, so that anybody
/// can compare. Ends with 4, and leaves the proof behind, when the log contradicts what was seen before.
/// </summary>
internal static class Witness
{
    private const int RefusedCode = 4;
    private const string Usage = "witness --of URL --key FILE [--state FOLDER] [--name NAME] [--listen URL] [--peer URL]... [--every SECONDS] [--once]";

    private sealed record Options(Uri Of, string Key, string State, string Name, string? Listen, IReadOnlyList<Uri> Peers, TimeSpan Every, bool Once);

    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        if (Read(args) is not { } options)
        {
            await Console.Error.WriteLineAsync("Usage: " + Usage);
            return 2;
        }

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseUrls(options.Listen ?? "http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);
        await using var app = builder.Build();
        var clock = new Clock(new ServerSettings().Time);
        var memory = new WitnessMemory(options.State, options.Key, options.Name, clock.Now);
        Map(app, memory);
        if (options.Listen is not null)
        {
            await app.StartAsync(ct);
        }

        Console.WriteLine($"Witness {options.Name} ({memory.Key.Kid}) watches {options.Of}. Its public key, to be registered there:\n{memory.Key.Public.ToPem()}");
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = TimeSpan.FromSeconds(20), MaxResponseContentBufferSize = 1 << 20 };
        var watch = new WatchLog(http, options.Of, options.Peers, memory, clock, app.Services.GetRequiredService<ILogger<WatchLog>>());
        var stopping = app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        try
        {
            while (true)
            {
                var answered = await watch.Look(stopping);
                if (options.Once)
                {
                    return answered ? 0 : 1;
                }

                await Task.Delay(options.Every, stopping);
            }
        }
        catch (WatchLog.RefusedException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return RefusedCode;
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            return 0;
        }
    }

    private static void Map(WebApplication app, WitnessMemory memory)
    {
        app.MapGet("/checkpoints", () => Results.Text(string.Concat(memory.Nodes.Select(memory.All)), "text/plain; charset=utf-8"));
        app.MapGet("/latest/{node}", (string node) => !memory.Nodes.Contains(node) || memory.LastText(node) is not { } last ? Results.NotFound() : Results.Text(last, "text/plain; charset=utf-8"));
        app.MapGet("/key", () => Results.Text(memory.Key.Public.ToPem(), "application/x-pem-file"));
    }

    private static Options? Read(string[] args)
    {
        var values = new List<(string Name, string Value)>();
        var once = false;
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--once")
            {
                once = true;
            }
            else if (args[i] is "--of" or "--key" or "--state" or "--name" or "--listen" or "--peer" or "--every" && i + 1 < args.Length)
            {
                values.Add((args[i], args[++i]));
            }
            else
            {
                return null;
            }
        }

        string? One(string name) => values.FindLast(v => v.Name == name).Value;
        var key = One("--key");
        var every = One("--every") is { } text ? double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds > 0 ? seconds : (double?)null : 5;
        return key is null || every is null || Address(One("--of")) is not { } of || values.Exists(v => v.Name == "--peer" && Address(v.Value) is null)
            ? null
            : new Options(of, key, One("--state") ?? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(key))!, "witness"), One("--name") ?? Path.GetFileNameWithoutExtension(key), One("--listen"), [.. values.Where(v => v.Name == "--peer").Select(v => Address(v.Value)!)], TimeSpan.FromSeconds(every.Value), once);
    }

    private static Uri? Address(string? text) =>
        Uri.TryCreate(text?.TrimEnd('/') + "/", UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address : null;
}
