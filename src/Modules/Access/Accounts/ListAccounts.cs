using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

/// <summary>The accounts that an administrator sees, by sign-in name.</summary>
internal sealed class ListAccounts(AccessDb db)
{
    private const int MostExported = 50_000;

    internal sealed record Filter(string? Text, AccountState? State, string? OrganizationCode, string? After, int Limit = 50);

    internal sealed record Row(
        Guid Id,
        string UserName,
        string FullName,
        string? Email,
        string OrganizationCode,
        AccountState State,
        DateTimeOffset? LockedOutUntil,
        bool TwoStep,
        DateTimeOffset CreatedAt,
        DateTimeOffset? LastSignInAt);

    internal sealed record View(Page<Row> Page, IReadOnlyDictionary<AccountState, int> Counts)
    {
        public int Total => Counts.Values.Sum();
    }

    public async Task<View> Handle(Filter filter, Actor actor, CancellationToken ct)
    {
        var seen = Seen(filter, actor);
        var counts = await seen.GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
        if (filter.State is { } state)
        {
            seen = seen.Where(a => a.State == state);
        }

        if (Cursor.Unpack(filter.After, 1) is [var last])
        {
            seen = seen.Where(a => a.NormalizedUserName!.CompareTo(last) > 0);
        }

        var rows = await Project(seen).Take(filter.Limit + 1).ToListAsync(ct);
        var next = rows.Count > filter.Limit ? Cursor.Pack(Account.Normalize(rows[filter.Limit - 1].UserName)) : null;
        return new View(new Page<Row>(rows.Take(filter.Limit).ToList(), next), counts);
    }

    /// <summary>The same rows for a file; who takes them out is noted.</summary>
    public async Task<IReadOnlyList<Row>> Export(Filter filter, Actor actor, CancellationToken ct)
    {
        var seen = Seen(filter, actor);
        if (filter.State is { } state)
        {
            seen = seen.Where(a => a.State == state);
        }

        var rows = await Project(seen).Take(MostExported).ToListAsync(ct);
        db.Audit(actor, "access.account.exported", "accounts", detail: new { rows = rows.Count });
        await db.SaveChangesAsync(ct);
        return rows;
    }

    private IQueryable<Account> Seen(Filter filter, Actor actor)
    {
        var seen = db.Accounts.AsNoTracking().Visible(actor);
        var words = TextFolding.Fold(filter.Text);
        if (words.Length > 0)
        {
            seen = seen.Where(a => a.Folded.Contains(words));
        }

        return string.IsNullOrEmpty(filter.OrganizationCode) ? seen : seen.Where(a => a.OrganizationCode == filter.OrganizationCode);
    }

    private static IQueryable<Row> Project(IQueryable<Account> accounts) => accounts.OrderBy(a => a.NormalizedUserName)
        .Select(a => new Row(a.Id, a.UserName!, a.FullName, a.Email, a.OrganizationCode, a.State, a.LockoutEnd, a.TwoFactorEnabled, a.CreatedAt, a.LastSignInAt));
}
