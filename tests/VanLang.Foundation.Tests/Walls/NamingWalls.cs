using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Names say what a thing is, and nothing is open that need not be.</summary>
public sealed class NamingWalls
{
    private static readonly string[] SaysNothing = ["Service", "Services", "Helper", "Helpers", "Manager", "Util", "Utils", "Utility", "Dto", "Impl"];
    private static readonly string[] FoldersByKind = ["Services", "Helpers", "Managers", "Utils", "Common", "Dtos", "Models", "Interfaces", "Extensions", "Domain", "Application", "Infrastructure"];

    [Fact]
    public void No_type_is_named_for_nothing() => Wall.Holds(Product.All.SelectMany(Product.Written).SelectMany(NamedForNothing));

    [Fact]
    public void No_folder_is_named_for_a_kind() => Wall.Holds(
        SourceFiles.Folders("src").Where(f => FoldersByKind.Contains(Path.GetFileName(f))).Select(f => Path.GetRelativePath(Repository.Root, f)));

    [Fact]
    public void A_module_shows_its_one_face_and_what_the_framework_must_see() => Wall.Holds(Product.Modules.SelectMany(Product.Written).Where(NeedlesslyPublic).Select(t => t.FullName));

    [Fact]
    public void Classes_that_nobody_derives_from_are_sealed()
    {
        var written = Product.All.SelectMany(Product.Written).ToList();
        var bases = written.Select(t => t.BaseType).OfType<Type>().Select(t => t.IsGenericType ? t.GetGenericTypeDefinition() : t).ToHashSet();

        Wall.Holds(written.Where(t => NeedlesslyOpen(t, bases)).Select(t => t.FullName));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        Assert.NotEmpty(NamedForNothing(typeof(PacketService)));
        Assert.True(NeedlesslyPublic(typeof(OpenToAll)));
        Assert.True(NeedlesslyOpen(typeof(LeftOpen), []));
        Assert.False(NeedlesslyOpen(typeof(LeftOpen), [typeof(LeftOpen)]));
        Assert.False(NeedlesslyOpen(typeof(PacketService), []));
    }

    private static IEnumerable<string> NamedForNothing(Type type)
    {
        var name = type.Name.Split('`')[0];
        return SaysNothing.Where(s => name.EndsWith(s, StringComparison.Ordinal)).Take(1).Select(_ => type.FullName!);
    }

    // Razor makes components public; migrations are found by reflection and left out of the written types.
    private static bool NeedlesslyPublic(Type type) => (type.IsPublic || type.IsNestedPublic)
        && !typeof(IComponent).IsAssignableFrom(type) && type.Name != "_Imports" && !type.Name.EndsWith("Module", StringComparison.Ordinal)
        && (type.DeclaringType is null || NeedlesslyPublic(type.DeclaringType));

    private static bool NeedlesslyOpen(Type type, HashSet<Type> bases) => type is { IsClass: true, IsSealed: false, IsAbstract: false }
        && !bases.Contains(type) && !typeof(IComponent).IsAssignableFrom(type) && type.Name != "_Imports" && !typeof(DbContext).IsAssignableFrom(type);

    private sealed class PacketService;

    private class LeftOpen;


}

/// <summary>What the wall must find when a module has it.</summary>
public sealed class OpenToAll;
