using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using VanLang.Data.Keys;
using VanLang.Exchange.Uploads;
using VanLang.Kernel;
using VanLang.Web.Http;

namespace VanLang.Exchange.Api;

/// <summary>The exchange for agencies' systems.</summary>
internal static class ExchangeApi
{
    public const string Root = "/api/exchange/v1";
    public const string Tag = "Trục liên thông văn bản (exchange)";

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup(Root).WithTags(Tag);
        PacketsApi.Map(group);
        InboxApi.Map(group);
        ChangesApi.Map(group);
        UploadsApi.Map(group);
        EvidenceApi.Map(group);
        DeadlinesApi.Map(group);
        GroupsApi.Map(group);
        StatusesApi.Map(group);
        WebhooksApi.Map(group);
        routes.MapGet("/.well-known/exchange-receipts.json", (KeyRing keys) => Results.Json(new JsonWebKeySet([.. keys.Public(KeyPurpose.Receipt).Select(k => k.ToJwk())])))
            .AllowAnonymous()
            .WithTags(Tag)
            .WithName("ReceiptKeys")
            .WithSummary("Public keys of the receipts (JWK Set, RFC 7517), retired ones included")
            .Produces<JsonWebKeySet>()
            .Answers(200, ApiExamples.Keys);
        routes.MapGet("/.well-known/exchange-packets.json", (KeyRing keys) => Results.Json(new JsonWebKeySet([.. keys.Public(KeyPurpose.Packet).Select(k => k.ToJwk())])))
            .AllowAnonymous()
            .WithTags(Tag)
            .WithName("PacketKeys")
            .WithSummary("Public keys that seal packets composed on the axis and copies in the strict form (JWK Set, RFC 7517), retired ones included")
            .Produces<JsonWebKeySet>()
            .Answers(200, ApiExamples.Keys);
        routes.MapGet("/.well-known/exchange-events.json", (KeyRing keys) => Results.Json(new JsonWebKeySet([.. keys.Public(KeyPurpose.Event).Select(k => k.ToJwk())])))
            .AllowAnonymous()
            .WithTags(Tag)
            .WithName("EventKeys")
            .WithSummary("Public keys that sign the events pushed to agencies' systems (JWK Set, RFC 7517), retired ones included")
            .Produces<JsonWebKeySet>()
            .Answers(200, ApiExamples.Keys);
    }

    /// <summary>Errors as problem details; what can be tried again later says when.</summary>
    public static IResult Problem(HttpContext http, IReadOnlyList<Error> errors)
    {
        if (errors[0].Kind is ErrorKind.Unavailable)
        {
            http.Response.Headers.RetryAfter = errors[0].Code == ExchangeErrors.Draining.Code ? "5" : "30";
        }

        return Problems.From(errors);
    }

    /// <summary>The value's answer, or the errors.</summary>
    public static IResult Answer<T>(HttpContext http, Result<T> result, Func<T, IResult> ok) => result.IsOk ? ok(result.Value) : Problem(http, result.Errors);

    public static RouteHandlerBuilder Fails(this RouteHandlerBuilder endpoint, params ReadOnlySpan<int> statuses)
    {
        foreach (var status in statuses)
        {
            endpoint.Produces<ProblemDetails>(status, "application/problem+json");
        }

        return endpoint;
    }
}

/// <summary>RFC 7517, section 5.</summary>
internal sealed record JsonWebKeySet(IReadOnlyList<JsonWebKey> Keys);
