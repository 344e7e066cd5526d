using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Access.RoleGrants;

/// <summary>What each role may do now: the modules' defaults, and over them the administrators' decisions.</summary>
internal sealed class RolePermissions(IReadOnlyList<ModuleInfo> modules, IServiceScopeFactory scopes, Clock clock)
{
    /// <summary>Read again after this long even when nobody tells of a decision.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private volatile Table? table;

    public IReadOnlyList<Permission> Known { get; } = [.. modules.SelectMany(m => m.Permissions)];

    public async ValueTask<IReadOnlySet<string>> Of(IEnumerable<string> roles, CancellationToken ct)
    {
        var current = await Current(ct);
        var union = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            if (current.ByRole.TryGetValue(role, out var permissions))
            {
                union.UnionWith(permissions);
            }
        }

        return union;
    }

    /// <summary>Forgets what was read; called after a decision.</summary>
    public void Forget() => table = null;

    public static bool Default(Permission permission, string role) => permission.Roles.Contains(role);

    private async ValueTask<Table> Current(CancellationToken ct)
    {
        if (table is { } known && clock.Now - known.ReadAt < Fresh)
        {
            return known;
        }

        await using var scope = scopes.CreateAsyncScope();
        var decisions = await scope.ServiceProvider.GetRequiredService<AccessDb>().RoleGrants.AsNoTracking().ToListAsync(ct);
        var byRole = Roles.All.ToDictionary(
            role => role,
            role => Known.Where(p => decisions.Find(d => d.Role == role && d.Permission == p.Code)?.Granted ?? Default(p, role)).Select(p => p.Code).ToHashSet());
        var read = new Table(byRole, clock.Now);
        table = read;
        return read;
    }

    private sealed record Table(Dictionary<string, HashSet<string>> ByRole, DateTimeOffset ReadAt);
}
