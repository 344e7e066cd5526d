using System.Buffers;
using System.Text;
using System.Xml;

namespace VanLang.Exchange.Edxml;

/// <summary>
/// First pass over the bytes: the header becomes a small located tree, the attachments flow by. No entity is expanded and
/// nothing is fetched, whatever the packet says.
/// </summary>
internal sealed class PacketScan(EdxmlLimits limits, AttachmentSink sink) : IAsyncDisposable
{
    private const int ChunkCharacters = 64 * 1024;

    private readonly List<IncomingContent> contents = [];
    private readonly Stack<Dictionary<string, int>> siblings = new();
    private readonly char[] buffer = new char[4096];
    private readonly StringBuilder text = new();
    private int elements;

    public LocatedDocument Document { get; } = new();

    public LocatedElement Root => (LocatedElement)Document.DocumentElement!;

    public IReadOnlyList<IncomingContent> Contents => contents;

    /// <summary>The encoding the packet declares, when it declares one.</summary>
    public string? DeclaredEncoding { get; private set; }

    public async Task RunAsync(PacketStream packet, CancellationToken ct)
    {
        using var reader = XmlReader.Create(packet, new XmlReaderSettings
        {
            Async = !packet.InMemory,
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersInDocument = limits.PacketBytes,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            CloseInput = false,
        });
        var at = (IXmlLineInfo)reader;
        LocatedElement? parent = null;
        try
        {
            while (await NextAsync(reader, packet, ct))
            {
                switch (reader.NodeType)
                {
                    case XmlNodeType.XmlDeclaration:
                        DeclaredEncoding = CheckEncoding(reader.GetAttribute("encoding"));
                        break;
                    case XmlNodeType.Element:
                        var isEmpty = reader.IsEmptyElement;
                        var element = Open(reader, parent);
                        if (IsContent(element))
                        {
                            await TakeContentAsync(reader, packet, element, isEmpty, ct);
                        }
                        else if (!isEmpty)
                        {
                            siblings.Push([]);
                            parent = element;
                        }

                        break;
                    case XmlNodeType.EndElement:
                        siblings.Pop();
                        parent = parent!.Parent;
                        break;
                    case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace when parent is not null:
                        await TakeTextAsync(reader, packet, parent);
                        break;
                }
            }
        }
        catch (PacketRefused refused) when (refused.Line == 0)
        {
            throw new PacketRefused(refused.Error, at.LineNumber, at.LinePosition, parent?.Path);
        }
        catch (XmlException failure)
        {
            var error = Describe(failure, packet);
            var (line, column) = error.Code == EdxmlErrors.Dtd.Code && DoctypePlace.Find(packet.Head) is { } place ? place : (Math.Max(failure.LineNumber, 1), Math.Max(failure.LinePosition, 1));
            throw new PacketRefused(error, line, column, parent?.Path);
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var content in contents)
        {
            await content.DisposeAsync();
        }
    }

    private static async ValueTask<bool> NextAsync(XmlReader reader, PacketStream packet, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        packet.NextStep();
        return packet.InMemory ? reader.Read() : await reader.ReadAsync();
    }

    private static ValueTask<int> ChunkAsync(XmlReader reader, PacketStream packet, char[] into) =>
        packet.InMemory ? ValueTask.FromResult(reader.ReadValueChunk(into, 0, into.Length)) : new(reader.ReadValueChunkAsync(into, 0, into.Length));

    private LocatedElement Open(XmlReader reader, LocatedElement? parent)
    {
        if (reader.NamespaceURI == EdxmlNames.XInclude)
        {
            throw new PacketRefused(EdxmlErrors.XInclude);
        }

        if (reader.Depth >= limits.Depth)
        {
            throw new PacketRefused(EdxmlErrors.TooDeep.With(limits.Depth));
        }

        if (++elements > limits.Elements)
        {
            throw new PacketRefused(EdxmlErrors.TooManyElements.With(limits.Elements));
        }

        if (reader.AttributeCount > limits.Attributes)
        {
            throw new PacketRefused(EdxmlErrors.TooManyAttributes.With(limits.Attributes));
        }

        var index = 1;
        if (siblings.TryPeek(out var counts))
        {
            index = counts[reader.LocalName] = counts.GetValueOrDefault(reader.LocalName) + 1;
        }

        var element = Document.Create(reader, index);
        for (var more = reader.MoveToFirstAttribute(); more; more = reader.MoveToNextAttribute())
        {
            if (reader.Value.Length > limits.TextLength)
            {
                throw new PacketRefused(EdxmlErrors.ValueTooLong.With(limits.TextLength));
            }

            var attribute = Document.CreateAttribute(reader.Prefix, reader.LocalName, reader.NamespaceURI);
            attribute.Value = reader.Value;
            element.SetAttributeNode(attribute);
        }

        reader.MoveToElement();
        ((XmlNode?)parent ?? Document).AppendChild(element);
        return element;
    }

    private async Task TakeTextAsync(XmlReader reader, PacketStream packet, LocatedElement parent)
    {
        text.Clear();
        int read;
        while ((read = await ChunkAsync(reader, packet, buffer)) > 0)
        {
            packet.NextStep();
            text.Append(buffer, 0, read);
            if (text.Length > limits.TextLength)
            {
                throw new PacketRefused(EdxmlErrors.ValueTooLong.With(limits.TextLength));
            }
        }

        parent.AppendChild(Document.CreateTextNode(text.ToString()));
    }

    private static bool IsContent(LocatedElement element) => element.LocalName == "ContentTransferEncoded" && element.Parent?.LocalName == "Attachment";

    private async Task TakeContentAsync(XmlReader reader, PacketStream packet, LocatedElement element, bool isEmpty, CancellationToken ct)
    {
        if (element.Index > 1)
        {
            throw new PacketRefused(EdxmlErrors.Repeated.With(element.LocalName), element.Line, element.Column, element.Path);
        }

        if (contents.Count == limits.Attachments)
        {
            throw new PacketRefused(EdxmlErrors.TooManyAttachments.With(limits.Attachments), element.Line, element.Column, element.Path);
        }

        var content = new IncomingContent(element.Parent!, element, contents.Count + 1, limits, sink);
        contents.Add(content);
        if (!isEmpty)
        {
            await DecodeAsync(reader, packet, content, ct);
        }

        await content.CompleteAsync(ct);
    }

    private static async Task DecodeAsync(XmlReader reader, PacketStream packet, IncomingContent content, CancellationToken ct)
    {
        var characters = ArrayPool<char>.Shared.Rent(ChunkCharacters);
        var bytes = ArrayPool<byte>.Shared.Rent((characters.Length / 4 * 3) + 6);
        var decoder = new Base64Decoder();
        try
        {
            while (await NextAsync(reader, packet, ct) && reader.NodeType is not XmlNodeType.EndElement)
            {
                if (reader.NodeType is XmlNodeType.Element)
                {
                    throw Broken(reader, content);
                }

                int read;
                while ((read = await ChunkAsync(reader, packet, characters)) > 0)
                {
                    packet.NextStep();
                    if (!decoder.Decode(characters.AsSpan(0, read), bytes, out var written))
                    {
                        throw Broken(reader, content);
                    }

                    await content.WriteAsync(bytes.AsMemory(0, written), ct);
                }
            }

            if (!decoder.IsWhole)
            {
                throw Broken(reader, content);
            }
        }
        finally
        {
            ArrayPool<char>.Shared.Return(characters);
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static PacketRefused Broken(XmlReader reader, IncomingContent content)
    {
        var at = (IXmlLineInfo)reader;
        return new PacketRefused(EdxmlErrors.Base64, at.LineNumber, at.LinePosition, content.Content.Path);
    }

    private static string? CheckEncoding(string? declared) =>
        declared is null || declared.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || declared.Equals("us-ascii", StringComparison.OrdinalIgnoreCase)
            || declared.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase)
            ? declared
            : throw new PacketRefused(EdxmlErrors.Encoding.With(declared), 1, 1);

    private static Kernel.Error Describe(XmlException failure, PacketStream packet)
    {
        if (packet.Taken == 0)
        {
            return EdxmlErrors.Empty;
        }

        // XmlException has no codes; its English sentences are the same on every machine, since no translations are shipped.
        return failure switch
        {
            { Message: var m } when m.Contains("DTD is prohibited", StringComparison.Ordinal) => EdxmlErrors.Dtd,
            { Message: var m } when m.StartsWith("System does not support", StringComparison.Ordinal) => EdxmlErrors.Encoding.With(m.Split('\'').ElementAtOrDefault(1) ?? "?"),
            { InnerException: DecoderFallbackException } => EdxmlErrors.BadBytes,
            { Message: var m } when m.StartsWith("Invalid character in the given encoding", StringComparison.Ordinal) => EdxmlErrors.BadBytes,
            { Message: var m } when m.Contains("byte order mark", StringComparison.Ordinal) => EdxmlErrors.BadBytes,
            _ => EdxmlErrors.NotWellFormed.With(failure.LineNumber, failure.LinePosition).Fact("detail", failure.Message),
        };
    }
}
