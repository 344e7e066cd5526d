using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.Api;
using VanLang.Exchange.ExistingSystems;
using VanLang.Kernel;
using VanLang.Web.Http;

namespace VanLang.Exchange.Validation;

/// <summary>A packet that the exchange would take.</summary>
internal sealed record ValidAnswer(bool Valid, IReadOnlyList<FindingAnswer> Warnings);

/// <summary>A packet that it would refuse.</summary>
internal sealed record InvalidAnswer(bool Valid, IReadOnlyList<FindingAnswer> Errors, IReadOnlyList<FindingAnswer> Warnings);

/// <summary>One finding.</summary>
/// <param name="Line">Line of the packet, from 1.</param>
/// <param name="Column">Column of the element's name, from 1.</param>
/// <param name="Path">Local names from the root.</param>
/// <param name="Code">The rule; it never changes its meaning.</param>
/// <param name="Text">What is wrong, in the language of Accept-Language.</param>
internal sealed record FindingAnswer(int Line, int Column, string Path, string Code, string Text)
{
    public static IReadOnlyList<FindingAnswer> Of(IReadOnlyList<Error> errors) => [.. errors.Select(e => new FindingAnswer(
        e.Facts.TryGetValue("line", out var line) ? (int)line : 1,
        e.Facts.TryGetValue("column", out var column) ? (int)column : 1,
        e.Facts.TryGetValue("path", out var path) ? (string)path : "/",
        e.Code,
        e.Sentence(Problems.Language)))];
}

/// <summary>The validator for makers of document systems, and the schema.</summary>
internal static class ValidationApi
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGroup(ExchangeApi.Root).WithTags(ExchangeApi.Tag)
            .MapPost("/validate", Post)
            .AllowAnonymous()
            .DisableAntiforgery()
            .WithName("ValidatePacket")
            .WithSummary("Look at a packet as the exchange would, without sending it; nothing is kept")
            .WithDescription("The body is the packet, whatever its content type, or a multipart form with one file. 'errors' are grounds for refusal, 'warnings' are tolerated deviations and remarks, "
                + "among them what the directory says of the codes. Open to everybody, a number of packets a minute for each address. The rules: /exchange/validate/rules; the schema: " + PacketSchema.Path)
            .Produces<ValidAnswer>()
            .Produces<InvalidAnswer>(StatusCodes.Status422UnprocessableEntity)
            .WithBody(ApiExamples.Packet, "application/edxml+xml", "multipart/form-data")
            .Fails(400)
            .Fails(ExchangeErrors.PacketTooLarge.With(75_497_472), ExchangeErrors.ContentCoding.With("gzip"), ValidationErrors.TooMany, ExchangeErrors.StorageFull)
            .Answers(200, ValidExample)
            .Answers(422, InvalidExample);
        routes.MapMethods(PacketSchema.Path, ["GET", "HEAD"], () => Results.Stream(PacketSchema.Open(), "application/xml; charset=utf-8"))
            .AllowAnonymous()
            .WithTags(ExchangeApi.Tag)
            .WithName("PacketSchema")
            .WithSummary("XML Schema of the strict form")
            .Produces<string>(StatusCodes.Status200OK, "application/xml")
            .Answers(200, "<xs:schema xmlns:xs=\"http://www.w3.org/2001/XMLSchema\" ...>");
    }

    private const string InvalidExample = """{"valid":false,"errors":[{"line":14,"column":18,"path":"/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/OtherInfo/Priority","code":"EDX-0027","text":"\"Priority\" phải từ 0 đến 4, gói tin ghi 9."}],"warnings":[]}""";

    private const string ValidExample = """{"valid":true,"warnings":[{"line":7,"column":12,"path":"/edXML/edXMLEnvelope/edXMLHeader/MessageHeader/DueDate","code":"EDX-1004","text":"Ngày \"24/11/2026\" không viết theo dạng yyyy/MM/dd."}]}""";

    private static async Task<IResult> Post(HttpContext http, EdocUpload upload, ValidatePacket validate, ValidationLimits limits, CancellationToken ct)
    {
        var entered = await limits.Enter(Address(http), ct);
        if (!entered.TryGet(out var lease, out _))
        {
            http.Response.Headers.RetryAfter = "60";
            return Problems.From(entered.Errors);
        }

        using (lease)
        {
            var received = await upload.Receive(http.Request, ct);
            if (!received.TryGet(out var bytes, out _))
            {
                await PacketUpload.Discard(http.Request, ct);
                return received.Error.Code == ExchangeErrors.NoEdocFile.Code
                    ? Refused([Edxml.Findings.Place(Edxml.EdxmlErrors.Empty, 1, 1, "/")], [])
                    : ExchangeApi.Problem(http, received.Errors);
            }

            await using (bytes)
            {
                var found = await validate.Handle(bytes, ct);
                return found.IsValid
                    ? Results.Ok(new ValidAnswer(true, FindingAnswer.Of(found.Warnings)))
                    : Refused(found.Errors, found.Warnings);
            }
        }
    }

    private static IResult Refused(IReadOnlyList<Error> errors, IReadOnlyList<Error> warnings) =>
        Results.UnprocessableEntity(new InvalidAnswer(false, FindingAnswer.Of(errors), FindingAnswer.Of(warnings)));

    public static string Address(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";
}
