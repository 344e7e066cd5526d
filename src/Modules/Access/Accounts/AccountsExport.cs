using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Kernel;
using VanLang.Web.Modules;
using VanLang.Web.Text;

namespace VanLang.Access.Accounts;

internal static class AccountsExport
{
    private static readonly string[] Header = ["user_name", "full_name", "email", "organization", "state", "two_step", "created", "last_sign_in"];

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/admin/accounts/export.csv", Export)
        .RequirePermission(AccessPermissions.ReadAccounts).ExcludeFromDescription();

    private static async Task<IResult> Export(string? q, string? state, string? organization, ListAccounts accounts, CurrentActor current, CancellationToken ct)
    {
        AccountState? wanted = Enum.TryParse<AccountState>(state, ignoreCase: true, out var known) ? known : null;
        var rows = await accounts.Export(new ListAccounts.Filter(q, wanted, organization, null), current.Actor, ct);
        var text = CsvTable.Write(Header, rows.Select(r => (IReadOnlyList<string>)
        [
            r.UserName, r.FullName, r.Email ?? "", r.OrganizationCode, r.State.ToString().ToLowerInvariant(), r.TwoStep ? "yes" : "no",
            Format.Date(r.CreatedAt), r.LastSignInAt is { } at ? Format.Instant(at) : "",
        ]));
        return Results.File(Encoding.UTF8.GetBytes(text), "text/csv; charset=utf-8", "accounts.csv");
    }
}
