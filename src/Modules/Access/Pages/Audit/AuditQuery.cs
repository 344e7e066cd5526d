using Microsoft.AspNetCore.Http.Extensions;
using VanLang.Data.Audit;
using VanLang.Web.Text;

namespace VanLang.Access.Pages.Audit;

/// <summary>The filter as it stands in an address: the page, the next page and the export speak of the same rows.</summary>
internal sealed record AuditQuery(string? Q, string? Who, string? Action, string? Subject, string? Organization, string? Module, string? From, string? To)
{
    public const string Page = "/admin/audit";

    public const string ExportAddress = Page + "/export.csv";

    public AuditFilter Filter => new(Trim(Q), Trim(Who), Trim(Action), Trim(Subject), Trim(Organization), Trim(Module), Format.DateOrNull(From), Format.DateOrNull(To));

    public string Address(string path, string? after = null)
    {
        var query = new QueryBuilder();
        foreach (var (name, value) in (IEnumerable<(string, string?)>)[("q", Q), ("who", Who), ("action", Action), ("subject", Subject), ("organization", Organization), ("module", Module), ("from", From), ("to", To), ("after", after)])
        {
            if (Trim(value) is { } given)
            {
                query.Add(name, given);
            }
        }

        return path + query.ToQueryString();
    }

    private static string? Trim(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
