namespace VanLang.Exchange.Edxml;

/// <summary>An organisation as a packet writes it. Only the code counts; the rest is free text that the directory overrules.</summary>
internal sealed record EdxmlOrgan(
    string OrganId,
    string? Name = null,
    string? InCharge = null,
    string? Address = null,
    string? Email = null,
    string? Telephone = null,
    string? Fax = null,
    string? Website = null);

/// <summary>The header of a document (QCVN 102:2016, MessageHeader and TraceHeaderList).</summary>
internal sealed record EdxmlDocument
{
    public required EdxmlOrgan From { get; init; }

    public required Sequence<EdxmlOrgan> To { get; init; }

    /// <summary>Opaque and kept to the letter: senders write three shapes of it, one even with a date that does not exist.</summary>
    public required string DocumentId { get; init; }

    /// <summary>Số.</summary>
    public required string CodeNumber { get; init; }

    /// <summary>Ký hiệu.</summary>
    public required string CodeNotation { get; init; }

    public string? Place { get; init; }

    public required DateOnly PromulgationDate { get; init; }

    /// <summary>1 legal, 2 administrative; senders in the field write others.</summary>
    public int? Type { get; init; }

    public int? TypeDetail { get; init; }

    public string? TypeName { get; init; }

    /// <summary>Trích yếu.</summary>
    public required string Subject { get; init; }

    public string? Content { get; init; }

    public string? SignerCompetence { get; init; }

    public string? SignerPosition { get; init; }

    public string? SignerName { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Độ khẩn, 0 to 4.</summary>
    public int Priority { get; init; }

    public string? SphereOfPromulgation { get; init; }

    public string? TyperNotation { get; init; }

    public int? PromulgationAmount { get; init; }

    public int? PageAmount { get; init; }

    public bool? Direction { get; init; }

    public Sequence<string> Appendixes { get; init; } = [];

    public Sequence<EdxmlResponseFor> ResponseFor { get; init; } = [];

    public int? SteeringType { get; init; }

    public Sequence<string> ToPlaces { get; init; } = [];

    public Sequence<EdxmlTrace> Traces { get; init; } = [];

    public EdxmlBusiness Business { get; init; } = new();
}

/// <summary>The document that is answered, recalled or reported on.</summary>
internal sealed record EdxmlResponseFor(string? OrganId, string? Code, DateOnly? PromulgationDate, string? DocumentId);

/// <summary>One relay point. Timestamps carry no zone on the axis: they are Vietnamese time (Decision 28/2018, art. 14(4)).</summary>
internal sealed record EdxmlTrace(string OrganId, DateTimeOffset? Timestamp);

internal enum EdxmlBusinessType
{
    New = 0,
    Recall = 1,
    Update = 2,
    Replace = 3,
}

/// <summary>What the sender wants done (element <c>Bussiness</c>, spelt so in the standard).</summary>
internal sealed record EdxmlBusiness
{
    public EdxmlBusinessType Type { get; init; }

    public string? Reason { get; init; }

    /// <summary>The updated document, type 2.</summary>
    public string? DocumentId { get; init; }

    /// <summary>True when a paper copy follows.</summary>
    public bool? Paper { get; init; }

    public EdxmlStaff? Staff { get; init; }

    /// <summary>Type 2: the document's data changed.</summary>
    public bool? DocumentChanged { get; init; }

    /// <summary>Type 2: the recipients changed.</summary>
    public bool? ReceiversChanged { get; init; }

    /// <summary>Type 2. Which of the two values means "added" is not settled by the standard: kept as written.</summary>
    public Sequence<EdxmlReceiver> Receivers { get; init; } = [];

    /// <summary>Type 3: the documents replaced.</summary>
    public Sequence<EdxmlReplacement> Replacements { get; init; } = [];
}

internal sealed record EdxmlStaff(string? Department, string? Name, string? Email, string? Mobile);

internal sealed record EdxmlReceiver(string OrganId, int? Type);

internal sealed record EdxmlReplacement(string DocumentId, Sequence<string> OrganIds);
