using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Web.Modules;
using VanLang.Workdays.Api;
using VanLang.Workdays.Calendars;
using VanLang.Workdays.Contracts;
using VanLang.Workdays.Decisions;
using VanLang.Workdays.Hours;
using VanLang.Workdays.TimeLimits;

namespace VanLang.Workdays;

/// <summary>The one face of the module.</summary>
public static class WorkdaysModule
{
    public static ModuleInfo Info { get; } = new(WorkdaysDb.Name, typeof(WorkdaysModule).Assembly, Add, Map, Menu:
    [
        new(Systems.Reference, "Lịch làm việc", "/workdays", "calendar-days", null, "Lịch và thời hạn") { TitleEn = "Working calendar" },
        new(Systems.Reference, "Tính thời hạn", "/law/deadline", "calendar-clock", null, "Lịch và thời hạn") { TitleEn = "Deadline calculator" },
        new(Systems.Administration, "Quyết định ngày nghỉ", "/workdays/decisions", "calendar-days", WorkdaysPermissions.Manage, "Danh mục") { TitleEn = "Decisions on days off" },
        new(Systems.Administration, "Giờ làm việc", "/workdays/hours", "clock", WorkdaysPermissions.Hours, "Danh mục") { TitleEn = "Office hours" },
    ])
    {
        Permissions = WorkdaysPermissions.All,
        Acts = WorkdaysActs.All,
        SeedCatalogue = (services, ct) => services.GetRequiredService<SeedDecisions>().Handle(ct),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<WorkdaysDb, SqliteWorkdaysDb, PostgresWorkdaysDb>(WorkdaysDb.Name);
        services.AddSingleton<WorkCalendars>();
        services.AddSingleton<IWorkCalendars>(provider => provider.GetRequiredService<WorkCalendars>());
        services.AddScoped<GetCalendar>();
        services.AddScoped<ComputeDeadline>();
        services.AddScoped<RecordDecision>();
        services.AddScoped<ListDecisions>();
        services.AddScoped<ListCalendarChanges>();
        services.AddScoped<SeedDecisions>();
        services.AddScoped<SetOfficeHours>();
        services.AddScoped<ListOfficeHours>();
    }

    private static void Map(IEndpointRouteBuilder routes) => LawApi.Map(routes);
}
