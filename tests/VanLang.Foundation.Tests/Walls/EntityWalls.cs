using ArchUnitNET.Domain;
using ArchUnitNET.Loader;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Server.Hosting;
using Type = System.Type;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Entities hold rules; they know neither how they are stored nor who shows them, down to the bodies of their methods.</summary>
public sealed class EntityWalls
{
    // Identity's base class of an account lies in a namespace of ASP.NET Core, and is a plain class all the same.
    private static readonly string[] Forbidden = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore.Http", "Microsoft.AspNetCore.Components", "Microsoft.AspNetCore.Mvc", "Microsoft.AspNetCore.Routing", "Microsoft.Data.Sqlite", "Npgsql"];

    [Fact]
    public async Task Entities_know_neither_database_nor_web()
    {
        var entities = await Entities();
        var architecture = new ArchLoader().LoadAssemblies([.. Product.Modules]).Build();

        Assert.NotEmpty(entities);
        Wall.Holds(entities.SelectMany(e => Knows(architecture, e)));
    }

    [Fact]
    public async Task Nobody_but_an_entity_itself_sets_what_it_holds()
    {
        // The framework's own stores set the properties of the classes they come with.
        var open = (await Entities()).SelectMany(e => e.GetProperties().Where(p => p.DeclaringType == e && p.SetMethod is { IsPublic: true } set
            && !set.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(System.Runtime.CompilerServices.IsExternalInit))).Select(p => $"{e.Name}.{p.Name}"));

        Wall.Holds(open);
    }

    [Fact]
    public void The_rule_can_fail()
    {
        var architecture = new ArchLoader().LoadAssemblies(typeof(EntityWalls).Assembly).Build();

        Assert.NotEmpty(Knows(architecture, typeof(EntityThatKnowsTheDatabase)));
    }

    private static IEnumerable<string> Knows(Architecture architecture, Type entity)
    {
        var type = architecture.Types.FirstOrDefault(t => t.FullName == entity.FullName) ?? throw new InvalidOperationException(entity.FullName + " was not loaded.");
        return type.Dependencies.Select(d => d.Target.FullName).Where(f => Forbidden.Any(x => f.StartsWith(x, StringComparison.Ordinal))).Distinct().Select(f => $"{entity.FullName} -> {f}");
    }

    private static async Task<List<Type>> Entities()
    {
        await using var app = VanLangServer.Build(new ServerSettings { DataFolder = Path.Combine(Path.GetTempPath(), "vanlang-model-walls") });
        await using var scope = app.Services.CreateAsyncScope();
        return [.. app.Services.GetServices<ModuleDatabase>().SelectMany(m => m.Open(scope.ServiceProvider).Model.GetEntityTypes()).Select(t => t.ClrType)
            .Where(t => Product.Modules.Contains(t.Assembly)).Distinct()];
    }
}

/// <summary>What the wall must find.</summary>
internal sealed class EntityThatKnowsTheDatabase
{
    public int Rows { get; private set; }

    public void Count(DbContext db) => Rows = db.ChangeTracker.Entries().Count();
}
