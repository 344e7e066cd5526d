using Microsoft.Extensions.Options;
using VanLang.Data;

namespace VanLang.Exchange.Archives;

/// <summary>Where archive files lie: beside the data, or on a volume of their own.</summary>
internal sealed class ArchiveFolder(IOptions<DatabaseOptions> data, IOptions<ExchangeOptions> options)
{
    public string Root => options.Value.ArchiveFolder is { Length: > 0 } own ? own : Path.Combine(data.Value.DataFolder, "archive");

    public string PathOf(string name) => Path.Combine(Root, name);
}
