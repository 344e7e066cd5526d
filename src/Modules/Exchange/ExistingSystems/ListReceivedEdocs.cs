using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Deliveries;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>One row of getReceivedEdocList, names as the kit has them.</summary>
internal sealed record ReceivedEdoc(
    [property: JsonPropertyName("docId")] string DocId,
    [property: JsonPropertyName("from")] string From,
    [property: JsonPropertyName("to")] string To,
    [property: JsonPropertyName("serviceType")] string ServiceType,
    [property: JsonPropertyName("messagetype")] string Messagetype,
    [property: JsonPropertyName("created_time")] string CreatedTime,
    [property: JsonPropertyName("updated_time")] string UpdatedTime,
    [property: JsonPropertyName("status")] string Status,
    [property: JsonPropertyName("statusDesc")] string StatusDesc);

/// <summary>What lies in the receiving queue, oldest first: a packet stays there until updateStatus "done". One command.</summary>
internal sealed class ListReceivedEdocs(ExchangeDb db, IOrganizationDirectory directory)
{
    public const int Most = 1000;

    /// <param name="From">Code of a sender; the caller's own code, or one that it continues, which the kit sends by habit, filters nothing.</param>
    /// <param name="Status">A queue keyword; without one everything that is not done.</param>
    internal sealed record Input(string? MessageType, string? From, DateOnly? FromDate, DateOnly? ToDate, string? Status, int Page, int PageSize);

    public static Error? Check(Input input) => input switch
    {
        _ when !MessageType.Knows(input.MessageType) => ExchangeErrors.UnknownMessageType.With(input.MessageType!),
        { Status: not null } when QueueKeyword.Read(input.Status) is null => ExchangeErrors.UnknownKeyword.With(input.Status),
        _ => null,
    };

    public async Task<Result<List<ReceivedEdoc>>> Handle(Input input, Actor actor, Func<string, string> say, CancellationToken ct)
    {
        if (Check(input) is { } wrong)
        {
            return wrong;
        }

        var rows = await Waiting(db, actor, input.MessageType, QueueKeyword.Read(input.Status), await Sender(input.From, actor, ct), input.FromDate, input.ToDate)
            .OrderBy(d => d.Position)
            .Skip((input.Page - 1) * input.PageSize)
            .Take(input.PageSize)
            .Join(db.Packets, d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (d, p) => new { d, p.SenderAs })
            .OrderBy(j => j.d.Position)
            .Select(j => new { j.d.PacketId, j.SenderAs, j.d.AddressedAs, j.d.Kind, j.d.QueuedAt, j.d.StateAt, j.d.Queue })
            .ToListAsync(ct);
        return rows.ConvertAll(r =>
        {
            var (keyword, sentence) = QueueKeyword.Of(r.Queue);
            return new ReceivedEdoc(
                r.PacketId.Value.ToString(),
                r.SenderAs,
                r.AddressedAs,
                "eDoc",
                MessageType.Of(r.Kind, input.MessageType),
                EdocAnswer.Time(r.QueuedAt),
                EdocAnswer.Time(r.StateAt),
                keyword,
                say(sentence));
        });
    }

    /// <summary>How many of a kind wait.</summary>
    public Task<int> Count(string messageType, Actor actor, CancellationToken ct) => Waiting(db, actor, messageType, null, null, null, null).CountAsync(ct);

    private async ValueTask<string?> Sender(string? from, Actor actor, CancellationToken ct)
    {
        if (from is null)
        {
            return null;
        }

        var found = (await directory.Resolve([from], db.Node.Clock.Today, ct)).GetValueOrDefault(from);
        return found is not null && actor.ActsFor.Contains(found.Code) ? null : found?.Code ?? from;
    }

    private static IQueryable<Delivery> Waiting(ExchangeDb db, Actor actor, string? messageType, QueueState? queue, string? sender, DateOnly? fromDate, DateOnly? toDate)
    {
        var deliveries = db.DeliveriesTo(actor);
        deliveries = queue switch
        {
            null => ExchangeDb.Waiting(deliveries),
            QueueState.Done => deliveries.Where(d => d.AckedAt != null),
            { } state => ExchangeDb.Waiting(deliveries).Where(d => d.Queue == state),
        };
        if (messageType is not null)
        {
            var kinds = MessageType.Kinds(messageType)!;
            deliveries = deliveries.Where(d => kinds.Contains(d.Kind));
        }

        if (sender is not null)
        {
            deliveries = deliveries.Where(d => d.SenderCode == sender);
        }

        if (fromDate is { } first)
        {
            var start = StartOf(first);
            deliveries = deliveries.Where(d => d.QueuedAt >= start);
        }

        if (toDate is { } last)
        {
            var end = StartOf(last.AddDays(1));
            deliveries = deliveries.Where(d => d.QueuedAt < end);
        }

        return deliveries;
    }

    internal static DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), Clock.NationalOffset);
}
