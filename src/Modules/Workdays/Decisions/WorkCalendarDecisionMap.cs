using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Workdays.Decisions;

internal sealed class WorkCalendarDecisionMap : IEntityTypeConfiguration<WorkCalendarDecision>
{
    public void Configure(EntityTypeBuilder<WorkCalendarDecision> builder)
    {
        builder.ToTable("work_calendar_decisions");
        builder.HasKey(decision => decision.Id);
        builder.Property(decision => decision.Id).ValueGeneratedNever();
        builder.Property(decision => decision.DecidingText).HasMaxLength(RecordDecision.MaxText);
        builder.Property(decision => decision.SourceNote).HasMaxLength(RecordDecision.MaxText);
        builder.Property(decision => decision.Reason).HasMaxLength(RecordDecision.MaxText);
        builder.Property(decision => decision.RecordedBy).HasMaxLength(200);

        // Two administrators who record the same year at once would both hold: the second one is refused.
        builder.HasIndex(decision => new { decision.Year, decision.Revision }).IsUnique();
        builder.HasMany(decision => decision.Days).WithOne().HasForeignKey(day => day.DecisionId).OnDelete(DeleteBehavior.Restrict);
        builder.Navigation(decision => decision.Days).UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class DecidedDayMap : IEntityTypeConfiguration<DecidedDay>
{
    public void Configure(EntityTypeBuilder<DecidedDay> builder)
    {
        builder.ToTable("decided_days");
        builder.HasKey(day => new { day.DecisionId, day.Date });
        builder.Property(day => day.NameVi).HasMaxLength(RecordDecision.MaxName);
        builder.Property(day => day.NameEn).HasMaxLength(RecordDecision.MaxName);
        builder.Property(day => day.Basis).HasMaxLength(RecordDecision.MaxText);
        builder.Ignore(day => day.IsMakeUp);
        builder.Unaudited("Written once with its decision, whose audit row tells its days.");
    }
}
