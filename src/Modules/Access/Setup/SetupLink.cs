using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using VanLang.Access.Accounts;
using VanLang.Data;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Access.Setup;

/// <summary>
/// How the first administrator comes in when there is no demo: a link that works once, laid into the data folder, which only
/// whoever runs the server can read. It is gone as soon as there is an account.
/// </summary>
internal sealed class SetupLink(AccessDb db, Installation installation, IOptions<DatabaseOptions> data, IOptions<AccessOptions> options, Clock clock)
{
    private string File => Path.Combine(data.Value.DataFolder, "setup-token");

    /// <summary>At every start: a fresh link while there is no account, no link otherwise.</summary>
    public async Task Prepare(CancellationToken ct)
    {
        if (installation.Demo || await db.Accounts.AnyAsync(ct))
        {
            System.IO.File.Delete(File);
            return;
        }

        foreach (var old in await db.OneTimeTokens.Where(t => t.Purpose == TokenPurpose.Setup && t.UsedAt == null).ToListAsync(ct))
        {
            old.Use(clock.Now);
        }

        var (token, text) = OneTimeToken.Issue(TokenPurpose.Setup, null, TimeSpan.FromHours(options.Value.SetupHours), clock);
        db.OneTimeTokens.Add(token);
        db.Audit(Actor.Platform("setup"), "access.setup.link-made", "setup");
        await db.SaveChangesAsync(ct);
        var link = new Uri(installation.PublicUrl ?? new Uri("http://localhost:5080"), "/setup/" + text);
        DurableFiles.Replace(File, Encoding.ASCII.GetBytes(link + "\n"), secret: true);
    }

    /// <summary>The token of an open link; null when it opens nothing or there are accounts.</summary>
    public async Task<OneTimeToken?> Open(string? text, CancellationToken ct)
    {
        if (text is not { Length: > 0 and <= 100 } || await db.Accounts.AnyAsync(ct))
        {
            return null;
        }

        var hash = OneTimeToken.HashOf(text);
        var token = await db.OneTimeTokens.SingleOrDefaultAsync(t => t.Hash == hash && t.Purpose == TokenPurpose.Setup, ct);
        return token?.IsOpen(clock.Now) == true ? token : null;
    }

    public void Remove() => System.IO.File.Delete(File);
}
