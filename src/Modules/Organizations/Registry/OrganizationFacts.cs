using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>What an organisation is called, and what it is, between two dates. A document shows the name that its agency bore on its date.</summary>
internal sealed class OrganizationName
{
    private OrganizationName()
    {
    }

    internal OrganizationName(string code, NameInput input, DateOnly from, LegalTextId? basis)
    {
        OrganizationCode = code;
        ValidFrom = from;
        Set(input, basis);
    }

    public string OrganizationCode { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    /// <summary>Last day; null while it lasts.</summary>
    public DateOnly? ValidTo { get; internal set; }

    public string Name { get; private set; } = "";

    /// <summary>For maps and narrow lists: "Nghệ An".</summary>
    public string ShortName { get; private set; } = "";

    /// <summary>Changes with the name at times: Ủy ban Dân tộc became Bộ Dân tộc và Tôn giáo.</summary>
    public OrganizationKind Kind { get; private set; }

    /// <summary>Name and short name folded for search, a bar between them so that no search runs over both.</summary>
    public string Folded { get; private set; } = "";

    public LegalTextId? BasisId { get; private set; }

    internal void Set(NameInput input, LegalTextId? basis)
    {
        Name = input.Name.Trim();
        ShortName = string.IsNullOrWhiteSpace(input.ShortName) ? Name : input.ShortName.Trim();
        Kind = input.Kind;
        Folded = TextFolding.Fold(Name) + "|" + TextFolding.Fold(ShortName);
        BasisId = basis ?? BasisId;
    }
}

/// <summary>A name as it is entered.</summary>
internal sealed record NameInput(string Name, string? ShortName, OrganizationKind Kind)
{
    /// <summary>The packet header takes 200 characters (OrganName).</summary>
    public const int MaxLength = 200;

    public static Error? Check(NameInput input) =>
        string.IsNullOrWhiteSpace(input.Name) ? OrganizationsErrors.NameRequired.At(nameof(Name))
        : input.Name.Trim().Length > MaxLength ? OrganizationsErrors.NameTooLong.With(MaxLength).At(nameof(Name))
        : input.ShortName?.Trim().Length > MaxLength ? OrganizationsErrors.NameTooLong.With(MaxLength).At(nameof(ShortName))
        : null;
}

/// <summary>A code of one scheme that an organisation bears between two dates: the conversion table of the two schemes.</summary>
internal sealed class OrganizationIdentifier
{
    private OrganizationIdentifier()
    {
    }

    internal OrganizationIdentifier(string code, IdentifierScheme scheme, string value, DateOnly from, DateOnly? to, string source, LegalTextId? basis)
    {
        OrganizationCode = code;
        Scheme = scheme;
        Value = value;
        ValidFrom = from;
        ValidTo = to;
        Source = source;
        BasisId = basis;
    }

    public string OrganizationCode { get; private set; } = "";

    public IdentifierScheme Scheme { get; private set; }

    public string Value { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    public DateOnly? ValidTo { get; internal set; }

    /// <summary>Where it was taken from, or who confirmed it.</summary>
    public string Source { get; private set; } = "";

    public LegalTextId? BasisId { get; private set; }

    /// <summary>Somebody has compared it: where is recorded in the place of the mark.</summary>
    internal void Confirm(string source) => Source = source;
}

/// <summary>Under whom an organisation stands between two dates.</summary>
internal sealed class OrganizationParent
{
    private OrganizationParent()
    {
    }

    internal OrganizationParent(string code, string parentCode, DateOnly from, LegalTextId? basis)
    {
        OrganizationCode = code;
        ParentCode = parentCode;
        ValidFrom = from;
        BasisId = basis;
    }

    public string OrganizationCode { get; private set; } = "";

    public string ParentCode { get; private set; } = "";

    public DateOnly ValidFrom { get; private set; }

    public DateOnly? ValidTo { get; internal set; }

    public LegalTextId? BasisId { get; private set; }

    internal void Correct(string parentCode, LegalTextId? basis)
    {
        ParentCode = parentCode;
        BasisId = basis ?? BasisId;
    }
}

internal readonly record struct ExchangeLockId(Guid Value) : ITypedId<ExchangeLockId>
{
    public static ExchangeLockId From(Guid value) => new(value);
}

/// <summary>A time in which an organisation takes no part in the exchange, with the reason told to senders.</summary>
internal sealed class ExchangeLock
{
    private ExchangeLock()
    {
    }

    internal ExchangeLock(ExchangeLockId id, string code, DateOnly from, string reason)
    {
        Id = id;
        OrganizationCode = code;
        LockedFrom = from;
        Reason = reason;
    }

    public ExchangeLockId Id { get; private set; }

    public string OrganizationCode { get; private set; } = "";

    public DateOnly LockedFrom { get; private set; }

    /// <summary>First day on which it takes part again; null while locked.</summary>
    public DateOnly? LockedUntil { get; internal set; }

    public string Reason { get; private set; } = "";

    public bool Covers(DateOnly date) => LockedFrom <= date && (LockedUntil is null || date < LockedUntil);
}
