using System.Reflection;
using System.Text.Json;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;

namespace VanLang.Exchange.Archives;

/// <summary>How long documents of a kind are kept by law: data with its source, not code.</summary>
/// <param name="Types">Names of document types; empty for all others.</param>
/// <param name="Years">Null for permanent.</param>
/// <param name="Source">Where the period is said, with [M] where it was noted from memory and is to be checked.</param>
internal sealed record RetentionRule(string Id, IReadOnlyList<string> Types, int? Years, string Source)
{
    /// <summary>The rules of <c>retention.json</c>, the particular ones first.</summary>
    public static IReadOnlyList<RetentionRule> All { get; } = Read();

    public static RetentionRule Of(Packet packet) => All.First(r => r.Types.Count == 0 || r.Types.Contains(packet.TypeName, StringComparer.OrdinalIgnoreCase));

    /// <summary>The day until which a file with these packets must be kept; null for ever.</summary>
    public static DateOnly? Until(IReadOnlyCollection<Packet> packets) =>
        packets.Any(p => Of(p).Years is null) ? null : packets.Max(p => DateOnly.FromDateTime(p.AcceptedAt.UtcDateTime).AddYears(Of(p).Years!.Value));

    private static List<RetentionRule> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("VanLang.Exchange.Archives.retention.json")!;
        return JsonSerializer.Deserialize<List<RetentionRule>>(stream, ReceiptSigner.Json)!;
    }
}
