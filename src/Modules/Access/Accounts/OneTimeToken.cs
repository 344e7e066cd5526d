using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Access.Accounts;

internal readonly record struct OneTimeTokenId(Guid Value) : ITypedId<OneTimeTokenId>
{
    public static OneTimeTokenId From(Guid value) => new(value);
}

internal enum TokenPurpose
{
    Invitation,
    PasswordReset,
    Setup,
}

/// <summary>A link that opens one door once. Only its hash is kept, so that a copy of the database opens nothing.</summary>
internal sealed class OneTimeToken
{
    private OneTimeToken()
    {
    }

    public OneTimeTokenId Id { get; private set; }

    public TokenPurpose Purpose { get; private set; }

    /// <summary>The account it is for; null for the set-up of the first administrator.</summary>
    public Guid? AccountId { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ExpiresAt { get; private set; }

    public DateTimeOffset? UsedAt { get; private set; }

    public long Version { get; private set; }

    /// <summary>A new token and the text that goes into the link: 128 random bits (a UUIDv7 would tell its time).</summary>
    public static (OneTimeToken Token, string Text) Issue(TokenPurpose purpose, Guid? accountId, TimeSpan life, Clock clock)
    {
        var text = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var now = clock.Now;
        var token = new OneTimeToken
        {
            Id = clock.NewId<OneTimeTokenId>(),
            Purpose = purpose,
            AccountId = accountId,
            Hash = HashOf(text),
            CreatedAt = now,
            ExpiresAt = now + life,
        };
        return (token, text);
    }

    /// <summary>A fast hash is enough here: there is nothing to guess in 128 random bits.</summary>
    public static byte[] HashOf(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    public bool IsOpen(DateTimeOffset now) => UsedAt is null && ExpiresAt > now;

    public void Use(DateTimeOffset now) => UsedAt = now;
}

internal sealed class OneTimeTokenMap : IEntityTypeConfiguration<OneTimeToken>
{
    public void Configure(EntityTypeBuilder<OneTimeToken> builder)
    {
        builder.ToTable("one_time_tokens");
        builder.HasKey(t => t.Id);
        builder.Property(t => t.Id).ValueGeneratedNever();
        builder.Property(t => t.Hash).HasMaxLength(32).Sensitive();
        builder.HasIndex(t => t.Hash).IsUnique();
        builder.HasIndex(t => t.AccountId);
    }
}
