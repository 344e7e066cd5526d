using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using VanLang.Exchange.Api;
using VanLang.Kernel;
using VanLang.Web.Http;
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
            .Produces(StatusCodes.Status204NoContent)
            .Sends(204, "Tus-Extension", "creation,creation-with-upload,checksum,expiration,termination", "What the server can do.")
            .Sends(204, "Tus-Max-Size", "2147483648", "The greatest file.");

        uploads.MapPost("", Create)
            .WithName("CreateUpload")
            .WithSummary("Begin a file that comes in pieces (TUS 1.0.0): Upload-Length, Upload-Metadata; may carry the first piece")
            .WithDescription("201 with Location, Upload-Offset and Upload-Expires. A key 'sha256' in Upload-Metadata is the digest of the whole file in hexadecimal, checked when a packet takes it in. "
                + "To use it, send the packet as multipart with an empty part for the file, whose header Content-Location is this Location.")
            .Produces(StatusCodes.Status201Created)
            .Protocol()
            .TakesHeader("Upload-Length", "3", "Bytes of the whole file.", required: true)
            .TakesHeader("Upload-Metadata", "sha256 MTg1ZjhkYjMyMjcxZmUyNWY1NjFhNmZjOTM4YjJlMjY0MzA2ZWMzMDRlZGE1MTgwMDdkMTc2NDgyNjM4MTk2OQ==", "Keys and base64 values (TUS 1.0.0).")
            .TakesHeader("Upload-Checksum", "sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", "Of the first piece, when one comes with the creation.")
            .Sends(201, "Location", Root + "/019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01", "Where the pieces go.")
            .Sends(201, "Upload-Offset", "0", "Bytes kept.")
            .FailsAs(415, UploadErrors.ContentType)
            .FailsAs(ChecksumMismatch, UploadErrors.ChecksumMismatch)
            .Fails(ExchangeErrors.NoOrganization, UploadErrors.LengthForm, UploadErrors.MetadataForm, UploadErrors.TooLarge.With(3_000_000_000, 2_147_483_648), UploadErrors.Quota.With(8_589_934_592, 8_589_934_592), ExchangeErrors.StorageFull, ExchangeErrors.Draining);

        uploads.MapMethods("/{id:guid}", ["HEAD"], Find)
            .WithName("FindUpload")
            .WithSummary("How many bytes are kept: Upload-Offset of Upload-Length")
            .Produces(StatusCodes.Status200OK)
            .Protocol()
            .Takes("id", Example, "The upload.")
            .Sends(200, "Upload-Offset", "1048576", "Bytes kept.")
            .Sends(200, "Upload-Length", "52428800", "Bytes of the whole file.")
            .Fails(UploadErrors.NotFound, UploadErrors.Expired, UploadErrors.Lost);

        uploads.MapPatch("/{id:guid}", Append)
            .WithName("AppendUpload")
            .WithSummary("The next piece, from Upload-Offset on; with Upload-Checksum (sha256) it is taken whole or not at all")
            .WithDescription("204 with the new Upload-Offset, which survives a power cut. 409 with another offset than the server's: ask HEAD and go on there. 460 when the checksum does not match.")
            .Produces(StatusCodes.Status204NoContent)
            .WithBody("...", PieceType)
            .Protocol()
            .Takes("id", Example, "The upload.")
            .TakesHeader("Upload-Offset", "0", "Where this piece begins: what the server keeps.", required: true)
            .TakesHeader("Upload-Checksum", "sha256 uU0nuZNNPgilLlLX2n2r+sSE7+N6U4DukIj3rOLvzek=", "SHA-256 of the piece.")
            .Sends(204, "Upload-Offset", "1048576", "Bytes kept.")
            .FailsAs(415, UploadErrors.ContentType)
            .FailsAs(423, UploadErrors.Busy)
            .FailsAs(ChecksumMismatch, UploadErrors.ChecksumMismatch)
            .Fails(UploadErrors.NotFound, UploadErrors.Expired, UploadErrors.Lost, UploadErrors.WrongOffset.With(0, 1_048_576), UploadErrors.TooMuch.With(52_428_800), UploadErrors.OffsetForm, UploadErrors.ChecksumForm.With("md5 x"), UploadErrors.Cut.With(524_288), ExchangeErrors.StorageFull, ExchangeErrors.Draining);

        uploads.MapDelete("/{id:guid}", Delete)
            .WithName("EndUpload")
            .WithSummary("Throw an upload away")
            .Produces(StatusCodes.Status204NoContent)
            .Protocol()
            .Takes("id", Example, "The upload.")
            .FailsAs(423, UploadErrors.Busy)
            .Fails(UploadErrors.NotFound);
    }

    private const string Example = "019ab4c2-7d10-7c55-9f0e-2f6f4b6a1c01";

    private static RouteHandlerBuilder Protocol(this RouteHandlerBuilder endpoint) => endpoint
        .TakesHeader("Tus-Resumable", Version, "Version of the protocol.", required: true)
        .FailsAs(StatusCodes.Status412PreconditionFailed, UploadErrors.VersionMissing);

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
