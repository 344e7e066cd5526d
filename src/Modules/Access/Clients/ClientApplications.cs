using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using VanLang.Kernel;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace VanLang.Access.Clients;

/// <summary>
/// Keeps OpenIddict's application in step with the API client. Its manager saves the context that we share, so the client,
/// its keys, the application and the audit row noted before come in one commit.
/// </summary>
internal sealed class ClientApplications(IOpenIddictApplicationManager applications, Clock clock)
{
    /// <summary>Saves the client and its application; the caller has added or changed the client and noted the act.</summary>
    public async Task Save(ApiClient client, CancellationToken ct)
    {
        var descriptor = Describe(client);
        var known = await applications.FindByClientIdAsync(client.ClientId, ct);
        if (known is null)
        {
            await applications.CreateAsync(descriptor, ct);
        }
        else
        {
            await applications.UpdateAsync(known, descriptor, ct);
        }
    }

    /// <summary>True when the token service still takes a key whose time has run out.</summary>
    public async Task<bool> HoldsExpiredKeys(ApiClient client, CancellationToken ct)
    {
        var now = clock.Now;
        if (client.Keys.All(k => k.ValidTo is null || k.ValidTo > now))
        {
            return false;
        }

        var application = await applications.FindByClientIdAsync(client.ClientId, ct);
        var held = application is null ? null : await applications.GetJsonWebKeySetAsync(application, ct);
        var valid = client.ValidKeys(now).Select(k => k.Kid).ToHashSet();
        return held is not null && held.Keys.Any(k => !valid.Contains(k.KeyId));
    }

    private OpenIddictApplicationDescriptor Describe(ApiClient client)
    {
        var keys = new JsonWebKeySet();
        foreach (var key in client.ValidKeys(clock.Now))
        {
            keys.Keys.Add(new JsonWebKey(key.Jwk));
        }

        var descriptor = new OpenIddictApplicationDescriptor
        {
            ClientId = client.ClientId,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Explicit,
            DisplayName = client.Name,
            JsonWebKeySet = keys,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials },
        };
        var redirects = client.RedirectUris.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (redirects.Length > 0)
        {
            descriptor.Permissions.UnionWith([
                Permissions.Endpoints.Authorization,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.GrantTypes.RefreshToken,
                Permissions.ResponseTypes.Code,
                Permissions.Scopes.Profile,
            ]);
            descriptor.Requirements.Add(Requirements.Features.ProofKeyForCodeExchange);
            descriptor.RedirectUris.UnionWith(redirects.Select(r => new Uri(r)));
        }

        return descriptor;
    }
}
