using System.Xml.Linq;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Walls;

/// <summary>Who may know whom.</summary>
public sealed class ReferenceWalls
{
    private static readonly string[] WebAndData = ["Microsoft.EntityFrameworkCore", "Microsoft.AspNetCore", "Npgsql", "Microsoft.Data.Sqlite"];

    [Fact]
    public void Modules_know_each_other_by_contracts_only()
    {
        var names = Product.Modules.Select(Product.Short).ToHashSet();

        Wall.Holds(Product.Modules.SelectMany(m => ModuleToModule(Product.Short(m), m.GetReferencedAssemblies().Select(r => r.Name!), names)));
    }

    [Fact]
    public void Project_files_of_modules_name_no_other_module()
    {
        var projects = Directory.GetFiles(Repository.At("src", "Modules"), "*.csproj", SearchOption.AllDirectories);
        var modules = projects.Select(p => Path.GetFileNameWithoutExtension(p)).Where(n => !n.EndsWith(".Contracts", StringComparison.Ordinal)).ToHashSet();

        Assert.NotEmpty(modules);
        Wall.Holds(projects.SelectMany(p => ModuleToModule(Path.GetFileNameWithoutExtension(p), ProjectReferences(File.ReadAllText(p)), modules)));
    }

    [Fact]
    public void Contracts_know_the_Kernel_only() =>
        Wall.Holds(Product.Contracts.SelectMany(c => c.GetReferencedAssemblies().Where(r => r.Name!.StartsWith("VanLang.", StringComparison.Ordinal) && r.Name != Product.Short(Product.Kernel)).Select(r => $"{Product.Short(c)} -> {r.Name}")));

    [Fact]
    public void The_Kernel_knows_no_database_and_no_web() => Wall.Holds(Knows(Product.Short(Product.Kernel), Product.Kernel.GetReferencedAssemblies().Select(r => r.Name!), WebAndData));

    [Fact]
    public void Signing_knows_no_database_and_no_web() => Wall.Holds(Knows(Product.Short(Product.Signing), Product.Signing.GetReferencedAssemblies().Select(r => r.Name!), WebAndData));

    [Fact]
    public void The_web_library_knows_no_database() => Wall.Holds(Knows(Product.Short(Product.Web), Product.Web.GetReferencedAssemblies().Select(r => r.Name!), ["Microsoft.EntityFrameworkCore", "Npgsql", "Microsoft.Data.Sqlite", "VanLang.Data"]));

    [Fact]
    public void What_agencies_link_to_knows_nothing_of_the_server()
    {
        Wall.Holds(Names("VanLang.Client"));
        Wall.Holds(Names("VanLang.Agent").Except(["VanLang.Client", "System.CommandLine", "Spectre.Console"]));
        Assert.NotEmpty(Names("VanLang.Server"));
    }

    [Fact]
    public void The_rules_can_fail()
    {
        var modules = new HashSet<string> { "VanLang.Office", "VanLang.Exchange" };

        Assert.Equal(["VanLang.Office -> VanLang.Exchange"], ModuleToModule("VanLang.Office", ["VanLang.Kernel", "VanLang.Exchange", "VanLang.Exchange.Contracts"], modules));
        Assert.Equal(["VanLang.Exchange"], ProjectReferences("""<Project><ItemGroup><ProjectReference Include="..\Exchange\VanLang.Exchange.csproj" /></ItemGroup></Project>"""));
        Assert.Equal(["VanLang.Kernel -> Microsoft.EntityFrameworkCore.Relational"], Knows("VanLang.Kernel", ["System.Runtime", "Microsoft.EntityFrameworkCore.Relational"], WebAndData));
        Assert.NotEmpty(Knows("VanLang.Data", Product.Data.GetReferencedAssemblies().Select(r => r.Name!), WebAndData));
    }

    private static IEnumerable<string> ModuleToModule(string from, IEnumerable<string> to, HashSet<string> modules) =>
        to.Where(t => t != from && modules.Contains(t)).Select(t => $"{from} -> {t}");

    private static IEnumerable<string> Names(string project)
    {
        var text = File.ReadAllText(Repository.At("src", project, project + ".csproj"));
        return ProjectReferences(text).Concat(XDocument.Parse(text).Descendants().Where(e => e.Name.LocalName is "PackageReference" or "FrameworkReference").Select(e => e.Attribute("Include")!.Value));
    }

    private static IEnumerable<string> ProjectReferences(string project) =>
        XDocument.Parse(project).Descendants("ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value.Replace('\\', '/')));

    private static IEnumerable<string> Knows(string from, IEnumerable<string> to, string[] forbidden) =>
        to.Where(t => forbidden.Any(f => t.StartsWith(f, StringComparison.Ordinal))).Select(t => $"{from} -> {t}");
}
