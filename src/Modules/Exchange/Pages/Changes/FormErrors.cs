using VanLang.Kernel;

namespace VanLang.Exchange.Pages.Changes;

/// <summary>Errors of use cases that calls and pages share name the field of the call; a page's form names it with a capital.</summary>
internal static class FormErrors
{
    public static Result<T> OnForm<T>(this Result<T> result) => result.IsOk
        ? result
        : Result<T>.Failed([.. result.Errors.Select(e => e.Field is { Length: > 0 } field ? e.At(char.ToUpperInvariant(field[0]) + field[1..]) : e)]);
}
