using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using VanLang.Exchange.Api;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Uploads;

/// <summary>
/// Large files in pieces, by the open protocol TUS 1.0.0 (https://tus.io/protocols/resumable-upload) with creation, creation-with-upload,
/// checksum, expiration and termination: any client of that protocol can send them.
/// </summary>
internal static class UploadsApi
{
    public const string Root = ExchangeApi.Root + "/uploads";

    private const string Version = "1.0.0";
    private const string PieceType = "application/offset+octet-stream";
    private const int ChecksumMismatch = 460;

    public static void Map(RouteGroupBuilder group)
    {
        var uploads = group.MapGroup("/uploads").RequirePermission(ExchangePermissions.Send).DisableAntiforgery();

        uploads.MapMethods("", ["OPTIONS"], Options)
            .WithName("UploadOptions")
            .WithSummary("What the server can do: version, extensions, greatest size (TUS 1.0.0)")
            .Produces(StatusCodes.Status204NoContent);

        uploads.MapPost("", Create)
            .WithName("CreateUpload")
            .WithSummary("Begin a file that comes in pieces (TUS 1.0.0): Upload-Length, Upload-Metadata; may carry the first piece")
            .WithDescription("201 with Location, Upload-Offset and Upload-Expires. A key 'sha256' in Upload-Metadata is the digest of the whole file in hexadecimal, checked when a packet takes it in. "
                + "To use it, send the packet as multipart with an empty part for the file, whose header Content-Location is this Location.")
            .Produces(StatusCodes.Status201Created)
            .Fails(401, 403, 412, 413, 415, 422, 429, ChecksumMismatch, 503);

        uploads.MapMethods("/{id:guid}", ["HEAD"], Find)
            .WithName("FindUpload")
            .WithSummary("How many bytes are kept: Upload-Offset of Upload-Length")
            .Produces(StatusCodes.Status200OK)
            .Fails(401, 403, 404, 410, 412);

        uploads.MapPatch("/{id:guid}", Append)
            .WithName("AppendUpload")
            .WithSummary("The next piece, from Upload-Offset on; with Upload-Checksum (sha256) it is taken whole or not at all")
            .WithDescription("204 with the new Upload-Offset, which survives a power cut. 409 with another offset than the server's: ask HEAD and go on there. 460 when the checksum does not match.")
            .Produces(StatusCodes.Status204NoContent)
            .Fails(401, 403, 404, 409, 410, 412, 413, 415, 422, 423, ChecksumMismatch, 503);

        uploads.MapDelete("/{id:guid}", Delete)
            .WithName("EndUpload")
            .WithSummary("Throw an upload away")
            .Produces(StatusCodes.Status204NoContent)
            .Fails(401, 403, 404, 412, 423);
    }

    private static IResult Options(HttpContext http, IOptions<ExchangeOptions> options)
    {
        var headers = http.Response.Headers;
        headers["Tus-Resumable"] = Version;
        headers["Tus-Version"] = Version;
        headers["Tus-Extension"] = "creation,creation-with-upload,checksum,expiration,termination";
        headers["Tus-Checksum-Algorithm"] = UploadChecksum.Algorithm;
        headers["Tus-Max-Size"] = options.Value.MaxUploadBytes.ToString(CultureInfo.InvariantCulture);
        return Results.NoContent();
    }

    private static async Task<IResult> Create(HttpContext http, CreateUpload create, AppendUpload append, CurrentActor current, CancellationToken ct)
    {
        if (Refused(http) is { } refused)
        {
            return refused;
        }

        var withPiece = http.Request.ContentType is not null && http.Request.ContentLength is not 0;
        if (withPiece && !IsPiece(http.Request))
        {
            return Problem(http, UploadErrors.ContentType);
        }

        var checksum = UploadChecksum.Read(http.Request.Headers["Upload-Checksum"]);
        if (!checksum.IsOk)
        {
            return Problem(http, checksum.Error);
        }

        using var expected = checksum.Value;
        var created = await create.Handle(new CreateUpload.Input(Number(http, "Upload-Length"), http.Request.Headers["Upload-Metadata"]), current.Actor, ct);
        if (!created.TryGet(out var upload, out var error))
        {
            return Problem(http, error);
        }

        // The upload stands even when its first piece does not: the client learns its address and goes on from its offset.
        http.Response.Headers.Location = $"{Root}/{upload.Id.Value}";
        if (withPiece)
        {
            Unlimited(http);
            var taken = await append.Handle(new AppendUpload.Input(upload.Id, 0, http.Request.Body, expected), current.Actor);
            if (!taken.IsOk)
            {
                return Problem(http, taken.Error);
            }

            upload = taken.Value;
        }

        Describe(http, upload);
        return Results.StatusCode(StatusCodes.Status201Created);
    }

    private static async Task<IResult> Find(Guid id, HttpContext http, FindUpload find, CurrentActor current, CancellationToken ct)
    {
        if (Refused(http) is { } refused)
        {
            return refused;
        }

        http.Response.Headers.CacheControl = "no-store";
        return Answer(http, await find.Handle(new UploadId(id), current.Actor, ct), upload =>
        {
            http.Response.Headers["Upload-Length"] = upload.Length.ToString(CultureInfo.InvariantCulture);
            if (upload.Metadata.Length > 0)
            {
                http.Response.Headers["Upload-Metadata"] = upload.Metadata;
            }

            Describe(http, upload);
            return Results.Ok();
        });
    }

    private static async Task<IResult> Append(Guid id, HttpContext http, AppendUpload append, CurrentActor current)
    {
        if (Refused(http) is { } refused)
        {
            return refused;
        }

        if (!IsPiece(http.Request))
        {
            return Problem(http, UploadErrors.ContentType);
        }

        if (Number(http, "Upload-Offset") is not { } offset)
        {
            return Problem(http, UploadErrors.OffsetForm);
        }

        var checksum = UploadChecksum.Read(http.Request.Headers["Upload-Checksum"]);
        if (!checksum.IsOk)
        {
            return Problem(http, checksum.Error);
        }

        using var expected = checksum.Value;
        Unlimited(http);
        return Answer(http, await append.Handle(new AppendUpload.Input(new UploadId(id), offset, http.Request.Body, expected), current.Actor), upload =>
        {
            Describe(http, upload);
            return Results.NoContent();
        });
    }

    private static async Task<IResult> Delete(Guid id, HttpContext http, EndUpload end, CurrentActor current, CancellationToken ct)
    {
        if (Refused(http) is { } refused)
        {
            return refused;
        }

        var ended = await end.Handle(new UploadId(id), current.Actor, ct);
        return ended.IsOk ? Results.NoContent() : Problem(http, ended.Error);
    }

    // Every answer names the protocol's version; every request must (TUS 1.0.0, "Tus-Resumable").
    private static IResult? Refused(HttpContext http)
    {
        http.Response.Headers["Tus-Resumable"] = Version;
        if (http.Request.Headers["Tus-Resumable"] == Version)
        {
            return null;
        }

        http.Response.Headers["Tus-Version"] = Version;
        return Problem(http, UploadErrors.VersionMissing);
    }

    private static void Describe(HttpContext http, Upload upload)
    {
        http.Response.Headers["Upload-Offset"] = upload.Received.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["Upload-Expires"] = upload.ExpiresAt.ToString("R", CultureInfo.InvariantCulture);
    }

    private static IResult Answer(HttpContext http, Result<Upload> result, Func<Upload, IResult> ok) => result.IsOk ? ok(result.Value) : Problem(http, result.Error);

    // The protocol gives some failures a status of their own.
    private static IResult Problem(HttpContext http, Error error)
    {
        int? own = error.Code switch
        {
            _ when error.Code == UploadErrors.VersionMissing.Code => StatusCodes.Status412PreconditionFailed,
            _ when error.Code == UploadErrors.ChecksumMismatch.Code => ChecksumMismatch,
            _ when error.Code == UploadErrors.Busy.Code => StatusCodes.Status423Locked,
            _ when error.Code == UploadErrors.ContentType.Code => StatusCodes.Status415UnsupportedMediaType,
            _ => null,
        };
        var answer = ExchangeApi.Problem(http, [error]);
        if (own is not null && answer is ProblemHttpResult problem)
        {
            problem.ProblemDetails.Status = own;
        }

        return answer;
    }

    private static bool IsPiece(HttpRequest request) => request.ContentType?.Split(';')[0].Trim().Equals(PieceType, StringComparison.OrdinalIgnoreCase) == true;

    private static long? Number(HttpContext http, string header) =>
        long.TryParse(http.Request.Headers[header], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static void Unlimited(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null; // The announced length is the limit.
        }
    }
}
