using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Access.Clients;
using VanLang.Access.Protection;
using VanLang.Data;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;

namespace VanLang.Access.Demo;

/// <summary>Accounts for the invented people and a client for each agency in being, with its key laid out for whoever tries the API.</summary>
internal sealed class DemoAccess(AccessDb db, ClientApplications applications, IOrganizationDirectory directory, IPositions positions, IPasswordHasher<Account> hasher, IOptions<DatabaseOptions> data, Clock clock)
{
    public const string Password = "VanLang#2026";

    private static readonly Actor Seeder = Actor.Platform("demo");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task Seed(CancellationToken ct)
    {
        if (await db.Accounts.AnyAsync(ct))
        {
            return;
        }

        var agencies = (await directory.All(clock.Today, ct)).Where(o => o.Level == 1).ToList();
        await SeedAccounts(agencies, ct);
        foreach (var agency in agencies)
        {
            await SeedClient(agency, ct);
        }
    }

    private async Task SeedAccounts(List<OrganizationEntry> agencies, CancellationToken ct)
    {
        // One hash for all: the password is printed on the console anyway, and hundreds of hashes would take a minute.
        string? hash = null;
        var listed = new List<(Account Account, Holding Holding)>();
        var taken = new HashSet<string>(StringComparer.Ordinal);
        foreach (var agency in agencies)
        {
            foreach (var holding in await positions.In(agency.Code, clock.Today, ct))
            {
                if (holding.Substitute || listed.Exists(l => l.Account.PersonId == holding.PersonId))
                {
                    continue;
                }

                var name = DemoNames.SignInName(holding, taken);
                var account = Account.Create(clock.NewGuid(), holding.PersonId, name, holding.PersonName, $"{name}@{agency.Code.ToLowerInvariant()}.example.vn", agency.Code, clock.Now);
                account.SetPassword(hash ??= hasher.HashPassword(account, Password), clock.Now);
                db.Accounts.Add(account);
                listed.Add((account, holding));
            }
        }

        db.Audit(Seeder, "access.account.seeded", "demo", detail: new { accounts = listed.Count });
        await db.SaveChangesAsync(ct);
        Directory.CreateDirectory(Path.Combine(data.Value.DataFolder, "demo"));
        await File.WriteAllTextAsync(Path.Combine(data.Value.DataFolder, "demo", "accounts.txt"), DemoNames.Listing(listed), ct);
    }

    private async Task SeedClient(OrganizationEntry agency, CancellationToken ct)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var clientId = "qlvb-" + agency.Code.ToLowerInvariant();
        var client = ApiClient.Register(clientId, "Hệ thống quản lý văn bản - " + agency.Name, agency.Code, "", clock.Now);
        client.AddKey(clock.NewId<ClientKeyId>(), PublicKeyText.Of(key), null, clock.Now);
        db.Clients.Add(client);
        db.Audit(Seeder, "access.client.registered", clientId, "demo");
        await applications.Save(client, ct);

        var folder = Path.Combine(data.Value.DataFolder, "demo", "clients");
        Directory.CreateDirectory(folder);
        var file = JsonSerializer.Serialize(new { clientId, organId = agency.Code, privateKeyPem = key.ExportPkcs8PrivateKeyPem() }, Json);
        PrivateFile.Write(Path.Combine(folder, agency.Code + ".json"), file);
    }
}

internal static class DemoNames
{
    /// <summary>Role and agency, such as <c>vanthu.g22</c>; a second one is <c>vanthu2.g22</c>.</summary>
    public static string SignInName(Holding holding, HashSet<string> taken)
    {
        var role = holding.Roles switch
        {
            var r when r.Contains(Roles.SystemAdmin) => "quantri.hethong",
            var r when r.Contains(Roles.Auditor) => "kiemtoan",
            var r when r.Contains(Roles.OrganizationAdmin) => "quantri",
            var r when r.Contains(Roles.Leader) => "lanhdao",
            var r when r.Contains(Roles.Clerk) => "vanthu",
            _ => "chuyenvien",
        };
        var suffix = holding.Roles.Contains(Roles.SystemAdmin) ? "" : "." + holding.OrganizationCode.ToLowerInvariant();
        var name = role + suffix;
        for (var n = 2; !taken.Add(name); n++)
        {
            name = role + n + suffix;
        }

        return name;
    }

    /// <summary>What ./run prints: the accounts of a newcomer's tour.</summary>
    public static string Listing(List<(Account Account, Holding Holding)> accounts)
    {
        string[] tour = ["G22", "G12", "G15", "H26", "H29", "H41"];
        var text = new StringBuilder();
        text.AppendLine($"Demo accounts, password {DemoAccess.Password} for all:");
        foreach (var (account, holding) in accounts
            .Where(a => tour.Contains(a.Holding.OrganizationCode) && !char.IsAsciiDigit(a.Account.UserName!.Split('.')[0][^1]))
            .OrderBy(a => a.Account.UserName!.StartsWith("quantri.hethong", StringComparison.Ordinal) ? -1 : Array.IndexOf(tour, a.Holding.OrganizationCode)))
        {
            text.AppendLine($"  {account.UserName,-18} {account.FullName}, {holding.Title}, {holding.OrganizationName}");
        }

        return text.ToString();
    }
}
