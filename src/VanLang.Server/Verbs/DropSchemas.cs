using Npgsql;
using VanLang.Data;
using VanLang.Server.Hosting;

namespace VanLang.Server.Verbs;

/// <summary>What <c>./run --fresh --postgres</c> does to the database: the modules' schemas go, nothing else. Refused in production.</summary>
internal static class DropSchemas
{
    public static async Task<int> Run(string[] args, CancellationToken ct)
    {
        var settings = ServerSettings.FromEnvironment();
        if (settings.Production || settings.Postgres is null)
        {
            await Console.Error.WriteLineAsync("drop-schemas works on a PostgreSQL database outside production only.");
            return 2;
        }

        await using var app = VanLangServer.Build(settings);
        await using var source = NpgsqlDataSource.Create(settings.Postgres);
        foreach (var module in app.Services.GetServices<ModuleDatabase>())
        {
            await using var command = source.CreateCommand($"DROP SCHEMA IF EXISTS \"{module.Module}\" CASCADE");
            await command.ExecuteNonQueryAsync(ct);
        }

        Console.WriteLine("The schemas of all modules are gone.");
        return 0;
    }
}
