using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace VanLang.Client.Packets;

/// <summary>
/// Writes a packet: order of the national kit, prefix <c>edXML</c>, dates yyyy/MM/dd, the files behind the envelope as base64. Only the envelope is
/// held in memory. The bytes are those that the exchange itself makes of an envelope and files that came apart, so one digest holds for both ways.
/// </summary>
public static class PacketWriter
{
    /// <summary>Namespace of QCVN 102:2016.</summary>
    public const string Namespace = "http://www.mic.gov.vn/TBT/QCVN_102_2016";

    private const string End = "</edXML>";
    private const string FilesStart = $"<AttachmentEncoded xmlns=\"{Namespace}\">";
    private const string FilesEnd = "</AttachmentEncoded>";
    private const string FileEnd = "</edXML:ContentTransferEncoded></Attachment>";

    private static readonly string[] Acts = ["", "Thu hồi văn bản điện tử", "Cập nhật văn bản điện tử", "Thay thế văn bản điện tử"];

    /// <summary>Writes the whole packet. Each file is read twice: for its digest in the manifest, and for its bytes.</summary>
    /// <param name="packet">What to write.</param>
    /// <param name="target">Takes the bytes.</param>
    /// <param name="ct">Ends the writing.</param>
    /// <exception cref="ExchangeException">A field cannot be written (<c>CLI-0006</c>), or a file changed between its two readings.</exception>
    public static async Task WriteAsync(OutgoingPacket packet, Stream target, CancellationToken ct = default)
    {
        var digests = await Digests(packet, ct);
        await WriteAsync(packet, digests, target, ct);
    }

    internal static async Task<IReadOnlyList<FileDigest>> Digests(OutgoingPacket packet, CancellationToken ct)
    {
        Check(packet);
        var digests = new List<FileDigest>();
        foreach (var file in packet.Files)
        {
            await using var content = file.Open();
            digests.Add(new FileDigest(Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct)), content.Length));
        }

        return digests;
    }

    internal static async Task WriteAsync(OutgoingPacket packet, IReadOnlyList<FileDigest> digests, Stream target, CancellationToken ct)
    {
        var envelope = Envelope(packet, digests);
        if (packet.Files.Count == 0)
        {
            await target.WriteAsync(envelope, ct);
            return;
        }

        await target.WriteAsync(envelope.AsMemory(0, envelope.Length - End.Length), ct);
        await Text(target, FilesStart, ct);
        for (var i = 0; i < packet.Files.Count; i++)
        {
            await Text(target, FileStart(ContentId(i), packet.Files[i]), ct);
            await WriteBase64(packet.Files[i], digests[i], target, ct);
            await Text(target, FileEnd, ct);
        }

        await Text(target, FilesEnd + End, ct);
    }

    /// <summary>Bytes of the whole packet, without reading the files again.</summary>
    internal static long Length(OutgoingPacket packet, IReadOnlyList<FileDigest> digests)
    {
        long length = Envelope(packet, digests).Length;
        if (packet.Files.Count > 0)
        {
            length += Encoding.UTF8.GetByteCount(FilesStart + FilesEnd);
        }

        for (var i = 0; i < packet.Files.Count; i++)
        {
            length += Encoding.UTF8.GetByteCount(FileStart(ContentId(i), packet.Files[i]) + FileEnd) + ((digests[i].Length + 2) / 3 * 4);
        }

        return length;
    }

    /// <summary>The packet without its files, as it is sent when they come apart.</summary>
    internal static byte[] Envelope(OutgoingPacket packet, IReadOnlyList<FileDigest> digests)
    {
        var bytes = new MemoryStream();
        bytes.Write(Encoding.UTF8.GetBytes($"""<?xml version="1.0" encoding="UTF-8"?><edXML xmlns="{Namespace}">"""));
        using (var xml = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, ConformanceLevel = ConformanceLevel.Fragment, NewLineHandling = NewLineHandling.Entitize }))
        {
            new EnvelopeWriter(xml).Write(packet, digests, Acts[(int)packet.Act]);
        }

        bytes.Write(Encoding.UTF8.GetBytes(End));
        return bytes.ToArray();
    }

    internal static string ContentId(int index) => string.Create(CultureInfo.InvariantCulture, $"att-{index + 1}");

    private static string FileStart(string contentId, PacketFile file) =>
        $"<Attachment><ContentId>cid:{contentId}</ContentId><AttachmentName>{SecurityElement.Escape(file.Name)}</AttachmentName><ContentType>{SecurityElement.Escape(TypeOf(file))}</ContentType>"
        + $"<edXML:ContentTransferEncoded xmlns:edXML=\"{Namespace}\">";

    internal static string TypeOf(PacketFile file) => file.ContentType ?? "application/octet-stream";

    private static async Task WriteBase64(PacketFile file, FileDigest digest, Stream target, CancellationToken ct)
    {
        const int step = 48 * 1024; // A multiple of 3: no padding within.
        var raw = ArrayPool<byte>.Shared.Rent(step);
        var text = ArrayPool<byte>.Shared.Rent(step / 3 * 4);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        try
        {
            await using var content = file.Open();
            while (await content.ReadAtLeastAsync(raw.AsMemory(0, step), step, throwOnEndOfStream: false, ct) is var count && count > 0)
            {
                hash.AppendData(raw, 0, count);
                Base64.EncodeToUtf8(raw.AsSpan(0, count), text, out _, out var written);
                await target.WriteAsync(text.AsMemory(0, written), ct);
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(raw);
            ArrayPool<byte>.Shared.Return(text);
        }

        if (Convert.ToHexStringLower(hash.GetHashAndReset()) != digest.Sha256)
        {
            throw ExchangeException.Packet($"the file {file.Name} changed while it was read.");
        }
    }

    private static void Check(OutgoingPacket packet)
    {
        if (packet.To.Count == 0 || packet.To.Select(p => p.OrganId).Distinct(StringComparer.Ordinal).Count() != packet.To.Count)
        {
            throw ExchangeException.Packet("it needs recipients, none of them twice.");
        }

        if (packet.Act is not PacketAct.New && (string.IsNullOrWhiteSpace(packet.Reason) || string.IsNullOrWhiteSpace(packet.About)))
        {
            throw ExchangeException.Packet("a recall, update or replacement needs its reason and the document it is about.");
        }

        foreach (var file in packet.Files)
        {
            if (file.Name.Length is 0 or > 200 || file.Name.AsSpan().IndexOfAny('/', '\\') >= 0 || file.Name.Any(char.IsControl))
            {
                throw ExchangeException.Packet($"\"{file.Name}\" is no file name.");
            }
        }
    }

    private static ValueTask Text(Stream target, string text, CancellationToken ct) => target.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
}

/// <summary>Digest and length of a file, known before it is sent.</summary>
internal readonly record struct FileDigest(string Sha256, long Length);
