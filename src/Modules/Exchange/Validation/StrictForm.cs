using System.Xml;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Validation;

/// <summary>
/// A second walk over a packet that the reader has read: where it deviates from the strict form in what the reader does not look at (prefix, order,
/// cid), and where the elements stand that later findings speak of. The contents of attachments are passed over.
/// </summary>
internal sealed class StrictForm
{
    private const int Most = 100;
    private const string Content = "ContentTransferEncoded";

    private static readonly HashSet<string> Placed = ["OrganId", "Subject", "AttachmentName", "From", "To", "Signature", "Attachment", "edXMLEnvelope"];

    private readonly Dictionary<string, (int Line, int Column)> places = new(StringComparer.Ordinal);
    private readonly List<Error> findings = [];
    private (int Count, Error? First) unprefixed;

    public IReadOnlyList<Error> Findings => findings;

    public static async Task<StrictForm> Read(Stream packet, CancellationToken ct)
    {
        var form = new StrictForm();
        using var reader = XmlReader.Create(packet, new XmlReaderSettings { Async = true, DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true });
        await form.Walk(reader, ct);
        if (form.unprefixed.First is { } first)
        {
            form.findings.Insert(0, first.With(form.unprefixed.Count));
        }

        return form;
    }

    /// <summary>A finding at the element whose path ends so; at the root when there is none.</summary>
    public Error At(Error error, string end)
    {
        var wanted = "/" + end.TrimStart('/').Replace("[1]", "", StringComparison.Ordinal);
        foreach (var (path, place) in places)
        {
            if (path.EndsWith(wanted, StringComparison.Ordinal))
            {
                return Exchange.Edxml.Findings.Place(error, place.Line, place.Column, path);
            }
        }

        return Exchange.Edxml.Findings.Place(error, 1, 1, end.StartsWith('/') ? end : "/");
    }

    private async Task Walk(XmlReader reader, CancellationToken ct)
    {
        var open = new Stack<Level>();
        var isOpen = await reader.ReadAsync();
        while (isOpen)
        {
            ct.ThrowIfCancellationRequested();
            if (reader.NodeType is XmlNodeType.Element)
            {
                var level = Enter(reader, open.TryPeek(out var parent) ? parent : null);
                if (reader.LocalName is Content or "Signature")
                {
                    await reader.SkipAsync(); // Stands on what follows already.
                    isOpen = !reader.EOF;
                    continue;
                }

                if (!reader.IsEmptyElement)
                {
                    open.Push(level);
                }
            }
            else if (reader.NodeType is XmlNodeType.EndElement)
            {
                open.Pop();
            }
            else if (reader.NodeType is XmlNodeType.Text && open.TryPeek(out var own) && own.Name == "ContentId" && !reader.Value.TrimStart().StartsWith("cid:", StringComparison.Ordinal))
            {
                Add(ValidationErrors.NoCid.With(HeaderFields.Short(reader.Value.Trim())), own.Line, own.Column, own.Path);
            }

            isOpen = await reader.ReadAsync();
        }
    }

    private Level Enter(XmlReader reader, Level? parent)
    {
        var at = (IXmlLineInfo)reader;
        var name = reader.LocalName;
        var index = parent?.Count(name) ?? 1;
        var level = new Level(name, $"{parent?.Path}/{name}{(index > 1 ? $"[{index}]" : "")}", at.LineNumber, at.LinePosition, parent?.InEnvelope == true || name == "edXMLEnvelope");
        if (Placed.Contains(name))
        {
            places.TryAdd(level.Path, (level.Line, level.Column));
        }

        if ((level.InEnvelope || name == Content) && reader.Prefix != StrictEnvelope.Prefix && reader.NamespaceURI == EdxmlNames.National && name != "Signature")
        {
            unprefixed = (unprefixed.Count + 1, unprefixed.First ?? Exchange.Edxml.Findings.Place(ValidationErrors.Prefix, level.Line, level.Column, level.Path));
        }

        if (parent is not null && parent.Misplaced(name) is { } before)
        {
            Add(ValidationErrors.Order.With(name, before), level.Line, level.Column, level.Path);
        }

        return level;
    }

    private void Add(Error error, int line, int column, string path)
    {
        if (findings.Count < Most)
        {
            findings.Add(Exchange.Edxml.Findings.Place(error, line, column, path));
        }
    }

    /// <summary>An element that is open.</summary>
    private sealed class Level(string name, string path, int line, int column, bool inEnvelope)
    {
        private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);
        private readonly IReadOnlyList<string>? order = PacketSchema.Order(Standard(name));
        private int furthest = -1;

        public string Name => name;

        public string Path => path;

        public int Line => line;

        public int Column => column;

        public bool InEnvelope => inEnvelope;

        public int Count(string child) => counts[child] = counts.GetValueOrDefault(child) + 1;

        /// <summary>The sibling that a child should have stood before; null when it stands right, or is unknown.</summary>
        public string? Misplaced(string child)
        {
            var place = order is null ? -1 : IndexOf(order, Standard(child));
            if (place < 0)
            {
                return null;
            }

            if (place < furthest)
            {
                return order![furthest];
            }

            furthest = place;
            return null;
        }

        private static string Standard(string name) => name.StartsWith("Business", StringComparison.Ordinal) ? "Bussiness" + name["Business".Length..] : name;

        private static int IndexOf(IReadOnlyList<string> list, string name)
        {
            for (var i = 0; i < list.Count; i++)
            {
                if (list[i] == name)
                {
                    return i;
                }
            }

            return -1;
        }
    }
}
