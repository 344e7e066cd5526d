using System.Diagnostics;
using System.Globalization;

namespace VanLang.Benchmarks.Peers;

/// <summary>RabbitMQ on loopback as the user that its package made, with a name server of its own, gone at the end.</summary>
internal sealed class RabbitServer : IAsyncDisposable
{
    private const string Program = "/usr/lib/rabbitmq/bin/rabbitmq-server";
    private const int NamePort = 35674;

    private readonly string folder;
    private readonly Process process;

    private RabbitServer(string folder, Process process)
    {
        this.folder = folder;
        this.process = process;
    }

    public const int Port = 35672;

    public static bool Installed => File.Exists(Program);

    public static async Task<RabbitServer> Start(string folder)
    {
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync($"{folder}/plugins", "[].\n");
        await File.WriteAllTextAsync($"{folder}/env.conf", "");
        string[] command = [Program];
        if (Environment.IsPrivilegedProcess)
        {
            await PeerProcess.Run(folder + ".out", "chown", "-R", "rabbitmq:", folder);
            command = ["setpriv", "--reuid=rabbitmq", "--regid=rabbitmq", "--init-groups", .. command];
        }

        var process = PeerProcess.Start(folder + ".out", Settings(folder), command);
        var server = new RabbitServer(folder, process);
        await PeerProcess.Listens(Port, TimeSpan.FromMinutes(2), folder + ".out");
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        // The broker's own way of ending: it flushes and closes its queues.
        await PeerProcess.Run(folder + ".out", "kill", "-TERM", process.Id.ToString(CultureInfo.InvariantCulture));
        await process.WaitForExitAsync();
        process.Dispose();
        using var names = PeerProcess.Start(folder + ".out", Settings(folder), "epmd", "-port", NamePort.ToString(CultureInfo.InvariantCulture), "-kill");
        await names.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);
        File.Delete(folder + ".out");
    }

    private static Dictionary<string, string> Settings(string folder) => new()
    {
        ["HOME"] = folder,
        ["RABBITMQ_NODENAME"] = "bench@localhost",
        ["RABBITMQ_NODE_IP_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_NODE_PORT"] = Port.ToString(CultureInfo.InvariantCulture),
        ["RABBITMQ_DIST_PORT"] = "35673",
        ["RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS"] = "-kernel inet_dist_use_interface {127,0,0,1}",
        ["ERL_EPMD_PORT"] = NamePort.ToString(CultureInfo.InvariantCulture),
        ["ERL_EPMD_ADDRESS"] = "127.0.0.1",
        ["RABBITMQ_MNESIA_BASE"] = $"{folder}/mnesia",
        ["RABBITMQ_LOG_BASE"] = $"{folder}/log",
        ["RABBITMQ_ENABLED_PLUGINS_FILE"] = $"{folder}/plugins",
        ["RABBITMQ_CONF_ENV_FILE"] = $"{folder}/env.conf",
        ["RABBITMQ_CONFIG_FILE"] = $"{folder}/none",
        ["RABBITMQ_PID_FILE"] = $"{folder}/pid",
    };
}
