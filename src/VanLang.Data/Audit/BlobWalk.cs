using VanLang.Data.Blobs;

namespace VanLang.Data.Audit;

/// <summary>The scrub: every blob that a row names is read and held against its digest, so that a flipped bit is found before it is wanted.</summary>
internal sealed class BlobWalk(BlobStore blobs, VerificationReport report, Action<string> step)
{
    public async Task Run(IBlobOwner owner, CancellationToken ct)
    {
        await foreach (var blob in owner.All(ct))
        {
            step(blob.Table);
            report.Blobs++;
            if (!blobs.Exists(blob.Sha256))
            {
                report.Add(blob.Table, blob.Key, null, $"mất nội dung lưu trữ {blob.Sha256}", $"its stored content {blob.Sha256} is gone");
            }
            else if (!await Holds(blob.Sha256, ct))
            {
                report.Add(blob.Table, blob.Key, null, $"nội dung lưu trữ {blob.Sha256} không còn như khi ghi", $"its stored content {blob.Sha256} is not what was written");
            }
        }
    }

    // What the disk cannot read any more is damaged too.
    private async Task<bool> Holds(string sha256, CancellationToken ct)
    {
        try
        {
            return await blobs.Verify(sha256, ct);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
