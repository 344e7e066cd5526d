using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Web.Modules;

namespace VanLang.Access;

/// <summary>The one face of the module.</summary>
public static class AccessModule
{
    public static ModuleInfo Info { get; } = new(AccessDb.Name, typeof(AccessModule).Assembly, Add, Map, Menu: [])
    {
        Permissions = AccessPermissions.All,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<AccessDb, SqliteAccessDb, PostgresAccessDb>(AccessDb.Name);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
