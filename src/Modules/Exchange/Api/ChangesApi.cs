using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

/// <summary>Recall and take-back as short calls: the exchange writes the packet. Updates and replacements carry a document: send them as packets (types 2 and 3).</summary>
internal static class ChangesApi
{
    private const string Asked = """
        {"statusId":"019ab4c2-7d12-7b11-8a0e-1d6a4b6a1c03","applied":true,"matched":true,"packetId":"019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c04","documentId":"G22,2026/11/24,7816/VPCP-TTĐT","digest":"9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08","acceptedAt":"2026-11-24T09:30:00+07:00","receipt":"eyJhbGciOiJFUzI1NiJ9.eyJwYWNrZXRJZCI6Ii4uLiJ9.c2ln"}
        """;

    public static void Add(IServiceCollection services)
    {
        services.AddScoped<FindSent>();
        services.AddScoped<LinkDocuments>();
        services.AddScoped<ComposePacket>();
        services.AddScoped<RecallDocument>();
        services.AddScoped<TakeBackDocument>();
        services.AddScoped<AnswerRequest>();
        services.AddScoped<ReadTrace>();
    }

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/packets/{id:guid}/recall", Recall)
            .RequirePermission(ExchangePermissions.Send)
            .DisableAntiforgery()
            .WithName("RecallPacket")
            .WithSummary("Recall a document (type 1): every recipient has to destroy it and prove that; it cannot be refused")
            .WithDescription("The exchange writes the packet of type 1, seals it and answers its receipt. What was not fetched yet is recalled at once and never delivered. Once only: the original is frozen. With an Idempotency-Key the same call answers the same receipt.")
            .WithJsonBody<RecallRequest>("""{"reason":"Gửi nhầm nơi nhận"}""")
            .Produces<PacketAnswer>(StatusCodes.Status201Created)
            .Produces<PacketAnswer>()
            .Takes("id", ApiExamples.PacketId, "The document, or a version of it.")
            .TakesHeader("Idempotency-Key", "thu-hoi-7816", "The same call again under it answers the same receipt.")
            .Sends(201, "Location", $"{ExchangeApi.Root}/packets/{ApiExamples.PacketId}", "The packet of the recall.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.PacketNotFound, ChangeErrors.Frozen.With("G22,2026/11/24,7816/VPCP-TTĐT"), ChangeErrors.NotADocument, ChangeErrors.ReasonMissing.At("reason"))
            .Fails(ExchangeErrors.NotJson.With("text/plain"), ExchangeErrors.BodyForm, ExchangeErrors.Draining, ExchangeErrors.StorageFull, ExchangeErrors.DatabaseAway)
            .Answers(201, ApiExamples.PacketAccepted)
            .Answers(200, ApiExamples.PacketAccepted);

        group.MapPost("/packets/{id:guid}/take-back", TakeBack)
            .RequirePermission(ExchangePermissions.Send)
            .DisableAntiforgery()
            .WithName("TakeBackPacket")
            .WithSummary("Ask recipients to give a document back (status 13); they agree (15) or refuse (16)")
            .WithDescription("What was not fetched yet is withdrawn at once and never delivered. Without 'recipients' from everybody who still has it.")
            .WithJsonBody<TakeBackRequest>("""{"reason":"Sai phụ lục 2","recipients":["H41"]}""")
            .Produces<StatusPacketAnswer>(StatusCodes.Status201Created)
            .Produces<StatusPacketAnswer>()
            .Takes("id", ApiExamples.PacketId, "The document, or a version of it.")
            .TakesHeader("Idempotency-Key", "lay-lai-7816", "The same call again under it answers the same receipt.")
            .Sends(201, "Location", $"{ExchangeApi.Root}/packets/{ApiExamples.PacketId}", "The status packet.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.PacketNotFound, ChangeErrors.NothingToTakeBack, ChangeErrors.RequestWaits.With("Ủy ban nhân dân tỉnh Nghệ An"), ChangeErrors.NotARecipient.With("H26").At("recipients"), ChangeErrors.ReasonMissing.At("reason"))
            .Fails(ExchangeErrors.NotJson.With("text/plain"), ExchangeErrors.BodyForm, ExchangeErrors.Draining, ExchangeErrors.StorageFull, ExchangeErrors.DatabaseAway)
            .Answers(201, Asked)
            .Answers(200, Asked);
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
