using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Access.RoleGrants;

/// <summary>Gives a role a permission or takes it away, against the module's default.</summary>
internal sealed class DecideRoleGrant(AccessDb db, RolePermissions roles, ActorCache cache, Clock clock)
{
    internal sealed record Input(string? Role, string? Permission, bool Granted, string? Reason);

    public async Task<Result> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (ReasonRule.Check(input.Reason) is { } wrong)
        {
            return wrong;
        }

        if (input.Role is null || !Roles.All.Contains(input.Role))
        {
            return AccessErrors.RoleUnknown.With(input.Role ?? "").At(nameof(Input.Role));
        }

        if (roles.Known.FirstOrDefault(p => p.Code == input.Permission) is not { } permission)
        {
            return AccessErrors.PermissionUnknown;
        }

        if (!input.Granted && input.Role == Roles.SystemAdmin && permission.Code is (AccessPermissions.ManageRoles or AccessPermissions.ReadRoles))
        {
            return AccessErrors.LastAdministration;
        }

        var decided = await db.RoleGrants.SingleOrDefaultAsync(g => g.Role == input.Role && g.Permission == permission.Code, ct);
        if ((decided?.Granted ?? RolePermissions.Default(permission, input.Role)) == input.Granted)
        {
            return AccessErrors.GrantUnchanged;
        }

        if (decided is null)
        {
            db.RoleGrants.Add(RoleGrant.Decide(input.Role, permission.Code, input.Granted, input.Reason!.Trim(), actor.Name, clock.Now));
        }
        else
        {
            decided.Decide(input.Granted, input.Reason!.Trim(), actor.Name, clock.Now);
        }

        db.Audit(actor, input.Granted ? "access.role.granted" : "access.role.withdrawn", input.Role + " " + permission.Code, input.Reason!.Trim());
        var saved = await db.Save(ct);
        roles.Forget();
        cache.Clear();
        return saved;
    }
}
