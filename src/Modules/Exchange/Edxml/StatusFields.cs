namespace VanLang.Exchange.Edxml;

/// <summary>Reads a status packet; one vendor wraps it in an element <c>Status</c>.</summary>
internal sealed class StatusFields(HeaderFields fields)
{
    private static readonly string[] NeedReason = ["02", "13", "16"];

    /// <summary>The element that holds StatusCode: the message header itself or its <c>Status</c>; null for a document.</summary>
    public static LocatedElement? Find(LocatedElement message) =>
        new[] { message, message.Elements.FirstOrDefault(e => e.LocalName == "Status") }.FirstOrDefault(e => e?.Elements.Any(c => c.LocalName == "StatusCode") ?? false);

    public EdxmlStatus? Read(LocatedElement message, LocatedElement status)
    {
        if (status != message)
        {
            fields.Child(message, "Status");
        }

        var from = fields.Organ(fields.Child(status, "From") ?? fields.Child(message, "From", Need.Required));
        var code = ReadCode(status);
        var description = fields.Text(status, "Description", 500);
        if (description is null && NeedReason.Contains(code))
        {
            fields.Findings.Error(EdxmlErrors.StatusReason.With(code!), status, "Description");
        }

        var responses = fields.Children(status, "ResponseFor").Concat(status == message ? [] : fields.Children(message, "ResponseFor")).ToList();
        var target = responses.Select(fields.ResponseFor).FirstOrDefault(r => r is { DocumentId: not null } or { Code: not null });
        if (target is null)
        {
            fields.Findings.Error(EdxmlErrors.StatusTarget, status, "ResponseFor");
        }
        else if (responses.Count > 1)
        {
            fields.Findings.Error(EdxmlErrors.Repeated.With("ResponseFor"), responses[1]);
        }

        var result = new EdxmlStatus
        {
            From = from ?? new EdxmlOrgan(""),
            To = [.. fields.Children(status, "To").Select(fields.Organ).OfType<EdxmlOrgan>()],
            ResponseFor = target ?? new EdxmlResponseFor(null, null, null, null),
            Staff = fields.Staff(status, Need.Wanted),
            Code = code ?? "",
            Description = description,
            Timestamp = fields.Instant(status, "Timestamp", Need.Wanted),
            Destruction = fields.Child(status, "Destruction") is { } destroyed
                ? new EdxmlDestruction(fields.Number(destroyed, "Copies"), fields.Flag(destroyed, "Archived") ?? false, fields.Text(destroyed, "CopyList", Changes.DestructionNote.CopyListLength))
                : null,
        };
        return fields.Findings.Errors.Count == 0 ? result : null;
    }

    private string? ReadCode(LocatedElement status)
    {
        if (fields.Text(status, "StatusCode", 10, Need.Required, strict: true) is not { } text)
        {
            return null;
        }

        var element = fields.Child(status, "StatusCode")!;
        var code = text.PadLeft(2, '0');
        if (!EdxmlStatus.Codes.Contains(code))
        {
            fields.Findings.Error(EdxmlErrors.StatusCode.With(text), element);
            return null;
        }

        if (code != text)
        {
            fields.Findings.Warn(EdxmlErrors.StatusCodeForm.With(text, code), element);
        }

        return code;
    }
}
