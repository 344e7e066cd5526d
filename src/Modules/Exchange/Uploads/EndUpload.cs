using Microsoft.EntityFrameworkCore;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>Throws an upload away (TUS 1.0.0, termination): given up, or taken into a packet whose receipt has come.</summary>
internal sealed class EndUpload(ExchangeDb db, UploadFiles files)
{
    public async Task<Result> Handle(UploadId id, Actor actor, CancellationToken ct)
    {
        if (await db.UploadsOf(actor).FirstOrDefaultAsync(u => u.Id == id, ct) is not { } found)
        {
            return UploadErrors.NotFound;
        }

        // The row first: bytes without a row are swept, a row without bytes would promise what is gone.
        db.Remove(found);
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateConcurrencyException)
        {
            return UploadErrors.Busy;
        }

        CrashPoint.At("upload.row-ended");
        files.Delete(id);
        return Result.Ok;
    }
}
