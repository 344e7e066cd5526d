using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access.Accounts;

namespace VanLang.Access.SignIns;

/// <summary>What an unknown name is checked against, so that it costs as much as a known one.</summary>
internal sealed class UnknownAccount(IServiceScopeFactory scopes)
{
    private readonly Lazy<(Account Account, string Hash)> made = new(() =>
    {
        using var scope = scopes.CreateScope();
        var hasher = scope.ServiceProvider.GetRequiredService<IPasswordHasher<Account>>();
        var account = Account.Create(Guid.Empty, Guid.Empty, "nobody", "", "", "", DateTimeOffset.UnixEpoch);
        return (account, hasher.HashPassword(account, Convert.ToHexString(RandomNumberGenerator.GetBytes(16))));
    });

    public Account Account => made.Value.Account;

    public string Hash => made.Value.Hash;
}
