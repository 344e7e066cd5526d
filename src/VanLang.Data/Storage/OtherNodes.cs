namespace VanLang.Data.Storage;

/// <summary>
/// Looks again and again for what other nodes have done. On SQLite there is none, and nothing is looked for. A failure is said once, not
/// every second: whoever watches knows how to go on without news.
/// </summary>
public static class OtherNodes
{
    /// <summary>Runs <paramref name="look"/> at a pace until the end.</summary>
    public static async Task Watch(DatabaseOptions options, TimeSpan pace, Func<CancellationToken, Task> look, Action<Exception> failed, CancellationToken ct)
    {
        var failing = false;
        while (options.Kind is DatabaseKind.Postgres && !ct.IsCancellationRequested)
        {
            try
            {
                await look(ct);
                failing = false;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                if (!failing)
                {
                    failed(e);
                }

                failing = true;
            }

            await Task.Delay(pace, ct);
        }
    }
}
