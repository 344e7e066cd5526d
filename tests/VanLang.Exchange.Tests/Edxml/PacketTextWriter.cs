using System.Globalization;
using System.Security;
using System.Text;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Writes by hand, letter by letter: a serialiser would not write what vendors write.</summary>
internal sealed class PacketTextWriter(PacketText packet, PacketShape shape)
{
    private readonly StringBuilder xml = new();
    private readonly string prefix = shape.Prefix.Length > 0 ? shape.Prefix + ":" : "";
    private int depth;

    public string Write()
    {
        xml.Append(CultureInfo.InvariantCulture, $"<?xml version=\"1.0\" encoding=\"{shape.Encoding}\"?>");
        if (shape.Noise)
        {
            xml.Append("<!-- Phần mềm quản lý văn bản <From>không phải thẻ</From> --><?qlvb phien-ban=\"2.1\"?>");
        }

        if (shape.Soap)
        {
            WriteSoap();
            return xml.ToString();
        }

        Open("edXML", $" xmlns=\"{shape.Namespace}\"", prefixed: false);
        if (shape.Attachments == "before")
        {
            WriteFiles();
        }

        var declaration = shape.Prefix.Length > 0 ? $" xmlns:{shape.Prefix}=\"{shape.Namespace}\"" : "";
        Open("edXMLEnvelope", declaration + (shape.XLink ? " xmlns:xlink=\"http://www.w3.org/1999/xlink\"" : ""));
        Open("edXMLHeader");
        WriteHeader();
        Close("edXMLHeader");
        if (packet.Files.Count > 0)
        {
            Open("edXMLBody");
            WriteManifest("edXMLManifest");
            Close("edXMLBody");
        }

        if (shape.Attachments == "inside")
        {
            WriteFiles();
        }

        Close("edXMLEnvelope");
        if (shape.Attachments == "after")
        {
            WriteFiles();
        }

        Close("edXML", prefixed: false);
        return xml.ToString();
    }

    private void WriteSoap()
    {
        xml.Append(CultureInfo.InvariantCulture, $"<soap-env:Envelope xmlns:soap-env=\"http://schemas.xmlsoap.org/soap/envelope/\" xmlns:{shape.Prefix}=\"{shape.Namespace}\" xmlns:xlink=\"http://www.w3.org/1999/xlink\">");
        xml.Append("<soap-env:Header>");
        WriteHeader();
        xml.Append("</soap-env:Header><soap-env:Body>");
        if (packet.Files.Count > 0)
        {
            WriteManifest("Manifest");
            WriteFiles();
        }

        xml.Append("</soap-env:Body></soap-env:Envelope>");
    }

    private void WriteHeader()
    {
        var message = packet.Message;
        if (shape.WrapStatus)
        {
            message = Node.Of("MessageHeader", message with { Name = "Status" });
        }

        WriteNode(message with { Children = Ordered(message.Children) });
        if (packet.Traces is not null)
        {
            var traces = packet.Traces;
            WriteNode(shape.XLink ? traces with { Attributes = [("id", "trace"), ("version", "1.0"), ("mustUnderstand", "1"), ("actor", "http://schemas.xmlsoap.org/soap/actor/next")] } : traces);
        }

        if (shape.EmptyDigitalSignature)
        {
            xml.Append(CultureInfo.InvariantCulture, $"<{prefix}DigitalSignature/>");
        }
    }

    private List<Node> Ordered(List<Node> children)
    {
        if (shape.DocumentIdLast)
        {
            return [.. children.Where(c => c.Name != "DocumentId"), .. children.Where(c => c.Name == "DocumentId")];
        }

        if (shape.ShuffleSeed is not { } seed)
        {
            return children;
        }

        var shuffled = children.ToArray();
        new Random(seed).Shuffle(shuffled);

        // Recipients keep their own order, or what is read could not be compared.
        var recipients = new Queue<Node>(children.Where(c => c.Name == "To"));
        return [.. shuffled.Select(c => c.Name == "To" ? recipients.Dequeue() : c)];
    }

    private void WriteManifest(string name)
    {
        Open(name, " version=\"1.0\"");
        for (var i = 0; i < packet.Files.Count; i++)
        {
            var file = packet.Files[i];
            var id = (shape.CidInManifest ? "cid:" : "") + (file.ContentId ?? $"att-{i + 1}");
            Open("Reference", shape.XLink ? $" xlink:href=\"{SecurityElement.Escape(id)}\" xlink:role=\"http://www.w3.org/\" xlink:type=\"simple\"" : "");
            WriteNode(Node.Leaf("ContentId", id));
            WriteNode(Node.Leaf("ContentType", file.ContentType));
            WriteNode(file.Description is null ? null : Node.Leaf("Description", file.Description));
            WriteNode(Node.Leaf("AttachmentName", file.Name));
            Close("Reference");
        }

        Close(name);
    }

    private void WriteFiles()
    {
        if (packet.Files.Count == 0)
        {
            return;
        }

        Open("AttachmentEncoded", prefixed: false);
        for (var i = 0; i < packet.Files.Count; i++)
        {
            WriteFile(packet.Files[i], i);
        }

        Close("AttachmentEncoded", prefixed: false);
    }

    private void WriteFile(PacketFile file, int index)
    {
        var extension = Path.GetExtension(file.Name);
        var bytes = shape.Zip ? PacketText.Zip($"{new Guid(index + 1, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])}{extension}", file.Content) : file.Content;
        var text = Convert.ToBase64String(bytes, shape.Base64Lines ? Base64FormattingOptions.InsertLineBreaks : Base64FormattingOptions.None);
        text = shape.ContentInCData ? $"<![CDATA[{text}]]>" : text;
        var id = Node.Leaf("ContentId", (shape.CidAtAttachment ? "cid:" : "") + (file.ContentId ?? $"att-{index + 1}"));
        Open("Attachment", prefixed: false);
        if (!shape.NameAfterContent)
        {
            WriteLeafs(id, file);
        }

        var declaration = shape.Prefix.Length > 0 ? $" xmlns:{shape.Prefix}=\"{shape.Namespace}\"" : "";
        xml.Append(CultureInfo.InvariantCulture, $"<{prefix}ContentTransferEncoded{declaration}>{text}</{prefix}ContentTransferEncoded>");
        if (shape.NameAfterContent)
        {
            WriteLeafs(id, file);
        }

        Close("Attachment", prefixed: false);
    }

    private void WriteLeafs(Node id, PacketFile file)
    {
        WriteNode(id, prefixed: false);
        WriteNode(Node.Leaf("AttachmentName", file.Name), prefixed: false);
        WriteNode(file.Description is null ? null : Node.Leaf("Description", file.Description), prefixed: false);
        WriteNode(Node.Leaf("ContentType", shape.Zip ? "application/zip" : file.ContentType), prefixed: false);
    }

    private void WriteNode(Node? node, bool prefixed = true)
    {
        if (node is null)
        {
            return;
        }

        var attributes = string.Concat(node.Attributes.Select(a => $" {a.Name}=\"{SecurityElement.Escape(a.Value)}\""));
        if (node.Children.Count == 0)
        {
            Line();
            var name = (prefixed ? prefix : "") + node.Name;
            xml.Append(CultureInfo.InvariantCulture, $"<{name}{attributes}>{SecurityElement.Escape(node.Text)}</{name}>");
            if (shape.Noise)
            {
                xml.Append("<!-- ghi chú -->");
            }

            return;
        }

        Open(node.Name, attributes, prefixed);
        foreach (var child in node.Children)
        {
            WriteNode(child, prefixed);
        }

        Close(node.Name, prefixed);
    }

    private void Open(string name, string attributes = "", bool prefixed = true)
    {
        Line();
        xml.Append(CultureInfo.InvariantCulture, $"<{(prefixed ? prefix : "")}{name}{attributes}>");
        depth++;
    }

    private void Close(string name, bool prefixed = true)
    {
        depth--;
        Line();
        xml.Append(CultureInfo.InvariantCulture, $"</{(prefixed ? prefix : "")}{name}>");
    }

    private void Line()
    {
        if (shape.Indented)
        {
            xml.Append("\r\n").Append('\t', depth);
        }
    }
}
