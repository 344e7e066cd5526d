using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>Whose accounts an administrator sees: those of the own organisation, or all.</summary>
internal static class AccountScope
{
    public static IQueryable<Account> Visible(this IQueryable<Account> accounts, Actor actor) => actor.May(AccessPermissions.AllOrganizations)
        ? accounts
        : accounts.Where(a => a.OrganizationCode == actor.OrganizationCode);

    public static bool Covers(Actor actor, string organizationCode) =>
        actor.May(AccessPermissions.AllOrganizations) || actor.OrganizationCode == organizationCode;

    /// <summary>The account to change, tracked; null when it is not there or not visible.</summary>
    public static Task<Account?> Find(this AccessDb db, Guid id, Actor actor, CancellationToken ct) =>
        db.Accounts.Visible(actor).SingleOrDefaultAsync(a => a.Id == id, ct);
}
