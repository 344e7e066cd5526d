using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Push;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>The feed of statuses.</summary>
internal static class StatusesApi
{
    private const string Example = """
        {"items":[{"statusId":"019ab4c3-0010-7d55-9f0e-2f6f4b6a1c03","packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01","deliveryId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","documentId":"G22,2026/11/24,7816/VPCP-TTĐT",
         "from":"G22","recipient":"H41","code":"03","reason":null,"staff":{"department":"Văn phòng","name":"Trần Thị Thư","email":"thutt@nghean.gov.vn","mobile":"0912345678"},
         "at":"2026-11-24T09:20:11.402113+07:00","saidAt":null,"source":"api","applied":true}],"next":"NDE"}
        """;

    public static void Map(RouteGroupBuilder group) => group.MapGet("/statuses", Get)
        .RequirePermission(ExchangePermissions.Read)
        .WithName("PollStatuses")
        .WithSummary("Statuses of documents sent and received, in the order in which they came; waits up to 30 seconds for news")
        .WithDescription("A system reads on from 'next' and misses none. side=sent leaves out what the agency itself reported, side=received what others reported.")
        .Produces<ListAnswer<StatusItem>>()
        .Takes("after", "NDE", "The 'next' of the answer before.")
        .Takes("wait", 0, "Seconds to wait for news, at most 30; ended at once, with what there is, when the server stops.")
        .Takes("limit", 50, "At most so many items, 1 to 200.")
        .Takes("side", "all", "all, sent or received.")
        .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.BadCursor, ExchangeErrors.BadLimit.With(200), ExchangeErrors.BadWait.With(30), PushErrors.UnknownSide.With("both"))
        .Answers(200, Example);

    private static async Task<IResult> Get(HttpContext http, PollStatuses poll, CurrentActor current, CancellationToken ct, string? after = null, int wait = 0, int limit = 50, string? side = null) =>
        ExchangeApi.Answer(http, await poll.Handle(new PollStatuses.Input(after, wait, limit, side), current.Actor, ct), page =>
            Results.Ok(new ListAnswer<StatusItem>([.. page.Items.Select(StatusItem.Of)], page.Next!)));
}

/// <summary>One status in the feed.</summary>
/// <param name="From">Canonical code of the agency that sent the document.</param>
/// <param name="Recipient">Canonical code of the agency that reported.</param>
/// <param name="Applied">False when it came late and is history only.</param>
internal sealed record StatusItem(Guid StatusId, Guid PacketId, Guid DeliveryId, string DocumentId, string From, string Recipient, string Code, string? Reason, StatusStaff Staff, DateTimeOffset At, DateTimeOffset? SaidAt, StatusSource Source, bool Applied)
{
    public static StatusItem Of(PollStatuses.Row row) => new(
        row.Status.Id,
        row.PacketId.Value,
        row.Status.DeliveryId.Value,
        row.DocumentId,
        row.Status.SenderCode,
        row.Status.RecipientCode,
        row.Status.Code,
        row.Status.Reason,
        new StatusStaff(row.Status.StaffDepartment, row.Status.StaffName, row.Status.StaffEmail, row.Status.StaffMobile),
        row.Status.At.InVietnam(),
        row.Status.SaidAt?.InVietnam(),
        row.Status.Source,
        row.Status.Applied);
}
