using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>Asks until there is something to tell, the caller's patience ends, or the server drains; then once more, and answers.</summary>
internal sealed class LongPoll(InboxSignals signals, Clock clock, IOptions<ExchangeOptions> options, IHostApplicationLifetime lifetime)
{
    public async Task<List<T>> Wait<T>(string organization, int seconds, Func<Task<List<T>>> read, CancellationToken ct)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(ct, lifetime.ApplicationStopping);
        var began = clock.Provider.GetTimestamp();
        while (true)
        {
            var news = signals.Next(organization);
            var rows = await read();
            var left = TimeSpan.FromSeconds(seconds) - clock.Provider.GetElapsedTime(began);
            if (rows.Count > 0 || left <= TimeSpan.Zero || stop.IsCancellationRequested)
            {
                return rows;
            }

            var look = TimeSpan.FromSeconds(options.Value.InboxLookSeconds);
            try
            {
                await Signal.Wait(news, left < look ? left : look, stop.Token);
            }
            catch (OperationCanceledException) when (!ct.IsCancellationRequested)
            {
                // Draining: one last look, then the answer.
            }
        }
    }
}
