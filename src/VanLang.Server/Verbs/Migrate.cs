using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

internal static class Migrate
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        await using var app = VanLangServer.Build(ServerSettings.FromEnvironment());
        await Seeding.Migrate(app.Services, ct);
        Console.WriteLine("Tables are up to date.");
        return 0;
    }
}
