using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Access.Clients;

internal sealed class ApiClientMap : IEntityTypeConfiguration<ApiClient>
{
    public void Configure(EntityTypeBuilder<ApiClient> builder)
    {
        builder.ToTable("api_clients");
        builder.HasKey(c => c.ClientId);
        builder.Property(c => c.ClientId).HasMaxLength(60);
        builder.Property(c => c.Name).HasMaxLength(200);
        builder.Property(c => c.OrganizationCode).HasMaxLength(35);
        builder.Property(c => c.StateReason).HasMaxLength(500);
        builder.Property(c => c.RedirectUris).HasMaxLength(1000);
        builder.Property(c => c.Folded).HasMaxLength(400);
        builder.HasIndex(c => c.OrganizationCode);
        builder.HasMany(c => c.Keys).WithOne().HasForeignKey(k => k.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(c => c.Keys).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ClientKeyMap : IEntityTypeConfiguration<ClientKey>
{
    public void Configure(EntityTypeBuilder<ClientKey> builder)
    {
        builder.ToTable("client_keys");
        builder.HasKey(k => k.Id);
        builder.Property(k => k.Id).ValueGeneratedNever();
        builder.Property(k => k.ClientId).HasMaxLength(60);
        builder.Property(k => k.Kid).HasMaxLength(64);
        builder.Property(k => k.Jwk).HasMaxLength(1000);
        builder.HasIndex(k => new { k.ClientId, k.Kid }).IsUnique();
    }
}
