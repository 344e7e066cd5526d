using System.Net;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access.Setup;
using VanLang.Data;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Http;
using VanLang.Web.Modules;

namespace VanLang.Access.Tests.Setup;

/// <summary>The first start without demo data, on an empty database.</summary>
public sealed class SetupTests
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_first_administrator_comes_in_by_a_link_that_works_once(DatabaseKind kind)
    {
        await using var first = await FirstStart.Of(kind);
        var path = new Uri(File.ReadAllText(first.File).Trim()).AbsolutePath;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first.File));
        using var browser = new Browser(first.Address);
        (await browser.Get("/setup/" + new string('A', 22))).Is(HttpStatusCode.Gone);
        var page = (await browser.Get(path)).Renders("Quản trị viên đầu tiên").IsWellMade();

        (await Send(browser, page, password: "ngắn", organization: "Z99")).Refuses("Mật khẩu dài từ 12 đến 128 ký tự.", "Không có cơ quan mang mã Z99 đang hoạt động.");
        (await Send(browser, page)).RedirectsTo("/sign-in");

        Assert.False(File.Exists(first.File));
        (await browser.Get(path)).Is(HttpStatusCode.Gone);
        await browser.SignIn("quan.tri", AccessData.Fresh);
        (await browser.Get("/admin/roles")).Renders();
    }

    [Fact]
    public async Task The_link_expires_and_a_restart_makes_a_new_one()
    {
        await using var first = await FirstStart.Of(DatabaseKind.Sqlite);
        var old = new Uri(File.ReadAllText(first.File).Trim()).AbsolutePath;
        using var browser = new Browser(first.Address);
        first.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        (await browser.Get(old)).Is(HttpStatusCode.Gone);

        await using (var scope = first.Services.CreateAsyncScope())
        {
            await scope.ServiceProvider.GetRequiredService<SetupLink>().Prepare(default);
        }

        var fresh = new Uri(File.ReadAllText(first.File).Trim()).AbsolutePath;
        Assert.NotEqual(old, fresh);
        (await browser.Get(fresh)).Renders();
    }

    private static Task<Page> Send(Browser browser, Page page, string password = AccessData.Fresh, string organization = "G22") => browser.Submit(
        page,
        "#form-setup",
        ("Input.FullName", "Nguyễn Quản Trị"), ("Input.Email", "quan.tri@example.vn"), ("Input.OrganizationCode", organization), ("Input.UserName", "quan.tri"),
        ("Input.Password", password), ("Input.Again", password));

    private sealed class FirstStart : IAsyncDisposable
    {
        private Microsoft.AspNetCore.Builder.WebApplication app = null!;
        private VanLang.Testing.Databases.TestDatabase database = null!;

        public TestClock Clock { get; } = new();

        public Uri Address { get; private set; } = null!;

        public IServiceProvider Services => app.Services;

        public string File => Path.Combine(database.DataFolder, "setup-token");

        public static async Task<FirstStart> Of(DatabaseKind kind)
        {
            if (VanLang.Testing.Databases.TestDatabase.Missing(kind) is { } missing)
            {
                Skip.Missing(missing);
            }

            var start = new FirstStart { database = await VanLang.Testing.Databases.TestDatabase.Empty(kind) };
            start.app = VanLangServer.Build(AccessSettings.Quick(new ServerSettings
            {
                Urls = "http://127.0.0.1:0",
                PublicUrl = "http://127.0.0.1",
                DataFolder = start.database.DataFolder,
                Postgres = start.database.Postgres,
                Demo = false,
                Time = start.Clock,
                Overrides = new Dictionary<string, string?> { ["Logging:Console:LogLevel:Default"] = "None" },
            }));
            await start.app.Services.GetRequiredService<Migrator>().Migrate(default);
            foreach (var seed in start.app.Services.GetRequiredService<IReadOnlyList<ModuleInfo>>().Select(m => m.SeedCatalogue).OfType<Func<IServiceProvider, CancellationToken, Task>>())
            {
                await using var scope = start.app.Services.CreateAsyncScope();
                await seed(scope.ServiceProvider, default);
            }

            await start.app.StartAsync();
            start.Address = new Uri(start.app.Urls.First());
            return start;
        }

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync();
            await app.DisposeAsync();
            await database.Drop();
        }
    }
}
