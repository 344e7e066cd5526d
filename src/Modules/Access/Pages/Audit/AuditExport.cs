using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Data.Audit;
using VanLang.Kernel;
using VanLang.Web.Modules;
using VanLang.Web.Text;

namespace VanLang.Access.Pages.Audit;

/// <summary>The filtered list as CSV for a spreadsheet. The export itself is audited.</summary>
internal static class AuditExport
{
    private const int Limit = 50_000;

    private static readonly string[] Header = ["node", "seq", "module", "at", "actor_kind", "actor_id", "actor_name", "organization", "position", "action", "subject", "reason"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(AuditQuery.ExportAddress, Export)
        .RequirePermission(AccessPermissions.ReadAudit).ExcludeFromDescription();

    private static async Task<IResult> Export(
        string? q, string? who, string? action, string? subject, string? organization, string? module, string? from, string? to, SearchAudit search, CurrentActor current, CancellationToken ct)
    {
        var rows = await search.Export(new AuditQuery(q, who, action, subject, organization, module, from, to).Filter, Limit, current.Actor, ct);
        var text = CsvTable.Write(Header, rows.Select(r => (IReadOnlyList<string>)
        [
            r.Node, r.Seq.ToString(CultureInfo.InvariantCulture), r.Module, Format.Machine(r.At), r.ActorKind.ToString().ToLowerInvariant(), r.ActorId, r.ActorName,
            r.Organization ?? "", r.Position ?? "", r.Action, r.Subject, r.Reason ?? "",
        ]));
        return Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", "audit.csv");
    }
}
