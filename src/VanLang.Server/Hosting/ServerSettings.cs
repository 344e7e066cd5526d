using System.Globalization;

namespace VanLang.Server.Hosting;

/// <summary>How this process runs: from the environment that ./run sets, or from a test.</summary>
public sealed record ServerSettings
{
#pragma warning disable RS0030 // The one place where the system's time enters; everything else asks Clock.
    private static readonly TimeProvider SystemTime = TimeProvider.System;
#pragma warning restore RS0030

    /// <summary>Addresses to listen on, separated by semicolons.</summary>
    public string Urls { get; init; } = "http://localhost:5080";

    /// <summary>Data folder; made absolute.</summary>
    public string DataFolder { get; init; } = Path.GetFullPath("data");

    /// <summary>Issuer of tokens and base of links; the first listening address unless set.</summary>
    public string? PublicUrl { get; init; }

    /// <summary>Npgsql connection string; SQLite without one.</summary>
    public string? Postgres { get; init; }

    /// <summary>Refuses demo data, development keys and sign-in over plain HTTP.</summary>
    public bool Production { get; init; }

    /// <summary>Whether demo data is made on the first start.</summary>
    public bool Demo { get; init; } = true;

    /// <summary>How long the node answers 503 on /health/ready before it stops listening, so that a load balancer looks away first.</summary>
    public TimeSpan Drain { get; init; }

    /// <summary>Where time comes from; the system's unless a test or the seed says otherwise.</summary>
    public TimeProvider Time { get; init; } = SystemTime;

    /// <summary>Folder of the archives of old months; in the data folder unless set.</summary>
    public string? ArchiveFolder { get; init; }

    /// <summary>Name of this node among others on one database.</summary>
    public string Node { get; init; } = "n1";

    /// <summary>Seconds after which other nodes take over from one that is not heard of.</summary>
    public int LeaseSeconds { get; init; } = 10;

    /// <summary>Reverse proxies whose forwarded headers are believed.</summary>
    public IReadOnlyList<string> Proxies { get; init; } = [];

    /// <summary>Networks that webhooks may lead to although they are not public: CIDR, separated by semicolons.</summary>
    public string WebhookNetworks { get; init; } = "";

    /// <summary>Further configuration keys, for tests.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();

    /// <summary>The issuer.</summary>
    public string Issuer => (PublicUrl ?? Urls.Split(';')[0]).TrimEnd('/');

    /// <summary>Reads VANLANG_URLS, VANLANG_DATA, VANLANG_ARCHIVE, VANLANG_PUBLIC_URL, VANLANG_POSTGRES, VANLANG_MODE, VANLANG_DEMO, VANLANG_NODE, VANLANG_LEASE_SECONDS, VANLANG_PROXIES, VANLANG_WEBHOOK_NETWORKS and VANLANG_DRAIN_SECONDS.</summary>
    public static ServerSettings FromEnvironment()
    {
        static string? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

        var defaults = new ServerSettings();
        var production = Read("VANLANG_MODE") switch
        {
            null or "demo" => false,
            "production" => true,
            var other => throw new ArgumentException($"VANLANG_MODE is '{other}'; known are demo and production."),
        };
        if (production && Read("VANLANG_DEMO") == "1")
        {
            throw new ArgumentException("Demo data is refused under VANLANG_MODE=production.");
        }

        return new ServerSettings
        {
            Urls = Read("VANLANG_URLS") ?? defaults.Urls,
            DataFolder = Path.GetFullPath(Read("VANLANG_DATA") ?? "data"),
            ArchiveFolder = Read("VANLANG_ARCHIVE") is { } archive ? Path.GetFullPath(archive) : null,
            PublicUrl = Read("VANLANG_PUBLIC_URL"),
            Postgres = Read("VANLANG_POSTGRES"),
            Production = production,
            Demo = !production && Read("VANLANG_DEMO") != "0",
            Node = Read("VANLANG_NODE") ?? defaults.Node,
            LeaseSeconds = Read("VANLANG_LEASE_SECONDS") is { } seconds ? int.Parse(seconds, CultureInfo.InvariantCulture) : defaults.LeaseSeconds,
            Proxies = Read("VANLANG_PROXIES")?.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) ?? [],
            WebhookNetworks = Read("VANLANG_WEBHOOK_NETWORKS") ?? "",
            Drain = TimeSpan.FromSeconds(int.Parse(Read("VANLANG_DRAIN_SECONDS") ?? "0", CultureInfo.InvariantCulture)),
        };
    }
}
