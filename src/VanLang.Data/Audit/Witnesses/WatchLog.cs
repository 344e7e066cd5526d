using System.Net;
using System.Net.Http.Json;
using System.Text;
using Microsoft.Extensions.Logging;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Keys;
using VanLang.Kernel;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>
/// A witness at work: fetches each log's checkpoint, has it proved that the log only grew since the one it saw last, remembers it, signs
/// it and brings the signature back. Compares what it was shown with what other witnesses were shown. What contradicts is never signed:
/// it is refused aloud, and the witness ends.
/// </summary>
public sealed partial class WatchLog(HttpClient http, Uri log, IReadOnlyList<Uri> peers, WitnessMemory memory, Clock clock, ILogger logger)
{
    /// <summary>What this witness will not sign.</summary>
    public sealed class RefusedException(SignedRefusal refusal, string file) : Exception($"REFUSED ({refusal.Kind}): the log {refusal.Node} is not the one that was seen before. The proof lies in {file}.")
    {
        public SignedRefusal Refusal => refusal;
    }

    private sealed record Logs(IReadOnlyList<Entry> Items);

    private sealed record Entry(string Node);

    private sealed record Jwk(string Kid, string X, string Y);

    private sealed record KeySet(IReadOnlyList<Jwk> Keys);

    private sealed record Growth(IReadOnlyList<byte[]> Path);

    /// <summary>One look at everything. Trouble with the network is told and passes; a contradiction throws.</summary>
    public async Task<bool> Look(CancellationToken ct)
    {
        try
        {
            var logs = (await Ask<Logs>("api/audit/v1/logs", ct))?.Items.Select(l => l.Node) ?? [];
            foreach (var node in logs.Where(DatabaseOptions.IsNode).Union(memory.Nodes).ToList())
            {
                await LookAt(node, ct);
                foreach (var peer in peers)
                {
                    await Compare(node, peer, ct);
                }
            }

            return true;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException || (e is TaskCanceledException && !ct.IsCancellationRequested))
        {
            Unreachable(logger, e.Message);
            return false;
        }
    }

    private async Task LookAt(string node, CancellationToken ct)
    {
        var last = memory.Last(node);
        var text = await AskText(new Uri(log, "api/audit/v1/checkpoint?node=" + node), ct);
        if (text is null)
        {
            if (last is not null)
            {
                await Refuse(node, "gone", memory.LastText(node)!, "", ct);
            }

            return;
        }

        if (CosignedNote.Parse(text) is not { } note || note.Node != node || !await IsOfLog(note, ct))
        {
            await Refuse(node, "unsigned", memory.LastText(node) ?? "", text, ct);
            return;
        }

        if (last is not null && note.Size < last.Size)
        {
            await Refuse(node, "rolled-back", memory.LastText(node)!, text, ct);
        }
        else if (last is not null && note.Size == last.Size && note.Body != last.Body)
        {
            await Refuse(node, "split-view", memory.LastText(node)!, text, ct);
        }
        else if (last is not null && note.Size > last.Size && !await Grew(node, last, note, ct))
        {
            await Refuse(node, "inconsistent", memory.LastText(node)!, text, ct);
        }
        else if (last is null || note.Size > last.Size)
        {
            await Sign(note, text, ct);
        }
    }

    // Remembered first, signed then: a crash in between leaves a note that is signed again, never a signature that is forgotten.
    private async Task Sign(CosignedNote note, string text, CancellationToken ct)
    {
        var seconds = clock.Now.ToUnixTimeSeconds();
        var line = CosignedNote.Line(memory.Name, memory.Key.Public, seconds, memory.Key.SignDer(CosignedNote.Message(note.Body, seconds)));
        var own = text.Split('\n').First(l => l.StartsWith("— " + note.Origin + " ", StringComparison.Ordinal));
        var signed = $"{note.Body}\n{own}\n{line}";
        memory.Remember(note.Node, signed);
        Signed(logger, note.Origin, note.Size);
        using var answer = await http.PostAsync(new Uri(log, "api/audit/v1/cosignatures"), new StringContent(signed, Encoding.UTF8, "text/plain"), ct);
        if (!answer.IsSuccessStatusCode)
        {
            NotTaken(logger, (int)answer.StatusCode, await answer.Content.ReadAsStringAsync(ct));
        }
    }

    /// <summary>Another witness may have been shown another log: both bear the log's signature, which is the proof of the lie.</summary>
    private async Task Compare(string node, Uri peer, CancellationToken ct)
    {
        string? text;
        try
        {
            text = await AskText(new Uri(peer, $"latest/{node}"), ct);
        }
        catch (HttpRequestException e)
        {
            Unreachable(logger, e.Message);
            return;
        }

        if (memory.Last(node) is not { } own || text is null || CosignedNote.Parse(text) is not { } other || other.Node != node || other.Size > own.Size || !await IsOfLog(other, ct))
        {
            return; // Silent, ahead of us, or not signed by the log: nothing to hold against anybody yet.
        }

        if (other.Size == own.Size ? !other.Root.AsSpan().SequenceEqual(own.Root) : !await Grew(node, other, own, ct))
        {
            await Refuse(node, "split-view", memory.LastText(node)!, text, ct);
        }
    }

    private async Task<bool> Grew(string node, CosignedNote from, CosignedNote to, CancellationToken ct)
    {
        var proof = await Ask<Growth>($"api/audit/v1/proof/consistency?node={node}&from={from.Size}&to={to.Size}", ct);
        return proof is not null && MerkleTree.VerifyConsistency(from.Size, from.Root, to.Size, to.Root, proof.Path);
    }

    /// <summary>The keys of the first meeting are believed; a new one when the log still owns up to all that came before it.</summary>
    private async Task<bool> IsOfLog(CosignedNote note, CancellationToken ct)
    {
        if (memory.LogKeys.FirstOrDefault(k => k.Kid == note.Kid) is { } known)
        {
            return note.IsSignedBy(known);
        }

        var now = clock.Now;
        var published = (await Ask<KeySet>("api/audit/v1/keys", ct))?.Keys.Select(k => new PublicKey(PublicKey.Thumbprint(k.X, k.Y), k.X, k.Y, now, null)).ToList() ?? [];
        if (published.Find(k => k.Kid == note.Kid) is not { } fresh || !note.IsSignedBy(fresh) || memory.LogKeys.Any(k => published.TrueForAll(p => p.Kid != k.Kid)))
        {
            return false;
        }

        memory.Believe(published);
        Believed(logger, fresh.Kid);
        return true;
    }

    private async Task Refuse(string node, string kind, string seen, string shown, CancellationToken ct)
    {
        var refusal = SignedRefusal.Sign(memory.Name, memory.Key, node, kind, seen, shown, clock.Now);
        var file = memory.Keep(refusal);
        Refused(logger, kind, node, file);
        try
        {
            using var answer = await http.PostAsync(new Uri(log, "api/audit/v1/refusals"), new StringContent(refusal.Text, Encoding.UTF8, "text/plain"), ct);
        }
        catch (HttpRequestException)
        {
            // The proof lies here, whether the log wants to know of it or not.
        }

        throw new RefusedException(refusal, file);
    }

    private async Task<T?> Ask<T>(string path, CancellationToken ct)
        where T : class
    {
        using var answer = await http.GetAsync(new Uri(log, path), ct);
        return Says(answer) ? await answer.Content.ReadFromJsonAsync<T>(ct) : null;
    }

    private async Task<string?> AskText(Uri address, CancellationToken ct)
    {
        using var answer = await http.GetAsync(address, ct);
        return Says(answer) ? await answer.Content.ReadAsStringAsync(ct) : null;
    }

    // A refusal to answer is an answer; a server in trouble is asked again.
    private static bool Says(HttpResponseMessage answer) => answer.IsSuccessStatusCode
        || ((int)answer.StatusCode is >= 400 and < 500 and not (int)HttpStatusCode.TooManyRequests ? false : throw new HttpRequestException($"{answer.RequestMessage!.RequestUri} answers {(int)answer.StatusCode}."));

    [LoggerMessage(1121, LogLevel.Information, "Cosigned {Origin} at {Size} entries.")]
    private static partial void Signed(ILogger log, string origin, long size);

    [LoggerMessage(1122, LogLevel.Critical, "REFUSED ({Kind}): the log {Node} is not the one that was seen before. The proof lies in {File}.")]
    private static partial void Refused(ILogger log, string kind, string node, string file);

    [LoggerMessage(1123, LogLevel.Warning, "The log does not take the signature ({Status}): {Answer}")]
    private static partial void NotTaken(ILogger log, int status, string answer);

    [LoggerMessage(1124, LogLevel.Warning, "No answer: {Reason}")]
    private static partial void Unreachable(ILogger log, string reason);

    [LoggerMessage(1125, LogLevel.Warning, "From now on the log signs with the key {Kid}. Compare it with what its owner publishes elsewhere.")]
    private static partial void Believed(ILogger log, string kid);
}
