using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Access.Tokens;

internal readonly record struct TokenKeyId(Guid Value) : ITypedId<TokenKeyId>
{
    public static TokenKeyId From(Guid value) => new(value);
}

internal enum TokenKeyUse
{
    /// <summary>P-256, signs tokens; its public half stands in the JWKS.</summary>
    Signing,

    /// <summary>AES-256, closes authorization codes, which only this server reads.</summary>
    Encryption,
}

/// <summary>
/// A key of the token service. A new signing key is published before it signs and stays published after it stopped, so that
/// no client meets a token whose key it cannot find.
/// </summary>
internal sealed class TokenKey
{
    private TokenKey()
    {
    }

    public TokenKeyId Id { get; private set; }

    public TokenKeyUse Use { get; private set; }

    public string Kid { get; private set; } = "";

    /// <summary>PKCS#8 or raw key, sealed with the master key.</summary>
    public byte[] Sealed { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    /// <summary>From when it signs.</summary>
    public DateTimeOffset ActiveFrom { get; private set; }

    /// <summary>From when it is forgotten; null while nothing follows it.</summary>
    public DateTimeOffset? GoneAt { get; private set; }

    public static TokenKey Create(TokenKeyId id, TokenKeyUse use, string kid, byte[] sealedKey, DateTimeOffset activeFrom, DateTimeOffset now) => new()
    {
        Id = id,
        Use = use,
        Kid = kid,
        Sealed = sealedKey,
        CreatedAt = now,
        ActiveFrom = activeFrom,
    };

    public void FollowedAt(DateTimeOffset goneAt) => GoneAt ??= goneAt;
}

internal sealed class TokenKeyMap : IEntityTypeConfiguration<TokenKey>
{
    public void Configure(EntityTypeBuilder<TokenKey> builder)
    {
        builder.ToTable("token_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.Kid).HasMaxLength(64);
        builder.Property(k => k.Sealed).HasMaxLength(1000).Sensitive();
    }
}
