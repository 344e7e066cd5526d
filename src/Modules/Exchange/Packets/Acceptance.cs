using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Packets;

/// <summary>What is known of the bytes beside what they say.</summary>
internal sealed record ReceivedBytes(string Digest, long Size, string? IdempotencyKey);

/// <summary>Turns a packet that was read into one that may be stored, or says why not. Pure.</summary>
internal static class Acceptance
{
    private const int ListedWarnings = 100;

    public static Result<IncomingPacket> Check(EdxmlPacket packet, ReceivedBytes bytes, Parties parties, string own, IReadOnlyList<DocumentKey> statusTargets, DateTimeOffset now, ExchangeOptions options)
    {
        if (Addressing.CheckSender(packet.From, parties, own) is { } foreign)
        {
            return foreign;
        }

        return packet.Kind is EdxmlKind.Status
            ? Status(packet, packet.Status!, bytes, parties, own, statusTargets, now, options)
            : Document(packet, packet.Document!, bytes, parties, own, now, options);
    }

    private static Result<IncomingPacket> Document(EdxmlPacket packet, EdxmlDocument document, ReceivedBytes bytes, Parties parties, string own, DateTimeOffset now, ExchangeOptions options)
    {
        if (document.Business is { Type: EdxmlBusinessType.Replace } business && business.Replacements.Any(r => r.DocumentId == document.DocumentId))
        {
            return ChangeErrors.ReplacesItself.With(document.DocumentId);
        }

        var recipients = Addressing.Recipients(document.To, parties, options.MaxRecipients);
        if (!recipients.IsOk)
        {
            return Result<IncomingPacket>.Failed(recipients.Errors);
        }

        var sender = parties[document.From.OrganId]!;
        var senderName = parties[own]?.Entry.Name ?? sender.Entry.Name;
        var times = document.Traces.Select(t => t.Timestamp);
        return new IncomingPacket
        {
            Kind = (PacketKind)(int)document.Business.Type,
            SenderCode = own,
            OwnCode = sender.Entry.Code,
            SenderAs = document.From.OrganId,
            SenderName = Cut(senderName, PacketLimits.Name),
            DocumentId = document.DocumentId,
            Targets = Targets(document, sender.Entry.Code, parties),
            Subject = Cut(document.Subject, PacketLimits.Subject),
            Number = Cut(document.CodeNumber, 100),
            Notation = Cut(document.CodeNotation, 100),
            PromulgationDate = document.PromulgationDate,
            TypeName = Cut(document.TypeName ?? "", 400),
            SignerName = Cut(document.SignerName ?? "", 400),
            DueDate = document.DueDate,
            Priority = Math.Clamp(document.Priority, 0, 4),
            Reason = Cut(document.Business.Reason, PacketLimits.Reason),
            Digest = bytes.Digest,
            Size = bytes.Size,
            IdempotencyKey = bytes.IdempotencyKey,
            Signature = packet.Signature.Outcome.ToString(),
            SignatureDetail = SignatureDetail(packet),
            Warnings = Warnings([.. packet.Warnings, .. Skew(times, now, options), .. Addressing.SuccessorRemarks(document.To, parties)]),
            Search = Fold(document.Subject, document.CodeNumber + "/" + document.CodeNotation, senderName, document.DocumentId),
            Recipients = recipients.Value,
            Attachments = [.. packet.Attachments.Select(Attachment)],
        };
    }

    private static Result<IncomingPacket> Status(EdxmlPacket packet, EdxmlStatus status, ReceivedBytes bytes, Parties parties, string own, IReadOnlyList<DocumentKey> targets, DateTimeOffset now, ExchangeOptions options)
    {
        var addressed = status.To.Count > 0 || parties[status.ResponseFor.OrganId] is not { } named || (status.Code == ChangeMachine.TakeBackAsked && named.Entry.Code == parties[status.From.OrganId]!.Entry.Code) ? [.. status.To] : new List<EdxmlOrgan> { new(status.ResponseFor.OrganId!) };
        var recipients = addressed.Count == 0 ? new List<IncomingRecipient>() : Addressing.Recipients(addressed, parties, options.MaxRecipients);
        if (!recipients.IsOk)
        {
            return Result<IncomingPacket>.Failed(recipients.Errors);
        }

        // The same rules as for a short call (Changes/AnswerRequest), told with the place of the element.
        var note = status.Destruction is { } d ? new DestructionNote(d.Copies, d.Archived, Cut(d.CopyList, DestructionNote.CopyListLength)) : null;
        if (note is not null && AnswerRequest.Check(note) is { } incomplete)
        {
            return incomplete.At("Destruction");
        }

        var report = new StatusReport(
            status.Code,
            Cut(status.Description, PacketLimits.Reason),
            new StatusStaff(Cut(status.Staff?.Department, 200), Cut(status.Staff?.Name, 200), Cut(status.Staff?.Email, 200), Cut(status.Staff?.Mobile, 50)),
            StatusSource.Packet)
        {
            SaidAt = status.Timestamp,
            Destruction = note,
        };
        var sender = parties[status.From.OrganId]!;
        var senderName = parties[own]?.Entry.Name ?? sender.Entry.Name;
        var about = Cut(status.ResponseFor.DocumentId ?? status.ResponseFor.Code ?? "", PacketLimits.DocumentId);
        var parts = (status.ResponseFor.Code ?? "").Split('/', 2);
        return new IncomingPacket
        {
            Kind = PacketKind.Status,
            SenderCode = own,
            OwnCode = sender.Entry.Code,
            SenderAs = status.From.OrganId,
            SenderName = Cut(senderName, PacketLimits.Name),
            DocumentId = about,
            Targets = targets.Count > 0 ? targets : [new DocumentKey(parties[status.ResponseFor.OrganId]?.Entry.Code ?? "", about)],
            Subject = Cut(status.Description ?? "", PacketLimits.Subject),
            Number = Cut(parts[0], 100),
            Notation = parts.Length > 1 ? Cut(parts[1], 100) : "",
            PromulgationDate = status.ResponseFor.PromulgationDate,
            Digest = bytes.Digest,
            Size = bytes.Size,
            IdempotencyKey = bytes.IdempotencyKey,
            Signature = packet.Signature.Outcome.ToString(),
            SignatureDetail = SignatureDetail(packet),
            Warnings = Warnings([.. packet.Warnings, .. Skew([status.Timestamp], now, options)]),
            Search = Fold(status.Description, status.ResponseFor.Code, senderName, about),
            Recipients = recipients.Value,
            Attachments = [],
            Status = report,
        };
    }

    // Senders name the original in three places, or reuse its number for the packet itself: all are looked for, in this order.
    private static List<DocumentKey> Targets(EdxmlDocument document, string sender, Parties parties)
    {
        var named = document.Business.Type switch
        {
            // Only one's own document can be recalled. OrganId is no help: in the field it names the recipient that is to destroy it.
            EdxmlBusinessType.Recall => document.ResponseFor.Where(r => r.DocumentId is not null).Select(r => new DocumentKey(sender, r.DocumentId!)),
            EdxmlBusinessType.Update when document.Business.DocumentId is { } original => [new DocumentKey(sender, original)],
            EdxmlBusinessType.Replace => document.Business.Replacements.Select(r => new DocumentKey(sender, r.DocumentId)),
            _ => [],
        };
        var own = new DocumentKey(sender, document.DocumentId);
        return document.Business.Type is EdxmlBusinessType.New
            ? [own]
            : [.. named.Where(k => k.Sender.Length > 0 && k.DocumentId.Length <= PacketLimits.DocumentId).Append(own).Distinct()];
    }

    /// <summary>A remark for each time that lies ahead of our clock.</summary>
    public static IEnumerable<Error> Skew(IEnumerable<DateTimeOffset?> times, DateTimeOffset now, ExchangeOptions options) => times
        .OfType<DateTimeOffset>()
        .Where(t => t > now.AddSeconds(options.ClockSkewSeconds))
        .Select(t => ExchangeErrors.ClockSkew.With(t.InVietnam().ToString("yyyy-MM-ddTHH:mm:sszzz"), (long)(t - now).TotalSeconds));

    private static IncomingAttachment Attachment(EdxmlAttachment file) => new(
        file.Number,
        Cut(file.Name, 400),
        Cut(file.ContentType ?? "", 200),
        Cut(file.Description ?? "", 1000),
        file.Length,
        file.Sha256,
        file.StoredSha256);

    private static string? SignatureDetail(EdxmlPacket packet)
    {
        var found = packet.Signature;
        return found.Outcome is Signing.Xml.XmlSignatureOutcome.Absent ? null : JsonSerializer.Serialize(
            new
            {
                fault = found.Fault.ToString(),
                found.Detail,
                found.Algorithm,
                certificate = found.Certificate is { } c ? new { c.Subject, c.Issuer, c.SerialNumber, c.Sha256, c.NotBefore, c.NotAfter } : null,
            },
            ReceiptSigner.Json);
    }

    private static string? Warnings(IReadOnlyList<Error> warnings) => warnings.Count == 0 ? null : JsonSerializer.Serialize(
        warnings.Take(ListedWarnings).Select(w => new Remark(w.Code, Cut(w.Sentence("vi"), 250), Cut(w.Sentence("en"), 250))),
        ReceiptSigner.Json);

    private static string Fold(params string?[] parts) => Cut(TextFolding.Fold(string.Join(' ', parts)), 4000);

    [return: NotNullIfNotNull(nameof(text))]
    private static string? Cut(string? text, int most) => text is null || text.Length <= most ? text : text[..(most - 1)] + "…";
}

/// <summary>Something tolerated or remarkable about an accepted packet.</summary>
internal sealed record Remark(string Code, string Vi, string En)
{
    public static IReadOnlyList<Remark> Read(string? json) => json is null ? [] : JsonSerializer.Deserialize<List<Remark>>(json, ReceiptSigner.Json)!;
}
