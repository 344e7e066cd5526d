using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Access.Accounts;

internal sealed class AccountMap : IEntityTypeConfiguration<Account>
{
    public void Configure(EntityTypeBuilder<Account> builder)
    {
        builder.ToTable("accounts");
        builder.HasKey(a => a.Id);
        builder.Property(a => a.Id).ValueGeneratedNever();
        builder.Property(a => a.UserName).HasMaxLength(100);
        builder.Property(a => a.NormalizedUserName).HasMaxLength(100);
        builder.Property(a => a.Email).HasMaxLength(200).Sensitive();
        builder.Property(a => a.NormalizedEmail).HasMaxLength(200).Sensitive();
        builder.Property(a => a.FullName).HasMaxLength(200).Sensitive();
        builder.Property(a => a.Folded).HasMaxLength(400).Sensitive();
        builder.Property(a => a.OrganizationCode).HasMaxLength(35);
        builder.Property(a => a.StateReason).HasMaxLength(500);
        builder.Property(a => a.PasswordHash).HasMaxLength(400).Sensitive();
        builder.Property(a => a.SecurityStamp).HasMaxLength(64).Sensitive();
        builder.Property(a => a.ConcurrencyStamp).HasMaxLength(64);
        builder.Property(a => a.TotpSecret).HasMaxLength(400).Sensitive();
        builder.Property(a => a.LastTotpStep).Sensitive();
        builder.Ignore(a => a.PhoneNumber);
        builder.Ignore(a => a.PhoneNumberConfirmed);
        builder.Ignore(a => a.EmailConfirmed);
        builder.HasIndex(a => a.NormalizedUserName).IsUnique();
        builder.HasIndex(a => a.NormalizedEmail);
        builder.HasIndex(a => a.PersonId);
        builder.HasIndex(a => new { a.OrganizationCode, a.Id });
    }
}

internal sealed class PasskeyMap : IEntityTypeConfiguration<IdentityUserPasskey<Guid>>
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public void Configure(EntityTypeBuilder<IdentityUserPasskey<Guid>> builder)
    {
        builder.ToTable("passkeys");
        builder.HasKey(p => p.CredentialId);
        builder.Property(p => p.CredentialId).HasMaxLength(1024);
        builder.Property(p => p.Data).HasMaxLength(20_000).Sensitive().HasConversion(
            d => JsonSerializer.Serialize(d, Json),
            t => JsonSerializer.Deserialize<IdentityPasskeyData>(t, Json)!,
            new ValueComparer<IdentityPasskeyData>(
                (a, b) => JsonSerializer.Serialize(a, Json) == JsonSerializer.Serialize(b, Json),
                d => JsonSerializer.Serialize(d, Json).GetHashCode(StringComparison.Ordinal),
                d => JsonSerializer.Deserialize<IdentityPasskeyData>(JsonSerializer.Serialize(d, Json), Json)!));
        builder.HasIndex(p => p.UserId);
        builder.HasOne<Account>().WithMany().HasForeignKey(p => p.UserId).OnDelete(DeleteBehavior.Cascade);
    }
}
