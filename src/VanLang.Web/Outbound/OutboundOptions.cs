using System.ComponentModel.DataAnnotations;
using System.Net;

namespace VanLang.Web.Outbound;

/// <summary>What the server may call, section <c>Outbound</c>.</summary>
public sealed class OutboundOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "Outbound";

    /// <summary>
    /// Networks that are not of the public internet and may be called all the same, over plain http too and on any port: those of a closed
    /// network, or of a test. CIDR, separated by semicolons; set by VANLANG_WEBHOOK_NETWORKS.
    /// </summary>
    public string Networks { get; set; } = "";

    /// <summary>Ports of the public internet that may be called, separated by semicolons.</summary>
    [RegularExpression("^[0-9]{1,5}(;[0-9]{1,5})*$")]
    public string Ports { get; set; } = "443;8443";

    /// <summary>Seconds for resolving, connecting and the TLS handshake.</summary>
    [Range(1, 60)]
    public int ConnectSeconds { get; set; } = 5;

    /// <summary>Seconds for the whole call, the answer's last byte included.</summary>
    [Range(1, 300)]
    public int TotalSeconds { get; set; } = 10;

    /// <summary>Bytes of an answer that are read; a longer one is a failure.</summary>
    [Range(0, 64 * 1024 * 1024)]
    public int AnswerBytes { get; set; } = 4096;

    internal IReadOnlyList<IPNetwork> Named() => [.. Networks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(n => IPNetwork.Parse(n))];

    internal IReadOnlySet<int> Allowed() => Ports.Split(';').Select(p => int.Parse(p, System.Globalization.CultureInfo.InvariantCulture)).ToHashSet();
}
