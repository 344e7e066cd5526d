using Microsoft.EntityFrameworkCore;
using VanLang.Access.Accounts;
using VanLang.Access.Mail;
using VanLang.Data.Audit;
using VanLang.Server.Hosting;
using VanLang.Testing;

namespace VanLang.Access.Tests;

/// <summary>The server with few password rounds: most tests sign in, and none of them is about the cost of a hash.</summary>
internal static class AccessSettings
{
    public static ServerSettings Quick(ServerSettings settings) => settings with
    {
        Overrides = new Dictionary<string, string?>(settings.Overrides) { ["Access:PasswordRounds"] = "1000" },
    };
}

public sealed class AccessSqlite : SqliteApp
{
    protected override ServerSettings Configure(ServerSettings settings) => AccessSettings.Quick(settings);
}

public sealed class AccessPostgres : PostgresApp
{
    protected override ServerSettings Configure(ServerSettings settings) => AccessSettings.Quick(settings);
}

internal static class AccessData
{
    public const string SystemAdmin = "quantri.hethong";
    public const string OrganizationAdmin = "quantri.g22";
    public const string OtherAdmin = "quantri.h41";
    public const string Clerk = "vanthu.g22";
    public const string Auditor = "kiemtoan";

    /// <summary>A password that the rules accept.</summary>
    public const string Fresh = "con trâu đi trước cái cày";

    public static Task<Account> Account(this TestApp app, string userName) =>
        app.In<AccessDb, Account>(db => db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == userName));

    /// <summary>Audit rows about a subject, oldest first.</summary>
    public static Task<List<AuditRow>> Audit(this TestApp app, string subject) =>
        app.In<AccessDb, List<AuditRow>>(db => db.AuditRows.AsNoTracking().Where(r => r.Subject == subject).OrderBy(r => r.Number).ToListAsync());

    /// <summary>An account of its own for a test, active, with the demo password unless told otherwise.</summary>
    public static Task<Account> NewAccount(this TestApp app, string userName, string likeUserName = Clerk) => app.In<AccessDb, Account>(async db =>
    {
        var like = await db.Accounts.AsNoTracking().SingleAsync(a => a.UserName == likeUserName);
        var account = global::VanLang.Access.Accounts.Account.Create(db.Node.Clock.NewGuid(), like.PersonId, userName, "Nguyễn Thị Thử Nghiệm", userName + "@example.vn", like.OrganizationCode, db.Node.Clock.Now);
        account.SetPassword(like.PasswordHash!, db.Node.Clock.Now);
        db.Accounts.Add(account);
        db.Audit(VanLang.Kernel.Actor.Platform("test"), "test.account", userName);
        await db.SaveChangesAsync();
        return account;
    });

    /// <summary>The last letter to an address, with its link's path.</summary>
    public static async Task<(Letter Letter, string Path)> LetterTo(this TestApp app, string address, int atLeast = 1)
    {
        var outbox = (MailOutbox)app.Services.GetService(typeof(MailOutbox))!;
        var letters = await Poll.Until(() => Task.FromResult(outbox.Newest().Where(l => l.To == address).ToList()), l => l.Count >= atLeast, $"a letter to {address}");
        var line = letters[0].Body.Split('\n').Select(l => l.Trim()).First(l => l.StartsWith("http", StringComparison.Ordinal));
        return (letters[0], new Uri(line).AbsolutePath);
    }
}
