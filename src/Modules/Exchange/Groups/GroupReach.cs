using VanLang.Exchange.Packets;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Groups;

/// <summary>Why a member of a group gets nothing today.</summary>
internal enum DropReason
{
    Unknown,
    NotYet,
    Ended,
    Locked,

    /// <summary>It is the sender itself, or has become it.</summary>
    Itself,
}

/// <summary>A member that is left out.</summary>
internal sealed record Dropped(string Code, string Name, DropReason Reason);

/// <summary>A member that another organisation continues and receives for.</summary>
internal sealed record Continued(string Code, string Name, string By);

/// <summary>Whom a group reaches on a day: each organisation once, in the place of its members those that continue them. What is left out is told, never dropped in silence.</summary>
internal sealed record GroupReach(IReadOnlyList<string> Reaches, IReadOnlyList<Dropped> Dropped, IReadOnlyList<Continued> Continued)
{
    public static GroupReach Of(IEnumerable<string> members, Parties parties, string own)
    {
        var (reaches, dropped, continued) = (new SortedSet<string>(StringComparer.Ordinal), new List<Dropped>(), new List<Continued>());
        foreach (var code in members)
        {
            var party = parties[code];
            if (Reason(party, own) is { } reason)
            {
                dropped.Add(new Dropped(code, party?.Entry.Name ?? code, reason));
                continue;
            }

            var receives = party!.InBeing!;
            reaches.Add(receives.Code);
            if (receives.Code != party.Entry.Code)
            {
                continued.Add(new Continued(code, party.Entry.Name, receives.Name));
            }
        }

        return new GroupReach([.. reaches], dropped, continued);
    }

    private static DropReason? Reason(Party? party, string own) => party switch
    {
        null => DropReason.Unknown,
        { Entry.State: OrganizationState.NotYet } => DropReason.NotYet,
        { InBeing: null } => DropReason.Ended,
        { InBeing.State: OrganizationState.Locked } => DropReason.Locked,
        _ when party.InBeing.Code == own => DropReason.Itself,
        _ => null,
    };
}
