using System.Collections.Concurrent;
using System.Reflection;
using System.Resources;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace VanLang.Web.Localization;

/// <summary>
/// One resource set a module: <c>IStringLocalizer&lt;AnyTypeOfTheModule&gt;</c> reads <c>Resources/Exchange.en.resx</c> of VanLang.Exchange.
/// The key is the Vietnamese sentence, so Vietnamese needs no file and a missing translation still reads well.
/// </summary>
internal sealed class ModuleLocalizerFactory(ILoggerFactory loggers) : IStringLocalizerFactory
{
    private readonly ConcurrentDictionary<Assembly, IStringLocalizer> localizers = new();
    private readonly ResourceNamesCache names = new();

    public IStringLocalizer Create(Type resourceSource) => Of(resourceSource.Assembly);

    public IStringLocalizer Create(string baseName, string location) => Of(Assembly.Load(new AssemblyName(location)));

    public IStringLocalizer Of(Assembly assembly) => localizers.GetOrAdd(assembly, Make);

    private ResourceManagerStringLocalizer Make(Assembly assembly)
    {
        var name = assembly.GetName().Name!;
        var baseName = $"{name}.Resources.{name[(name.LastIndexOf('.') + 1)..]}";
        return new ResourceManagerStringLocalizer(new ResourceManager(baseName, assembly), assembly, baseName, names, loggers.CreateLogger<ModuleLocalizerFactory>());
    }
}
