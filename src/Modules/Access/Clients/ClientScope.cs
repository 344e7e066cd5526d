using Microsoft.EntityFrameworkCore;
using VanLang.Access.Clients.Existing;
using VanLang.Kernel;

namespace VanLang.Access.Clients;

internal static class ClientScope
{
    public static IQueryable<ApiClient> Visible(this IQueryable<ApiClient> clients, Actor actor) => actor.May(AccessPermissions.AllOrganizations)
        ? clients
        : clients.Where(c => c.OrganizationCode == actor.OrganizationCode);

    /// <summary>The client with its keys, tracked; null when it is not there or not visible.</summary>
    public static Task<ApiClient?> FindClient(this AccessDb db, string? clientId, Actor actor, CancellationToken ct) =>
        db.Clients.Visible(actor).Include(c => c.Keys).SingleOrDefaultAsync(c => c.ClientId == clientId, ct);

    /// <summary>The existing-system access of a client with its secrets, tracked; null when the client is not visible or was never turned on.</summary>
    public static Task<SystemAccess?> FindAccess(this AccessDb db, string? clientId, Actor actor, CancellationToken ct) =>
        db.SystemAccesses.Include(a => a.Secrets).SingleOrDefaultAsync(a => a.ClientId == clientId && db.Clients.Visible(actor).Any(c => c.ClientId == clientId), ct);
}
