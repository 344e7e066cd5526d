using System.Reflection;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Web;

/// <summary>The modules of this installation, as the shell sees them.</summary>
public sealed class ModuleList(IReadOnlyList<ModuleInfo> modules)
{
    /// <summary>The modules, in the order of the composition.</summary>
    public IReadOnlyList<ModuleInfo> Modules => modules;

    /// <summary>Assemblies that hold pages beside this one.</summary>
    public IReadOnlyList<Assembly> PageAssemblies { get; } = [.. modules.Select(m => m.Assembly).Where(a => a != typeof(ModuleList).Assembly).Distinct()];

    /// <summary>Every act of the audit log, in the order of the modules.</summary>
    public IReadOnlyList<AuditAct> Acts { get; } = [.. modules.SelectMany(m => m.Acts)];

    /// <summary>What an act of the audit log means, in the reader's language; null for one that no module knows any more.</summary>
    public string? Sentence(string act) => Acts.FirstOrDefault(a => a.Code == act) is { } known ? (Problems.Language == "en" ? known.En : known.Vi) : null;

    /// <summary>The entries this actor may open, in the order of the modules.</summary>
    public IEnumerable<MenuEntry> Menu(Actor actor) => modules.SelectMany(m => m.Menu).Where(e => e.Permission is null || actor.May(e.Permission));
}
