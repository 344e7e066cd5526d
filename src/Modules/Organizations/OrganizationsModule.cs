using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Organizations.Api;
using VanLang.Organizations.Contracts;
using VanLang.Organizations.Importing;
using VanLang.Organizations.Lookup;
using VanLang.Organizations.Pages;
using VanLang.Organizations.People;
using VanLang.Organizations.Registry;
using VanLang.Organizations.Seed;
using VanLang.Web.Modules;
using VanLang.Web.Search;

namespace VanLang.Organizations;

/// <summary>The one face of the module.</summary>
public static class OrganizationsModule
{
    public static ModuleInfo Info { get; } = new(OrganizationsDb.Name, typeof(OrganizationsModule).Assembly, Add, OrganizationsApi.Map, Menu:
    [
        new(Systems.Reference, "Danh mục cơ quan", OrganizationLinks.Tree, "building-2", null, "Cơ quan") { TitleEn = "Organisations" },
        new(Systems.Administration, "Người và vị trí", "/organizations/people", "users", OrganizationsPermissions.EditPeople, "Cơ quan") { TitleEn = "People and positions" },
        new(Systems.Administration, "Nhập danh mục cơ quan", "/organizations/import", "upload", OrganizationsPermissions.Edit, "Cơ quan") { TitleEn = "Import organisations" },
    ])
    {
        Permissions = OrganizationsPermissions.All,
        Acts = OrganizationsActs.All,
        SeedCatalogue = CatalogueSeed.Run,
        SeedDemo = DemoSeed.Run,
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<OrganizationsDb, SqliteOrganizationsDb, PostgresOrganizationsDb>(OrganizationsDb.Name);
        services.AddSingleton<OrganizationDirectory>();
        services.AddSingleton<IOrganizationDirectory>(sp => sp.GetRequiredService<OrganizationDirectory>());
        services.AddHostedService<DirectoryRefresher>();
        services.AddScoped<RegistryChange>();
        services.AddScoped<RegisterOrganization>();
        services.AddScoped<RenameOrganization>();
        services.AddScoped<MoveOrganization>();
        services.AddScoped<MergeOrganizations>();
        services.AddScoped<EndOrganization>();
        services.AddScoped<CorrectSuccessor>();
        services.AddScoped<ConfirmBasis>();
        services.AddScoped<AddIdentifier>();
        services.AddScoped<LockOrganization>();
        services.AddScoped<UnlockOrganization>();
        services.AddScoped<UpdateContact>();
        services.AddScoped<GetOrganization>();
        services.AddScoped<SearchOrganizations>();
        services.AddScoped<ListTree>();
        services.AddScoped<ListChanges>();
        services.AddScoped<ConvertCode>();
        services.AddScoped<TryImport>();
        services.AddScoped<ImportOrganizations>();
        services.AddScoped<ExportOrganizations>();
        services.AddScoped<ISubordinateUnits, SubordinateUnits>();
        services.AddScoped<IOrganizationChanges, ChangeTimes>();
        services.AddScoped<ListPeople>();
        services.AddScoped<ISearchSource, OrganizationSearchSource>();
        services.AddScoped<IPositions, Positions>();
        services.AddScoped<AddUnit>();
        services.AddScoped<AddPosition>();
        services.AddScoped<AppointPerson>();
        services.AddScoped<EndHolding>();
        services.AddScoped<SubstituteHolding>();
    }
}
