namespace VanLang.Exchange.Edxml;

/// <summary>Where the parts of a packet stand: the national layout, the older SOAP one, or an envelope that is itself the root.</summary>
internal sealed record PacketLayout(LocatedElement Root, LocatedElement Envelope, LocatedElement Header, LocatedElement Message, LocatedElement? Manifest)
{
    public static PacketLayout? Find(LocatedElement root, HeaderFields fields)
    {
        var findings = fields.Findings;
        if (root.LocalName is not ("edXML" or "edXMLEnvelope" or "Envelope"))
        {
            findings.Error(EdxmlErrors.NotEdxml.With(HeaderFields.Short(root.LocalName)), root);
            return null;
        }

        fields.Know(root);
        var envelope = root.LocalName == "edXML" ? Only(fields, root, "edXMLEnvelope", "Envelope") : root;
        var header = envelope is null ? null : Only(fields, envelope, "edXMLHeader", "Header");
        var message = header is null ? null : Only(fields, header, "MessageHeader", null);
        if (envelope is null || header is null || message is null)
        {
            return null;
        }

        if (envelope.NamespaceURI == EdxmlNames.Soap || header.NamespaceURI == EdxmlNames.Soap)
        {
            findings.Warn(EdxmlErrors.SoapForm, header);
        }

        if (message.NamespaceURI is not (EdxmlNames.National or EdxmlNames.Older))
        {
            findings.Warn(EdxmlErrors.OtherNamespace.With(HeaderFields.Short(message.NamespaceURI)), message);
        }

        var body = Only(fields, envelope, "edXMLBody", "Body", required: false);
        return new PacketLayout(root, envelope, header, message, body is null ? null : Only(fields, body, "edXMLManifest", "Manifest", required: false));
    }

    private static LocatedElement? Only(HeaderFields fields, LocatedElement parent, string name, string? other, bool required = true)
    {
        var found = parent.Elements.Where(e => e.LocalName == name || e.LocalName == other).ToList();
        foreach (var element in found)
        {
            fields.Know(element);
        }

        if (found.Count > 1)
        {
            fields.Findings.Error(EdxmlErrors.Repeated.With(found[1].LocalName), found[1]);
            return null;
        }

        if (found.Count == 0 && required)
        {
            fields.Missing(parent, name, Need.Required);
        }

        return found.FirstOrDefault();
    }
}
