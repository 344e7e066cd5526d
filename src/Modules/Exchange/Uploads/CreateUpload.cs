using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>Begins an upload. An agency may hold so many bytes open, so that one system cannot fill the disk.</summary>
internal sealed class CreateUpload(ExchangeDb db, UploadFiles files, IOptions<ExchangeOptions> options)
{
    internal sealed record Input(long? Length, string? Metadata);

    public static Error? Check(Input input, ExchangeOptions options) => input.Length switch
    {
        null or < 1 => UploadErrors.LengthForm,
        { } length when length > options.MaxUploadBytes => UploadErrors.TooLarge.With(length, options.MaxUploadBytes),
        _ => null,
    };

    public async Task<Result<Upload>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (actor.OrganizationCode is not { } own)
        {
            return ExchangeErrors.NoOrganization;
        }

        if (Check(input, options.Value) is { } wrong)
        {
            return wrong;
        }

        var metadata = UploadMetadata.Read(input.Metadata);
        if (!metadata.TryGet(out var read, out var unreadable))
        {
            return unreadable;
        }

        var now = db.Node.Clock.Now;
        var open = await db.UploadsOf(actor).Where(u => u.ExpiresAt > now).SumAsync(u => u.Length, ct);
        if (open + input.Length!.Value > options.Value.MaxOpenUploadBytes)
        {
            return UploadErrors.Quota.With(open, options.Value.MaxOpenUploadBytes);
        }

        var upload = new Upload(db.Node.Clock.NewId<UploadId>(), own, input.Length.Value, read, now, TimeSpan.FromHours(options.Value.UploadHours));
        files.Create(upload.Id);
        CrashPoint.At("upload.file-made");
        db.Add(upload);
        await db.SaveChangesAsync(ct);
        CrashPoint.At("upload.begun");
        return upload;
    }
}
