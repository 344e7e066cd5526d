using Microsoft.EntityFrameworkCore;
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
}
