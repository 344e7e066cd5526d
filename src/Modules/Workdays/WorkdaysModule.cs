using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Web.Modules;

namespace VanLang.Workdays;

/// <summary>The one face of the module.</summary>
public static class WorkdaysModule
{
    public static ModuleInfo Info { get; } = new(WorkdaysDb.Name, typeof(WorkdaysModule).Assembly, Add, Map, Menu: [])
    {
        Permissions = WorkdaysPermissions.All,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<WorkdaysDb, SqliteWorkdaysDb, PostgresWorkdaysDb>(WorkdaysDb.Name);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
