namespace VanLang.Web.Components;

/// <summary>One choice of a list.</summary>
/// <param name="Value">What is posted.</param>
/// <param name="Text">What is read.</param>
/// <param name="Group">Heading it stands under; null without one.</param>
/// <param name="Note">A quiet second line, where there is room (RadioField, CheckboxList).</param>
public sealed record Choice(string Value, string Text, string? Group = null, string? Note = null);
