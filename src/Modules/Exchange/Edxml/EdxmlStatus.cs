namespace VanLang.Exchange.Edxml;

/// <summary>A status packet: what a recipient did with a document, or what the sender asks for (exchange codes 01-06, 13, 15, 16).</summary>
internal sealed record EdxmlStatus
{
    public static readonly IReadOnlyList<string> Codes = ["01", "02", "03", "04", "05", "06", "13", "15", "16"];

    public required EdxmlOrgan From { get; init; }

    /// <summary>Usually empty: the packet goes to the sender named in <see cref="ResponseFor"/>.</summary>
    public Sequence<EdxmlOrgan> To { get; init; } = [];

    public required EdxmlResponseFor ResponseFor { get; init; }

    public EdxmlStaff? Staff { get; init; }

    public required string Code { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>Status 15 after a recall: what was destroyed. An addition of this exchange, which other readers may ignore.</summary>
    public EdxmlDestruction? Destruction { get; init; }
}

/// <summary>Element <c>Destruction</c> of a status packet.</summary>
/// <param name="Copies">Number of copies destroyed.</param>
/// <param name="Archived">True when the document had been archived.</param>
/// <param name="CopyList">The copies destroyed.</param>
internal sealed record EdxmlDestruction(int? Copies, bool Archived, string? CopyList);
