using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.People;

internal sealed class UnitMap : IEntityTypeConfiguration<Unit>
{
    public void Configure(EntityTypeBuilder<Unit> builder)
    {
        builder.ToTable("units");
        builder.Property(u => u.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(u => u.Name).HasMaxLength(Unit.MaxName);
        builder.HasIndex(u => new { u.OrganizationCode, u.Name }).IsUnique();
        builder.HasOne<Organization>().WithMany().HasForeignKey(u => u.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PositionMap : IEntityTypeConfiguration<Position>
{
    public void Configure(EntityTypeBuilder<Position> builder)
    {
        builder.ToTable("positions");
        builder.Ignore(p => p.Roles);
        builder.Property(p => p.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(p => p.Title).HasMaxLength(Position.MaxTitle);
        builder.Property(p => p.RoleList).HasMaxLength(100);
        builder.HasIndex(p => new { p.OrganizationCode, p.Rank });
        builder.HasOne<Organization>().WithMany().HasForeignKey(p => p.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Unit>().WithMany().HasForeignKey(p => p.UnitId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class PersonMap : IEntityTypeConfiguration<Person>
{
    public void Configure(EntityTypeBuilder<Person> builder)
    {
        builder.ToTable("people");
        builder.Property(p => p.FullName).HasMaxLength(Person.MaxName).Sensitive();
        builder.Property(p => p.Folded).HasMaxLength(2 * Person.MaxName).Sensitive();
        builder.Property(p => p.Email).HasMaxLength(Person.MaxEmail).Sensitive();
        builder.HasIndex(p => p.Email).IsUnique();
    }
}

internal sealed class HeldPositionMap : IEntityTypeConfiguration<HeldPosition>
{
    public void Configure(EntityTypeBuilder<HeldPosition> builder)
    {
        builder.ToTable("held_positions");
        builder.Property(h => h.Reason).HasMaxLength(1000);
        builder.Property(h => h.EndReason).HasMaxLength(1000);
        builder.HasIndex(h => h.PersonId);
        builder.HasIndex(h => h.PositionId);
        builder.HasOne<Position>().WithMany().HasForeignKey(h => h.PositionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Person>().WithMany().HasForeignKey(h => h.PersonId).OnDelete(DeleteBehavior.Restrict);
    }
}
