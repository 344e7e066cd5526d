using System.IO.Compression;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.History;

/// <summary>
/// Reads a ZIP of edXML packets of before: each becomes one line of the register of the side asked for. Files inside are not kept apart; the archive itself is. The line of an error is the packet's place
/// in the archive.
/// </summary>
internal sealed class PacketArchive(IOrganizationDirectory directory, Clock clock)
{
    private const int MostPackets = 5000;

    /// <summary>Of all packets unpacked; they are read one after the other, and nothing of them is written.</summary>
    private const long MostBytes = 4L * 1024 * 1024 * 1024;

    public static bool Is(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    public async Task<FileContent> Read(Stream file, HistoricSide side, string own, CancellationToken ct)
    {
        // Before the framework's reader, which takes a million entries into memory before anyone can count them.
        if (ZipCheck.Inspect(file, "ZIP", EdxmlLimits.Default with { ContentBytes = MostBytes }, out _) is { } hostile)
        {
            return FileContent.Wrong(HistoryErrors.PacketUnreadable.With("ZIP", hostile.Sentence("vi")));
        }

        file.Position = 0;
        ZipArchive archive;
        try
        {
            archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        }
        catch (InvalidDataException)
        {
            return FileContent.Wrong(HistoryErrors.ZipUnreadable);
        }

        using (archive)
        {
            var packets = archive.Entries.Where(e => e.Name.EndsWith(".edxml", StringComparison.OrdinalIgnoreCase) || e.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase)).ToList();
            if (packets.Count == 0)
            {
                return FileContent.Wrong(HistoryErrors.Empty);
            }

            if (packets.Count > MostPackets)
            {
                return FileContent.Wrong(HistoryErrors.TooManyRows.With(packets.Count, MostPackets));
            }

            var (rows, errors, lines) = (new List<HistoricRow>(), new List<LineError>(), new Dictionary<string, int>());
            for (var i = 0; i < packets.Count; i++)
            {
                var read = await One(packets[i], i + 1, side, own, ct);
                if (!read.TryGet(out var row, out var wrong))
                {
                    errors.Add(new LineError(i + 1, wrong));
                }
                else if (lines.TryAdd(row.Key, i + 1))
                {
                    rows.Add(row);
                }
                else
                {
                    errors.Add(new LineError(i + 1, HistoryErrors.RowTwice.With(lines[row.Key])));
                }
            }

            return new FileContent(rows, errors);
        }
    }

    private async Task<Result<HistoricRow>> One(ZipArchiveEntry entry, int line, HistoricSide side, string own, CancellationToken ct)
    {
        Result<EdxmlPacket> read;
        try
        {
            await using var bytes = await entry.OpenAsync(ct);
            // The reader stops at its own limit of bytes, so a file that grows without end while it is unpacked does not.
            read = await new EdxmlReader(clock, EdxmlLimits.Default).ReadAsync(bytes, AttachmentSinks.Discard, ct);
        }
        catch (InvalidDataException)
        {
            return HistoryErrors.ZipUnreadable;
        }

        if (!read.TryGet(out var packet, out var unreadable))
        {
            return HistoryErrors.PacketUnreadable.With(entry.Name, unreadable.Sentence("vi"));
        }

        if (packet.Document is not { } document)
        {
            return HistoryErrors.NotADocument.With(entry.Name);
        }

        if (SecrecyRules.Check(packet) is not null)
        {
            return HistoryErrors.Secret;
        }

        var known = await directory.Resolve([document.From.OrganId, .. document.To.Select(t => t.OrganId)], clock.Today, ct);
        bool IsOwn(EdxmlOrgan organ) => known.GetValueOrDefault(organ.OrganId)?.Code == own;
        if (side is HistoricSide.Outgoing ? !IsOwn(document.From) : !document.To.Any(IsOwn))
        {
            return HistoryErrors.NotOurs.With(entry.Name);
        }

        var partner = side is HistoricSide.Incoming ? document.From : document.To[0];
        var more = side is HistoricSide.Outgoing && document.To.Count > 1 ? $" (+{document.To.Count - 1})" : "";
        return new HistoricRow
        {
            Side = side,
            Line = line,
            Number = Cut(document.CodeNumber, HistoricLimits.Number),
            Notation = Cut(document.CodeNotation, HistoricLimits.Notation),
            IssuedOn = document.PromulgationDate,
            TypeName = Cut(document.TypeName, HistoricLimits.TypeName),
            Subject = Cut(document.Subject, HistoricLimits.Subject),
            SignerName = Cut(document.SignerName, HistoricLimits.SignerName),
            Partner = Cut(partner.Name + more, HistoricLimits.Partner),
            PartnerCode = known.GetValueOrDefault(partner.OrganId)?.Code,
        };
    }

    private static string Cut(string? text, int most) => (text ??= "").Length <= most ? text : text[..most];
}
