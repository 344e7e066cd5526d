using System.Xml;

namespace VanLang.Client.Packets;

/// <summary>
/// The few facts of a packet that its sender compares with the receipt. Read from the header only, without its files; no DTD, no entities.
/// </summary>
/// <param name="From">Code of the sender.</param>
/// <param name="To">Codes of the recipients.</param>
/// <param name="DocumentId">The document, to the letter; null in a status packet that names it otherwise.</param>
/// <param name="IsStatus">True for a status packet.</param>
public sealed record PacketHeader(string? From, IReadOnlyList<string> To, string? DocumentId, bool IsStatus)
{
    private const long MostCharacters = 16L * 1024 * 1024;

    /// <summary>Reads from the present position up to the end of the message header.</summary>
    /// <exception cref="ExchangeException">It is no edXML packet (<c>CLI-0006</c>).</exception>
    public static async Task<PacketHeader> ReadAsync(Stream packet, CancellationToken ct = default)
    {
        var settings = new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true, MaxCharactersInDocument = MostCharacters };
        using var xml = XmlReader.Create(packet, settings);
        try
        {
            return await ReadAsync(xml, ct);
        }
        catch (XmlException e)
        {
            throw ExchangeException.Packet($"it is not well-formed XML (line {e.LineNumber}, column {e.LinePosition})", e);
        }
    }

    private static async Task<PacketHeader> ReadAsync(XmlReader xml, CancellationToken ct)
    {
        var path = new List<string>();
        var to = new List<string>();
        string? from = null, document = null;
        var found = false;
        var status = false;
        while (await xml.ReadAsync())
        {
            ct.ThrowIfCancellationRequested();
            if (xml.NodeType is XmlNodeType.Element)
            {
                found |= xml.LocalName == "MessageHeader";
                status |= xml.LocalName == "StatusCode";
                if (!xml.IsEmptyElement)
                {
                    path.Add(xml.LocalName);
                }
            }
            else if (xml.NodeType is XmlNodeType.EndElement)
            {
                if (path[^1] == "MessageHeader")
                {
                    return new PacketHeader(from, to, document, status);
                }

                path.RemoveAt(path.Count - 1);
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && path.Count > 1)
            {
                var value = (await xml.GetValueAsync()).Trim();
                switch (path[^2], path[^1])
                {
                    case ("From", "OrganId"): from = value; break;
                    case ("To", "OrganId"): to.Add(value); break;
                    case ("MessageHeader", "DocumentId"): document = value; break;
                }
            }
        }

        throw ExchangeException.Packet(found ? "its header does not end." : "it has no MessageHeader.");
    }
}
