using System.Collections.Concurrent;
using VanLang.Kernel;

namespace VanLang.Web.Forms;

/// <summary>
/// Makes a double click one act. Each showing of a form carries a token; a second post with the same token waits for the first and gets its
/// answer. Held in this node's memory for ten minutes: use cases whose repetition would do harm also take the token as their idempotency key.
/// </summary>
internal sealed class SubmissionMemory(Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private readonly ConcurrentDictionary<(string Who, Guid Token), Entry> entries = new();

    /// <summary>Runs the act unless it succeeded or is running for this token; a failed act is forgotten, so that it can be corrected and sent again.</summary>
    public async Task<Submitted> Once(string who, Guid token, Func<Task<Submitted>> act)
    {
        Forget();
        var entry = entries.GetOrAdd((who, token), _ => new Entry(clock.Now, new Lazy<Task<Submitted>>(act)));
        try
        {
            var outcome = await entry.Outcome.Value;
            if (outcome.Location is null)
            {
                entries.TryRemove(new((who, token), entry));
            }

            return outcome;
        }
        catch
        {
            entries.TryRemove(new((who, token), entry));
            throw;
        }
    }

    private void Forget()
    {
        var before = clock.Now - Kept;
        foreach (var pair in entries)
        {
            if (pair.Value.Since < before)
            {
                entries.TryRemove(pair);
            }
        }
    }

    private sealed record Entry(DateTimeOffset Since, Lazy<Task<Submitted>> Outcome);
}

/// <summary>How a submission ended: with a page to go to, or with errors.</summary>
internal sealed record Submitted(string? Location, string? Flash, IReadOnlyList<Error> Errors);
