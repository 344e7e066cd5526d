using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Exchange.Clocks;

/// <summary>The limits of the law in force, of a new installation; what an administrator recorded stays.</summary>
internal static class SeedDeadlineRules
{
    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ExchangeDb>();
        if (await db.DeadlineRules.AnyAsync(ct))
        {
            return;
        }

        db.AddRange(DeadlineRule.Usual());
        db.Audit(Actor.Platform("catalogue"), "exchange.deadline-rules.seeded", "deadlines");
        await db.SaveChangesAsync(ct);
        services.GetRequiredService<DeadlineBooks>().Forget();
    }
}
