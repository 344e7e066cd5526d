using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Access.Clients;
using VanLang.Data;
using VanLang.Data.Storage;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Access.Demo;

/// <summary>Accounts for the invented people and a client for each agency in being, with its key laid out for whoever tries the API.</summary>
internal sealed class DemoAccess(AccessDb db, ClientApplications applications, IOrganizationDirectory directory, IPositions positions, IPasswordHasher<Account> hasher, IOptions<DatabaseOptions> data, Clock clock)
{
    public const string Password = "VanLang@2026";

    private static readonly Actor Seeder = Actor.Platform("demo");
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public async Task Seed(CancellationToken ct)
    {
        if (await db.Accounts.AnyAsync(ct))
        {
            return;
        }

        var agencies = (await directory.All(clock.Today, ct)).Where(o => o.Level == 1).ToList();
        await SeedAccounts(ct);
        foreach (var agency in agencies)
        {
            await SeedClient(agency, ct);
        }
    }

    private async Task SeedAccounts(CancellationToken ct)
    {
        // One hash for all: the password is printed on the console anyway, and many hashes would take seconds.
        string? hash = null;
        var listing = new StringBuilder();
        listing.AppendLine($"Demo accounts, password {Password} for all:");
        foreach (var agency in DemoAccounts.All.GroupBy(a => a.OrganizationCode))
        {
            var holdings = await positions.In(agency.Key, clock.Today, ct);
            foreach (var demo in agency)
            {
                var holding = holdings.First(h => h.Email == demo.Email);
                var account = Account.Create(clock.NewGuid(), holding.PersonId, demo.UserName, holding.PersonName, demo.Email, holding.OrganizationCode, clock.Now);
                account.SetPassword(hash ??= hasher.HashPassword(account, Password), clock.Now);
                db.Accounts.Add(account);
                listing.AppendLine($"  {demo.UserName,-18} {demo.FullName}, {demo.Title}, {holding.OrganizationName}");
            }
        }

        db.Audit(Seeder, "access.account.seeded", "demo", detail: new { accounts = DemoAccounts.All.Count });
        await db.SaveChangesAsync(ct);
        Directory.CreateDirectory(Path.Combine(data.Value.DataFolder, "demo"));
        await File.WriteAllTextAsync(Path.Combine(data.Value.DataFolder, "demo", "accounts.txt"), listing.ToString(), ct);
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
        DurableFiles.Replace(Path.Combine(folder, agency.Code + ".json"), Encoding.UTF8.GetBytes(file), secret: true);
    }
}
