using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>Reads the header of a document.</summary>
internal sealed class DocumentFields(HeaderFields fields, Clock clock)
{
    // Two clocks never agree; around midnight a few seconds would make tomorrow out of today.
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    public EdxmlDocument? Read(LocatedElement header, LocatedElement message)
    {
        var from = fields.Organ(fields.Child(message, "From", Need.Required));
        var to = ReadRecipients(message);
        var id = fields.Text(message, "DocumentId", EdxmlNames.DocumentIdLength, Need.Required, strict: true);
        var code = fields.Child(message, "Code", Need.Required);
        var number = fields.Text(code, "CodeNumber", 11, Need.Required);
        var notation = fields.Text(code, "CodeNotation", 30, Need.Required);
        var issue = fields.Child(message, "PromulgationInfo", Need.Required);
        var issued = ReadIssueDate(issue);
        var type = fields.Child(message, "DocumentType", Need.Required);
        var signer = fields.Child(message, "SignerInfo", Need.Required);
        var other = fields.Child(message, "OtherInfo", Need.Wanted);
        var subject = fields.Text(message, "Subject", 500, Need.Required, strict: true);
        var traces = fields.Child(header, "TraceHeaderList", Need.Wanted);
        var document = new EdxmlDocument
        {
            From = from ?? new EdxmlOrgan(""),
            To = to,
            DocumentId = id ?? "",
            CodeNumber = number ?? "",
            CodeNotation = notation ?? "",
            Place = fields.Text(issue, "Place", 50, Need.Wanted),
            PromulgationDate = issued ?? default,
            Type = ReadType(type),
            TypeDetail = fields.Number(type, "TypeDetail"),
            TypeName = fields.Text(type, "TypeName", 100, Need.Wanted),
            Subject = subject ?? "",
            Content = fields.Text(message, "Content", 500),
            SignerCompetence = fields.Text(signer, "Competence", 100),
            SignerPosition = fields.Text(signer, "Position", 100, Need.Wanted),
            SignerName = fields.Text(signer, "FullName", 50, Need.Required),
            DueDate = ReadDueDate(message, issued),
            Priority = ReadPriority(other),
            SphereOfPromulgation = fields.Text(other, "SphereOfPromulgation", 100),
            TyperNotation = fields.Text(other, "TyperNotation", 10),
            PromulgationAmount = fields.Number(other, "PromulgationAmount"),
            PageAmount = fields.Number(other, "PageAmount"),
            Direction = fields.Flag(other, "Direction"),
            Appendixes = fields.Texts(fields.Child(other, "Appendixes"), "Appendix", 250),
            ResponseFor = [.. fields.Children(message, "ResponseFor").Select(fields.ResponseFor).OfType<EdxmlResponseFor>()],
            SteeringType = fields.Number(message, "SteeringType"),
            ToPlaces = fields.Texts(fields.Child(message, "ToPlaces"), "Place", 150),
            Traces = ReadTraces(traces),
        };
        var business = new BusinessFields(fields).Read(header, traces, document);
        return fields.Findings.Errors.Count == 0 ? document with { Business = business } : null;
    }

    private Sequence<EdxmlOrgan> ReadRecipients(LocatedElement message)
    {
        var recipients = new List<EdxmlOrgan>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var element in fields.Children(message, "To"))
        {
            if (fields.Organ(element) is not { } organ)
            {
                continue;
            }

            if (seen.Add(organ.OrganId))
            {
                recipients.Add(organ);
            }
            else
            {
                fields.Findings.Error(EdxmlErrors.RecipientTwice.With(organ.OrganId), element);
            }
        }

        if (recipients.Count == 0 && !fields.Children(message, "To").Any())
        {
            fields.Missing(message, "To", Need.Required);
        }

        return [.. recipients];
    }

    private DateOnly? ReadIssueDate(LocatedElement? issue)
    {
        var date = fields.Date(issue, "PromulgationDate", Need.Required);
        if (date > (clock.Now + ClockTolerance).DateInVietnam())
        {
            fields.Findings.Error(EdxmlErrors.DateInFuture.With(date.Value.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)), fields.Child(issue, "PromulgationDate")!);
        }

        return date;
    }

    private DateOnly? ReadDueDate(LocatedElement message, DateOnly? issued)
    {
        var due = fields.Date(message, "DueDate");
        if (due < issued)
        {
            fields.Findings.Warn(EdxmlErrors.DueBeforeIssue.With(due.Value.ToString("dd/MM/yyyy", System.Globalization.CultureInfo.InvariantCulture)), fields.Child(message, "DueDate")!);
        }

        return due;
    }

    private int? ReadType(LocatedElement? element)
    {
        var type = fields.Number(element, "Type", Need.Wanted);
        if (type is not (null or 1 or 2))
        {
            fields.Findings.Warn(EdxmlErrors.TypeUnknown.With(type), fields.Child(element, "Type")!);
        }

        return type;
    }

    private int ReadPriority(LocatedElement? other)
    {
        var priority = fields.Number(other, "Priority", Need.Wanted) ?? 0;
        if (priority is < 0 or > 4)
        {
            fields.Findings.Error(EdxmlErrors.OutOfRange.With("Priority", 0, 4, priority), fields.Child(other, "Priority")!);
        }

        return priority;
    }

    private Sequence<EdxmlTrace> ReadTraces(LocatedElement? list) =>
    [
        .. fields.Children(list, "TraceHeader")
            .Select(e => (Code: fields.OrganId(e, Need.Wanted), At: fields.Instant(e, "Timestamp", Need.Wanted)))
            .Where(t => t.Code is not null)
            .Select(t => new EdxmlTrace(t.Code!, t.At)),
    ];
}
