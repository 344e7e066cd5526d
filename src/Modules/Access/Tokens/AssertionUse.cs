using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Access.Tokens;

/// <summary>A client assertion that has been taken: its <c>jti</c> may not come again before it expires (RFC 7523 section 3, rule 7).</summary>
internal sealed class AssertionUse
{
    public string ClientId { get; init; } = "";

    /// <summary>SHA-256 of the jti in hexadecimal: whatever a client writes there, it fits.</summary>
    public string JtiHash { get; init; } = "";

    public DateTimeOffset ExpiresAt { get; init; }
}

internal sealed class AssertionUseMap : IEntityTypeConfiguration<AssertionUse>
{
    public void Configure(EntityTypeBuilder<AssertionUse> builder)
    {
        builder.ToTable("assertion_uses");
        builder.HasKey(u => new { u.ClientId, u.JtiHash });
        builder.Property(u => u.ClientId).HasMaxLength(60);
        builder.Property(u => u.JtiHash).HasMaxLength(64);
        builder.HasIndex(u => u.ExpiresAt);
        builder.Unaudited("Only a memory against replay; it is forgotten when the assertion expires.");
    }
}
