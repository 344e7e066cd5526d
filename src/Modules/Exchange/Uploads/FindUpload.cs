using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Exchange.Uploads;

/// <summary>How far an upload has come.</summary>
internal sealed class FindUpload(ExchangeDb db)
{
    /// <summary>The upload, when it is the actor's own and has not expired.</summary>
    public async Task<Result<Upload>> Handle(UploadId id, Actor actor, CancellationToken ct)
    {
        var found = await db.UploadsOf(actor).FirstOrDefaultAsync(u => u.Id == id, ct);
        return found is null ? UploadErrors.NotFound : found.HasExpired(db.Node.Clock.Now) ? UploadErrors.Expired : found;
    }
}
