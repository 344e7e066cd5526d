using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Exchange.Archives;

/// <summary>The rules of a new installation; what an administrator recorded stays.</summary>
internal static class SeedRetentionRules
{
    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ExchangeDb>();
        if (await db.RetentionRules.AnyAsync(ct))
        {
            return;
        }

        db.AddRange(RetentionRule.Usual());
        db.Audit(Actor.Platform("catalogue"), "exchange.retention-rules.seeded", "retention");
        await db.SaveChangesAsync(ct);
    }
}
