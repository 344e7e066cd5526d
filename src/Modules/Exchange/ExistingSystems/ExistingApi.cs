using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Organizations.Contracts;
using VanLang.Web.Http;
using VanLang.Web.Modules;
using Shape = VanLang.Web.Http.ExistingSystems;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>
/// The functions that document systems of the field call: those of the national kit under /vxp, the provincial REST shape under /lgsp/v1. Both lead to the
/// same acceptance, deliveries and writer as our own API; only the words differ. Both verbs are taken wherever nothing is changed.
/// </summary>
internal static partial class ExistingApi
{
    private static readonly string[] Either = ["GET", "POST"];

    public static void Map(IEndpointRouteBuilder routes)
    {
        var national = Group(routes, Shape.National);
        national.MapMethods("/getAgenciesList", Either, DirectoryCalls.Agencies).RequirePermission(ExchangePermissions.Read);
        national.MapMethods("/getAgenciesListQD20", Either, DirectoryCalls.AgenciesByDecision20).RequirePermission(ExchangePermissions.Read);
        national.MapMethods("/getSynchronizeUnit", Either, DirectoryCalls.SynchronizeUnit).RequirePermission(ExchangePermissions.Read);
        national.MapPost("/registerAgency", DirectoryCalls.Register).RequirePermission(ISubordinateUnits.Permission);
        national.MapPost("/deleteAgency", DirectoryCalls.Delete).RequirePermission(ISubordinateUnits.Permission);
        national.MapPost("/sendEdoc", EdocCalls.Send).RequirePermission(ExchangePermissions.Send).Admit(EdocAnswer.Fail);
        national.MapMethods("/getReceivedEdocList", Either, EdocCalls.Received).RequirePermission(ExchangePermissions.Receive);
        national.MapMethods("/getSentEdocList", Either, EdocCalls.Sent).RequirePermission(ExchangePermissions.Read);
        national.MapMethods("/getEdoc", Either, EdocCalls.Get).RequirePermission(ExchangePermissions.Receive);
        national.MapMethods("/downloadEdoc", Either, EdocCalls.Download).RequirePermission(ExchangePermissions.Receive);
        national.MapPost("/updateStatus", EdocCalls.Update).RequirePermission(ExchangePermissions.Receive);
        national.MapMethods("/countReceiveEdoc", Either, EdocCalls.CountEdocs).RequirePermission(ExchangePermissions.Receive);
        national.MapMethods("/countReceiveStatus", Either, EdocCalls.CountStatuses).RequirePermission(ExchangePermissions.Receive);

        var provincial = Group(routes, Shape.Provincial);
        provincial.MapPost("/v1/sendEdoc", EdocCalls.Send).RequirePermission(ExchangePermissions.Send).Admit(EdocAnswer.Fail);
        provincial.MapMethods("/v1/syncReceivedEdocList", Either, EdocCalls.Received).RequirePermission(ExchangePermissions.Receive);
        provincial.MapMethods("/v1/getEdoc", Either, EdocCalls.Get).RequirePermission(ExchangePermissions.Receive);
        provincial.MapPost("/v1/updateStatus", EdocCalls.Update).RequirePermission(ExchangePermissions.Receive);
        provincial.MapMethods("/v1/getReceiveStatus", Either, EdocCalls.ReceiveStatus).RequirePermission(ExchangePermissions.Receive);
    }

    private static RouteGroupBuilder Group(IEndpointRouteBuilder routes, string prefix)
    {
        var group = routes.MapGroup(prefix).DisableAntiforgery().ExcludeFromDescription().AddEndpointFilter(Catch);
        group.Map("/{**function}", Unknown).RequireAuthorization().WithOrder(int.MaxValue);
        return group;
    }

    private static IResult Unknown(HttpContext http, string? function) => EdocAnswer.Fail(ExchangeErrors.UnknownFunction.With(Short(function ?? ""), http.Request.Method));

    private static string Short(string text) => text.Length <= 60 ? text : text[..60];

    // A bug must not reach such a system as problem details: it could not read them, and would not try again.
    private static async ValueTask<object?> Catch(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (Exception e) when (!context.HttpContext.RequestAborted.IsCancellationRequested && !context.HttpContext.Response.HasStarted)
        {
            if (e is BadHttpRequestException)
            {
                return EdocAnswer.Fail(AnswerNumber.BadFile, "yêu cầu không đọc được");
            }

            Failed(context.HttpContext.RequestServices.GetRequiredService<ILogger<ExchangeDb>>(), e, context.HttpContext.GetEndpoint()?.DisplayName);
            return EdocAnswer.Fail(AnswerNumber.Broken, context.HttpContext.TraceIdentifier);
        }
    }

    [LoggerMessage(EventId = 5020, Level = LogLevel.Error, Message = "A call of an existing system failed: {Endpoint}")]
    private static partial void Failed(ILogger logger, Exception exception, string? endpoint);
}
