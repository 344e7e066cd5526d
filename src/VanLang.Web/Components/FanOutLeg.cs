namespace VanLang.Web.Components;

/// <summary>One recipient in a fan-out.</summary>
/// <param name="Name">The recipient.</param>
/// <param name="Status">Where it stands, in words.</param>
/// <param name="Tone">What that means.</param>
/// <param name="Href">Address of this delivery; null without one.</param>
/// <param name="At">When it came to stand there.</param>
/// <param name="Note">Such as the successor that received in its place.</param>
public sealed record FanOutLeg(string Name, string Status, Tone Tone, string? Href = null, DateTimeOffset? At = null, string? Note = null);
