using VanLang.Kernel;

namespace VanLang.Exchange.Edxml;

/// <summary>Places of the codes of sender and recipients in a packet.</summary>
internal sealed class OrganPlaces
{
    private readonly Dictionary<(string Role, string Code), LocatedElement> places = [];

    public static OrganPlaces None { get; } = new();

    public static OrganPlaces Of(LocatedElement message)
    {
        var found = new OrganPlaces();
        foreach (var organ in message.Elements.Concat(message.Elements.SelectMany(e => e.Elements)).Where(e => e.LocalName is "From" or "To"))
        {
            if (organ.Elements.FirstOrDefault(e => e.LocalName == "OrganId") is { OwnText: { } code } element)
            {
                found.places.TryAdd((organ.LocalName, code), element);
            }
        }

        return found;
    }

    /// <summary>The error with line, column and path of the code it is about, where it is about one.</summary>
    public Error Place(Error error, string sender)
    {
        var key = error.Field switch
        {
            { } field when field.StartsWith("To[", StringComparison.Ordinal) => ("To", error.Facts.GetValueOrDefault("organId") as string ?? ""),
            { } field when field.StartsWith("From", StringComparison.Ordinal) => ("From", sender),
            _ => ("", ""),
        };
        return places.TryGetValue(key, out var at) ? Findings.Place(error, at.Line, at.Column, at.Path) : error;
    }
}
