using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

internal readonly record struct LegalTextId(Guid Value) : ITypedId<LegalTextId>
{
    public static LegalTextId From(Guid value) => new(value);
}

/// <summary>
/// A deciding text on which a code, a name or a merger rests, in the shape of the national code catalogue (QdBanHanh, NgayBanHanh, CoQuanBanHanh).
/// </summary>
internal sealed class LegalText
{
    private LegalText()
    {
    }

    public LegalText(LegalTextId id, LegalInput input)
    {
        Id = id;
        Number = input.Number.Trim();
        Date = input.Date;
        Issuer = input.Issuer?.Trim() ?? "";
        Source = input.Source?.Trim() ?? "";
        Unconfirmed = input.Unconfirmed;
    }

    public LegalTextId Id { get; private set; }

    public string Number { get; private set; } = "";

    public DateOnly? Date { get; private set; }

    public string Issuer { get; private set; } = "";

    /// <summary>Where the fact was taken from.</summary>
    public string Source { get; private set; } = "";

    /// <summary>Recorded from memory ([M]) and not yet compared with the text: pages say so.</summary>
    public bool Unconfirmed { get; private set; }

    public long Version { get; private set; }

    public Error? Correct(LegalInput input)
    {
        if (string.IsNullOrWhiteSpace(input.Number))
        {
            return OrganizationsErrors.BasisNumberRequired.At(nameof(LegalInput.Number));
        }

        (Number, Date, Issuer, Source, Unconfirmed) = (input.Number.Trim(), input.Date, input.Issuer?.Trim() ?? "", input.Source?.Trim() ?? "", input.Unconfirmed);
        return null;
    }
}

/// <summary>A deciding text as it is entered; nothing when the number is empty.</summary>
internal sealed record LegalInput(string Number, DateOnly? Date = null, string? Issuer = null, string? Source = null, bool Unconfirmed = false)
{
    public const int MaxNumber = 100;
    public const int MaxIssuer = 200;

    public static Error? Check(LegalInput? input) =>
        input is null ? null
        : (input.Number?.Length ?? 0) > MaxNumber ? OrganizationsErrors.BasisTooLong.With(MaxNumber).At("BasisNumber")
        : (input.Issuer?.Length ?? 0) > MaxIssuer ? OrganizationsErrors.BasisTooLong.With(MaxIssuer).At("BasisIssuer")
        : (input.Source?.Length ?? 0) > 400 ? OrganizationsErrors.BasisTooLong.With(400).At("BasisSource")
        : null;
}
