using System.Globalization;
using System.Xml;
using VanLang.Kernel;
using VanLang.Signing.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// Builds the envelope in the national order with the prefix <c>edXML</c>: receivers in the field refuse packets that are equal
/// XML but lack the prefix.
/// </summary>
internal sealed class StrictEnvelope
{
    public const string Prefix = "edXML";
    private const string Id = "edXMLEnvelope";

    private readonly XmlDocument document = new() { PreserveWhitespace = true, XmlResolver = null };
    private readonly List<Error> errors = [];
    private readonly XmlElement header;

    private StrictEnvelope()
    {
        var root = document.CreateElement("edXML", EdxmlNames.National);
        document.AppendChild(root);
        Envelope = document.CreateElement(Prefix, "edXMLEnvelope", EdxmlNames.National);
        Envelope.SetAttribute("xmlns:" + Prefix, EdxmlNames.National);
        root.AppendChild(Envelope);
        header = Add(Envelope, "edXMLHeader");
    }

    public XmlElement Envelope { get; }

    public IReadOnlyList<Error> Errors => errors;

    public static StrictEnvelope Of(EdxmlDocument document, IReadOnlyList<OutgoingAttachment> attachments)
    {
        var envelope = new StrictEnvelope();
        envelope.AddMessage(document);
        envelope.AddTraces(document);
        envelope.AddManifest(attachments);
        return envelope;
    }

    public static StrictEnvelope Of(EdxmlStatus status)
    {
        var envelope = new StrictEnvelope();
        var message = envelope.Add(envelope.header, "MessageHeader");
        envelope.AddOrgan(message, "From", status.From);
        foreach (var organ in status.To)
        {
            envelope.AddOrgan(message, "To", organ);
        }

        envelope.AddResponse(message, status.ResponseFor);
        envelope.AddStaff(message, status.Staff);
        envelope.Add(message, "StatusCode", status.Code);
        envelope.Add(message, "Description", status.Description);
        envelope.Add(message, "Timestamp", status.Timestamp is { } at ? EdxmlDates.Write(at) : null);
        envelope.AddDestruction(message, status.Destruction);
        return envelope;
    }

    public void Sign(XmlEnvelopeSigner signer)
    {
        Envelope.SetAttribute("Id", Id);
        signer.Sign(Envelope, header);
    }

    private void AddMessage(EdxmlDocument d)
    {
        var message = Add(header, "MessageHeader");
        AddOrgan(message, "From", d.From);
        foreach (var organ in d.To)
        {
            AddOrgan(message, "To", organ);
        }

        Add(message, "DocumentId", d.DocumentId);
        var code = Add(message, "Code");
        Add(code, "CodeNumber", d.CodeNumber);
        Add(code, "CodeNotation", d.CodeNotation);
        var issue = Add(message, "PromulgationInfo");
        Add(issue, "Place", d.Place);
        Add(issue, "PromulgationDate", EdxmlDates.Write(d.PromulgationDate));
        var type = Add(message, "DocumentType");
        Add(type, "Type", Text(d.Type));
        Add(type, "TypeDetail", Text(d.TypeDetail));
        Add(type, "TypeName", d.TypeName);
        Add(message, "Subject", d.Subject);
        Add(message, "Content", d.Content);
        var signer = Add(message, "SignerInfo");
        Add(signer, "Competence", d.SignerCompetence);
        Add(signer, "Position", d.SignerPosition);
        Add(signer, "FullName", d.SignerName);
        Add(message, "DueDate", d.DueDate is { } due ? EdxmlDates.Write(due) : null);
        AddOther(Add(message, "OtherInfo"), d);
        foreach (var response in d.ResponseFor)
        {
            AddResponse(message, response);
        }

        Add(message, "SteeringType", Text(d.SteeringType));
        AddList(message, "ToPlaces", "Place", d.ToPlaces);
    }

    private void AddOther(XmlElement other, EdxmlDocument d)
    {
        Add(other, "Priority", Text(d.Priority));
        Add(other, "SphereOfPromulgation", d.SphereOfPromulgation);
        Add(other, "TyperNotation", d.TyperNotation);
        Add(other, "PromulgationAmount", Text(d.PromulgationAmount));
        Add(other, "PageAmount", Text(d.PageAmount));
        Add(other, "Direction", d.Direction is { } direction ? (direction ? "true" : "false") : null);
        AddList(other, "Appendixes", "Appendix", d.Appendixes);
    }

    private void AddTraces(EdxmlDocument d)
    {
        var list = Add(header, "TraceHeaderList");
        foreach (var trace in d.Traces)
        {
            var element = Add(list, "TraceHeader");
            Add(element, "OrganId", trace.OrganId);
            Add(element, "Timestamp", trace.Timestamp is { } at ? EdxmlDates.Write(at) : null);
        }

        var business = Add(list, "Bussiness");
        Add(business, "DocumentId", d.Business.DocumentId);
        Add(business, "BussinessDocType", Text((int)d.Business.Type));
        Add(business, "BussinessDocReason", d.Business.Reason);
        Add(business, "Paper", Flag(d.Business.Paper));
        AddChanges(business, d.Business);
        AddReplacements(business, d.Business.Replacements);
        AddStaff(business, d.Business.Staff);
    }

    private void AddChanges(XmlElement business, EdxmlBusiness b)
    {
        if (b is { DocumentChanged: null, ReceiversChanged: null, Receivers.Count: 0 })
        {
            return;
        }

        var changes = Add(business, "BussinessDocumentInfo");
        Add(changes, "DocumentInfo", Flag(b.DocumentChanged));
        Add(changes, "DocumentReceiver", Flag(b.ReceiversChanged));
        if (b.Receivers.Count > 0)
        {
            var list = Add(changes, "ReceiverList");
            foreach (var receiver in b.Receivers)
            {
                var element = Add(list, "Receiver");
                Add(element, "OrganId", receiver.OrganId);
                Add(element, "ReceiverType", Text(receiver.Type));
            }
        }
    }

    private void AddReplacements(XmlElement business, Sequence<EdxmlReplacement> replacements)
    {
        if (replacements.Count == 0)
        {
            return;
        }

        var list = Add(business, "ReplacementInfoList");
        foreach (var replacement in replacements)
        {
            var element = Add(list, "ReplacementInfo");
            Add(element, "DocumentId", replacement.DocumentId);
            AddList(element, "OrganIdList", "OrganId", replacement.OrganIds);
        }
    }

    private void AddManifest(IReadOnlyList<OutgoingAttachment> attachments)
    {
        var manifest = Add(Add(Envelope, "edXMLBody"), "edXMLManifest");
        manifest.SetAttribute("version", "1.0");
        foreach (var attachment in attachments)
        {
            var reference = Add(manifest, "Reference");
            Add(reference, "ContentId", "cid:" + attachment.ContentId);
            Add(reference, "ContentType", attachment.ContentType);
            Add(reference, "Description", attachment.Description);
            Add(reference, "AttachmentName", attachment.Name);

            // The digest in the manifest is what lets the package signature cover the attachment.
            var method = document.CreateElement("ds", "DigestMethod", XmlAlgorithms.Namespace);
            method.SetAttribute("Algorithm", XmlAlgorithms.Sha256);
            reference.AppendChild(method);
            var value = document.CreateElement("ds", "DigestValue", XmlAlgorithms.Namespace);
            value.InnerText = Convert.ToBase64String(Convert.FromHexString(attachment.Sha256));
            reference.AppendChild(value);
        }
    }

    private void AddOrgan(XmlElement parent, string name, EdxmlOrgan organ)
    {
        var element = Add(parent, name);
        Add(element, "OrganId", organ.OrganId);
        Add(element, "OrganizationInCharge", organ.InCharge);
        Add(element, "OrganName", organ.Name);
        Add(element, "OrganAdd", organ.Address);
        Add(element, "Email", organ.Email);
        Add(element, "Telephone", organ.Telephone);
        Add(element, "Fax", organ.Fax);
        Add(element, "Website", organ.Website);
    }

    private void AddResponse(XmlElement parent, EdxmlResponseFor response)
    {
        var element = Add(parent, "ResponseFor");
        Add(element, "OrganId", response.OrganId);
        Add(element, "Code", response.Code);
        Add(element, "PromulgationDate", response.PromulgationDate is { } date ? EdxmlDates.Write(date) : null);
        Add(element, "DocumentId", response.DocumentId);
    }

    private void AddStaff(XmlElement parent, EdxmlStaff? staff)
    {
        if (staff is null)
        {
            return;
        }

        var element = Add(parent, "StaffInfo");
        Add(element, "Department", staff.Department);
        Add(element, "Staff", staff.Name);
        Add(element, "Email", staff.Email);
        Add(element, "Mobile", staff.Mobile);
    }

    private void AddDestruction(XmlElement parent, EdxmlDestruction? destruction)
    {
        if (destruction is { } d)
        {
            var element = Add(parent, "Destruction");
            Add(element, "Copies", Text(d.Copies));
            Add(element, "Archived", Flag(d.Archived));
            Add(element, "CopyList", d.CopyList);
        }
    }

    private void AddList(XmlElement parent, string list, string item, Sequence<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        var element = Add(parent, list);
        foreach (var value in values)
        {
            Add(element, item, value);
        }
    }

    private XmlElement Add(XmlElement parent, string name)
    {
        var element = document.CreateElement(Prefix, name, EdxmlNames.National);
        parent.AppendChild(element);
        return element;
    }

    private void Add(XmlElement parent, string name, string? value)
    {
        if (value is null)
        {
            return;
        }

        if (!XmlText.IsWritable(value))
        {
            errors.Add(EdxmlErrors.NotXmlText.With(name).At(name));
            return;
        }

        // A carriage return is written as a character reference, which .NET's and Java's canonicalisation treat differently: a
        // signature over it would hold here and fail there. XML's own line end is the line feed (XML 1.0, 2.11).
        Add(parent, name).InnerText = value.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
    }

    private static string? Text(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    private static string? Flag(bool? flag) => flag is { } value ? (value ? "1" : "0") : null;
}
