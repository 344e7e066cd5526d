using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access;
using VanLang.Data;
using VanLang.Exchange;
using VanLang.Organizations;
using VanLang.Web.Modules;
using VanLang.Workdays;

namespace VanLang.Composition;

/// <summary>The one list of modules, in the order of migration and seed.</summary>
public static class VanLangModules
{
    /// <summary>All modules of the platform.</summary>
    public static IReadOnlyList<ModuleInfo> All { get; } =
    [
        OrganizationsModule.Info,
        WorkdaysModule.Info,
        AccessModule.Info,
        ExchangeModule.Info,
    ];

    /// <summary>Registers the data layer and every module.</summary>
    public static IServiceCollection AddVanLang(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddData();
        services.AddPermissions();
        services.AddSingleton(All);
        foreach (var module in All)
        {
            module.Add(services, configuration);
        }

        return services;
    }

    /// <summary>Maps every module's API.</summary>
    public static IEndpointRouteBuilder MapVanLang(this IEndpointRouteBuilder routes)
    {
        foreach (var module in All)
        {
            module.Map(routes);
        }

        return routes;
    }
}
