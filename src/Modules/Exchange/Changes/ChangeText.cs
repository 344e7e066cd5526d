using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>Text that people type and packets carry.</summary>
internal static class ChangeText
{
    /// <summary>Of BussinessDocReason and of a status' Description in the exchange format.</summary>
    public const int ReasonLength = 500;

    public static Error? Check(string? text, int most, string field) => text?.Trim() switch
    {
        null => null,
        { Length: var length } when length > most => ChangeErrors.TooLong.With(length, most).At(field),
        var t when t.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t')) => ExchangeErrors.ControlCharacter.At(field),
        _ => null,
    };
}
