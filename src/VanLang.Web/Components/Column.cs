using Microsoft.AspNetCore.Components;

namespace VanLang.Web.Components;

/// <summary>Where a column's value stands on a phone's card.</summary>
public enum Phone
{
    /// <summary>Own line with its label.</summary>
    Line,

    /// <summary>First line, small, beside the others of its kind.</summary>
    Meta,

    /// <summary>First line, at the right.</summary>
    Tag,

    /// <summary>The card's title.</summary>
    Title,

    /// <summary>Last line, at the right, without label.</summary>
    End,

    /// <summary>Not on a phone.</summary>
    Hidden,
}

/// <summary>A column of a DataTable.</summary>
/// <typeparam name="TItem">The row.</typeparam>
public sealed class Column<TItem> : ComponentBase
{
    /// <summary>Head of the column.</summary>
    [Parameter, EditorRequired]
    public string Title { get; set; } = "";

    /// <summary>The value.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<TItem>? ChildContent { get; set; }

    /// <summary>A second, quiet line under the value, outside of the row's link.</summary>
    [Parameter]
    public RenderFragment<TItem>? Under { get; set; }

    /// <summary>Where it stands on a phone.</summary>
    [Parameter]
    public Phone Phone { get; set; } = Phone.Line;

    /// <summary>Carries the row's link. By default the column that is the card's title.</summary>
    [Parameter]
    public bool? Lead { get; set; }

    /// <summary>Right-aligned with even figures.</summary>
    [Parameter]
    public bool Numeric { get; set; }

    /// <summary>Never breaks: numbers, dates, names of people.</summary>
    [Parameter]
    public bool NoWrap { get; set; }

    /// <summary>Takes the room that others leave: sentences, sources.</summary>
    [Parameter]
    public bool Wide { get; set; }

    /// <summary>A title column of short values, such as codes, that needs no room kept for it.</summary>
    [Parameter]
    public bool Narrow { get; set; }

    /// <summary>The value is Vietnamese whatever language the page speaks: names, subjects, words of the law.</summary>
    [Parameter]
    public bool Vietnamese { get; set; }

    [CascadingParameter]
    private DataTable<TItem> Table { get; set; } = null!;

    internal bool Leads => Lead ?? Phone is Phone.Title;

    internal string PhoneKey => Phone.ToString().ToLowerInvariant();

    internal string? PhoneLabel => Phone is Phone.Line ? Title : null;

    internal string? CellClass => string.Join(' ', new[] { Numeric ? "vl-num" : NoWrap ? "vl-nowrap" : null, Wide ? "vl-wide-cell" : null, Narrow ? "vl-narrow-cell" : null }.OfType<string>()) is { Length: > 0 } classes ? classes : null;

    internal string? Language => Vietnamese && Http.Problems.Language != "vi" ? "vi" : null;

    /// <inheritdoc/>
    protected override void OnInitialized() => Table.Add(this);
}
