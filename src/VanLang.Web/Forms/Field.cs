using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.AspNetCore.Components;
using VanLang.Web.Text;

namespace VanLang.Web.Forms;

/// <summary>
/// What every field has: a name from <c>For="() => Form.Subject"</c>, a label, a hint, errors, what was typed, and ids that tie them together
/// for screen readers. Label, length and obligation come from the property's annotations unless given.
/// </summary>
public abstract class Field : ComponentBase
{
    private PropertyInfo? property;
    private object? bound;

    /// <summary>The property of the bound form.</summary>
    [Parameter, EditorRequired]
    public Expression<Func<object?>> For { get; set; } = null!;

    /// <summary>Label; the property's <c>[Display(Name)]</c> when absent.</summary>
    [Parameter]
    public string? Label { get; set; }

    /// <summary>One short sentence under the label.</summary>
    [Parameter]
    public string? Hint { get; set; }

    /// <summary>Marks the field as required; from <c>[Required]</c> when absent.</summary>
    [Parameter]
    public bool? Required { get; set; }

    /// <summary>Everything else goes to the control.</summary>
    [Parameter(CaptureUnmatchedValues = true)]
    public IReadOnlyDictionary<string, object>? More { get; set; }

    /// <summary>State of the page's forms; absent outside of a FormBox.</summary>
    [CascadingParameter]
    protected FormState? State { get; set; }

    [Inject]
    private InputRules Rules { get; set; } = null!;

    /// <summary>Name posted: <c>Form.Subject</c>.</summary>
    protected string Name { get; private set; } = "";

    /// <summary>Key of the errors: <c>Subject</c>.</summary>
    protected string Key { get; private set; } = "";

    /// <summary>Id of the control.</summary>
    protected string Id { get; private set; } = "";

    /// <summary>The label to show.</summary>
    protected string Caption => Label ?? (property is null ? Key : Rules.Label(property));

    /// <summary>True when an empty field is refused.</summary>
    protected bool IsRequired => Required ?? property?.GetCustomAttribute<RequiredAttribute>() is not null;

    /// <summary>Longest text accepted; null without a limit.</summary>
    protected int? Longest => property?.GetCustomAttribute<MaxLengthAttribute>()?.Length ?? property?.GetCustomAttribute<StringLengthAttribute>()?.MaximumLength;

    /// <summary>What is wrong.</summary>
    protected IReadOnlyList<string> Faults => State is null ? [] : [.. State.Of(Key)];

    /// <summary>The value of the bound property.</summary>
    protected object? Bound => bound;

    /// <summary>What to show in the control: what was typed, else the value of the form.</summary>
    protected string Shown => State?.Typed(Name) ?? bound switch
    {
        null => "",
        DateOnly date => Format.Date(date),
        Enum value => value.ToString(),
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        _ => bound.ToString() ?? "",
    };

    /// <summary>Values of a list: what was chosen, else the list of the form.</summary>
    protected IReadOnlySet<string> Chosen =>
        State?.WasPosted(Name) == true ? State.TypedAll(Name).ToHashSet()
        : State?.PostedForm is null && bound is IEnumerable list and not string ? list.Cast<object?>().Select(v => v?.ToString() ?? "").ToHashSet()
        : [];

    /// <summary>Ids of hint and error for <c>aria-describedby</c>; null without either.</summary>
    protected string? DescribedBy
    {
        get
        {
            var ids = string.Join(' ', new[] { Hint is null ? null : Id + "-hint", Faults.Count == 0 ? null : Id + "-error" }.Where(i => i is not null));
            return ids.Length == 0 ? null : ids;
        }
    }

    /// <summary>For <c>aria-invalid</c>.</summary>
    protected string? Invalid => Faults.Count > 0 ? "true" : null;

    /// <inheritdoc/>
    protected override void OnParametersSet()
    {
        (Name, property, bound) = BoundPath.Read(For);
        Key = Name[(Name.IndexOf('.', StringComparison.Ordinal) + 1)..];
        Id = Name.Replace('.', '-');
        State?.Place(Key, Id);
    }
}
