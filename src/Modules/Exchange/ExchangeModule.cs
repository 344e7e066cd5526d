using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Web.Modules;

namespace VanLang.Exchange;

/// <summary>The one face of the module.</summary>
public static class ExchangeModule
{
    public static ModuleInfo Info { get; } = new(ExchangeDb.Name, typeof(ExchangeModule).Assembly, Add, Map, Menu: [])
    {
        Permissions = ExchangePermissions.All,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<ExchangeDb, SqliteExchangeDb, PostgresExchangeDb>(ExchangeDb.Name);
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
    }
}
