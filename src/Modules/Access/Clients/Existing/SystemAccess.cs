using VanLang.Kernel;

namespace VanLang.Access.Clients.Existing;

internal readonly record struct SystemSecretId(Guid Value) : ITypedId<SystemSecretId>
{
    public static SystemSecretId From(Guid value) => new(value);
}

/// <summary>
/// Permission of one client to call with SystemId and secret, the way document systems of the field do. Off until an administrator turns it on, with a
/// reason, for this one client; two secrets are valid at once while the system changes over.
/// </summary>
internal sealed class SystemAccess
{
    public const int MaxSecrets = 2;

    private readonly List<SystemSecret> secrets = [];

    private SystemAccess()
    {
    }

    public string ClientId { get; private set; } = "";

    /// <summary>The name it calls under, upper case; usually the agency's code. Null while it is off.</summary>
    public string? SystemId { get; private set; }

    public bool IsOn { get; private set; }

    /// <summary>Whether it may register and end units below its organisation, as a relay centre does.</summary>
    public bool MayRegisterUnits { get; private set; }

    public DateTimeOffset Since { get; private set; }

    public string Reason { get; private set; } = "";

    /// <summary>When it last called with a right secret, to five minutes.</summary>
    public DateTimeOffset? LastUsedAt { get; private set; }

    public long Version { get; private set; }

    public IReadOnlyList<SystemSecret> Secrets => secrets;

    public static SystemAccess Of(string clientId) => new() { ClientId = clientId };

    public static string Normalize(string systemId) => systemId.Trim().ToUpperInvariant();

    public IEnumerable<SystemSecret> ValidSecrets(DateTimeOffset now) => secrets.Where(s => s.IsValid(now));

    public Result TurnOn(string systemId, bool mayRegisterUnits, string reason, DateTimeOffset now)
    {
        if (IsOn)
        {
            return AccessErrors.ExistingOn;
        }

        SystemId = Normalize(systemId);
        IsOn = true;
        MayRegisterUnits = mayRegisterUnits;
        Reason = reason;
        Since = now;
        return Result.Ok;
    }

    /// <summary>Ends the access and every secret: turning it on again makes a new one.</summary>
    public Result TurnOff(string reason, DateTimeOffset now)
    {
        if (!IsOn)
        {
            return AccessErrors.ExistingOff;
        }

        IsOn = false;
        SystemId = null;
        MayRegisterUnits = false;
        Reason = reason;
        Since = now;
        foreach (var secret in ValidSecrets(now).ToList())
        {
            secret.Revoke(now);
        }

        return Result.Ok;
    }

    public Result<SystemSecret> AddSecret(SystemSecretId id, string secret, DateTimeOffset now)
    {
        if (!IsOn)
        {
            return AccessErrors.ExistingOff;
        }

        if (ValidSecrets(now).Count() >= MaxSecrets)
        {
            return AccessErrors.TooManySecrets;
        }

        var added = new SystemSecret(id, ClientId, SecretText.Hash(secret), SecretText.Hint(secret), now);
        secrets.Add(added);
        return added;
    }

    public Result RevokeSecret(SystemSecretId id, DateTimeOffset now) => secrets.Find(s => s.Id == id) is { } secret ? secret.Revoke(now) : AccessErrors.SecretMissing;

    public void Used(DateTimeOffset now) => LastUsedAt = now;
}

/// <summary>One secret of a client: its hash and its first signs. The secret itself is told once and kept nowhere.</summary>
internal sealed class SystemSecret
{
    private SystemSecret()
    {
    }

    internal SystemSecret(SystemSecretId id, string clientId, string hash, string hint, DateTimeOffset validFrom)
    {
        Id = id;
        ClientId = clientId;
        Hash = hash;
        Hint = hint;
        ValidFrom = validFrom;
    }

    public SystemSecretId Id { get; private set; }

    public string ClientId { get; private set; } = "";

    public string Hash { get; private set; } = "";

    public string Hint { get; private set; } = "";

    public DateTimeOffset ValidFrom { get; private set; }

    public DateTimeOffset? ValidTo { get; private set; }

    public bool IsValid(DateTimeOffset now) => ValidTo is null || ValidTo > now;

    public Result Revoke(DateTimeOffset now)
    {
        if (!IsValid(now))
        {
            return AccessErrors.SecretRevoked;
        }

        ValidTo = now;
        return Result.Ok;
    }
}
