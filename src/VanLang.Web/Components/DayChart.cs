namespace VanLang.Web.Components;

/// <summary>One day of a chart.</summary>
/// <param name="Day">The day.</param>
/// <param name="Values">One value for each series.</param>
/// <param name="Href">Leads to what the day's figures are made of.</param>
public sealed record DayPoint(DateOnly Day, IReadOnlyList<long> Values, string? Href = null);

/// <summary>One bar of a list.</summary>
/// <param name="Title">What is counted.</param>
/// <param name="Value">How many.</param>
/// <param name="Href">Leads to what the figure is made of.</param>
/// <param name="Tone">Colour of the bar.</param>
public sealed record BarItem(string Title, long Value, string? Href = null, Tone Tone = Tone.Info);
