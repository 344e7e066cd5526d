using VanLang.Kernel;

namespace VanLang.Access.Clients;

internal readonly record struct ClientKeyId(Guid Value) : ITypedId<ClientKeyId>
{
    public static ClientKeyId From(Guid value) => new(value);
}

internal enum ClientState
{
    Active,
    Locked,
}

/// <summary>An agency's system that signs in with its own key (RFC 7523), two keys valid at once while it rotates.</summary>
internal sealed class ApiClient
{
    public const int MaxKeys = 2;

    private readonly List<ClientKey> keys = [];

    private ApiClient()
    {
    }

    /// <summary>As it signs in: lower-case letters, digits and dashes.</summary>
    public string ClientId { get; private set; } = "";

    public string Name { get; private set; } = "";

    /// <summary>Canonical code of the organisation it acts for; travels in its tokens as <c>organ_id</c>.</summary>
    public string OrganizationCode { get; private set; } = "";

    public ClientState State { get; private set; }

    public string? StateReason { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>When it last took a token, to five minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    /// <summary>Where a browser may return to after a person has signed in for this system; one address a line, empty for none.</summary>
    public string RedirectUris { get; private set; } = "";

    public string Folded { get; private set; } = "";

    public long Version { get; private set; }

    public IReadOnlyList<ClientKey> Keys => keys;

    public static ApiClient Register(string clientId, string name, string organizationCode, string redirectUris, DateTimeOffset now) => new()
    {
        ClientId = clientId,
        Name = name,
        OrganizationCode = organizationCode,
        RedirectUris = redirectUris,
        CreatedAt = now,
        Folded = TextFolding.Fold($"{name} {clientId} {organizationCode}"),
    };

    public IEnumerable<ClientKey> ValidKeys(DateTimeOffset now) => keys.Where(k => k.IsValid(now));

    public Result<ClientKey> AddKey(ClientKeyId id, PublicKeyText key, DateTimeOffset? validTo, DateTimeOffset now)
    {
        if (keys.Any(k => k.Kid == key.Kid))
        {
            return AccessErrors.KeyKnown.At("Key");
        }

        if (ValidKeys(now).Count() >= MaxKeys)
        {
            return AccessErrors.TooManyKeys;
        }

        var added = new ClientKey(id, ClientId, key.Kid, key.Jwk, now, validTo);
        keys.Add(added);
        return added;
    }

    public Result RetireKey(ClientKeyId id, DateTimeOffset now)
    {
        var key = keys.Find(k => k.Id == id);
        if (key is null)
        {
            return AccessErrors.KeyMissing;
        }

        return key.Retire(now);
    }

    public Result Lock(string reason)
    {
        if (State is ClientState.Locked)
        {
            return AccessErrors.ClientAlreadyLocked;
        }

        State = ClientState.Locked;
        StateReason = reason;
        return Result.Ok;
    }

    public Result Unlock()
    {
        if (State is ClientState.Active)
        {
            return AccessErrors.ClientNotLocked;
        }

        State = ClientState.Active;
        StateReason = null;
        return Result.Ok;
    }

    public void Used(DateTimeOffset now) => LastUsedAt = now;
}

/// <summary>A public key of a client. The private one never comes here, or is shown once and forgotten.</summary>
internal sealed class ClientKey
{
    private ClientKey()
    {
    }

    internal ClientKey(ClientKeyId id, string clientId, string kid, string jwk, DateTimeOffset validFrom, DateTimeOffset? validTo)
    {
        Id = id;
        ClientId = clientId;
        Kid = kid;
        Jwk = jwk;
        ValidFrom = validFrom;
        ValidTo = validTo;
    }

    public ClientKeyId Id { get; private set; }

    public string ClientId { get; private set; } = "";

    /// <summary>Thumbprint of the key (RFC 7638).</summary>
    public string Kid { get; private set; } = "";

    /// <summary>The public key as a JWK.</summary>
    public string Jwk { get; private set; } = "";

    public DateTimeOffset ValidFrom { get; private set; }

    public DateTimeOffset? ValidTo { get; private set; }

    public bool IsValid(DateTimeOffset now) => ValidFrom <= now && (ValidTo is null || ValidTo > now);

    public Result Retire(DateTimeOffset now)
    {
        if (!IsValid(now))
        {
            return AccessErrors.KeyRetired;
        }

        ValidTo = now;
        return Result.Ok;
    }
}
