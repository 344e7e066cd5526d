using VanLang.Data.Blobs;
using VanLang.Exchange.Archives;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>
/// Thu hồi (type 1): announced to every recipient over the axis (Decision 28/2018, art. 8(2)). The packet carries the header of the document, but not its
/// subject: recipients keep the packet, and what they destroy they must not find again in it.
/// </summary>
internal sealed class RecallDocument(FindSent find, ComposePacket compose, PacketBytes store, BlobStore blobs, Clock clock)
{
    internal sealed record Input(PacketId Packet, string? Reason, string? IdempotencyKey);

    public static Error? Check(string? reason) => string.IsNullOrWhiteSpace(reason)
        ? ChangeErrors.ReasonMissing.At("reason")
        : ChangeText.Check(reason, ChangeText.ReasonLength, "reason");

    public async Task<Result<AcceptPacket.Accepted>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        var found = await find.Handle(input.Packet, actor, ct);
        if (!found.TryGet(out var sent, out var error))
        {
            return error;
        }

        if (await find.Repeated(input.IdempotencyKey, PacketKind.Recall, sent, actor, ct) is { } repeated)
        {
            return repeated;
        }

        if (sent.Document.RecalledBy is { } by)
        {
            return ChangeErrors.Frozen.With(sent.Document.DocumentId).Fact("packetId", by.Value.ToString());
        }

        var read = await store.Open(sent.Packet, verify: false, ct);
        if (!read.TryGet(out var bytes, out var unread))
        {
            return unread;
        }

        await using (bytes)
        {
            var original = (await EdxmlContents.Read(bytes, clock, blobs.TemporaryFolder, AttachmentSinks.Discard, ct)).Document!;
            var organs = await compose.Organs([.. (await find.Versions(sent, ct)).Select(d => d.RecipientCode).Distinct()], ct);
            return await compose.Send(Header(original, sent, [.. organs.OrderBy(o => o.Key, StringComparer.Ordinal).Select(o => o.Value)], input.Reason!.Trim(), actor), input.IdempotencyKey, actor, ct);
        }
    }

    private EdxmlDocument Header(EdxmlDocument original, SentDocument sent, List<EdxmlOrgan> to, string reason, Actor actor) => original with
    {
        To = [.. to],
        DocumentId = sent.Document.DocumentId,
        Subject = FormattableString.Invariant($"Thu hồi văn bản số {original.CodeNumber}/{original.CodeNotation} ngày {original.PromulgationDate:dd/MM/yyyy}"),
        Content = null,
        DueDate = null,
        PageAmount = null,
        Appendixes = [],
        ToPlaces = [],

        // One for each recipient, as the national kit has it.
        ResponseFor = [.. to.Select(o => new EdxmlResponseFor(o.OrganId, $"{original.CodeNumber}/{original.CodeNotation}", original.PromulgationDate, sent.Document.DocumentId))],
        Traces = [compose.Trace(original.From.OrganId)],
        Business = new EdxmlBusiness { Type = EdxmlBusinessType.Recall, Reason = reason, Paper = false, Staff = ComposePacket.Staff(actor) },
    };
}
