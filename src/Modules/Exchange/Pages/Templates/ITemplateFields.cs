using VanLang.Exchange.Templates;

namespace VanLang.Exchange.Pages.Templates;

/// <summary>The fields that a form of a document and a form of a template have in common; each form bears its own labels and rules.</summary>
internal interface ITemplateFields
{
    string? Kind { get; }

    string? Notation { get; }

    string? Place { get; }

    string? Subject { get; }

    string? Competence { get; }

    string? SignerPosition { get; }

    string? SignerName { get; }

    int Priority { get; }

    List<string> Recipients { get; }

    /// <summary>What is filled in, as a template keeps it.</summary>
    TemplateContent ToContent() => new()
    {
        Kind = Kind,
        Notation = Notation,
        Place = Place,
        Subject = Subject,
        Competence = Competence,
        SignerPosition = SignerPosition,
        SignerName = SignerName,
        Priority = Priority,
        // Null when none was posted.
        Recipients = Recipients ?? [],
    };
}
