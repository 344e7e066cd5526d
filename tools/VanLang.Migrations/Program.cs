using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Design;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Composition;
using VanLang.Data;

// Writes the one Initial migration of each module and provider anew: `dotnet run --project tools/VanLang.Migrations [module ...]`.
// The migration's id carries the hash of its own SQL, so that a data folder made by another schema is recognised (Migrator).
var root = AppContext.BaseDirectory;
while (!File.Exists(Path.Combine(root, "VanLang.slnx")))
{
    root = Path.GetDirectoryName(root) ?? throw new InvalidOperationException("Run it inside the checkout.");
}

foreach (var kind in (string[])["Sqlite", "Postgres"])
{
    var services = new ServiceCollection();
    services.AddLogging();
    services.AddSingleton(TimeProvider.System);
    services.Configure<DatabaseOptions>(o =>
    {
        o.DataFolder = Path.GetTempPath();
        o.Postgres = kind == "Postgres" ? "Host=localhost;Database=unused" : null;
    });
    services.AddVanLang(new ConfigurationBuilder().Build());
    using var provider = services.BuildServiceProvider();
    foreach (var module in provider.GetServices<ModuleDatabase>().Where(m => args.Length == 0 || args.Contains(m.Module)))
    {
        using var scope = provider.CreateScope();
        using var db = module.Open(scope.ServiceProvider);
        var folder = Path.Combine(root, "src", "Modules", db.Module[..1].ToUpperInvariant() + db.Module[1..], "Migrations", kind);
        if (db.GetType().Assembly == typeof(ModuleDb).Assembly)
        {
            folder = Path.Combine(root, "src", "VanLang.Data", "Migrations", kind);
        }

        var type = db.GetType();
        var space = type.Namespace + ".Migrations." + kind;
        var sql = db.Database.GenerateCreateScript();
        var id = "20261124000000_Initial_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)))[..8];

        var designer = new ServiceCollection().AddEntityFrameworkDesignTimeServices().AddDbContextDesignTimeServices(db);
        new EfDesign(db).ConfigureDesignTimeServices(designer);
        using var design = designer.BuildServiceProvider();
        var generator = design.GetRequiredService<IMigrationsCodeGeneratorSelector>().Select("C#");
        var differ = db.GetService<IMigrationsModelDiffer>();
        var model = db.GetService<IDesignTimeModel>().Model;
        var up = differ.GetDifferences(null, model.GetRelationalModel());
        var down = differ.GetDifferences(model.GetRelationalModel(), null);

        Directory.CreateDirectory(folder);
        foreach (var old in Directory.GetFiles(folder, "*.cs"))
        {
            File.Delete(old);
        }

        Write("Initial.cs", generator.GenerateMigration(space, "Initial", up, down));
        Write("Initial.Designer.cs", generator.GenerateMetadata(space, type, "Initial", id, model));
        Write("Snapshot.cs", generator.GenerateSnapshot(space, type, type.Name + "Snapshot", model));
        Console.WriteLine($"{id}  {type.Name}");

        void Write(string name, string code) => File.WriteAllText(Path.Combine(folder, name), code.ReplaceLineEndings("\n").Replace("\r", "", StringComparison.Ordinal));
    }
}

/// <summary>Adds the provider's own design-time parts (annotation code generators).</summary>
internal sealed class EfDesign(ModuleDb db)
{
    public void ConfigureDesignTimeServices(IServiceCollection services)
    {
        var provider = System.Reflection.Assembly.Load(db.Database.ProviderName!);
        var name = provider.GetCustomAttributes(typeof(DesignTimeProviderServicesAttribute), false).Cast<DesignTimeProviderServicesAttribute>().Single().TypeName;
        ((IDesignTimeServices)Activator.CreateInstance(provider.GetType(name, throwOnError: true)!)!).ConfigureDesignTimeServices(services);
    }
}
