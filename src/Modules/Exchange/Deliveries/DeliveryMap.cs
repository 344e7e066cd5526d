using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Deliveries;

internal sealed class DeliveryMap : IEntityTypeConfiguration<Delivery>
{
    public void Configure(EntityTypeBuilder<Delivery> builder)
    {
        builder.ToTable("deliveries");
        builder.HasKey(d => new { d.RecipientCode, d.Id });
        builder.Property(d => d.RecipientCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.Id).ValueGeneratedNever();
        builder.Property(d => d.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.AddressedAs).HasMaxLength(PacketLimits.Addressees);
        builder.Property(d => d.AddressedCodes).HasMaxLength(PacketLimits.Addressees);
        builder.Property(d => d.Assignee).HasMaxLength(200);
        builder.Ignore(d => d.Clocks);
        builder.Ignore(d => d.JustSettled);
        builder.Ignore(d => d.Handled);
        builder.Ignore(d => d.ArrivesWhenOpened);
        builder.HasIndex(d => d.PacketId);
        builder.HasIndex(d => new { d.RecipientCode, d.Position });
        builder.HasIndex(d => new { d.RecipientCode, d.Lane, d.Position });
        builder.HasIndex(d => new { d.RecipientCode, d.Position }, "ix_deliveries_unacknowledged").HasFilter("acked_at IS NULL");
        builder.HasIndex(d => new { d.SenderCode, d.PacketId }, "ix_deliveries_sent_waiting").HasFilter("lane = 'Waiting'");
        builder.HasIndex(d => new { d.SenderCode, d.PacketId }, "ix_deliveries_sent_returned").HasFilter("state = 'Rejected'");
        builder.HasIndex(d => new { d.RecipientCode, d.Position }, "ix_deliveries_unsettled").HasFilter("settled_at IS NULL AND receipt_due IS NOT NULL");
        builder.HasIndex(d => new { d.RecipientCode, d.Position }, "ix_deliveries_answered_late").HasFilter("settled_at > receipt_due");
        builder.HasIndex(d => new { d.RecipientCode, d.Position }, "ix_deliveries_registered_late").HasFilter("settled_at > register_due");
        builder.HasIndex(d => new { d.SenderCode, d.PacketId }, "ix_deliveries_sent_asked").HasFilter("lane = 'Asked'");
        builder.HasIndex(d => new { d.RecipientCode, d.AssigneeId, d.Lane }).HasFilter("assignee_id IS NOT NULL");
    }
}

internal sealed class DeliveryStatusMap : IEntityTypeConfiguration<DeliveryStatus>
{
    public void Configure(EntityTypeBuilder<DeliveryStatus> builder)
    {
        builder.ToTable("delivery_statuses");
        builder.HasKey(s => new { s.RecipientCode, s.DeliveryId, s.Number });
        builder.Property(s => s.RecipientCode).HasMaxLength(PacketLimits.Code);
        builder.Property(s => s.Number).ValueGeneratedNever();
        builder.Property(s => s.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.HasIndex(s => new { s.SenderCode, s.Position });
        builder.HasIndex(s => new { s.RecipientCode, s.Position });
        builder.Property(s => s.Code).HasMaxLength(10);
        builder.Property(s => s.Reason).HasMaxLength(PacketLimits.Reason).Sensitive();
        builder.Property(s => s.StaffDepartment).HasMaxLength(200);
        builder.Property(s => s.StaffName).HasMaxLength(200).Sensitive();
        builder.Property(s => s.StaffEmail).HasMaxLength(200).Sensitive();
        builder.Property(s => s.StaffMobile).HasMaxLength(50).Sensitive();
        builder.Property(s => s.Assignee).HasMaxLength(200).Sensitive();
    }
}
