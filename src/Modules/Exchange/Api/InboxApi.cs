using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

internal static class InboxApi
{
    public static void Map(RouteGroupBuilder group)
    {
        group.MapGet("/inbox", Get)
            .RequirePermission(ExchangePermissions.Receive)
            .WithName("PollInbox")
            .WithSummary("Deliveries by place in the log, ascending; waits up to 30 seconds for news")
            .WithDescription("Without 'after' from the oldest unacknowledged delivery. Acknowledged ones are left out unless all=true. 'next' is always there and opaque.")
            .Produces<ListAnswer<InboxItem>>()
            .Takes("after", "MTIwNw", "The 'next' of the answer before.")
            .Takes("wait", 0, "Seconds to wait for news, at most 30; ended at once, with what there is, when the server stops.")
            .Takes("limit", 50, "At most so many items, 1 to 200.")
            .Takes("all", false, "Acknowledged deliveries as well.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.BadCursor, ExchangeErrors.BadLimit.With(200), ExchangeErrors.BadWait.With(30))
            .Answers(200, ApiExamples.Inbox);

        group.MapPost("/inbox/{deliveryId:guid}/ack", Acknowledge)
            .RequirePermission(ExchangePermissions.Receive)
            .DisableAntiforgery()
            .WithName("AcknowledgeDelivery")
            .WithSummary("Take a delivery off the queue; the packet has arrived (status 01). Doing it again changes nothing")
            .Produces<AckAnswer>()
            .Takes("deliveryId", ApiExamples.DeliveryId, "From the inbox.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.DeliveryNotFound, ExchangeErrors.Draining, ExchangeErrors.DatabaseAway)
            .Answers(200, ApiExamples.Acknowledged);

        group.MapPost("/inbox/{deliveryId:guid}/status", Report)
            .RequirePermission(ExchangePermissions.Receive)
            .DisableAntiforgery()
            .WithName("ReportStatus")
            .WithSummary("Report a status: 01 arrived, 02 returned (with reason), 03 registered, 04 assigned, 05 in progress, 06 done; 15 and 16 answer a request of the sender")
            .WithDescription("Reports may come late, twice or out of order: 'applied' tells whether the state moved on. It never goes back. 15 agrees to a take-back or an update, and after a recall states that the document was destroyed (staff.name says by whom); 16 refuses, with reason, and never a recall.")
            .WithJsonBody<StatusRequest>(ApiExamples.Status)
            .Produces<StatusAnswer>()
            .Takes("deliveryId", ApiExamples.DeliveryId, "From the inbox.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.DeliveryNotFound, ExchangeErrors.NotJson.With("text/plain"), ExchangeErrors.BodyForm, ExchangeErrors.UnknownStatus.With("99").At("code"), ExchangeErrors.ReasonMissing.At("reason"), ExchangeErrors.Draining, ExchangeErrors.DatabaseAway)
            .Answers(200, ApiExamples.StatusTaken);
    }

    private static async Task<IResult> Get(HttpContext http, PollInbox poll, CurrentActor current, CancellationToken ct, string? after = null, int wait = 0, int limit = 50, bool all = false) =>
        ExchangeApi.Answer(http, await poll.Handle(new PollInbox.Input(after, wait, limit, all), current.Actor, ct), page =>
            Results.Ok(new ListAnswer<InboxItem>([.. page.Items.Select(InboxItem.Of)], page.Next!)));

    private static async Task<IResult> Acknowledge(Guid deliveryId, HttpContext http, AcknowledgeDelivery acknowledge, CurrentActor current, CancellationToken ct) =>
        ExchangeApi.Answer(http, await acknowledge.Handle(new DeliveryId(deliveryId), current.Actor, ct), delivery => Results.Ok(AckAnswer.Of(delivery)));

    private static async Task<IResult> Report(Guid deliveryId, HttpContext http, ReportStatus report, CurrentActor current, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.NotJson.With(http.Request.ContentType ?? "")]);
        }

        StatusRequest? body;
        try
        {
            body = await http.Request.ReadFromJsonAsync<StatusRequest>(ct);
        }
        catch (JsonException)
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.BodyForm]);
        }

        var input = new ReportStatus.Input(new DeliveryId(deliveryId), body?.Code, body?.Reason, body?.Staff ?? StatusStaff.Nobody)
        {
            Destruction = body?.Destruction is { } d ? new DestructionNote(d.Copies, d.Archived, d.CopyList) : null,
            DestroyedAt = body?.Destruction?.At,
        };
        return ExchangeApi.Answer(http, await report.Handle(input, current.Actor, ct), outcome => Results.Ok(StatusAnswer.Of(outcome)));
    }
}
