using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>The models of all modules, on both providers. Nothing here touches a database.</summary>
public sealed class ModelWalls
{
    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task The_migration_is_the_model(DatabaseKind kind)
    {
        var pending = new List<string>();
        await Each(kind, db =>
        {
            if (!db.Database.GetMigrations().Any() || db.Database.HasPendingModelChanges())
            {
                pending.Add($"{db.Module} on {kind}: run dotnet run --project tools/VanLang.Migrations {db.Module}");
            }
        });

        Wall.Holds(pending);
    }

    [Theory]
    [InlineData(DatabaseKind.Sqlite)]
    [InlineData(DatabaseKind.Postgres)]
    public async Task Every_text_has_a_length_and_every_number_can_be_compared(DatabaseKind kind)
    {
        var faults = new List<string>();
        await Each(kind, db => faults.AddRange(Faults(db.Model)));

        Wall.Holds(faults);
    }

    [Fact]
    public async Task Both_providers_hold_the_same_tables_and_columns()
    {
        var sqlite = await Columns(DatabaseKind.Sqlite);
        var postgres = await Columns(DatabaseKind.Postgres);

        Assert.Equal(sqlite, postgres);
    }

    [Fact]
    public async Task No_table_points_into_another_module()
    {
        var owners = new Dictionary<string, string>();
        await Each(DatabaseKind.Postgres, db =>
        {
            foreach (var foreign in db.Model.GetEntityTypes().SelectMany(t => t.GetForeignKeys()))
            {
                Assert.Equal(db.Module, foreign.PrincipalEntityType.GetSchema());
            }

            Assert.True(owners.TryAdd(db.Module, db.GetType().Name), $"{db.Module} is the schema of two contexts.");
        });
    }

    [Fact]
    public async Task What_is_saved_without_an_audit_row_is_listed_with_its_reason()
    {
        var list = new StringBuilder();
        await Each(DatabaseKind.Sqlite, db =>
        {
            foreach (var type in db.Model.GetEntityTypes().OrderBy(t => t.ClrType.Name, StringComparer.Ordinal))
            {
                if (type.FindAnnotation("VanLang:Unaudited")?.Value is string why)
                {
                    list.Append($"{db.Module}.{type.ClrType.Name}: {why}\n");
                }
            }
        });

        Golden.Match(list.ToString(), "unaudited");
    }

    [Fact]
    public void The_rules_can_fail()
    {
        using var db = new BadDb(new DbContextOptionsBuilder().UseSqlite("Data Source=:memory:").Options);

        Assert.Equal(["Bad.Amount is a Decimal", "Bad.Text has no length"], Faults(db.Model).Order());
        Assert.True(db.Database.HasPendingModelChanges());
    }

    private static IEnumerable<string> Faults(IModel model)
    {
        foreach (var property in model.GetEntityTypes().SelectMany(t => t.GetProperties()))
        {
            var stored = property.FindTypeMapping()?.Converter?.ProviderClrType ?? property.ClrType;
            var name = $"{property.DeclaringType.ClrType.Name}.{property.Name}";
            if (stored == typeof(string) && property.GetMaxLength() is null)
            {
                yield return $"{name} has no length";
            }

            // SQLite keeps decimals and floating times as text and cannot order them.
            if (stored == typeof(decimal) || stored == typeof(DateTime) || stored == typeof(TimeSpan))
            {
                yield return $"{name} is a {stored.Name}";
            }
        }
    }

    private static async Task<List<string>> Columns(DatabaseKind kind)
    {
        var columns = new List<string>();
        await Each(kind, db => columns.AddRange(db.Model.GetRelationalModel().Tables.SelectMany(t => t.Columns.Select(c => $"{db.Module}.{t.Name}.{c.Name} {(c.IsNullable ? "null" : "not null")}"))));
        columns.Sort(StringComparer.Ordinal);
        return columns;
    }

    private static async Task Each(DatabaseKind kind, Action<ModuleDb> look)
    {
        await using var app = VanLangServer.Build(new ServerSettings
        {
            DataFolder = Path.Combine(Path.GetTempPath(), "vanlang-model-walls"),
            Postgres = kind is DatabaseKind.Postgres ? "Host=127.0.0.1;Database=never_opened" : null,
        });
        var modules = app.Services.GetServices<ModuleDatabase>().ToList();
        Assert.NotEmpty(modules);
        foreach (var module in modules)
        {
            await using var scope = app.Services.CreateAsyncScope();
            look(module.Open(scope.ServiceProvider));
        }
    }

    private sealed class BadDb(DbContextOptions options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<Bad>();
    }

    private sealed class Bad
    {
        public int Id { get; set; }

        public string Text { get; set; } = "";

        public decimal Amount { get; set; }
    }
}
