using System.Text.RegularExpressions;
using VanLang.Kernel;

namespace VanLang.Organizations.Registry;

/// <summary>Schemes of agency codes that live side by side.</summary>
internal enum IdentifierScheme
{
    /// <summary>QCVN 102:2016/BTTTT: <c>000.00.00.G22</c>, right to left.</summary>
    Qcvn102,

    /// <summary>Decision 20/2020/QĐ-TTg: <c>G22</c>, <c>H37.02.02</c>, left to right.</summary>
    Qd20,

    /// <summary>A code seen in real packets that follows neither; known so that such a packet finds its agency.</summary>
    Other,
}

/// <summary>
/// The shape of agency codes: strict for codes issued here, lenient for codes received. The two schemes cannot be computed
/// from each other in general (the axis itself keeps oldCode beside code102), so the guess is only a proposal for a person.
/// </summary>
internal static partial class CodeRules
{
    public const int MaxLength = 35;

    public static IReadOnlyList<IdentifierScheme> Schemes { get; } = Enum.GetValues<IdentifierScheme>();

    public static string Code(this IdentifierScheme scheme) => scheme switch
    {
        IdentifierScheme.Qcvn102 => "QCVN102",
        IdentifierScheme.Qd20 => "QD20",
        _ => "other",
    };

    public static IdentifierScheme? ParseScheme(string? code) => code?.Trim().ToUpperInvariant() switch
    {
        "QCVN102" => IdentifierScheme.Qcvn102,
        "QD20" or "QĐ20" => IdentifierScheme.Qd20,
        "OTHER" => IdentifierScheme.Other,
        _ => null,
    };

    /// <summary>Codes are compared in upper case without space around them.</summary>
    public static string Normalise(string? code) => (code ?? "").Trim().ToUpperInvariant();

    /// <summary>Whether a code may be issued in a scheme.</summary>
    public static bool IsIssuable(IdentifierScheme scheme, string code) => scheme switch
    {
        IdentifierScheme.Qcvn102 => Strict102().IsMatch(code),
        IdentifierScheme.Qd20 => code.Length <= MaxLength && Strict20().IsMatch(code),
        _ => IsReceivable(code),
    };

    /// <summary>What may stand in a received packet at all; whether anybody bears it is the directory's answer.</summary>
    public static bool IsReceivable(string code) => code.Length is > 0 and <= MaxLength && Lenient().IsMatch(code);

    /// <summary>The scheme that a code looks like.</summary>
    public static IdentifierScheme SchemeOf(string code) =>
        Strict102().IsMatch(code) ? IdentifierScheme.Qcvn102 : IsIssuable(IdentifierScheme.Qd20, code) ? IdentifierScheme.Qd20 : IdentifierScheme.Other;

    /// <summary>
    /// Groups reversed, zero groups added: <c>G12.18</c> gives <c>000.00.18.G12</c>; null when the widths do not fit. Not the way back of
    /// <see cref="Propose20"/>: a zero group dropped there cannot be known here.
    /// </summary>
    public static string? Propose102(string code)
    {
        var groups = Normalise(code).Split('.');
        if (groups.Length > 4 || !Strict20().IsMatch(Normalise(code)))
        {
            return null;
        }

        Span<int> widths = [3, 2, 2, 3];
        var parts = new string[4];
        for (var i = 0; i < 4; i++)
        {
            var group = i < groups.Length ? groups[i] : "";
            if (i > 0 && !group.All(char.IsAsciiDigit))
            {
                return null;
            }

            // Two-digit groups may carry a leading zero too many: 002 at a place of two digits is 02.
            var trimmed = i == 0 ? group : group.TrimStart('0').PadLeft(widths[i], '0');
            if (trimmed.Length != widths[i])
            {
                return null;
            }

            parts[3 - i] = trimmed;
        }

        return string.Join('.', parts);
    }

    /// <summary>Groups reversed, zero groups dropped: <c>002.00.20.H13</c> gives <c>H13.20.002</c>.</summary>
    public static string? Propose20(string code102)
    {
        var code = Normalise(code102);
        if (!Strict102().IsMatch(code))
        {
            return null;
        }

        var groups = code.Split('.');
        Array.Reverse(groups);
        return string.Join('.', groups.Where(g => g.Any(c => c != '0')));
    }

    /// <summary>A new code continues the code of the organisation above it, as Decision 20/2020 builds them.</summary>
    public static Error? CheckNew(string code, string? parentCode)
    {
        if (!IsIssuable(IdentifierScheme.Qd20, code))
        {
            return OrganizationsErrors.CodeNotIssuable.With(code);
        }

        if (parentCode is null)
        {
            return code.Contains('.', StringComparison.Ordinal) ? OrganizationsErrors.TopCodeHasGroups.With(code) : null;
        }

        return code.StartsWith(parentCode + ".", StringComparison.Ordinal) ? null : OrganizationsErrors.CodeOutsideParent.With(code, parentCode);
    }

    [GeneratedRegex(@"^[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}\z")]
    private static partial Regex Strict102();

    [GeneratedRegex(@"^[A-Z][0-9]{2}(\.[0-9A-Z]{1,3}){0,6}\z")]
    private static partial Regex Strict20();

    [GeneratedRegex(@"^[0-9A-Z][0-9A-Z._-]*\z")]
    private static partial Regex Lenient();
}
