using System.Net;
using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Localization;
using OpenTelemetry.Metrics;
using Scalar.AspNetCore;
using VanLang.Composition;
using VanLang.Data;
using VanLang.Web;
using VanLang.Web.Http;
using VanLang.Web.Modules;
using VanLang.Web.Outbound;

namespace VanLang.Server.Hosting;

/// <summary>Builds the one server: the same for ./run, for the seed and for tests.</summary>
public static class VanLangServer
{
    /// <summary>Permission to read /metrics.</summary>
    public const string MetricsPermission = "access.metrics.read";

    /// <summary>A server that is ready to start; the database is not touched yet.</summary>
    public static WebApplication Build(ServerSettings settings)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(VanLangServer).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
            EnvironmentName = settings.Production ? Environments.Production : "Demo",
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(settings.Urls);
        builder.WebHost.ConfigureKestrel(k => k.AddServerHeader = false);
        builder.Configuration.AddInMemoryCollection(Keys(settings));
        builder.Configuration.AddInMemoryCollection(settings.Overrides);
        builder.Logging.ClearProviders().AddSimpleConsole(o => o.SingleLine = true);

        var services = builder.Services;
        services.AddSingleton(settings);
        services.AddSingleton(settings.Time);
        services.AddSingleton<Readiness>();
        services.AddSingleton<IHostLifetime, Drainer>();
        services.Configure<HostOptions>(o => o.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.Configure<DatabaseOptions>(o =>
        {
            o.DataFolder = settings.DataFolder;
            o.ArchiveFolder = settings.ArchiveFolder;
            o.Postgres = settings.Postgres;
            o.Node = settings.Node;
            o.LeaseSeconds = settings.LeaseSeconds;
        });
        services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(System.Text.Json.JsonNamingPolicy.KebabCaseLower));
        });
        services.AddVanLang(builder.Configuration);
        services.AddFace();
        services.AddOutbound(builder.Configuration);
        services.AddMachineErrors();
        services.AddOpenApi("v1", ApiDescription.Add);
        services.AddOpenTelemetry().WithMetrics(m => m.AddAspNetCoreInstrumentation().AddRuntimeInstrumentation().AddMeter("VanLang.*").AddPrometheusExporter());
        services.PostConfigure<RequestLocalizationOptions>(o => o.RequestCultureProviders.Add(new ApiLanguage()));

        services.Configure<ForwardedHeadersOptions>(o =>
        {
            o.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            o.KnownProxies.Clear();
            o.KnownIPNetworks.Clear();
            foreach (var proxy in settings.Proxies)
            {
                o.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });

        var app = builder.Build();
        if (settings.Proxies.Count > 0)
        {
            app.UseForwardedHeaders();
        }

        app.UseFace();
        app.UseMachineErrors(Face.IsForPeople);
        app.UseAdmission();
        app.UseAuthentication();
        app.UseCurrentActor();
        app.UseUnknownAddresses();
        app.UseAuthorization();
        app.UseAntiforgery();

        var routes = app.WithHead();
        Readiness.Map(routes);
        app.MapPrometheusScrapingEndpoint("/metrics").RequirePermission(MetricsPermission);
        routes.MapOpenApi("/openapi/{documentName}.json").AllowAnonymous();
        app.MapScalarApiReference("/docs/api", o => o.WithOpenApiRoutePattern("/openapi/v1.json").DisableDefaultFonts().HideDeveloperTools().DisableAgent().DisableMcp().DisableTelemetry().HideClientButton()).AllowAnonymous();
        routes.MapVanLang();
        app.MapUnknownApi();
        app.MapFace();
        return app;
    }

    private static Dictionary<string, string?> Keys(ServerSettings settings) => new()
    {
        ["PublicUrl"] = settings.Issuer,
        ["Production"] = settings.Production ? "true" : "false",
        ["Demo"] = settings.Demo ? "true" : "false",
        ["DataFolder"] = settings.DataFolder,
        ["Outbound:Networks"] = settings.WebhookNetworks,
        ["Logging:LogLevel:Default"] = "Information",
        ["Logging:LogLevel:Microsoft"] = "Warning",
        ["Logging:LogLevel:System"] = "Warning",
        // A command that fails throws, and who catches it knows whether it matters: the first look for the history table always fails.
        ["Logging:LogLevel:Microsoft.EntityFrameworkCore.Database.Command"] = "None",
        ["Logging:LogLevel:OpenIddict"] = "Warning",
    };

    /// <summary>Pages follow the reader's own choice (a cookie); a machine may ask by header.</summary>
    private sealed class ApiLanguage : RequestCultureProvider
    {
        public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext)
        {
            var wanted = Face.IsForPeople(httpContext) ? null : httpContext.Request.GetTypedHeaders().AcceptLanguage
                .OrderByDescending(l => l.Quality ?? 1)
                .Select(l => l.Value.ToString())
                .FirstOrDefault(l => l.StartsWith("vi", StringComparison.OrdinalIgnoreCase) || l.StartsWith("en", StringComparison.OrdinalIgnoreCase));
            return Task.FromResult(wanted?.StartsWith("en", StringComparison.OrdinalIgnoreCase) == true ? new ProviderCultureResult("en-GB") : null);
        }
    }
}
