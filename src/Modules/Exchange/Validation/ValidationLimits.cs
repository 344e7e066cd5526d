using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using VanLang.Kernel;

namespace VanLang.Exchange.Validation;

/// <summary>How often and how many at once: the validator is open to everybody, and a packet may be large.</summary>
internal sealed class ValidationLimits : IDisposable
{
    private readonly PartitionedRateLimiter<string> byAddress;
    private readonly ConcurrencyLimiter atOnce = new(new ConcurrencyLimiterOptions { PermitLimit = 4, QueueLimit = 16, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });

    public ValidationLimits(IOptions<ExchangeOptions> options)
    {
        var most = options.Value.ValidationsPerMinute;
        byAddress = PartitionedRateLimiter.Create<string, string>(address => RateLimitPartition.GetFixedWindowLimiter(
            address, _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(1), QueueLimit = 0 }));
    }

    /// <summary>A place, to be disposed when done; an error when there is none.</summary>
    public async ValueTask<Result<RateLimitLease>> Enter(string address, CancellationToken ct)
    {
        using var turn = byAddress.AttemptAcquire(address);
        if (!turn.IsAcquired)
        {
            return ValidationErrors.TooMany;
        }

        var lease = await atOnce.AcquireAsync(1, ct);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return ValidationErrors.TooMany;
    }

    public void Dispose()
    {
        byAddress.Dispose();
        atOnce.Dispose();
    }
}
