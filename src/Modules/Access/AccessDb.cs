using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using OpenIddict.EntityFrameworkCore.Models;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using VanLang.Access.Clients;
using VanLang.Access.Clients.Existing;
using VanLang.Access.PersonalData;
using VanLang.Access.Protection;
using VanLang.Access.RoleGrants;
using VanLang.Access.Sessions;
using VanLang.Access.Tokens;
using VanLang.Access.TwoFactor;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Access;

internal abstract class AccessDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "access";

    public override string Module => Name;

    public DbSet<Account> Accounts => Set<Account>();

    public DbSet<IdentityUserPasskey<Guid>> Passkeys => Set<IdentityUserPasskey<Guid>>();

    public DbSet<OneTimeToken> OneTimeTokens => Set<OneTimeToken>();

    public DbSet<Session> Sessions => Set<Session>();

    public DbSet<RoleGrant> RoleGrants => Set<RoleGrant>();

    public DbSet<ApiClient> Clients => Set<ApiClient>();

    public DbSet<SystemAccess> SystemAccesses => Set<SystemAccess>();

    public DbSet<AssertionUse> AssertionUses => Set<AssertionUse>();

    public DbSet<ProtectionKey> ProtectionKeys => Set<ProtectionKey>();

    public DbSet<RecoveryCode> RecoveryCodes => Set<RecoveryCode>();

    public DbSet<Correction> Corrections => Set<Correction>();

    public DbSet<RetentionRule> RetentionRules => Set<RetentionRule>();

    /// <summary>Saves; a row that somebody else has changed meanwhile is an expected failure.</summary>
    public async Task<Result> Save(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return AccessErrors.Stale;
        }
    }

    // Who may do what is kept in memory for seconds; a sign-in or a look at a session changes nothing of it.
    protected override IEnumerable<string> Outdates(IReadOnlyList<EntityEntry> changed) => changed.Any(e => e.Entity switch
    {
        Account => Moved(e, nameof(Account.State), nameof(Account.FullName), nameof(Account.OrganizationCode), nameof(Account.PersonId)),
        Session => Moved(e, nameof(Session.EndedAt), nameof(Session.ActingPositionId)),
        ApiClient => Moved(e, nameof(ApiClient.State), nameof(ApiClient.Name), nameof(ApiClient.OrganizationCode)),
        RoleGrant => true,
        _ => false,
    }) ? [ActorCache.Name] : [];

    private static bool Moved(EntityEntry entry, params string[] properties) =>
        entry.State is EntityState.Deleted || (entry.State is EntityState.Modified && Array.Exists(properties, p => entry.Property(p).IsModified));

    protected override void Map(ModelBuilder model)
    {
        model.ApplyConfiguration(new AccountMap());
        model.ApplyConfiguration(new PasskeyMap());
        model.ApplyConfiguration(new OneTimeTokenMap());
        model.ApplyConfiguration(new SessionMap());
        model.ApplyConfiguration(new RoleGrantMap());
        model.ApplyConfiguration(new ApiClientMap());
        model.ApplyConfiguration(new ClientKeyMap());
        model.ApplyConfiguration(new SystemAccessMap());
        model.ApplyConfiguration(new SystemSecretMap());
        model.ApplyConfiguration(new AssertionUseMap());
        model.ApplyConfiguration(new ProtectionKeyMap());
        model.ApplyConfiguration(new RecoveryCodeMap());
        model.ApplyConfiguration(new CorrectionMap());
        model.ApplyConfiguration(new RetentionRuleMap());
        model.Entity<AuditRow>().HasIndex(r => r.Subject);
        if (!IsSqlite)
        {
            // Lists are read by these keys: both databases shall put them in the same order, that of their bytes.
            model.Entity<Account>().Property(a => a.NormalizedUserName).UseCollation("C");
            model.Entity<ApiClient>().Property(c => c.ClientId).UseCollation("C");
            model.Entity<ClientKey>().Property(k => k.ClientId).UseCollation("C");
        }

        MapTokenService(model);
    }

    // OpenIddict's own tables. Its JSON columns outgrow the house's length of strings, and its saves are noted by the
    // use case that asks for them.
    private static void MapTokenService(ModelBuilder model)
    {
        const int json = 20_000;
        const string why = "Kept in step with the API client, whose changes are audited.";
        model.UseOpenIddict<Guid>();
        model.Entity<OpenIddictEntityFrameworkCoreApplication<Guid>>(b =>
        {
            b.ToTable("oidc_applications").Unaudited(why);
            b.Property(a => a.JsonWebKeySet).HasMaxLength(json);
            b.Property(a => a.Permissions).HasMaxLength(json);
            b.Property(a => a.Properties).HasMaxLength(json);
            b.Property(a => a.RedirectUris).HasMaxLength(json);
            b.Property(a => a.PostLogoutRedirectUris).HasMaxLength(json);
            b.Property(a => a.Requirements).HasMaxLength(json);
            b.Property(a => a.Settings).HasMaxLength(json);
            b.Property(a => a.DisplayNames).HasMaxLength(json);
            b.Property(a => a.ClientSecret).Sensitive();
        });
        model.Entity<OpenIddictEntityFrameworkCoreAuthorization<Guid>>(b =>
        {
            b.ToTable("oidc_authorizations").Unaudited("A person's consent, noted by the consent page.");
            b.Property(a => a.Properties).HasMaxLength(json);
            b.Property(a => a.Scopes).HasMaxLength(json);
        });
        model.Entity<OpenIddictEntityFrameworkCoreToken<Guid>>(b =>
        {
            b.ToTable("oidc_tokens").Unaudited("Authorization codes of minutes and refresh tokens of two weeks; the consent to them is noted.");
            b.Property(t => t.Payload).HasMaxLength(json).Sensitive();
            b.Property(t => t.Properties).HasMaxLength(json);
        });
        model.Entity<OpenIddictEntityFrameworkCoreScope<Guid>>(b =>
        {
            b.ToTable("oidc_scopes").Unaudited(why);
            b.Property(s => s.Properties).HasMaxLength(json);
            b.Property(s => s.Resources).HasMaxLength(json);
            b.Property(s => s.Descriptions).HasMaxLength(json);
            b.Property(s => s.DisplayNames).HasMaxLength(json);
        });
    }
}

internal sealed class SqliteAccessDb(DbContextOptions<SqliteAccessDb> options, DataNode node) : AccessDb(options, node);

internal sealed class PostgresAccessDb(DbContextOptions<PostgresAccessDb> options, DataNode node) : AccessDb(options, node);
