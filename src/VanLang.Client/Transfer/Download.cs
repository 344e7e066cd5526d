using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using VanLang.Client.Access;

namespace VanLang.Client.Transfer;

/// <summary>
/// Fetches a content in ranges: what a broken connection brought is kept, and the rest is asked for. The entity tag of the exchange is the SHA-256 of the
/// content, which is checked over all of it in the end.
/// </summary>
internal sealed class Download(Channel channel, ExchangeClientOptions options)
{
    /// <summary>Into a stream, from its present position.</summary>
    public async Task<(string Name, long Length, string Sha256)> Run(string address, Stream target, string what, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        return await Run(address, target, hash, 0, null, what, progress, ct);
    }

    /// <summary>Into a file, beside which the unfinished one lies as <c>.part</c>: found again by a later call, it goes on from there.</summary>
    public async Task<FetchedFile> Run(string address, Func<string, string> place, string unfinished, string what, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        await using (var part = new FileStream(unfinished, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await Hash(part, hash, ct);
            try
            {
                var (name, length, sha256) = await Run(address, part, hash, part.Length, part, what, progress, ct);
                await part.FlushAsync(ct);
                part.Flush(flushToDisk: true);
                var path = place(name);
                File.Move(unfinished, path, overwrite: true);
                return new FetchedFile(name, path, length, sha256);
            }
            catch (ExchangeException e) when (e.Failure is ExchangeFailure.NotVerified)
            {
                part.SetLength(0); // Whatever went wrong, going on from here would keep it.
                throw;
            }
        }
    }

    private async Task<(string Name, long Length, string Sha256)> Run(
        string address, Stream target, IncrementalHash hash, long done, FileStream? part, string what, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        string? tag = null;
        for (var fruitless = 0; ;)
        {
            var before = done;
            using var answer = await channel.Send(() => Request(address, before, tag), ct, also: [416]);
            if (answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable or HttpStatusCode.OK && done > 0)
            {
                // Another content than the part, or no ranges here: from the beginning, where that is possible.
                if (part is null || answer.Content.Headers.ContentRange?.Length == done)
                {
                    if (part is not null && answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
                    {
                        tag ??= await Tag(address, ct);
                        return End(NameOf(answer, what), done, hash, tag);
                    }

                    throw ExchangeException.Strange("it does not go on where the content broke off", (int)answer.StatusCode);
                }

                part.SetLength(0);
                _ = hash.GetHashAndReset();
                done = 0;
                if (answer.StatusCode is HttpStatusCode.RequestedRangeNotSatisfiable)
                {
                    continue;
                }
            }

            tag = answer.Headers.ETag?.Tag ?? throw ExchangeException.Strange("the content has no ETag", (int)answer.StatusCode);
            var total = answer.Content.Headers.ContentRange?.Length ?? answer.Content.Headers.ContentLength;
            done = await Copy(answer, target, hash, done, total, what, progress, ct);
            if (done == total)
            {
                return End(NameOf(answer, what), done, hash, tag);
            }

            fruitless = done > before ? 0 : fruitless + 1;
            if (fruitless >= options.Attempts)
            {
                throw ExchangeException.Unreachable($"the content stands still at {done} of {total} bytes", null);
            }

            await Task.Delay(channel.Pause(fruitless + 1, null), options.Time, ct);
        }
    }

    private async Task<long> Copy(HttpResponseMessage answer, Stream target, IncrementalHash hash, long done, long? total, string what, IProgress<TransferProgress>? progress, CancellationToken ct)
    {
        var piece = new byte[64 * 1024];
        var reported = done;
        using var still = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await using var content = await answer.Content.ReadAsStreamAsync(ct);
            while (true)
            {
                still.CancelAfter(options.StandStill);
                var count = await content.ReadAsync(piece, still.Token);
                if (count == 0)
                {
                    break;
                }

                await target.WriteAsync(piece.AsMemory(0, count), ct);
                hash.AppendData(piece, 0, count);
                done += count;
                if (done - reported >= 1024 * 1024)
                {
                    progress?.Report(new TransferProgress(what, reported = done, total));
                }
            }
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or IOException or OperationCanceledException)
        {
            // Cut: what came is kept, the rest is asked for.
        }

        progress?.Report(new TransferProgress(what, done, total));
        return done;
    }

    private HttpRequestMessage Request(string address, long from, string? tag)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, new Uri(options.Address, address));
        if (from > 0)
        {
            request.Headers.Range = new RangeHeaderValue(from, null);
            if (tag is not null)
            {
                request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue(tag));
            }
        }

        return request;
    }

    private async Task<string> Tag(string address, CancellationToken ct)
    {
        using var answer = await channel.Send(() => new HttpRequestMessage(HttpMethod.Head, new Uri(options.Address, address)), ct);
        return answer.Headers.ETag?.Tag ?? throw ExchangeException.Strange("the content has no ETag", (int)answer.StatusCode);
    }

    private static (string, long, string) End(string name, long length, IncrementalHash hash, string tag)
    {
        var sha256 = Convert.ToHexStringLower(hash.GetHashAndReset());
        return tag.Trim('"') == sha256 ? (name, length, sha256) : throw ExchangeException.Digest($"the exchange names {tag}, the bytes give {sha256}.");
    }

    // The name is the sender's: only its last part is used, whatever it holds.
    private static string NameOf(HttpResponseMessage answer, string fallback)
    {
        var said = answer.Content.Headers.ContentDisposition;
        var name = (said?.FileNameStar ?? said?.FileName ?? fallback).Trim('"');
        name = name[(name.LastIndexOfAny(['/', '\\']) + 1)..];
        return name is "" or "." or ".." || name.Any(char.IsControl) ? "content.bin" : name;
    }

    private static async Task Hash(FileStream file, IncrementalHash hash, CancellationToken ct)
    {
        var piece = new byte[64 * 1024];
        while (await file.ReadAsync(piece, ct) is var count && count > 0)
        {
            hash.AppendData(piece, 0, count);
        }
    }
}
