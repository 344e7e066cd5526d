using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using VanLang.Foundation.Tests.Web.Pages;
using VanLang.Kernel;
using VanLang.Kernel.Calendar;
using VanLang.Testing;
using VanLang.Testing.Http;
using VanLang.Web;
using VanLang.Web.Modules;
using VanLang.Web.Search;
using VanLang.Workdays.Contracts;

namespace VanLang.Foundation.Tests.Web;

/// <summary>The shell alone on a free port, with pages of the tests in the place of modules. The address /enter signs a person in.</summary>
public sealed class FaceHouse : IAsyncLifetime
{
    private WebApplication app = null!;

    public TestClock Time { get; } = new();

    public LogCapture Log { get; } = new();

    public Desk Desk => app.Services.GetRequiredService<Desk>();

    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ApplicationName = "VanLang.Server", ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets().UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(Log);
        var services = builder.Services;
        services.AddSingleton<IReadOnlyList<ModuleInfo>>([Module]);
        services.AddSingleton<TimeProvider>(Time);
        services.AddSingleton<Clock>();
        services.AddSingleton<Desk>();
        services.AddSingleton<IWorkSource>(p => p.GetRequiredService<Desk>());
        services.AddSingleton<ISearchSource>(p => p.GetRequiredService<Desk>());
        services.AddSingleton<IWorkCalendars, PlainWeeks>();
        services.AddScoped<IActorResolver, OnePerson>();
        services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, CookieSignIn>("test", null);
        services.AddPermissions();
        services.AddFace();

        app = builder.Build();
        app.UseFace();
        app.UseAuthentication();
        app.UseCurrentActor();
        app.UseUnknownAddresses();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapFace();
        app.Map("/boom", string () => throw new InvalidOperationException("Mật khẩu là 123")).AllowAnonymous();
        app.Map("/away", string () => throw new InvalidOperationException("outside", new PassingTrouble())).AllowAnonymous();
        app.Map("/api/boom", () => Results.StatusCode(418)).AllowAnonymous();
        app.Map("/bare/{status:int}", (int status) => Results.StatusCode(status)).AllowAnonymous();
        app.MapGet("/enter", Enter).AllowAnonymous();
        await app.StartAsync();
        Address = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    /// <summary>A browser of a clerk who is signed in, or of nobody.</summary>
    public async Task<Browser> Open(bool signedIn = true, bool english = false)
    {
        var browser = new Browser(Address);
        await browser.Get($"/enter?person={(signedIn ? "ha" : "")}&language={(english ? "en-GB" : "")}");
        return browser;
    }

    private static void Enter(HttpContext context, string? person, string? language)
    {
        if (!string.IsNullOrEmpty(person))
        {
            context.Response.Cookies.Append("person", person);
        }

        if (!string.IsNullOrEmpty(language))
        {
            context.Response.Cookies.Append("vanlang-language", $"c={language}|uic={language}");
        }
    }

    private static ModuleInfo Module { get; } = new("test", typeof(FaceHouse).Assembly, (_, _) => { }, _ => { },
    [
        new(Systems.Administration, "Tài khoản", "/accounts", "users", "access.accounts.manage"),
        new(Systems.Documents, "Văn bản đến", "/letters", "inbox", null, "Hộp văn bản", (_, _, _) => ValueTask.FromResult<int?>(1484)) { TitleEn = "Incoming" },
        new(Systems.Documents, "Văn bản đi", "/letters/sent", "send", null, "Hộp văn bản"),
        new(Systems.Reference, "Danh mục cơ quan", "/organizations", "landmark", null),
    ]);

    private sealed class OnePerson : IActorResolver
    {
        public ValueTask<Actor> Resolve(ClaimsPrincipal principal, CancellationToken ct) => ValueTask.FromResult(
            new Actor(ActorKind.Person, "ha", "Nguyễn Thu Hà", "H29", "Văn thư", new HashSet<string>()));
    }

    private sealed class CookieSignIn(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory loggers, UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
    {
        protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(
            Request.Cookies.ContainsKey("person")
                ? AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(new ClaimsIdentity([new Claim("sub", "ha")], "test")), "test"))
                : AuthenticateResult.NoResult());
    }

    private sealed class PlainWeeks : IWorkCalendars
    {
        private readonly WorkCalendar calendar = new([], new HolidayStatute([], "Bộ luật Lao động 2019, điều 111"));

        public ValueTask<IReadOnlyDictionary<string, WorkCalendar>> Of(IReadOnlyCollection<string> offices, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyDictionary<string, WorkCalendar>>(offices.ToDictionary(o => o, _ => calendar));

        public ValueTask<WorkCalendar> National(CancellationToken ct) => ValueTask.FromResult(calendar);

        public ValueTask<IReadOnlyList<Deadline>> Compute(IReadOnlyList<DeadlineQuestion> questions, CancellationToken ct) =>
            ValueTask.FromResult<IReadOnlyList<Deadline>>([.. questions.Select(q => Deadlines.Compute(calendar, q.Received, q.Amount, q.Unit))]);

        public ValueTask<long> Version(CancellationToken ct) => ValueTask.FromResult(0L);
    }
}
