using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Organizations.Registry;

internal sealed class OrganizationMap : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations");
        builder.HasKey(o => o.Code);
        builder.Property(o => o.Code).HasMaxLength(CodeRules.MaxLength);
        builder.Property(o => o.SuccessorCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(o => o.EndReason).HasMaxLength(1000);
        builder.Ignore(o => o.LatestName);
        builder.Ignore(o => o.LatestParent);
        builder.HasMany(o => o.Names).WithOne().HasForeignKey(n => n.OrganizationCode);
        builder.HasMany(o => o.Identifiers).WithOne().HasForeignKey(i => i.OrganizationCode);
        builder.HasMany(o => o.Parents).WithOne().HasForeignKey(p => p.OrganizationCode);
        builder.HasMany(o => o.Locks).WithOne().HasForeignKey(l => l.OrganizationCode);
        builder.HasOne<Organization>().WithMany().HasForeignKey(o => o.SuccessorCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(o => o.BasisId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(o => o.EndBasisId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganizationNameMap : IEntityTypeConfiguration<OrganizationName>
{
    public void Configure(EntityTypeBuilder<OrganizationName> builder)
    {
        builder.ToTable("organization_names");
        builder.HasKey(n => new { n.OrganizationCode, n.ValidFrom });
        builder.Property(n => n.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(n => n.Name).HasMaxLength(NameInput.MaxLength);
        builder.Property(n => n.ShortName).HasMaxLength(NameInput.MaxLength);
        builder.Property(n => n.Folded).HasMaxLength((2 * NameInput.MaxLength) + 1);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(n => n.BasisId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganizationIdentifierMap : IEntityTypeConfiguration<OrganizationIdentifier>
{
    public void Configure(EntityTypeBuilder<OrganizationIdentifier> builder)
    {
        builder.ToTable("organization_identifiers");
        builder.HasKey(i => new { i.OrganizationCode, i.Scheme, i.Value });
        builder.Property(i => i.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(i => i.Value).HasMaxLength(CodeRules.MaxLength);
        builder.HasIndex(i => i.Value);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(i => i.BasisId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OrganizationParentMap : IEntityTypeConfiguration<OrganizationParent>
{
    public void Configure(EntityTypeBuilder<OrganizationParent> builder)
    {
        builder.ToTable("organization_parents");
        builder.HasKey(p => new { p.OrganizationCode, p.ValidFrom });
        builder.Property(p => p.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(p => p.ParentCode).HasMaxLength(CodeRules.MaxLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(p => p.ParentCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(p => p.BasisId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExchangeLockMap : IEntityTypeConfiguration<ExchangeLock>
{
    public void Configure(EntityTypeBuilder<ExchangeLock> builder)
    {
        builder.ToTable("exchange_locks");
        builder.Property(l => l.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(l => l.Reason).HasMaxLength(1000);
    }
}

internal sealed class LegalTextMap : IEntityTypeConfiguration<LegalText>
{
    public void Configure(EntityTypeBuilder<LegalText> builder)
    {
        builder.ToTable("legal_texts");
        builder.Property(t => t.Number).HasMaxLength(LegalInput.MaxNumber);
        builder.Property(t => t.Issuer).HasMaxLength(LegalInput.MaxIssuer);
        builder.HasIndex(t => t.Number);
    }
}

internal sealed class MergerMap : IEntityTypeConfiguration<Merger>
{
    public void Configure(EntityTypeBuilder<Merger> builder)
    {
        builder.ToTable("mergers");
        builder.Property(m => m.ContinuingCode).HasMaxLength(CodeRules.MaxLength);
        builder.Property(m => m.Reason).HasMaxLength(1000);
        builder.HasMany(m => m.Members).WithOne().HasForeignKey(m => m.MergerId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(m => m.ContinuingCode).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<LegalText>().WithMany().HasForeignKey(m => m.BasisId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MergerMemberMap : IEntityTypeConfiguration<MergerMember>
{
    public void Configure(EntityTypeBuilder<MergerMember> builder)
    {
        builder.ToTable("merger_members");
        builder.HasKey(m => new { m.MergerId, m.OrganizationCode });
        builder.Property(m => m.OrganizationCode).HasMaxLength(CodeRules.MaxLength);
        builder.HasOne<Organization>().WithMany().HasForeignKey(m => m.OrganizationCode).OnDelete(DeleteBehavior.Restrict);
    }
}
