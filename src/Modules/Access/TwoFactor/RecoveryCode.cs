using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Access.TwoFactor;

/// <summary>A code for the day the telephone is lost; works once. 80 random bits, so a plain hash keeps it.</summary>
internal sealed class RecoveryCode
{
    public const int PerAccount = 10;
    private const string Letters = "abcdefghjkmnpqrstuvwxyz23456789";

    private RecoveryCode()
    {
    }

    public Guid AccountId { get; private set; }

    public byte[] Hash { get; private set; } = [];

    public DateTimeOffset? UsedAt { get; private set; }

    public static (RecoveryCode Code, string Text) Create(Guid accountId)
    {
        var text = RandomNumberGenerator.GetString(Letters, 16);
        var shown = string.Join('-', text.Chunk(4).Select(c => new string(c)));
        return (new RecoveryCode { AccountId = accountId, Hash = HashOf(accountId, shown) }, shown);
    }

    /// <summary>Spaces, dashes and capitals do not matter: the code is read from paper.</summary>
    public static byte[] HashOf(Guid accountId, string text)
    {
        var plain = new string([.. text.ToLowerInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return SHA256.HashData(Encoding.UTF8.GetBytes(accountId.ToString("N") + plain));
    }

    public void Use(DateTimeOffset now) => UsedAt = now;
}

internal sealed class RecoveryCodeMap : IEntityTypeConfiguration<RecoveryCode>
{
    public void Configure(EntityTypeBuilder<RecoveryCode> builder)
    {
        builder.ToTable("recovery_codes");
        builder.HasKey(c => c.Hash);
        builder.Property(c => c.Hash).HasMaxLength(32).Sensitive();
        builder.Property(c => c.UsedAt).IsConcurrencyToken();
        builder.HasIndex(c => c.AccountId);
        builder.Unaudited("Making and using codes is noted by name; their hashes are nobody's business.");
    }
}
