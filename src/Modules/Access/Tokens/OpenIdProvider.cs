using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;
using OpenIddict.Validation;
using VanLang.Web.Http;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace VanLang.Access.Tokens;

/// <summary>The OpenID provider and the check of its tokens, both OpenIddict's; our own rules hang in as handlers.</summary>
internal static class OpenIdProvider
{
    /// <summary>Audience of access tokens: the platform's own API.</summary>
    public const string Audience = "vanlang";

    /// <summary>
    /// Audience of a person's access token at another system: it opens what is told of the person and nothing of the API. Who consents to be known
    /// by a system has not let it act in the person's place.
    /// </summary>
    public const string PersonAudience = "vanlang:userinfo";

    /// <summary>When the person signed in; kept in the closed tokens only.</summary>
    public const string SinceClaim = "vanlang:since";

    /// <summary>Claim with the canonical code of the organisation that a client acts for.</summary>
    public const string OrganizationClaim = "organ_id";

    // Half of the connections to the database at most; the others wait a second or two, which is what making a token for all of them takes.
    private const int TokensAtOnce = 8;
    private const int TokensWaiting = 500;

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<TokenKeys>();
        services.AddHostedService<WatchTokenKeys>();
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictServerOptions>, KeysChanged>();
        services.AddSingleton<IOptionsChangeTokenSource<OpenIddictValidationOptions>, ServerChanged>();
        services.AddScoped<IssueToken>();
        services.AddSingleton(new AdmittedAddress("/connect/token", TokensAtOnce, TokensWaiting, TooMany));
        services.AddOpenIddict()
            .AddCore(o => o.UseEntityFrameworkCore().UseDbContext<AccessDb>().ReplaceDefaultEntities<Guid>())
            .AddServer(o =>
            {
                o.SetTokenEndpointUris("connect/token");
                o.SetAuthorizationEndpointUris("connect/authorize", "connect/authorize/answer");
                o.SetUserInfoEndpointUris("connect/userinfo");
                o.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
                // A refresh token works once; used again, it ends all that came of that consent (RFC 9700, 4.14.2). Two weeks, then the person is asked anew.
                o.SetRefreshTokenLifetime(TimeSpan.FromDays(14)).SetRefreshTokenReuseLeeway(TimeSpan.Zero).DisableSlidingRefreshTokenExpiration();
                o.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.OfflineAccess);
                o.RegisterClaims(Claims.Subject, Claims.Name, OrganizationClaim);
                o.DisableAccessTokenEncryption();
                o.SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(2));
                // What is wrong with a request of an application is told to the person by our page, not as bare text.
                o.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableErrorPassthrough();
                o.AddEventHandler(RefuseTwice.ForTokens);
                o.AddEventHandler(RefuseTwice.ForPeople);
                o.AddEventHandler(CheckAssertion.Descriptor);
                o.AddEventHandler(RefuseReplay.Descriptor);
                o.AddEventHandler(IssueToken.Descriptor);
                o.AddEventHandler(TellUserInfo.Descriptor);
                o.AddEventHandler(KeepNoTokenRows.Descriptor);
                o.AddEventHandler(NameInvalidClient.Descriptor);
                o.AddEventHandler(NoteRefusal.Descriptor);
            })
            .AddValidation(o =>
            {
                o.UseLocalServer();
                // In the header only: an address is written into logs, histories and Referer (RFC 6750, 5.3; RFC 9700, 4.3.2).
                o.UseAspNetCore().DisableAccessTokenExtractionFromQueryString().DisableAccessTokenExtractionFromBodyForm();
                o.AddAudiences(Audience);
            });

        // After OpenIddict's own, which offer more ways than are wanted here.
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>, ConfigureServer>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerAspNetCoreOptions>, ConfigureTransport>();
    }

    // In the words of RFC 6749, section 5.2, which a client of the token service reads.
    private static IResult TooMany() => Results.Json(new { error = Errors.TemporarilyUnavailable, error_description = WebErrors.TooMany.Sentence("en") }, statusCode: StatusCodes.Status429TooManyRequests);

    private sealed class ConfigureServer(TokenKeys keys, Installation installation, IOptions<AccessOptions> access) : IConfigureOptions<OpenIddictServerOptions>
    {
        public void Configure(OpenIddictServerOptions options)
        {
            options.Issuer = installation.PublicUrl;
            options.AccessTokenLifetime = TimeSpan.FromMinutes(access.Value.AccessTokenMinutes);

            // One way to sign in for a machine: its own key. Secrets that two sides know are not accepted.
            options.ClientAuthenticationMethods.Clear();
            options.ClientAuthenticationMethods.Add(ClientAuthenticationMethods.PrivateKeyJwt);
            options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain);
            foreach (var key in keys.Signing())
            {
                options.SigningCredentials.Add(new SigningCredentials(key, SecurityAlgorithms.EcdsaSha256));
            }

            options.EncryptionCredentials.Add(new EncryptingCredentials(keys.Encryption(), SecurityAlgorithms.Aes256KW, SecurityAlgorithms.Aes256CbcHmacSha512));
        }
    }

    private sealed class ConfigureTransport(Installation installation) : IConfigureOptions<OpenIddictServerAspNetCoreOptions>
    {
        public void Configure(OpenIddictServerAspNetCoreOptions options) => options.DisableTransportSecurityRequirement = !installation.Production;
    }

    private sealed class KeysChanged(TokenKeys keys) : IOptionsChangeTokenSource<OpenIddictServerOptions>
    {
        public string? Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => keys.Changes();
    }

    /// <summary>The check of tokens copies the server's keys, so it is told after the server has taken them, never before.</summary>
    private sealed class ServerChanged : IOptionsChangeTokenSource<OpenIddictValidationOptions>, IDisposable
    {
        private readonly IDisposable? listening;
        private CancellationTokenSource changed = new();

        public ServerChanged(IOptionsMonitor<OpenIddictServerOptions> server) => listening = server.OnChange(_ =>
        {
            var fired = Interlocked.Exchange(ref changed, new CancellationTokenSource());
            fired.Cancel();
            fired.Dispose();
        });

        public string? Name => Options.DefaultName;

        public IChangeToken GetChangeToken() => new CancellationChangeToken(Volatile.Read(ref changed).Token);

        public void Dispose()
        {
            listening?.Dispose();
            changed.Dispose();
        }
    }
}
