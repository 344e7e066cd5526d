using System.Security.Cryptography;
using VanLang.Client;

namespace VanLang.Agent.Watching;

/// <summary>
/// Sends what lies in <c>out</c>. A file leaves the folder only after its receipt is on the disk; killed anywhere before, the same bytes are sent again and
/// the exchange answers with the stored receipt, so that a document exists once.
/// </summary>
internal sealed class SendOutgoing(ExchangeClient client, DropFolder folder, Output output, TimeSpan settle, TimeProvider time)
{
    private const string Ending = ".edxml";

    /// <summary>One pass; how many were refused. Ends early when the exchange is away.</summary>
    public async Task<int> Pass(CancellationToken ct)
    {
        var refused = 0;
        foreach (var file in new DirectoryInfo(folder.Out).GetFiles().Where(IsReady).OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            try
            {
                await Send(file, ct);
            }
            catch (ExchangeException e) when (e.Failure is ExchangeFailure.Refused or ExchangeFailure.NotVerified)
            {
                refused++;
                await Refuse(file, e, ct);
            }
            catch (IOException e) when (!file.Exists || e is FileNotFoundException)
            {
                // Taken back by its owner.
            }
        }

        return refused;
    }

    // Whoever writes into the folder renames the finished file, or leaves it untouched for a moment.
    private bool IsReady(FileInfo file) => !file.Name.StartsWith('.') && file.Name.EndsWith(Ending, StringComparison.OrdinalIgnoreCase) && time.GetUtcNow().UtcDateTime - file.LastWriteTimeUtc >= settle;

    private async Task Send(FileInfo file, CancellationToken ct)
    {
        SentPacket sent;
        await using (var packet = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous))
        {
            sent = await client.SendAsync(packet, ct: ct);
        }

        var place = Place(folder.Sent, file, sent.Digest);
        await DurableFile.WriteJson(place + ".receipt.json", ReceiptFile.Of(sent), CancellationToken.None);
        Move(file, place, folder.Sent);
        output.Note($"sent {file.Name} {sent.PacketId}{(sent.New ? "" : " (accepted before)")}");
    }

    private async Task Refuse(FileInfo file, ExchangeException reason, CancellationToken ct)
    {
        string digest;
        await using (var content = file.OpenRead())
        {
            digest = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        }

        var place = Place(folder.Failed, file, digest);
        await DurableFile.WriteJson(place + ".error.json", new { reason.Code, kind = reason.Failure.ToString(), reason.Message, reason.Status, reason.Errors, reason.TraceId, at = time.GetUtcNow() }, CancellationToken.None);
        Move(file, place, folder.Failed);
        output.Note($"failed {file.Name} {reason.Code}: {reason.Message}");
    }

    // Another file of that name may have gone the same way: neither is lost.
    private static string Place(string folder, FileInfo file, string digest)
    {
        var plain = Path.Combine(folder, file.Name);
        return File.Exists(plain) ? Path.Combine(folder, $"{Path.GetFileNameWithoutExtension(file.Name)}.{digest[..12]}{file.Extension}") : plain;
    }

    private static void Move(FileInfo file, string place, string target)
    {
        DurableFile.SyncFolder(target);
        File.Move(file.FullName, place, overwrite: true);
        DurableFile.SyncFolder(target);
    }
}
