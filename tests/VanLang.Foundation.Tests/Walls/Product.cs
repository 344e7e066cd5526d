using System.Reflection;
using VanLang.Composition;
using VanLang.Data;
using VanLang.Kernel;
using VanLang.Server.Hosting;
using VanLang.Signing.Xml;
using VanLang.Web.Modules;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>The assemblies of the product, by what they may be.</summary>
internal static class Product
{
    public static Assembly Kernel { get; } = typeof(Clock).Assembly;

    public static Assembly Data { get; } = typeof(ModuleDb).Assembly;

    public static Assembly Signing { get; } = typeof(XmlSignatureCheck).Assembly;

    public static Assembly Web { get; } = typeof(ModuleInfo).Assembly;

    public static Assembly Server { get; } = typeof(VanLangServer).Assembly;

    public static IReadOnlyList<Assembly> Modules { get; } = [.. VanLangModules.All.Select(m => m.Assembly).Where(a => a != Data && a != Web)];

    public static IReadOnlyList<Assembly> Contracts { get; } =
        [.. Modules.SelectMany(m => m.GetReferencedAssemblies()).Where(n => n.Name!.EndsWith(".Contracts", StringComparison.Ordinal)).DistinctBy(n => n.Name).Select(Assembly.Load)];

    public static IReadOnlyList<Assembly> All { get; } = [Kernel, Data, Signing, Web, Server, typeof(VanLangModules).Assembly, .. Modules, .. Contracts];

    /// <summary>Types that people wrote: none of the compiler's, no migrations.</summary>
    public static IEnumerable<Type> Written(Assembly assembly) => assembly.GetTypes().Where(t =>
        !t.Name.Contains('<', StringComparison.Ordinal) && t.DeclaringType?.Name.Contains('<', StringComparison.Ordinal) != true
        && t.GetCustomAttribute<System.Runtime.CompilerServices.CompilerGeneratedAttribute>() is null
        && t.Namespace?.StartsWith("VanLang", StringComparison.Ordinal) == true && !t.Namespace.Contains(".Migrations", StringComparison.Ordinal));

    public static string Short(Assembly assembly) => assembly.GetName().Name!;
}
