using System.Globalization;
using System.Text;
using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

internal enum Need
{
    Optional,

    /// <summary>Asked for by the standard, yet missing in packets of the field: a remark.</summary>
    Wanted,

    /// <summary>Without it the packet means nothing.</summary>
    Required,
}

/// <summary>Reads values by local name, whatever prefix, namespace or order, and remembers what was read.</summary>
internal sealed class HeaderFields(Findings findings)
{
    // Limits of the standard were never enforced on the axis: a bit over is a remark, far over is refused.
    private const int Hard = 4;

    private readonly HashSet<LocatedElement> known = [];
    private readonly HashSet<LocatedElement> repeated = [];

    public Findings Findings => findings;

    public bool IsKnown(LocatedElement element) => known.Contains(element);

    public void Know(LocatedElement element) => known.Add(element);

    /// <summary>The only child of that name; spelling variants are separated by a bar, the standard one first.</summary>
    public LocatedElement? Child(LocatedElement? parent, string names, Need need = Need.Optional)
    {
        if (parent is null)
        {
            return null;
        }

        LocatedElement? found = null;
        foreach (var child in Children(parent, names))
        {
            if (found is null)
            {
                found = child;
            }
            else if (repeated.Add(child))
            {
                findings.Error(EdxmlErrors.Repeated.With(child.LocalName), child);
            }
        }

        if (found is null)
        {
            Missing(parent, names, need);
        }

        return found;
    }

    public IEnumerable<LocatedElement> Children(LocatedElement? parent, string names)
    {
        if (parent is null)
        {
            yield break;
        }

        var bar = names.IndexOf('|', StringComparison.Ordinal);
        var standard = bar < 0 ? names : names[..bar];
        var other = bar < 0 ? null : names[(bar + 1)..];
        foreach (var child in parent.Elements)
        {
            if (child.NamespaceURI is Signing.Xml.XmlAlgorithms.Namespace || (child.LocalName != standard && child.LocalName != other))
            {
                continue;
            }

            if (known.Add(child) && child.LocalName == other)
            {
                findings.Warn(EdxmlErrors.Spelling.With(other, standard), child);
            }

            yield return child;
        }
    }

    public string? Text(LocatedElement? parent, string names, int limit, Need need = Need.Optional, bool strict = false)
    {
        if (Child(parent, names, need) is not { } child)
        {
            return null;
        }

        if (child.OwnText is { } text)
        {
            return Fits(child, text, limit, strict) ? text : null;
        }

        Missing(parent!, names, need);
        return null;
    }

    public Sequence<string> Texts(LocatedElement? parent, string names, int limit) =>
        [.. Children(parent, names).Select(e => (e, e.OwnText)).Where(p => p.OwnText is not null && Fits(p.e, p.OwnText, limit, false)).Select(p => p.OwnText!)];

    /// <summary>A whole number; an unreadable one is an error when required, otherwise kept as text among the extensions.</summary>
    public int? Number(LocatedElement? parent, string names, Need need = Need.Optional)
    {
        if (Child(parent, names, need) is not { } child)
        {
            return null;
        }

        if (child.OwnText is not { } text)
        {
            Missing(parent!, names, need);
            return null;
        }

        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        Unreadable(child, text, need is Need.Optional ? null : EdxmlErrors.NotANumber.With(child.LocalName, Short(text)));
        return null;
    }

    public bool? Flag(LocatedElement? parent, string names)
    {
        if (Child(parent, names) is not { OwnText: { } text } child)
        {
            return null;
        }

        switch (text.ToLowerInvariant())
        {
            case "1" or "true":
                return true;
            case "0" or "false":
                return false;
            default:
                Unreadable(child, text, null);
                return null;
        }
    }

    public DateOnly? Date(LocatedElement? parent, string name, Need need = Need.Optional)
    {
        if (Child(parent, name, need) is not { } child)
        {
            return null;
        }

        if (child.OwnText is not { } text)
        {
            Missing(parent!, name, need);
            return null;
        }

        if (EdxmlDates.TryDate(text, out var date, out var isStandard))
        {
            WarnForm(child, text, isStandard);
            return date;
        }

        Unreadable(child, text, need is Need.Required ? EdxmlErrors.NotADate.With(name, Short(text)) : null);
        return null;
    }

    public DateTimeOffset? Instant(LocatedElement? parent, string name, Need need = Need.Optional)
    {
        if (Child(parent, name, need) is not { OwnText: { } text } child)
        {
            return null;
        }

        if (EdxmlDates.TryInstant(text, out var instant, out var isStandard))
        {
            WarnForm(child, text, isStandard);
            return instant;
        }

        Unreadable(child, text, null);
        return null;
    }

    public void Missing(LocatedElement parent, string names, Need need)
    {
        var name = names.Split('|')[0];
        switch (need)
        {
            case Need.Required:
                findings.Error(EdxmlErrors.Missing.With(name), parent, name);
                break;
            case Need.Wanted:
                findings.Warn(EdxmlErrors.Wanted.With(name), parent, name);
                break;
        }
    }

    public static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    /// <summary>Characters as people count them: "ế" is one, also when it is sent as three code points.</summary>
    public static int Count(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormC).Length;
        }
        catch (ArgumentException)
        {
            return text.Length;
        }
    }

    private bool Fits(LocatedElement element, string text, int limit, bool strict)
    {
        var count = text.Length <= limit ? text.Length : Count(text);
        if (count <= limit)
        {
            return true;
        }

        if (!strict && count <= limit * Hard)
        {
            findings.Warn(EdxmlErrors.Longer.With(element.LocalName, count, limit), element);
            return true;
        }

        findings.Error(EdxmlErrors.TooLong.With(element.LocalName, count, strict ? limit : limit * Hard), element);
        return false;
    }

    private void WarnForm(LocatedElement element, string text, bool isStandard)
    {
        if (!isStandard)
        {
            findings.Warn(EdxmlErrors.DateForm.With(text), element);
        }
    }

    private void Unreadable(LocatedElement element, string text, Error? error)
    {
        if (error is not null)
        {
            findings.Error(error, element);
            return;
        }

        findings.Warn(EdxmlErrors.KeptAsText.With(element.LocalName, Short(text)), element);
        known.Remove(element);
    }
}
