using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using VanLang.Data.Blobs;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Composes a new document from a form and its files, writes it in the strict form with the agency's seal, and gives it to
/// <see cref="AcceptPacket"/>: the same way that every system's packet goes.
/// </summary>
internal sealed class SendDocument(AcceptPacket accept, BlobStore blobs, IOrganizationDirectory directory, PacketSeal seal, FindSent find, IOptions<ExchangeOptions> options, Clock clock)
{
    /// <summary>A file of the form; opened as often as needed.</summary>
    internal sealed record File(string Name, string? ContentType, long Length, Func<Stream> Open);

    internal sealed record Input
    {
        public string? Kind { get; init; }

        public string? Number { get; init; }

        public string? Notation { get; init; }

        public string? Place { get; init; }

        public DateOnly? IssuedOn { get; init; }

        public string? Subject { get; init; }

        public string? Competence { get; init; }

        public string? SignerPosition { get; init; }

        public string? SignerName { get; init; }

        public int Priority { get; init; }

        public DateOnly? DueDate { get; init; }

        public int? Pages { get; init; }

        public IReadOnlyList<string> Recipients { get; init; } = [];

        public IReadOnlyList<File> Files { get; init; } = [];

        /// <summary>Token of the form: posting it twice sends one document.</summary>
        public string? IdempotencyKey { get; init; }

        /// <summary>The document that this one is a new version of, or takes the place of.</summary>
        public Amendment? Amends { get; init; }
    }

    /// <summary>An update (type 2) or a replacement (type 3) of a document that was sent.</summary>
    internal sealed record Amendment(EdxmlBusinessType Type, PacketId Packet, string? Reason);

    public static List<Error> Check(Input input, DateOnly today)
    {
        var errors = new List<Error>();
        void Need(bool there, Error error, string field)
        {
            if (!there)
            {
                errors.Add(error.At(field));
            }
        }

        Need(DocumentKinds.Find(input.Kind) is not null, ExchangeErrors.KindUnknown, "Kind");
        Need(!string.IsNullOrWhiteSpace(input.Number), ExchangeErrors.NumberMissing, "Number");
        Need(!string.IsNullOrWhiteSpace(input.Notation), ExchangeErrors.NotationMissing, "Notation");
        Need(!string.IsNullOrWhiteSpace(input.Place), ExchangeErrors.PlaceMissing, "Place");
        Need(!string.IsNullOrWhiteSpace(input.Subject), ExchangeErrors.SubjectMissing, "Subject");
        Need(!string.IsNullOrWhiteSpace(input.SignerPosition), ExchangeErrors.SignerMissing, "SignerPosition");
        Need(!string.IsNullOrWhiteSpace(input.SignerName), ExchangeErrors.SignerMissing, "SignerName");
        Need(input.Recipients.Count > 0, ExchangeErrors.RecipientsMissing, "Recipients");
        Need(input.Files.Count > 0, ExchangeErrors.FileMissing, "Files");
        Need(!(input.IssuedOn > today), ExchangeErrors.IssuedInTheFuture, "IssuedOn");
        Need(!(input.DueDate < (input.IssuedOn ?? today)), ExchangeErrors.DueBeforeIssue, "DueDate");
        if (input.Amends is { } amends && RecallDocument.Check(amends.Reason) is { } reason)
        {
            errors.Add(reason.At("Reason"));
        }

        errors.AddRange(input.Files.Where(f => f.Length == 0).Select(f => ExchangeErrors.FileEmpty.With(f.Name).At("Files")));
        return errors;
    }

    public async Task<Result<AcceptPacket.Accepted>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        var errors = Check(input, clock.Today);
        if (errors.Count > 0)
        {
            return Result<AcceptPacket.Accepted>.Failed(errors);
        }

        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        if (await NotPdf(input.Files[0], ct))
        {
            return ExchangeErrors.NotPdf.With(input.Files[0].Name).At("Files");
        }

        if (input.Files.Sum(f => f.Length) / 3 * 4 > options.Value.MaxPacketBytes)
        {
            return ExchangeErrors.PacketTooLarge.With(options.Value.MaxPacketBytes).At("Files");
        }

        SentDocument? older = null;
        if (input.Amends is { } amends)
        {
            var found = await find.Handle(amends.Packet, actor, ct);
            if (!found.TryGet(out older, out var error))
            {
                return error;
            }
        }

        var entries = await directory.Resolve([own, .. input.Recipients], clock.Today, ct);
        if (input.Recipients.FirstOrDefault(r => !entries.ContainsKey(r)) is { } unknown)
        {
            return ExchangeErrors.UnknownRecipient.With(unknown).At("Recipients");
        }

        var files = new List<OutgoingAttachment>();
        foreach (var file in input.Files)
        {
            files.Add(await Outgoing(file, files.Count + 1, ct));
        }

        await using var bytes = blobs.Begin();
        var written = await EdxmlWriter.WriteAsync(bytes, Header(input, older, entries, own, actor), files, seal.Of(entries[own]), ct);
        if (!written.IsOk)
        {
            return Result<AcceptPacket.Accepted>.Failed(written.Errors);
        }

        await bytes.Finish(ct);
        return await accept.Handle(new AcceptPacket.Input(bytes, input.IdempotencyKey), actor, ct);
    }

    private EdxmlDocument Header(Input input, SentDocument? older, IReadOnlyDictionary<string, OrganizationEntry> entries, string own, Actor actor)
    {
        var kind = DocumentKinds.Find(input.Kind)!;
        var from = older is null ? Organ(entries[own]) : Organ(entries[own]) with { OrganId = older.Packet.SenderAs };
        var issued = input.IssuedOn ?? clock.Today;
        var (number, notation) = (input.Number!.Trim(), input.Notation!.Trim());
        return new EdxmlDocument
        {
            From = from,
            To = [.. input.Recipients.Distinct().Select(r => Organ(entries[r]))],
            // A new version is a further packet of the same document; a replacement is a document of its own.
            DocumentId = input.Amends?.Type is EdxmlBusinessType.Update ? older!.Document.DocumentId : FormattableString.Invariant($"{from.OrganId},{issued:yyyy/MM/dd},{number}/{notation}"),
            CodeNumber = number,
            CodeNotation = notation,
            Place = input.Place!.Trim(),
            PromulgationDate = issued,
            Type = 2,
            TypeDetail = kind.TypeDetail,
            TypeName = kind.Name,
            Subject = input.Subject!.Trim(),
            SignerCompetence = Text(input.Competence),
            SignerPosition = input.SignerPosition!.Trim(),
            SignerName = input.SignerName!.Trim(),
            DueDate = input.DueDate,
            Priority = input.Priority,
            PageAmount = input.Pages,
            Traces = [new EdxmlTrace(from.OrganId, clock.Now.InVietnam())],
            Business = Business(input.Amends, older, actor),
        };
    }

    private static EdxmlBusiness Business(Amendment? amends, SentDocument? older, Actor actor)
    {
        var business = new EdxmlBusiness { Paper = false, Staff = ComposePacket.Staff(actor) };
        return amends?.Type switch
        {
            EdxmlBusinessType.Update => business with { Type = EdxmlBusinessType.Update, Reason = amends.Reason!.Trim(), DocumentId = older!.Document.DocumentId, DocumentChanged = true, ReceiversChanged = false },
            EdxmlBusinessType.Replace => business with { Type = EdxmlBusinessType.Replace, Reason = amends.Reason!.Trim(), Replacements = [new EdxmlReplacement(older!.Document.DocumentId, [])] },
            _ => business,
        };
    }

    /// <summary>An organisation as a packet names it.</summary>
    public static EdxmlOrgan Organ(OrganizationEntry entry) => new(
        entry.Code102 ?? entry.Code,
        entry.Name,
        entry.InChargeName ?? entry.Name,
        Text(entry.Contact.Address),
        Text(entry.Contact.Email),
        Text(entry.Contact.Telephone),
        Text(entry.Contact.Fax),
        Text(entry.Contact.Website));

    // The manifest, written before the files, names their digests: each is read once to know it and once to send it.
    private static async Task<OutgoingAttachment> Outgoing(File file, int number, CancellationToken ct)
    {
        await using var content = file.Open();
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        return new OutgoingAttachment(Path.GetFileName(file.Name), file.ContentType, $"att-{number}", null, sha256, _ => ValueTask.FromResult(file.Open()));
    }

    private static async Task<bool> NotPdf(File file, CancellationToken ct)
    {
        await using var content = file.Open();
        var head = new byte[5];
        return await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, ct) < head.Length || !head.AsSpan().SequenceEqual("%PDF-"u8);
    }

    private static string? Text(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
