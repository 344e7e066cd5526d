using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>Recall and take-back as short calls: the exchange writes the packet. Updates and replacements carry a document: send them as packets (types 2 and 3).</summary>
internal static class ChangesApi
{
    public static void Add(IServiceCollection services)
    {
        services.AddScoped<FindSent>();
        services.AddScoped<LinkDocuments>();
        services.AddScoped<ComposePacket>();
        services.AddScoped<RecallDocument>();
        services.AddScoped<TakeBackDocument>();
        services.AddScoped<AnswerRequest>();
    }

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/packets/{id:guid}/recall", Recall)
            .RequirePermission(ExchangePermissions.Send)
            .DisableAntiforgery()
            .WithName("RecallPacket")
            .WithSummary("Recall a document (type 1): every recipient has to destroy it and prove that; it cannot be refused")
            .WithDescription("The exchange writes the packet of type 1, seals it and answers its receipt. What was not fetched yet is recalled at once and never delivered. Once only: the original is frozen. With an Idempotency-Key the same call answers the same receipt.")
            .WithJsonBody<RecallRequest>()
            .Produces<PacketAnswer>(StatusCodes.Status201Created)
            .Produces<PacketAnswer>()
            .Fails(401, 403, 404, 409, 415, 422, 503);

        group.MapPost("/packets/{id:guid}/take-back", TakeBack)
            .RequirePermission(ExchangePermissions.Send)
            .DisableAntiforgery()
            .WithName("TakeBackPacket")
            .WithSummary("Ask recipients to give a document back (status 13); they agree (15) or refuse (16)")
            .WithDescription("What was not fetched yet is withdrawn at once and never delivered. Without 'recipients' from everybody who still has it.")
            .WithJsonBody<TakeBackRequest>()
            .Produces<StatusPacketAnswer>(StatusCodes.Status201Created)
            .Produces<StatusPacketAnswer>()
            .Fails(401, 403, 404, 409, 415, 422, 503);
    }

    private static async Task<IResult> Recall(Guid id, HttpContext http, RecallDocument recall, CurrentActor current, CancellationToken ct)
    {
        var key = Key(http);
        var read = await Body<RecallRequest>(http, key, current.Actor, ct);
        return read.TryGet(out var body, out _)
            ? ExchangeApi.Answer(http, await recall.Handle(new RecallDocument.Input(new PacketId(id), body.Reason, key), current.Actor, ct), PacketsApi.Stored)
            : ExchangeApi.Problem(http, read.Errors);
    }

    private static async Task<IResult> TakeBack(Guid id, HttpContext http, TakeBackDocument takeBack, CurrentActor current, CancellationToken ct)
    {
        var key = Key(http);
        var read = await Body<TakeBackRequest>(http, key, current.Actor, ct);
        return read.TryGet(out var body, out _)
            ? ExchangeApi.Answer(http, await takeBack.Handle(new TakeBackDocument.Input(new PacketId(id), body.Reason, body.Recipients ?? [], key), current.Actor, ct), PacketsApi.Stored)
            : ExchangeApi.Problem(http, read.Errors);
    }

    private static string? Key(HttpContext http) => http.Request.Headers.TryGetValue("Idempotency-Key", out var given) ? given.ToString() : null;

    private static async Task<Result<T>> Body<T>(HttpContext http, string? key, Actor actor, CancellationToken ct)
        where T : class
    {
        if (AcceptPacket.Check(key, actor) is { } wrong)
        {
            return wrong;
        }

        if (!http.Request.HasJsonContentType())
        {
            return ExchangeErrors.NotJson.With(http.Request.ContentType ?? "");
        }

        try
        {
            return await http.Request.ReadFromJsonAsync<T>(ct) is { } body ? body : ExchangeErrors.BodyForm;
        }
        catch (JsonException)
        {
            return ExchangeErrors.BodyForm;
        }
    }
}

/// <summary>A recall.</summary>
/// <param name="Reason">Why; every recipient reads it.</param>
internal sealed record RecallRequest(string? Reason);

/// <summary>A take-back.</summary>
/// <param name="Reason">Why; every recipient reads it.</param>
/// <param name="Recipients">Canonical codes; left out it is asked of everybody who still has it.</param>
internal sealed record TakeBackRequest(string? Reason, IReadOnlyList<string>? Recipients = null);
