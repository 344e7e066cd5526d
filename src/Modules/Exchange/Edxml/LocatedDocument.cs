using System.Text;
using System.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>The packet without the contents of its attachments, in a form a signature can be verified on; elements know where they stood.</summary>
internal sealed class LocatedDocument : XmlDocument
{
    public LocatedDocument()
    {
        PreserveWhitespace = true;
        XmlResolver = null;
    }

    public LocatedElement Create(XmlReader reader, int index)
    {
        var at = (IXmlLineInfo)reader;
        return new LocatedElement(reader.Prefix, reader.LocalName, reader.NamespaceURI, this, at.LineNumber, at.LinePosition, index);
    }
}

internal sealed class LocatedElement(string prefix, string localName, string ns, XmlDocument document, int line, int column, int index)
    : XmlElement(prefix, localName, ns, document)
{
    private LocatedElement[]? elements;

    public int Line => line;

    public int Column => column;

    /// <summary>Among siblings of the same local name, from 1.</summary>
    public int Index => index;

    public LocatedElement? Parent => ParentNode as LocatedElement;

    /// <summary>Child elements, signature elements and foreign vocabularies included.</summary>
    public IReadOnlyList<LocatedElement> Elements => elements ??= [.. ChildNodes.OfType<LocatedElement>()];

    /// <summary>Local names from the root, such as <c>/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/To[2]/OrganId</c>.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            for (var element = this; element is not null; element = element.Parent)
            {
                path.Insert(0, element.Index > 1 ? $"/{element.LocalName}[{element.Index}]" : "/" + element.LocalName);
            }

            return path.ToString();
        }
    }

    /// <summary>Its own text, outer white space removed; null when there is none.</summary>
    public string? OwnText
    {
        get
        {
            string? text = null;
            for (var child = FirstChild; child is not null; child = child.NextSibling)
            {
                if (child is XmlCharacterData and not XmlComment)
                {
                    text = text is null ? child.Value : text + child.Value;
                }
            }

            text = text?.Trim(' ', '\t', '\r', '\n');
            return string.IsNullOrEmpty(text) ? null : text;
        }
    }

    public override XmlNode? AppendChild(XmlNode newChild)
    {
        elements = null;
        return base.AppendChild(newChild);
    }
}
