using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Packets;

/// <summary>An organisation that a packet names.</summary>
/// <param name="As">The code as written.</param>
/// <param name="Entry">What the directory knows of it today.</param>
/// <param name="InBeing">Itself, or who continues it; null when nobody does.</param>
internal sealed record Party(string As, OrganizationEntry Entry, OrganizationEntry? InBeing);

/// <summary>The organisations of one packet, asked of the directory at once.</summary>
internal sealed class Parties(IReadOnlyDictionary<string, Party> found)
{
    public static async ValueTask<Parties> Load(IOrganizationDirectory directory, IReadOnlyCollection<string> codes, DateOnly today, CancellationToken ct)
    {
        var entries = await directory.Resolve(codes, today, ct);
        var parties = new Dictionary<string, Party>(entries.Count, StringComparer.Ordinal);
        foreach (var (code, entry) in entries)
        {
            var inBeing = entry.State is OrganizationState.Ended ? await directory.InBeing(entry.Code, today, ct) : entry;
            parties[code] = new Party(code, entry, inBeing);
        }

        return new Parties(parties);
    }

    public IEnumerable<KeyValuePair<string, Party>> All => found;

    public Party? this[string? code] => code is null ? null : found.GetValueOrDefault(code);
}
