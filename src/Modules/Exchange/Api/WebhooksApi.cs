using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Push;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>Addresses to which an agency's events are pushed.</summary>
internal static class WebhooksApi
{
    private const string Id = "019ab4c4-0010-7d55-9f0e-2f6f4b6a1c04";
    private const string Request = """{"name":"Phần mềm quản lý văn bản","url":"https://vpdt.nghean.example/vanlang/su-kien","events":["packet.arrived","recall.requested","status.changed"]}""";
    private const string One = """
        {"id":"019ab4c4-0010-7d55-9f0e-2f6f4b6a1c04","name":"Phần mềm quản lý văn bản","url":"https://vpdt.nghean.example/vanlang/su-kien","events":["packet.arrived","recall.requested","status.changed"],"state":"active","reason":null,
         "createdAt":"2026-11-24T09:12:31.402113+07:00"}
        """;

    public static void Map(RouteGroupBuilder all)
    {
        var group = all.MapGroup("/webhooks").RequirePermission(ExchangePermissions.Webhooks).DisableAntiforgery();
        group.MapGet("", List).RequirePermission(ExchangePermissions.Webhooks).WithName("ListWebhooks")
            .WithSummary("The agency's addresses for pushed events, and how each of them goes")
            .Produces<WebhooksAnswer>()
            .Answers(200, """{"items":[{"webhook":""" + One + ""","waiting":0,"dead":0,"lastSuccessAt":"2026-11-24T09:20:11.402113+07:00","lastFailureAt":null,"failingSince":null,"lastAnswer":"HTTP 202"}]}""");
        group.MapPost("", Register).RequirePermission(ExchangePermissions.Webhooks).WithName("RegisterWebhook")
            .WithSummary("Have the agency's events pushed to an address, from now on")
            .WithDescription("Each event is a security event token (RFC 8417, compact JWS ES256, keys at /.well-known/exchange-events.json) posted as application/secevent+jwt (RFC 8935); answer 202. Repeats bear the same jti. The feeds by cursor remain the truth.")
            .WithJsonBody<WebhookRequest>(Request)
            .Produces<WebhookAnswer>(201)
            .Fails([ExchangeErrors.NoOrganization, PushErrors.TooMany.With(Webhook.Most), .. Wrong])
            .Answers(201, One);
        group.MapPut("/{id:guid}", Change).RequirePermission(ExchangePermissions.Webhooks).WithName("ChangeWebhook")
            .WithSummary("Change name, address or events; what waits goes to the new address")
            .WithJsonBody<WebhookRequest>(Request)
            .Produces<WebhookAnswer>()
            .Takes("id", Id, "From the list.")
            .Fails([PushErrors.WebhookNotFound, .. Wrong])
            .Answers(200, One);
        group.MapDelete("/{id:guid}", End).RequirePermission(ExchangePermissions.Webhooks).WithName("EndWebhook")
            .WithSummary("Forget an address and what waits for it")
            .Produces(204)
            .Takes("id", Id, "From the list.")
            .Fails(PushErrors.WebhookNotFound);
        group.MapPost("/{id:guid}/ping", Ping).RequirePermission(ExchangePermissions.Webhooks).WithName("PingWebhook")
            .WithSummary("Push a signed event of kind ping now, and tell what the address answered")
            .Produces<PingAnswer>()
            .Takes("id", Id, "From the list.")
            .Fails(PushErrors.WebhookNotFound)
            .Answers(200, """{"taken":true,"answer":"HTTP 202","text":null}""");
        group.MapPost("/{id:guid}/pause", Pause).RequirePermission(ExchangePermissions.Webhooks).WithName("PauseWebhook")
            .WithSummary("Stop pushing to an address; its events wait")
            .Produces<WebhookAnswer>()
            .Takes("id", Id, "From the list.")
            .Fails(PushErrors.WebhookNotFound, PushErrors.NotActive)
            .Answers(200, One);
        group.MapPost("/{id:guid}/resume", Resume).RequirePermission(ExchangePermissions.Webhooks).WithName("ResumeWebhook")
            .WithSummary("Go on pushing from where it stopped")
            .Produces<WebhookAnswer>()
            .Takes("id", Id, "From the list.")
            .Fails(PushErrors.WebhookNotFound, PushErrors.AlreadyActive)
            .Answers(200, One);
        group.MapGet("/{id:guid}/failures", Failures).RequirePermission(ExchangePermissions.Webhooks).WithName("ListWebhookFailures")
            .WithSummary("Events that the address did not take: waiting for another attempt, or dead letters")
            .Produces<FailuresAnswer>()
            .Takes("id", Id, "From the list.")
            .Takes("state", "dead", "waiting or dead; both without it.")
            .Takes("after", "MTIwNw", "The 'next' of the page before.")
            .Fails(PushErrors.WebhookNotFound)
            .Answers(200, """{"items":[{"eventId":"019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02","event":"packet.arrived","occurredAt":"2026-11-24T09:12:31.402113+07:00","state":"dead","attempts":30,"firstAt":"2026-11-24T09:12:32.402113+07:00","lastAt":"2026-11-25T08:40:11.402113+07:00","nextAt":null,"answer":"HTTP 500","text":"Internal Server Error"}],"next":null}""");
        group.MapPost("/{id:guid}/replay", Replay).RequirePermission(ExchangePermissions.Webhooks).WithName("ReplayWebhookEvents")
            .WithSummary("Push dead letters again: one event, or all of the address, at most 1,000 at once")
            .Produces<ReplayAnswer>()
            .Takes("id", Id, "From the list.")
            .Takes("eventId", "019ab4c2-7d11-7a02-8f0e-0d6a4b6a1c02", "One event; all without it.")
            .Fails(PushErrors.WebhookNotFound, PushErrors.NothingToReplay)
            .Answers(200, """{"replayed":1}""");
    }

    private static Error[] Wrong =>
    [
        ExchangeErrors.NotJson.With("text/plain"), ExchangeErrors.BodyForm, PushErrors.NameForm.With(Webhook.NameLength).At("name"), PushErrors.KindsMissing.At("events"), PushErrors.KindUnknown.With("x").At("events"),
        PushErrors.UrlForm.At("url"), PushErrors.UrlScheme.At("url"), PushErrors.UrlCredentials.At("url"), PushErrors.UrlFragment.At("url"), PushErrors.UrlHost.At("url"), PushErrors.UrlPort.At("url"), PushErrors.UrlNetwork.At("url"),
        PushErrors.UrlUnknown.At("url"), PushErrors.UrlTaken.At("url"),
    ];

    private static async Task<IResult> List(ListWebhooks list, CurrentActor current, CancellationToken ct)
    {
        var page = await list.Handle(new ListWebhooks.Filter(), current.Actor, ct);
        return Results.Ok(new WebhooksAnswer([.. page.Items.Select(r => new WebhookItem(WebhookAnswer.Of(r.Webhook), r.Waiting, r.Dead, r.Cursor.LastSuccessAt?.InVietnam(), r.Cursor.LastFailureAt?.InVietnam(), r.Cursor.FailingSince?.InVietnam(), r.Cursor.LastAnswer))]));
    }

    private static async Task<IResult> Register(HttpContext http, RegisterWebhook register, CurrentActor current, CancellationToken ct)
    {
        var (input, wrong) = await Read(http, ct);
        return wrong ?? ExchangeApi.Answer(http, await register.Handle(input!, current.Actor, ct), w => Results.Created($"{ExchangeApi.Root}/webhooks/{w.Id.Value}", WebhookAnswer.Of(w)));
    }

    private static async Task<IResult> Change(Guid id, HttpContext http, ChangeWebhook change, CurrentActor current, CancellationToken ct)
    {
        var (input, wrong) = await Read(http, ct);
        return wrong ?? ExchangeApi.Answer(http, await change.Handle(new WebhookId(id), input!, current.Actor, ct), w => Results.Ok(WebhookAnswer.Of(w)));
    }

    private static async Task<IResult> End(Guid id, HttpContext http, EndWebhook end, CurrentActor current, CancellationToken ct)
    {
        var done = await end.Handle(new WebhookId(id), current.Actor, ct);
        return done.IsOk ? Results.NoContent() : ExchangeApi.Problem(http, [done.Error]);
    }

    private static async Task<IResult> Ping(Guid id, HttpContext http, PingWebhook ping, CurrentActor current, CancellationToken ct) =>
        ExchangeApi.Answer(http, await ping.Handle(new WebhookId(id), current.Actor, ct), p => Results.Ok(new PingAnswer(p.Taken, p.Answer, p.Text)));

    private static async Task<IResult> Pause(Guid id, HttpContext http, PauseWebhook pause, CurrentActor current, CancellationToken ct) =>
        ExchangeApi.Answer(http, await pause.Handle(new WebhookId(id), current.Actor, ct), w => Results.Ok(WebhookAnswer.Of(w)));

    private static async Task<IResult> Resume(Guid id, HttpContext http, ResumeWebhook resume, CurrentActor current, CancellationToken ct) =>
        ExchangeApi.Answer(http, await resume.Handle(new WebhookId(id), current.Actor, ct), w => Results.Ok(WebhookAnswer.Of(w)));

    private static async Task<IResult> Failures(Guid id, HttpContext http, ListFailures list, CurrentActor current, CancellationToken ct, string? state = null, string? after = null)
    {
        FailureState? only = state switch { "dead" => FailureState.Dead, "waiting" => FailureState.Waiting, _ => null };
        return ExchangeApi.Answer(http, await list.Handle(new ListFailures.Filter(new WebhookId(id), only, null, after), current.Actor, ct), page => Results.Ok(new FailuresAnswer([.. page.Items.Select(FailureItem.Of)], page.Next)));
    }

    private static async Task<IResult> Replay(Guid id, HttpContext http, ReplayEvents replay, CurrentActor current, CancellationToken ct, Guid? eventId = null) =>
        ExchangeApi.Answer(http, await replay.Handle(new WebhookId(id), eventId, current.Actor, ct), count => Results.Ok(new ReplayAnswer(count)));

    private static async Task<(RegisterWebhook.Input? Input, IResult? Wrong)> Read(HttpContext http, CancellationToken ct)
    {
        if (!http.Request.HasJsonContentType())
        {
            return (null, ExchangeApi.Problem(http, [ExchangeErrors.NotJson.With(http.Request.ContentType ?? "")]));
        }

        try
        {
            var body = await http.Request.ReadFromJsonAsync<WebhookRequest>(ct);
            return (new RegisterWebhook.Input(body?.Name, body?.Url, body?.Events is { } events && events.All(e => e is not null) ? events : null), null);
        }
        catch (JsonException)
        {
            return (null, ExchangeApi.Problem(http, [ExchangeErrors.BodyForm]));
        }
    }
}

/// <summary>An address and what is to be pushed to it.</summary>
internal sealed record WebhookRequest(string? Name, string? Url, IReadOnlyList<string>? Events);

/// <summary>An address.</summary>
/// <param name="Reason">Why the axis stopped it.</param>
internal sealed record WebhookAnswer(Guid Id, string Name, string Url, IReadOnlyList<string> Events, WebhookState State, string? Reason, DateTimeOffset CreatedAt)
{
    public static WebhookAnswer Of(Webhook webhook) => new(webhook.Id.Value, webhook.Name, webhook.Url, webhook.Wanted, webhook.State, webhook.StateReason, webhook.CreatedAt.InVietnam());
}

/// <summary>An address and how it goes.</summary>
internal sealed record WebhookItem(WebhookAnswer Webhook, int Waiting, int Dead, DateTimeOffset? LastSuccessAt, DateTimeOffset? LastFailureAt, DateTimeOffset? FailingSince, string? LastAnswer);

/// <summary>All addresses of an agency; there are few.</summary>
internal sealed record WebhooksAnswer(IReadOnlyList<WebhookItem> Items);

/// <summary>What an address answered to a ping.</summary>
internal sealed record PingAnswer(bool Taken, string Answer, string? Text);

/// <summary>An event that was not taken.</summary>
internal sealed record FailureItem(Guid EventId, string Event, DateTimeOffset OccurredAt, FailureState State, int Attempts, DateTimeOffset FirstAt, DateTimeOffset LastAt, DateTimeOffset? NextAt, string Answer, string? Text)
{
    public static FailureItem Of(WebhookFailure failure) => new(failure.EventId, failure.Kind, failure.OccurredAt.InVietnam(), failure.State, failure.Attempts, failure.FirstAt.InVietnam(), failure.LastAt.InVietnam(), failure.NextAt?.InVietnam(), failure.LastAnswer, failure.LastText);
}

/// <summary>A page of them; without 'next' on the last.</summary>
internal sealed record FailuresAnswer(IReadOnlyList<FailureItem> Items, string? Next);

/// <summary>How many are pushed again.</summary>
internal sealed record ReplayAnswer(int Replayed);
