using VanLang.Organizations.Contracts;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Lookup;

internal readonly record struct NameSpan(DateOnly From, string Name, string ShortName, OrganizationKind Kind, string Folded);

internal readonly record struct ParentSpan(DateOnly From, DateOnly? To, string ParentCode);

internal readonly record struct CodeSpan(IdentifierScheme Scheme, string Value, DateOnly From, DateOnly? To)
{
    public bool Covers(DateOnly date) => From <= date && (To is null || date <= To);
}

internal readonly record struct LockSpan(DateOnly From, DateOnly? Until);

/// <summary>One organisation in memory, through its whole life. Never changed once a snapshot holds it.</summary>
internal sealed class SnapshotNode
{
    public static readonly OrganizationContact NoContact = new("", "", "", "", "");

    public required string Code { get; init; }

    public required int Level { get; init; }

    public required DateOnly From { get; init; }

    public DateOnly? To { get; init; }

    public string? Successor { get; init; }

    public OrganizationContact Contact { get; init; } = NoContact;

    /// <summary>By first day.</summary>
    public NameSpan[] Names { get; set; } = [];

    public ParentSpan[] Parents { get; set; } = [];

    public CodeSpan[] Codes { get; set; } = [];

    public LockSpan[] Locks { get; set; } = [];

    public OrganizationState StateAt(DateOnly date)
    {
        if (date < From)
        {
            return OrganizationState.NotYet;
        }

        if (date > To)
        {
            return OrganizationState.Ended;
        }

        foreach (var span in Locks)
        {
            if (span.From <= date && (span.Until is null || date < span.Until))
            {
                return OrganizationState.Locked;
            }
        }

        return OrganizationState.Active;
    }

    public bool IsInBeing(DateOnly date) => From <= date && (To is null || date <= To);

    /// <summary>The name borne at the date; before the life the first one, after it the last one.</summary>
    public ref readonly NameSpan NameAt(DateOnly date)
    {
        for (var i = Names.Length - 1; i > 0; i--)
        {
            if (Names[i].From <= date)
            {
                return ref Names[i];
            }
        }

        return ref Names[0];
    }

    /// <summary>The parent at the date; of an ended organisation the last one that it had.</summary>
    public string? ParentAt(DateOnly date)
    {
        var asked = date > To ? To.Value : date;
        foreach (var span in Parents)
        {
            if (span.From <= asked && (span.To is null || asked <= span.To))
            {
                return span.ParentCode;
            }
        }

        return null;
    }

    /// <summary>The QCVN 102 code at the date, or else the last one borne.</summary>
    public string? Code102At(DateOnly date)
    {
        CodeSpan? last = null;
        foreach (var span in Codes)
        {
            if (span.Scheme is not IdentifierScheme.Qcvn102)
            {
                continue;
            }

            if (span.Covers(date))
            {
                return span.Value;
            }

            last = last is null || span.From > last.Value.From ? span : last;
        }

        return last?.Value;
    }
}
