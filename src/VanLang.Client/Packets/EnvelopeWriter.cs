using System.Globalization;
using System.Xml;

namespace VanLang.Client.Packets;

/// <summary>Writes the envelope in the order of the national kit; receivers in the field go by it, and by the prefix.</summary>
internal sealed class EnvelopeWriter(XmlWriter xml)
{
    private const string Prefix = "edXML";
    private const string DigestNamespace = "http://www.w3.org/2000/09/xmldsig#";
    private static readonly TimeSpan Vietnam = TimeSpan.FromHours(7);

    public void Write(OutgoingPacket packet, IReadOnlyList<FileDigest> digests, string act)
    {
        try
        {
            Open("edXMLEnvelope");
            Open("edXMLHeader");
            Message(packet);
            Traces(packet, act);
            Close();
            Body(packet, digests);
            Close();
        }
        catch (ArgumentException e)
        {
            throw ExchangeException.Packet($"a field holds a character that XML cannot carry ({e.Message})", e);
        }
    }

    private void Message(OutgoingPacket packet)
    {
        Open("MessageHeader");
        Party("From", packet.From);
        foreach (var to in packet.To)
        {
            Party("To", to);
        }

        Value("DocumentId", packet.EffectiveDocumentId);
        Open("Code");
        Value("CodeNumber", packet.Number);
        Value("CodeNotation", packet.Notation);
        Close();
        Open("PromulgationInfo");
        Value("Place", packet.Place);
        Value("PromulgationDate", Date(packet.IssuedOn));
        Close();
        Open("DocumentType");
        Value("Type", "2");
        Value("TypeDetail", packet.TypeDetail?.ToString(CultureInfo.InvariantCulture));
        Value("TypeName", packet.TypeName);
        Close();
        Value("Subject", packet.Subject);
        Open("SignerInfo");
        Value("Competence", packet.SignerCompetence);
        Value("Position", packet.SignerPosition);
        Value("FullName", packet.SignerName);
        Close();
        Value("DueDate", packet.DueDate is { } due ? Date(due) : null);
        Open("OtherInfo");
        Value("Priority", packet.Priority.ToString(CultureInfo.InvariantCulture));
        Value("PageAmount", packet.Pages?.ToString(CultureInfo.InvariantCulture));
        Close();
        if (packet.Act is PacketAct.Recall)
        {
            // A recall names its document here, once for each recipient, as the national kit's samples do.
            foreach (var to in packet.To)
            {
                Open("ResponseFor");
                Value("OrganId", to.OrganId);
                Value("Code", packet.Number + "/" + packet.Notation);
                Value("PromulgationDate", Date(packet.IssuedOn));
                Value("DocumentId", packet.About);
                Close();
            }
        }

        Close();
    }

    private void Traces(OutgoingPacket packet, string act)
    {
        Open("TraceHeaderList");
        Open("TraceHeader");
        Value("OrganId", packet.From.OrganId);
        Value("Timestamp", packet.MadeAt.ToOffset(Vietnam).ToString("yyyy/MM/dd HH:mm:ss", CultureInfo.InvariantCulture));
        Close();
        Open("Bussiness");
        Value("DocumentId", packet.Act is PacketAct.Update ? packet.About : null);
        Value("BussinessDocType", ((int)packet.Act).ToString(CultureInfo.InvariantCulture));
        Value("BussinessDocReason", packet.Act is PacketAct.New ? null : packet.Reason ?? act);
        Value("Paper", "0");
        if (packet.Act is PacketAct.Update)
        {
            Open("BussinessDocumentInfo");
            Value("DocumentInfo", "1");
            Value("DocumentReceiver", "0");
            Close();
        }

        if (packet.Act is PacketAct.Replace)
        {
            Open("ReplacementInfoList");
            Open("ReplacementInfo");
            Value("DocumentId", packet.About);
            Open("OrganIdList");
            foreach (var to in packet.To)
            {
                Value("OrganId", to.OrganId);
            }

            Close();
            Close();
            Close();
        }

        Open("StaffInfo");
        Value("Department", packet.StaffDepartment);
        Value("Staff", packet.StaffName);
        Close();
        Close();
        Close();
    }

    private void Body(OutgoingPacket packet, IReadOnlyList<FileDigest> digests)
    {
        Open("edXMLBody");
        Open("edXMLManifest");
        xml.WriteAttributeString("version", "1.0");
        for (var i = 0; i < packet.Files.Count; i++)
        {
            Open("Reference");
            Value("ContentId", "cid:" + PacketWriter.ContentId(i));
            Value("ContentType", PacketWriter.TypeOf(packet.Files[i]));
            Value("AttachmentName", packet.Files[i].Name);
            xml.WriteStartElement("ds", "DigestMethod", DigestNamespace);
            xml.WriteAttributeString("Algorithm", "http://www.w3.org/2001/04/xmlenc#sha256");
            Close();
            xml.WriteElementString("ds", "DigestValue", DigestNamespace, Convert.ToBase64String(Convert.FromHexString(digests[i].Sha256)));
            Close();
        }

        Close();
        Close();
    }

    private void Party(string name, PacketParty party)
    {
        Open(name);
        Value("OrganId", party.OrganId);
        Value("OrganName", party.Name);
        Close();
    }

    private void Open(string name) => xml.WriteStartElement(Prefix, name, PacketWriter.Namespace);

    private void Close() => xml.WriteEndElement();

    private void Value(string name, string? value)
    {
        if (!string.IsNullOrWhiteSpace(value))
        {
            // XML's own line end: a carriage return would be canonicalised differently by different libraries.
            xml.WriteElementString(Prefix, name, PacketWriter.Namespace, value.Trim().ReplaceLineEndings("\n"));
        }
    }

    private static string Date(DateOnly date) => date.ToString("yyyy/MM/dd", CultureInfo.InvariantCulture);
}
