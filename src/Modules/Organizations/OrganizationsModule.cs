using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Web.Modules;

namespace VanLang.Organizations;

/// <summary>The one face of the module.</summary>
public static class OrganizationsModule
{
    public static ModuleInfo Info { get; } = new(OrganizationsDb.Name, typeof(OrganizationsModule).Assembly, Add, Map, Menu: [])
    {
        Permissions = OrganizationsPermissions.All,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<OrganizationsDb, SqliteOrganizationsDb, PostgresOrganizationsDb>(OrganizationsDb.Name);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
