using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Access.Clients.Existing;

internal sealed class SystemAccessMap : IEntityTypeConfiguration<SystemAccess>
{
    public void Configure(EntityTypeBuilder<SystemAccess> builder)
    {
        builder.ToTable("system_accesses");
        builder.HasKey(a => a.ClientId);
        builder.Property(a => a.ClientId).HasMaxLength(60);
        builder.Property(a => a.SystemId).HasMaxLength(60);
        builder.Property(a => a.Reason).HasMaxLength(500);
        builder.HasIndex(a => a.SystemId).IsUnique().HasFilter("system_id IS NOT NULL");
        builder.HasOne<ApiClient>().WithOne().HasForeignKey<SystemAccess>(a => a.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.HasMany(a => a.Secrets).WithOne().HasForeignKey(s => s.ClientId).OnDelete(DeleteBehavior.Cascade);
        builder.Navigation(a => a.Secrets).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class SystemSecretMap : IEntityTypeConfiguration<SystemSecret>
{
    public void Configure(EntityTypeBuilder<SystemSecret> builder)
    {
        builder.ToTable("system_secrets");
        builder.HasKey(s => s.Id);
        builder.Property(s => s.Id).ValueGeneratedNever();
        builder.Property(s => s.ClientId).HasMaxLength(60);
        builder.Property(s => s.Hash).HasMaxLength(64).Sensitive();
        builder.Property(s => s.Hint).HasMaxLength(10);
        builder.HasIndex(s => s.ClientId);
    }
}
