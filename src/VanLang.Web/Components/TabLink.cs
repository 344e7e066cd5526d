namespace VanLang.Web.Components;

/// <summary>One tab of a list: an address with its filter, and how many rows it has.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Href">Its address.</param>
/// <param name="Current">True for the one shown.</param>
/// <param name="Count">Rows; null when not counted.</param>
public sealed record TabLink(string Title, string Href, bool Current, int? Count = null);
