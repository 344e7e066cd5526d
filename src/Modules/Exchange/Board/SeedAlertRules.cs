using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;

namespace VanLang.Exchange.Board;

/// <summary>The alert rules of a new installation; what an administrator set stays.</summary>
internal static class SeedAlertRules
{
    public static async Task Run(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<ExchangeDb>();
        var known = await db.AlertRules.Select(r => r.Kind).ToListAsync(ct);
        var missing = AlertRule.Usual().Where(r => !known.Contains(r.Kind)).ToList();
        if (missing.Count == 0)
        {
            return;
        }

        db.AddRange(missing);
        db.Audit(Actor.Platform("catalogue"), "exchange.alert-rules.seeded", "board");
        await db.SaveChangesAsync(ct);
    }
}
