using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Push;

/// <summary>A server whose administrator has named the loopback as a network that may be called, and which waits two seconds for an answer.</summary>
public sealed class PushSqliteApp : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => PushSettings.Of(settings);
}

/// <summary>The same on PostgreSQL.</summary>
public sealed class PushPostgresApp : PostgresApp
{
    protected override ServerSettings Configure(ServerSettings settings) => PushSettings.Of(settings);
}

internal static class PushSettings
{
    public static ServerSettings Of(ServerSettings settings) => settings with
    {
        WebhookNetworks = "127.0.0.0/8",
        Overrides = new Dictionary<string, string?>(settings.Overrides) { ["Outbound:TotalSeconds"] = "2", ["Outbound:ConnectSeconds"] = "2" },
    };
}
