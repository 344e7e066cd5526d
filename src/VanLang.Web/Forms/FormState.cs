using Microsoft.AspNetCore.Http;

namespace VanLang.Web.Forms;

/// <summary>What the fields of one page's forms share: what was typed, and what is wrong with it.</summary>
public sealed class FormState
{
    /// <summary>Field of the token that marks one showing of a form; see <see cref="SubmissionMemory"/>.</summary>
    public const string TokenField = "_submission";

    /// <summary>Name of buttons that only change what the form shows; the form is then shown again, nothing is submitted.</summary>
    public const string ShowField = "_show";

    private readonly List<FormFault> faults = [];
    private readonly Dictionary<string, string> ids = [];

    internal IFormCollection? Posted { get; set; }

    /// <summary>Everything that is wrong, in the order found.</summary>
    public IReadOnlyList<FormFault> Faults => faults;

    /// <summary>The name of the form that was posted; null on the first showing.</summary>
    public string? PostedForm => Posted?["_handler"].ToString() is { Length: > 0 } name ? name : null;

    /// <summary>What is wrong with one field.</summary>
    public IEnumerable<string> Of(string field) => faults.Where(f => string.Equals(f.Field, field, StringComparison.OrdinalIgnoreCase)).Select(f => f.Sentence);

    /// <summary>Lays a sentence at a field, or at the form as a whole.</summary>
    public void Add(string? field, string sentence, string? code = null) => faults.Add(new FormFault(field, sentence, code));

    /// <summary>What was typed, even when it could not be read as the field's type; null when nothing was posted.</summary>
    public string? Typed(string name) => Posted is not null && Posted.TryGetValue(name, out var values) ? values.ToString() : null;

    /// <summary>What was typed into a property of the bound form, whatever the bound property of the page is called.</summary>
    internal string? TypedIn(string property)
    {
        var name = Posted?.Keys.FirstOrDefault(key => key.EndsWith("." + property, StringComparison.Ordinal) && key.IndexOf('.', StringComparison.Ordinal) == key.Length - property.Length - 1);
        return name is null ? null : Typed(name);
    }

    /// <summary>All values posted under a name.</summary>
    public IReadOnlyList<string> TypedAll(string name) => Posted is not null && Posted.TryGetValue(name, out var values) ? [.. values.OfType<string>()] : [];

    /// <summary>True when this field was part of the post.</summary>
    public bool WasPosted(string name) => Posted?.ContainsKey(name) == true;

    internal void Place(string field, string id) => ids[field.ToUpperInvariant()] = id;

    /// <summary>Where a fault's field is on the page; null when the fault has none.</summary>
    internal string? Anchor(FormFault fault) => fault.Field is not null && ids.TryGetValue(fault.Field.ToUpperInvariant(), out var id) ? id : null;
}

/// <summary>One thing that is wrong with what was posted.</summary>
/// <param name="Field">Property of the form, such as <c>Subject</c>; null for the form as a whole.</param>
/// <param name="Sentence">In the reader's language.</param>
/// <param name="Code">Of the use case's error, for support.</param>
public sealed record FormFault(string? Field, string Sentence, string? Code);
