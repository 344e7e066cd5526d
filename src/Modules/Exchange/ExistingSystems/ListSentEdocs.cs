using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>One recipient of a packet that was sent, names as the kit has them; the last two tell the business status, which the kit has no names for.</summary>
internal sealed record SentEdoc(
    [property: JsonPropertyName("docId")] string DocId,
    [property: JsonPropertyName("senderDocId")] string SenderDocId,
    [property: JsonPropertyName("fromCode")] string FromCode,
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("toName")] string ToName,
    [property: JsonPropertyName("serviceType")] string ServiceType,
    [property: JsonPropertyName("messagetype")] string Messagetype,
    [property: JsonPropertyName("title")] string Title,
    [property: JsonPropertyName("notation")] string Notation,
    [property: JsonPropertyName("sendStatus")] string SendStatus,
    [property: JsonPropertyName("sendStatusDesc")] string SendStatusDesc,
    [property: JsonPropertyName("receiveStatus")] string ReceiveStatus,
    [property: JsonPropertyName("receiveStatusDesc")] string ReceiveStatusDesc,
    [property: JsonPropertyName("sentTime")] string SentTime,
    [property: JsonPropertyName("receivedTime")] string? ReceivedTime,
    [property: JsonPropertyName("businessStatus")] string? BusinessStatus,
    [property: JsonPropertyName("businessStatusDesc")] string? BusinessStatusDesc);

/// <summary>What was sent, one row a recipient, newest packet first. One command.</summary>
internal sealed class ListSentEdocs(ExchangeDb db)
{
    internal sealed record Input(string? MessageType, Guid? DocId, DateOnly? FromDate, DateOnly? ToDate, int Page, int PageSize);

    public async Task<Result<List<SentEdoc>>> Handle(Input input, Actor actor, Func<string, string> say, CancellationToken ct)
    {
        if (!MessageType.Knows(input.MessageType))
        {
            return ExchangeErrors.UnknownMessageType.With(input.MessageType!);
        }

        var rows = await Sent(input, actor)
            .Join(db.Deliveries.AsNoTracking(), p => p.Id, d => d.PacketId, (p, d) => new { p, d })
            .OrderByDescending(j => j.p.Position).ThenBy(j => j.d.Id)
            .Skip((input.Page - 1) * input.PageSize)
            .Take(input.PageSize)
            .Select(j => new
            {
                j.p.Id,
                j.p.DocumentId,
                j.p.SenderCode,
                j.p.SenderAs,
                j.p.Kind,
                j.p.Subject,
                j.p.Number,
                j.p.Notation,
                j.p.AcceptedAt,
                j.d.AddressedAs,
                j.d.RecipientName,
                j.d.Queue,
                j.d.State,
                Arrived = db.DeliveryStatuses.Where(s => s.RecipientCode == j.d.RecipientCode && s.DeliveryId == j.d.Id && s.Number == 1).Select(s => (DateTimeOffset?)s.At).FirstOrDefault(),
            })
            .ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            var (keyword, sentence) = QueueKeyword.Of(r.Queue);
            var business = r.Kind is PacketKind.Status ? null : Business(r.State);
            return new SentEdoc(
                r.Id.Value.ToString(),
                r.DocumentId,
                r.SenderCode,
                r.SenderAs,
                r.AddressedAs,
                r.RecipientName,
                "eDoc",
                MessageType.Of(r.Kind, input.MessageType),
                r.Subject,
                r.Notation.Length > 0 ? $"{r.Number}/{r.Notation}" : r.Number,
                "done",
                say("Trục đã nhận và chuyển vào hộp thư của nơi nhận"),
                keyword,
                say(sentence),
                EdocAnswer.Time(r.AcceptedAt),
                r.Arrived is { } at ? EdocAnswer.Time(at) : null,
                business?.Code,
                business is { } told ? say(told.Sentence) : null);
        });
    }

    private IQueryable<Packet> Sent(Input input, Actor actor)
    {
        var packets = db.PacketsSentBy(actor);
        if (input.DocId is { } id)
        {
            var asked = new PacketId(id);
            packets = packets.Where(p => p.Id == asked);
        }

        if (input.MessageType is not null)
        {
            var kinds = MessageType.Kinds(input.MessageType)!;
            packets = packets.Where(p => kinds.Contains(p.Kind));
        }

        if (input.FromDate is { } first)
        {
            var start = ListReceivedEdocs.StartOf(first);
            packets = packets.Where(p => p.AcceptedAt >= start);
        }

        if (input.ToDate is { } last)
        {
            var end = ListReceivedEdocs.StartOf(last.AddDays(1));
            packets = packets.Where(p => p.AcceptedAt < end);
        }

        return packets;
    }

    // The list of codes has none for a recall that waits and for a replacement: they are told in words.
    private static (string? Code, string Sentence)? Business(DeliveryState state) => state switch
    {
        DeliveryState.Delivered => (StatusMachine.Arrived, "Đã đến"),
        DeliveryState.Rejected => (StatusMachine.Refused, "Từ chối tiếp nhận"),
        DeliveryState.Received => (StatusMachine.Registered, "Đã tiếp nhận"),
        DeliveryState.Assigned => (StatusMachine.AssignedTo, "Đã phân công xử lý"),
        DeliveryState.Processing => (StatusMachine.InProgress, "Đang xử lý"),
        DeliveryState.Done => (StatusMachine.Finished, "Đã hoàn thành"),
        DeliveryState.ChangePending => (ChangeMachine.TakeBackAsked, "Đã yêu cầu lấy lại hoặc cập nhật, chờ nơi nhận trả lời"),
        DeliveryState.Withdrawn => (ChangeMachine.Agreed, "Đã lấy lại"),
        DeliveryState.Updated => (ChangeMachine.Agreed, "Đã có bản cập nhật"),
        DeliveryState.Proposed => (null, "Bản cập nhật chờ nơi nhận đồng ý"),
        DeliveryState.RecallPending => (null, "Đã thu hồi, chờ nơi nhận báo hủy"),
        DeliveryState.Recalled => (ChangeMachine.Agreed, "Đã thu hồi"),
        DeliveryState.Superseded => (null, "Đã có văn bản thay thế"),
        _ => null,
    };
}
