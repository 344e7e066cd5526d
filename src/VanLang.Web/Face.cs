using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.WebEncoders;
using VanLang.Web.Forms;
using VanLang.Web.Localization;

namespace VanLang.Web;

/// <summary>Everything the host needs to show pages: registration, middleware, routes.</summary>
public static class Face
{
    /// <summary>Vietnamese first, English second; British English writes dates as dd/MM/yyyy too.</summary>
    public static IReadOnlyList<CultureInfo> Cultures { get; } = [CultureInfo.GetCultureInfo("vi-VN"), CultureInfo.GetCultureInfo("en-GB")];

    /// <summary>Pages, forms, languages. The list of modules, which the host registers, gives menus and page assemblies.</summary>
    public static IServiceCollection AddFace(this IServiceCollection services)
    {
        services.AddSingleton<ModuleList>();
        services.AddHttpContextAccessor();
        services.AddLogging();
        services.AddSingleton<IStringLocalizerFactory, ModuleLocalizerFactory>();
        services.AddTransient(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddSingleton<SubmissionMemory>();
        services.AddScoped<InputRules>();
        services.AddRazorComponents(options => options.TemporaryRedirectionUrlValidityDuration = TimeSpan.FromMinutes(5));
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "vanlang-form";
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Lax;
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });

        // Vietnamese letters are sent as they are; the default encoder writes ả as a numeric reference.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new RequestCulture(Cultures[0]);
            options.SupportedCultures = [.. Cultures];
            options.SupportedUICultures = [.. Cultures];
            // The cookie only: a browser's own language must not turn a Vietnamese office's screen English.
            options.RequestCultureProviders = [new CookieRequestCultureProvider { CookieName = Preferences.LanguageCookie }];
        });
        services.Configure<RazorComponentsServiceOptions>(options => options.MaxFormMappingCollectionSize = 2000);
        return services;
    }

    /// <summary>True for addresses that people open; machines get problem details instead of error pages.</summary>
    public static bool IsForPeople(HttpContext context) => PageHeaders.IsForPeople(context);

    /// <summary>Security headers, language and error pages. Before authentication and antiforgery.</summary>
    public static IApplicationBuilder UseFace(this IApplicationBuilder app)
    {
        app.UseMiddleware<PageHeaders>();
        app.UseRequestLocalization();
        app.UseMiddleware<PageErrors>();
        return app;
    }

    /// <summary>
    /// Answers 404 where no page is, before authorisation would ask for sign-in: whoever mistypes an address is told so. Pages that are there still ask.
    /// </summary>
    public static IApplicationBuilder UseUnknownAddresses(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.GetEndpoint() is not null || !PageHeaders.IsForPeople(context))
        {
            return next(context);
        }

        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    });

    /// <summary>Static assets, pages of every module, and the two small forms of the shell.</summary>
    public static void MapFace(this IEndpointRouteBuilder routes)
    {
        routes.MapStaticAssets().AllowAnonymous();
        routes.MapPreferences();
        var modules = routes.ServiceProvider.GetRequiredService<ModuleList>();
        routes.MapRazorComponents<App>().AddAdditionalAssemblies([.. modules.PageAssemblies]);
    }
}
