using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>Collects what nobody asked for, so that nothing the sender wrote is lost.</summary>
internal static class ExtensionFields
{
    private static readonly HashSet<string> Plumbing = ["Id", "id", "version", "mustUnderstand", "actor"];

    public static Sequence<EdxmlExtension> Read(LocatedElement root, HeaderFields fields)
    {
        var found = new List<EdxmlExtension>();
        Read(root, fields, found);
        return [.. found];
    }

    private static void Read(LocatedElement element, HeaderFields fields, List<EdxmlExtension> found)
    {
        foreach (System.Xml.XmlAttribute attribute in element.Attributes)
        {
            if (attribute.NamespaceURI is not ("http://www.w3.org/2000/xmlns/" or EdxmlNames.XLink) && !Plumbing.Contains(attribute.LocalName))
            {
                found.Add(new EdxmlExtension($"{element.Path}/@{attribute.LocalName}", attribute.Value));
            }
        }

        foreach (var child in element.Elements)
        {
            if (child.NamespaceURI == XmlAlgorithms.Namespace || (child.LocalName is "Signature" or "DigitalSignature" && element.LocalName is ("edXMLHeader" or "Header")))
            {
                continue;
            }

            if (fields.IsKnown(child))
            {
                Read(child, fields, found);
                continue;
            }

            found.Add(new EdxmlExtension(child.Path, child.OuterXml));
            fields.Findings.Warn(EdxmlErrors.Unknown.With(HeaderFields.Short(child.LocalName)), child);
        }
    }
}
