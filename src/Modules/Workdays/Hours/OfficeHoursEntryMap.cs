using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Workdays.Hours;

internal sealed class OfficeHoursEntryMap : IEntityTypeConfiguration<OfficeHoursEntry>
{
    public void Configure(EntityTypeBuilder<OfficeHoursEntry> builder)
    {
        builder.ToTable("office_hours");
        builder.HasKey(entry => entry.Id);
        builder.Property(entry => entry.Id).ValueGeneratedNever();
        builder.Property(entry => entry.OrganizationCode).HasMaxLength(35);
        builder.Property(entry => entry.RecordedBy).HasMaxLength(200);
        builder.HasIndex(entry => new { entry.OrganizationCode, entry.ValidFrom });
    }
}
