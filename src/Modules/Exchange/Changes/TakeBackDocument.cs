using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>
/// Lấy lại (code 13), with its reason: from all recipients, or from some. Whoever has not fetched the document yet never gets it; everybody else is asked
/// and answers with 15 or 16.
/// </summary>
internal sealed class TakeBackDocument(FindSent find, ComposePacket compose)
{
    /// <param name="Recipients">Codes of organisations; empty takes it back from all that still have it.</param>
    internal sealed record Input(PacketId Packet, string? Reason, IReadOnlyList<string> Recipients, string? IdempotencyKey);

    public async Task<Result<AcceptPacket.Accepted>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (RecallDocument.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        var found = await find.Handle(input.Packet, actor, ct);
        if (!found.TryGet(out var sent, out var error))
        {
            return error;
        }

        if (await find.Repeated(input.IdempotencyKey, PacketKind.Status, sent, actor, ct) is { } repeated)
        {
            return repeated;
        }

        var versions = await find.Versions(sent, ct);
        if (input.Recipients.FirstOrDefault(r => !versions.Exists(d => d.RecipientCode == r)) is { } stranger)
        {
            return ChangeErrors.NotARecipient.With(stranger).At("recipients");
        }

        // Those that returned it, or gave it back, have nothing to give: naming them would make the whole request wait for nothing.
        var from = input.Recipients.Count > 0 ? [.. input.Recipients] : versions.Where(d => ChangeMachine.IsCurrent(d.State)).Select(d => d.RecipientCode).Distinct().ToList();
        var organs = await compose.Organs([.. from, sent.Key.Sender], ct);
        if (sent.Document.RecalledBy is null && !from.Exists(organs.ContainsKey))
        {
            return ChangeErrors.NothingToTakeBack;
        }

        return await compose.Send(Status(sent, [.. from.Where(organs.ContainsKey).Select(r => organs[r])], input.Reason!.Trim(), actor), input.IdempotencyKey, null, actor, ct);
    }

    private EdxmlStatus Status(SentDocument sent, List<EdxmlOrgan> to, string reason, Actor actor) => new()
    {
        From = new EdxmlOrgan(sent.Packet.SenderAs, sent.Packet.SenderName),
        To = [.. to],
        ResponseFor = new EdxmlResponseFor(sent.Packet.SenderAs, $"{sent.Packet.Number}/{sent.Packet.Notation}", sent.Packet.PromulgationDate, sent.Document.DocumentId),
        Staff = ComposePacket.Staff(actor),
        Code = ChangeMachine.TakeBackAsked,
        Description = reason,
        Timestamp = compose.Now,
    };
}
