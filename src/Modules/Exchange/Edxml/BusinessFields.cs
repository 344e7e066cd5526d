namespace VanLang.Exchange.Edxml;

/// <summary>Reads what the sender wants done: element <c>Bussiness</c>, spelt with or without its second s, inside the trace list or beside it.</summary>
internal sealed class BusinessFields(HeaderFields fields)
{
    public EdxmlBusiness Read(LocatedElement header, LocatedElement? traces, EdxmlDocument document)
    {
        var element = fields.Child(traces, "Bussiness|Business") ?? fields.Child(header, "Bussiness|Business");
        if (element is null)
        {
            fields.Missing(traces ?? header, "Bussiness", Need.Wanted);
            return new EdxmlBusiness();
        }

        var type = fields.Number(element, "BussinessDocType|BusinessDocType", Need.Wanted) ?? 0;
        if (type is < 0 or > 3)
        {
            fields.Findings.Error(EdxmlErrors.OutOfRange.With("BussinessDocType", 0, 3, type), fields.Child(element, "BussinessDocType|BusinessDocType")!);
        }

        var changes = fields.Child(element, "BussinessDocumentInfo|BusinessDocumentInfo");
        var business = new EdxmlBusiness
        {
            Type = (EdxmlBusinessType)type,
            Reason = fields.Text(element, "BussinessDocReason|BusinessDocReason", 500),
            DocumentId = fields.Text(element, "DocumentId", EdxmlNames.DocumentIdLength, strict: true),
            Paper = fields.Flag(element, "Paper"),
            Staff = fields.Staff(element, Need.Wanted),
            DocumentChanged = fields.Flag(changes, "DocumentInfo"),
            ReceiversChanged = fields.Flag(changes, "DocumentReceiver"),
            Receivers = ReadReceivers(fields.Child(changes, "ReceiverList")),
            Replacements = ReadReplacements(fields.Child(element, "ReplacementInfoList")),
        };
        Check(element, business, document);
        return business;
    }

    private void Check(LocatedElement element, EdxmlBusiness business, EdxmlDocument document)
    {
        if (business.Type is EdxmlBusinessType.New)
        {
            return;
        }

        if (business.Reason is null)
        {
            fields.Findings.Error(EdxmlErrors.ReasonMissing, element, "BussinessDocReason");
        }

        var namesOriginal = business.Type switch
        {
            EdxmlBusinessType.Recall => document.ResponseFor.Count > 0,
            EdxmlBusinessType.Update => business.DocumentId is not null,
            _ => business.Replacements.Count > 0,
        };
        if (!namesOriginal)
        {
            fields.Findings.Warn(EdxmlErrors.NoOriginal, element);
        }
    }

    private Sequence<EdxmlReceiver> ReadReceivers(LocatedElement? list) =>
    [
        .. fields.Children(list, "Receiver")
            .Select(e => (Code: fields.OrganId(e, Need.Required), Type: fields.Number(e, "ReceiverType")))
            .Where(r => r.Code is not null)
            .Select(r => new EdxmlReceiver(r.Code!, r.Type)),
    ];

    private Sequence<EdxmlReplacement> ReadReplacements(LocatedElement? list)
    {
        var replacements = new List<EdxmlReplacement>();
        foreach (var element in fields.Children(list, "ReplacementInfo"))
        {
            var id = fields.Text(element, "DocumentId", EdxmlNames.DocumentIdLength, Need.Required, strict: true);
            var organs = fields.Texts(fields.Child(element, "OrganIdList"), "OrganId", EdxmlNames.OrganIdLength);
            if (id is not null)
            {
                replacements.Add(new EdxmlReplacement(id, organs));
            }
        }

        return [.. replacements];
    }
}
