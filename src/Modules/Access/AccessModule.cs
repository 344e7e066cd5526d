using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpenIddict.Validation.AspNetCore;
using VanLang.Access.Accounts;
using VanLang.Access.Actors;
using Microsoft.AspNetCore.Authentication;
using VanLang.Access.Clients;
using VanLang.Access.Contracts;
using VanLang.Access.Clients.Existing;
using VanLang.Access.Demo;
using VanLang.Access.Mail;
using VanLang.Access.Pages.Admin;
using VanLang.Access.Pages.Audit;
using VanLang.Access.Passkeys;
using VanLang.Access.PersonalData;
using VanLang.Access.Protection;
using VanLang.Access.RoleGrants;
using VanLang.Access.Sessions;
using VanLang.Access.Setup;
using VanLang.Access.SignIns;
using VanLang.Access.Tokens;
using VanLang.Access.TwoFactor;
using VanLang.Data;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Access;

/// <summary>The one face of the module.</summary>
public static class AccessModule
{
    /// <summary>Sends machines to their tokens and people to their cookie.</summary>
    private const string EitherScheme = "vanlang";

    public static ModuleInfo Info { get; } = new(AccessDb.Name, typeof(AccessModule).Assembly, Add, Map, Menu:
    [
        new(Systems.Administration, "Tài khoản", "/admin/accounts", "users", AccessPermissions.ReadAccounts, "Truy cập") { TitleEn = "Accounts", Also = ["/admin/mail"] },
        new(Systems.Administration, "Ứng dụng kết nối", "/admin/clients", "key-round", AccessPermissions.ManageClients, "Truy cập") { TitleEn = "API clients" },
        new(Systems.Administration, "Vai trò và quyền", "/admin/roles", "shield-check", AccessPermissions.ReadRoles, "Truy cập") { TitleEn = "Roles and permissions" },
        new(Systems.Administration, "Nhật ký kiểm toán", AuditQuery.Page, "scroll-text", AccessPermissions.ReadAudit, "Giám sát") { TitleEn = "Audit log" },
        new(Systems.Administration, "Điểm kiểm và bên làm chứng", "/admin/witnesses", "eye", AccessPermissions.ReadAudit, "Giám sát") { TitleEn = "Checkpoints and witnesses" },
    ])
    {
        Permissions = AccessPermissions.All,
        Acts = AccessActs.All,
        SeedCatalogue = async (services, ct) =>
        {
            await services.GetRequiredService<RetentionRules>().Seed(ct);
            await services.GetRequiredService<SetupLink>().Prepare(ct);

            // One node at a time is here: the key that closes cookies is made once, and every other node finds it.
            services.GetRequiredService<IDataProtectionProvider>().CreateProtector("first-key").Protect([]);
        },
        SeedDemo = (services, ct) => services.GetRequiredService<DemoAccess>().Seed(ct),
    };

    private static void Add(IServiceCollection services, IConfiguration configuration)
    {
        services.AddModuleDb<AccessDb, SqliteAccessDb, PostgresAccessDb>(AccessDb.Name);
        services.AddOptions<AccessOptions>().Bind(configuration.GetSection(AccessOptions.Section)).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new Installation(
            configuration.GetValue<bool>("Production"),
            configuration.GetValue<bool>("Demo"),
            configuration["PublicUrl"] is { Length: > 0 } url ? new Uri(url) : null));
        AddProtection(services);
        AddAuthentication(services);
        OpenIdProvider.Add(services);
        AddUseCases(services);
    }

    private static void AddProtection(IServiceCollection services)
    {
        services.AddSingleton<MasterKey>();
        services.AddSingleton<ProtectionKeyRepository>();
        services.AddDataProtection().SetApplicationName("VanLang");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>, ConfigureProtection>();
    }

    private static void AddAuthentication(IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddIdentityCore<Account>()
            .AddSignInManager();
        services.AddScoped<IUserStore<Account>, UserOnlyStore<Account, AccessDb, Guid>>();
        services.AddSingleton<IConfigureOptions<PasswordHasherOptions>>(sp => new ConfigureOptions<PasswordHasherOptions>(o =>
            o.IterationCount = sp.GetRequiredService<IOptions<AccessOptions>>().Value.PasswordRounds));
        services.AddSingleton<IConfigureOptions<IdentityPasskeyOptions>>(sp => new ConfigureOptions<IdentityPasskeyOptions>(o =>
            o.ServerDomain = sp.GetRequiredService<Installation>().PublicUrl?.Host));
        services.AddAuthentication(EitherScheme)
            .AddPolicyScheme(EitherScheme, null, o => o.ForwardDefaultSelector = context =>
                ExistingSystems.Speaks(context.Request.Path)
                ? SystemSecretHandler.SchemeName
                : context.Request.Path.StartsWithSegments("/api") || context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
                    ? OpenIddictValidationAspNetCoreDefaults.AuthenticationScheme
                    : IdentityConstants.ApplicationScheme)
            .AddScheme<AuthenticationSchemeOptions, SystemSecretHandler>(SystemSecretHandler.SchemeName, null)
            .AddCookie(IdentityConstants.ApplicationScheme)
            .AddCookie(IdentityConstants.TwoFactorUserIdScheme);
        services.AddSingleton<IConfigureOptions<CookieAuthenticationOptions>, SessionCookie.Rules>();
    }

    private static void AddUseCases(IServiceCollection services)
    {
        services.AddSingleton<ActorCache>();
        services.AddSingleton<AttemptWindow>();
        services.AddSingleton<RolePermissions>();
        services.AddSingleton<UnknownAccount>();
        services.AddSingleton<ResetRequests>();
        services.AddSingleton<MailOutbox>();
        services.AddHostedService<WatchActors>();
        services.AddHostedService<ResetLetters>();
        services.AddHostedService<SendMail>();
        services.AddHostedService<RetentionJob>();
        services.AddScoped<ActorSource>();
        services.AddScoped<IActorResolver, ActorResolver>();
        AddSignIns(services);
        AddAccounts(services);
        services.AddScoped<ClientApplications>();
        services.AddScoped<ListClients>();
        services.AddScoped<IConnectedSystems, ConnectedSystems>();
        services.AddScoped<ReadClient>();
        services.AddScoped<RegisterClient>();
        services.AddScoped<AddClientKey>();
        services.AddScoped<RetireClientKey>();
        services.AddScoped<LockClient>();
        services.AddScoped<TurnOnSystemAccess>();
        services.AddScoped<TurnOffSystemAccess>();
        services.AddScoped<AddSystemSecret>();
        services.AddScoped<RevokeSystemSecret>();
        services.AddScoped<CheckSystemSecret>();
        services.AddScoped<DecideRoleGrant>();
        services.AddScoped<RetentionRules>();
        services.AddScoped<ReadMyData>();
        services.AddScoped<AskForCorrection>();
        services.AddScoped<DecideCorrection>();
        services.AddScoped<EraseByRule>();
        services.AddScoped<SetupLink>();
        services.AddScoped<CreateFirstAdministrator>();
        services.AddScoped<DemoAccess>();
    }

    private static void AddSignIns(IServiceCollection services)
    {
        services.AddScoped<StartSession>();
        services.AddScoped<FailedAttempt>();
        services.AddScoped<SignInWithPassword>();
        services.AddScoped<SignInWithCode>();
        services.AddScoped<SignInWithPasskey>();
        services.AddScoped<PasskeyRegister>();
        services.AddScoped<SignOut>();
        services.AddScoped<EndSessions>();
        services.AddScoped<RevokeSession>();
        services.AddScoped<ActInPosition>();
        services.AddScoped<TurnOnTotp>();
        services.AddScoped<TurnOffTotp>();
    }

    private static void AddAccounts(IServiceCollection services)
    {
        services.AddScoped<ListAccounts>();
        services.AddScoped<ReadAccount>();
        services.AddScoped<AccountActs>();
        services.AddScoped<InviteAccount>();
        services.AddScoped<ImportAccounts>();
        services.AddScoped<LockAccount>();
        services.AddScoped<UnlockAccount>();
        services.AddScoped<EndAccount>();
        services.AddScoped<SendLink>();
        services.AddScoped<AskForReset>();
        services.AddScoped<SetPasswordByLink>();
        services.AddScoped<ChangePassword>();
        services.AddScoped<SubstituteForMe>();
    }

    private static void Map(IEndpointRouteBuilder routes)
    {
        PasskeyApi.Map(routes);
        ConsentApi.Map(routes);
        AccountsExport.Map(routes);
        AuditApi.Map(routes);
        AuditExport.Map(routes);
    }
}
