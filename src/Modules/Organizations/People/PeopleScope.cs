using VanLang.Kernel;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Registry;
using VanLang.Web.Modules;

namespace VanLang.Organizations.People;

/// <summary>Which organisation a change of people concerns, and whether this actor may make it.</summary>
internal static class PeopleScope
{
    // Whoever holds these sees or changes other organisations: an agency's own administrator may not give them.
    private static readonly string[] Reserved = [Roles.SystemAdmin, Roles.Auditor];

    public static Result<SnapshotNode> Find(Snapshot snapshot, string organization, DateOnly at, Actor actor)
    {
        if (snapshot.Find(organization, at) is not { } node)
        {
            return OrganizationsErrors.NotFound.With(organization).At("Organization");
        }

        return Permit.EditPeople(actor, snapshot.Above(node, at).Select(a => a.Code).Append(node.Code)) is { } refused ? refused : node;
    }

    public static Error? MayGive(Actor actor, IEnumerable<string> roles) =>
        actor.May(OrganizationsPermissions.Edit) || roles.FirstOrDefault(Reserved.Contains) is not { } reserved ? null : OrganizationsErrors.RoleReserved.With(reserved).At("Roles");
}
