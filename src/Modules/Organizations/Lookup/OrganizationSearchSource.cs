using VanLang.Kernel;
using VanLang.Organizations.Pages;
using VanLang.Web.Search;

namespace VanLang.Organizations.Lookup;

/// <summary>Organisations in the search box of the header.</summary>
internal sealed class OrganizationSearchSource(OrganizationDirectory directory, Clock clock) : ISearchSource
{
    public async Task<IReadOnlyList<SearchHit>> Find(Actor actor, string words, int limit, CancellationToken ct)
    {
        var found = await directory.Search(words, clock.Today, limit, ct);
        return [.. found.Select(e => new SearchHit("Cơ quan", "Organisation", e.Name, OrganizationLinks.To(e.Code), e.InChargeName is null ? e.Code : $"{e.Code}, {e.InChargeName}"))];
    }
}
