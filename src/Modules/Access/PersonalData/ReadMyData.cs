using Microsoft.EntityFrameworkCore;
using VanLang.Access.Pages;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.PersonalData;

/// <summary>"Dữ liệu về tôi": everything this module holds about the person, and for how long. Looking is itself noted.</summary>
internal sealed class ReadMyData(AccessDb db, IPositions positions, IOrganizationDirectory directory, RetentionRules rules, Clock clock)
{
    internal sealed record View(
        string UserName,
        string FullName,
        string? Email,
        string OrganizationCode,
        string OrganizationName,
        DateTimeOffset CreatedAt,
        DateTimeOffset? LastSignInAt,
        DateTimeOffset? PasswordChangedAt,
        bool TwoStep,
        IReadOnlyList<Holding> Positions,
        int Sessions,
        int Passkeys,
        int Acts,
        IReadOnlyList<Correction> Corrections,
        IReadOnlyDictionary<string, RetentionRule> Rules);

    public async Task<View> Handle(Actor actor, CancellationToken ct)
    {
        var id = Guid.Parse(actor.Id);
        var account = await db.Accounts.AsNoTracking().SingleAsync(a => a.Id == id, ct);
        var view = new View(
            account.UserName!,
            account.FullName,
            account.Email,
            account.OrganizationCode,
            (await directory.Names([account.OrganizationCode], clock, ct)).GetValueOrDefault(account.OrganizationCode, account.OrganizationCode),
            account.CreatedAt,
            account.LastSignInAt,
            account.PasswordChangedAt,
            account.TwoFactorEnabled,
            await positions.Of([account.PersonId], clock.Today, ct),
            await db.Sessions.CountAsync(s => s.AccountId == id, ct),
            await db.Passkeys.CountAsync(p => p.UserId == id, ct),
            await db.AuditRows.CountAsync(r => r.Subject == account.UserName, ct),
            await db.Corrections.AsNoTracking().Where(c => c.AccountId == id).OrderByDescending(c => c.AskedAt).Take(20).ToListAsync(ct),
            await rules.InForce(ct));
        db.Audit(actor, "access.personal-data.viewed", account.UserName!);
        await db.SaveChangesAsync(ct);
        return view;
    }
}
