using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Changes;

/// <summary>
/// A person's answer to what the sender asks: agree (15), refuse (16, never a recall), or state that the recalled document was destroyed (15). It goes as a
/// status packet, under the agency's seal.
/// </summary>
internal sealed class AnswerRequest(ExchangeDb db, ComposePacket compose)
{
    /// <param name="Agree">15; else 16.</param>
    /// <param name="Reason">Required with 16.</param>
    /// <param name="Destruction">After a recall.</param>
    internal sealed record Input(DeliveryId Delivery, bool Agree, string? Reason, DestructionNote? Destruction, string? IdempotencyKey);

    public static Error? Check(Input input) => input switch
    {
        { Agree: false } when string.IsNullOrWhiteSpace(input.Reason) => ChangeErrors.RefusalReason.At("reason"),
        { Destruction: { } note } when Check(note) is { } wrong => wrong,
        _ => ChangeText.Check(input.Reason, ChangeText.ReasonLength, "reason"),
    };

    /// <summary>What a statement of destruction must say.</summary>
    public static Error? Check(DestructionNote note) => note switch
    {
        { Copies: < 1 or > DestructionNote.MostCopies } => ChangeErrors.CopiesRange.With(DestructionNote.MostCopies).At("copies"),
        { Archived: true } when string.IsNullOrWhiteSpace(note.CopyList) => ChangeErrors.CopyListMissing.At("copyList"),
        _ => ChangeText.Check(note.CopyList, DestructionNote.CopyListLength, "copyList"),
    };

    public async Task<Result<AcceptPacket.Accepted>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        var id = input.Delivery;
        var own = await db.DeliveriesTo(actor).Where(d => d.Id == id)
            .Join(db.Packets, d => d.PacketId, p => p.Id, (d, p) => new { d.RecipientCode, d.State, Packet = p })
            .FirstOrDefaultAsync(ct);
        if (own is null)
        {
            return ExchangeErrors.DeliveryNotFound;
        }

        if (!input.Agree && own.State is DeliveryState.RecallPending)
        {
            return ChangeErrors.RecallRefused;
        }

        var packet = own.Packet;
        var organs = await compose.Organs([own.RecipientCode, packet.AboutSender], ct);
        var status = new EdxmlStatus
        {
            From = organs.GetValueOrDefault(own.RecipientCode) ?? new EdxmlOrgan(own.RecipientCode),
            ResponseFor = new EdxmlResponseFor(packet.AboutSender, $"{packet.Number}/{packet.Notation}", packet.PromulgationDate, packet.Kind is PacketKind.Replacement ? packet.DocumentId : packet.AboutDocument),
            Staff = ComposePacket.Staff(actor),
            Code = input.Agree ? ChangeMachine.Agreed : ChangeMachine.Declined,
            Description = Said(input, own.State),
            Timestamp = compose.Now,
            Destruction = own.State is DeliveryState.RecallPending && input.Destruction is { } d ? new EdxmlDestruction(d.Copies, d.Archived, string.IsNullOrWhiteSpace(d.CopyList) ? null : d.CopyList.Trim()) : null,
        };
        return await compose.Send(status, input.IdempotencyKey, ChangeErrors.NothingAsked, actor, ct);
    }

    // Readers that do not know the element Destruction read the same in the description.
    private static string Said(Input input, DeliveryState state) => state is DeliveryState.RecallPending && input.Destruction is { } note
        ? note.Archived ? $"Văn bản đã lưu trữ; đã tiêu hủy {note.Copies ?? 1} bản theo danh mục" : $"Đã tiêu hủy {note.Copies ?? 1} bản của văn bản bị thu hồi"
        : string.IsNullOrWhiteSpace(input.Reason) ? "Đồng ý yêu cầu của nơi gửi" : input.Reason.Trim();
}
