using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using VanLang.Kernel;

namespace VanLang.Web.Http;

/// <summary>
/// Which parameter of a route could not be read. The framework says so in the text of its exception only; a text of another form, as a later
/// version may bring, falls back to the plain sentence, and a test notices.
/// </summary>
internal static partial class BoundValue
{
    private const int Longest = 60;

    public static Error? Fault(BadHttpRequestException exception)
    {
        if (NotRead().Match(exception.Message) is { Success: true } wrong)
        {
            var value = wrong.Groups["value"].Value;
            var name = wrong.Groups["name"].Value;
            return WebErrors.Parameter.With(name, value.Length > Longest ? value[..Longest] + "…" : value).At(name);
        }

        return NotThere().Match(exception.Message) is { Success: true } missing
            ? WebErrors.ParameterMissing.With(missing.Groups["name"].Value).At(missing.Groups["name"].Value)
            : null;
    }

    [GeneratedRegex("^Failed to bind parameter \"\\S+ (?<name>\\w+)\" from \"(?<value>.*)\"\\.$", RegexOptions.Singleline)]
    private static partial Regex NotRead();

    [GeneratedRegex("^Required parameter \"\\S+ (?<name>\\w+)\" was not provided")]
    private static partial Regex NotThere();
}
