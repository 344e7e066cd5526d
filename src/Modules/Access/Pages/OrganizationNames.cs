using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Pages;

internal static class OrganizationNames
{
    /// <summary>Names that organisations bear today, by code; answered from the directory's memory.</summary>
    public static async ValueTask<Dictionary<string, string>> Names(this IOrganizationDirectory directory, IEnumerable<string> codes, Clock clock, CancellationToken ct)
    {
        var found = await directory.Resolve([.. codes.Distinct()], clock.Today, ct);
        return found.ToDictionary(f => f.Key, f => f.Value.Name);
    }
}
