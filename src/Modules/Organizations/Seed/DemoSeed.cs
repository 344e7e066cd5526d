using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.People;

namespace VanLang.Organizations.Seed;

/// <summary>The invented people of the demo, through the real use cases.</summary>
internal static class DemoSeed
{
    private const string Reason = "Dữ liệu minh họa: Quyết định bổ nhiệm năm 2025";

    private static readonly DateOnly Since = new(2025, 7, 1);

    public static async Task Run(IServiceProvider scope, CancellationToken ct)
    {
        var db = scope.GetRequiredService<OrganizationsDb>();
        if (await db.People.AnyAsync(ct))
        {
            return;
        }

        var actor = Actor.Platform("demo");
        var addUnit = scope.GetRequiredService<AddUnit>();
        var addPosition = scope.GetRequiredService<AddPosition>();
        var appoint = scope.GetRequiredService<AppointPerson>();
        await using var transaction = await db.Database.BeginTransactionAsync(ct);
        foreach (var agency in DemoAccounts.All.GroupBy(a => a.OrganizationCode))
        {
            var units = new Dictionary<string, UnitId>();
            foreach (var account in agency)
            {
                if (account.Unit is { } name && !units.ContainsKey(name))
                {
                    units[name] = Done(await addUnit.Handle(new(agency.Key, name, units.Count + 1, Reason), actor, ct));
                }

                var unit = account.Unit is null ? (Guid?)null : units[account.Unit].Value;
                var position = Done(await addPosition.Handle(new(agency.Key, unit, account.Title, [account.Role], account.Rank, Reason), actor, ct));
                Done(await appoint.Handle(new(position.Value, account.FullName, account.Email, Since, Reason), actor, ct));
            }
        }

        await transaction.CommitAsync(ct);
    }

    private static T Done<T>(Result<T> result) => result.IsOk ? result.Value : throw new InvalidOperationException($"The demo breaks a rule: {result.Error.Code} {result.Error.Sentence("en")}");
}
