using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace VanLang.Web.Outbound;

/// <summary>Why an address is not called.</summary>
public enum AddressFault
{
    /// <summary>It may be called.</summary>
    None,

    /// <summary>Not an absolute address of plain ASCII, or longer than 400 characters.</summary>
    Form,

    /// <summary>Neither https nor, in a named network, http.</summary>
    Scheme,

    /// <summary>It carries a user name or a password.</summary>
    Credentials,

    /// <summary>It carries a fragment, which never reaches the other side.</summary>
    Fragment,

    /// <summary>The host is neither a plain name nor a plain address: numbers in other bases, an odd dot, a zone, a false punycode.</summary>
    Host,

    /// <summary>A port that is not called.</summary>
    Port,

    /// <summary>An address that is no public one and lies in no named network.</summary>
    Network,

    /// <summary>The name does not resolve.</summary>
    Unknown,
}

/// <summary>
/// Reads an address as it is written, before any library makes it prettier: <see cref="Uri"/> takes 0x7f.1 for 127.0.0.1 and ⑫ for 12, and what
/// two readers understand in two ways is how guards are passed by.
/// </summary>
public static partial class OutboundAddress
{
    /// <summary>Longest address.</summary>
    public const int Longest = 400;

    // Names that never lead anywhere (RFC 2606, RFC 6761, RFC 7686, RFC 9476): nobody is asked for them.
    private static readonly string[] Nowhere = [".invalid", ".example", ".onion", ".alt"];

    /// <summary>The form alone; nothing is resolved.</summary>
    public static AddressFault Read(string? text, out Uri address)
    {
        address = null!;
        if (text is null || text.Length is 0 or > Longest || text.Any(c => c is <= ' ' or > '~' or '\\' or '"' or '<' or '>' or '`' or '{' or '}' or '|' or '^'))
        {
            return AddressFault.Form;
        }

        var mark = text.IndexOf("://", StringComparison.Ordinal);
        var scheme = mark < 0 ? "" : text[..mark].ToLowerInvariant();
        if (scheme is not ("https" or "http"))
        {
            return mark < 0 && !text.Contains(':', StringComparison.Ordinal) ? AddressFault.Form : AddressFault.Scheme;
        }

        if (text.Contains('#', StringComparison.Ordinal))
        {
            return AddressFault.Fragment;
        }

        var rest = text[(mark + 3)..];
        var end = rest.IndexOfAny(['/', '?']);
        var authority = end < 0 ? rest : rest[..end];
        if (authority.Contains('@', StringComparison.Ordinal))
        {
            return AddressFault.Credentials;
        }

        if (ReadAuthority(authority) is not AddressFault.None and var wrong)
        {
            return wrong;
        }

        return Uri.TryCreate(text, UriKind.Absolute, out address!) && address.UserInfo.Length == 0 ? AddressFault.None : AddressFault.Form;
    }

    /// <summary>Whether a name leads nowhere by definition.</summary>
    internal static bool LeadsNowhere(string host) => Nowhere.Any(n => host.EndsWith(n, StringComparison.OrdinalIgnoreCase));

    private static AddressFault ReadAuthority(string authority)
    {
        var bracket = authority.LastIndexOf(']');
        var colon = authority.IndexOf(':', bracket + 1);
        var host = colon < 0 ? authority : authority[..colon];
        if (colon >= 0 && (!Port().IsMatch(authority[(colon + 1)..]) || int.Parse(authority[(colon + 1)..], CultureInfo.InvariantCulture) > 65535))
        {
            return AddressFault.Port;
        }

        return IsLiteral(host) || IsName(host) ? AddressFault.None : AddressFault.Host;
    }

    private static bool IsLiteral(string host)
    {
        if (host.StartsWith('[') && host.EndsWith(']'))
        {
            return !host.Contains('%', StringComparison.Ordinal) && IPAddress.TryParse(host[1..^1], out var six) && six.AddressFamily is AddressFamily.InterNetworkV6;
        }

        return IPAddress.TryParse(host, out var four) && four.AddressFamily is AddressFamily.InterNetwork && four.ToString() == host;
    }

    // RFC 1123 names of at least two labels. A last label of digits, or a hexadecimal one, would make it a number in disguise (WHATWG URL 4.3).
    private static bool IsName(string host)
    {
        var labels = host.Split('.');
        if (host.Length > 253 || (labels.Length < 2 && !host.Equals("localhost", StringComparison.OrdinalIgnoreCase)) || !labels.All(l => Label().IsMatch(l)))
        {
            return false;
        }

        var last = labels[^1];
        return !last.All(char.IsAsciiDigit) && !Hexadecimal().IsMatch(last) && labels.All(IsPlainOrTruePunycode);
    }

    // A label that decodes to something which would be written otherwise (full-width digits, ligatures, other dots) is no name that a registry gives.
    private static bool IsPlainOrTruePunycode(string label)
    {
        if (!label.StartsWith("xn--", StringComparison.OrdinalIgnoreCase))
        {
            return label.Length < 4 || label[2..4] != "--";
        }

        try
        {
            var idn = new IdnMapping { UseStd3AsciiRules = true };
            var decoded = idn.GetUnicode(label);
            return !decoded.All(char.IsAscii) && decoded.IsNormalized(System.Text.NormalizationForm.FormKC) && string.Equals(idn.GetAscii(decoded), label, StringComparison.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    [GeneratedRegex("^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$")]
    private static partial Regex Label();

    [GeneratedRegex("^0[xX][0-9a-fA-F]*$")]
    private static partial Regex Hexadecimal();

    [GeneratedRegex("^[1-9][0-9]{0,4}$")]
    private static partial Regex Port();
}
