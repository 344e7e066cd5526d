using VanLang.Data.Archives;
using VanLang.Data.Backup;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit;

/// <summary>
/// Every archive that a proved row names is there and is what was written. One digest tells; only of a file that does not fit is every entry read, to say which.
/// </summary>
internal sealed class ArchiveWalk(ArchiveFolder folder, KeyRing keys, VerificationReport report, Action<string> step)
{
    public async Task Run(IArchiveOwner owner, CancellationToken ct)
    {
        await foreach (var archive in owner.All(ct))
        {
            step(archive.Table);
            report.Archives++;
            if (!folder.Has(archive.Name))
            {
                report.Add(
                    archive.Table,
                    archive.Name,
                    null,
                    $"thiếu tệp lưu trữ tháng {archive.Month} ({archive.Packets} gói tin, SHA-256 {archive.Sha256}) trong {folder.Path}",
                    $"the archive of {archive.Month} ({archive.Packets} packets, SHA-256 {archive.Sha256}) is not in {folder.Path}");
            }
            else if (await Sum(archive.Name, ct) != archive.Sha256)
            {
                await Name(archive, ct);
            }
        }
    }

    private async Task Name(NamedArchive archive, CancellationToken ct)
    {
        var check = await ArchiveReader.Check(folder.PathOf(archive.Name), keys.Public(KeyPurpose.Receipt), ct);
        var (vi, en) = check.Faults is [var first, ..] ? ($": {first.Entry} {first.Vi}", $": {first.Entry} {first.En}") : ("", "");
        report.Add(
            archive.Table,
            archive.Name,
            null,
            $"tệp lưu trữ tháng {archive.Month} không còn như khi ghi{vi.Replace("  ", " ", StringComparison.Ordinal)}",
            $"the archive of {archive.Month} is not what was written{en.Replace("  ", " ", StringComparison.Ordinal)}");
    }

    // What the disk cannot read any more is damaged too.
    private async Task<string?> Sum(string name, CancellationToken ct)
    {
        try
        {
            return await ArchiveSum.Of(folder.PathOf(name), ct);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
