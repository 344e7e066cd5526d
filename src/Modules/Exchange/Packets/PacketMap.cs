using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Exchange.Packets;

/// <summary>Longest values; the acceptance checks them before a row is made.</summary>
internal static class PacketLimits
{
    public const int Code = 35;
    public const int Name = 400;
    public const int DocumentId = 400;
    public const int Subject = 2000;
    public const int IdempotencyKey = 200;
    public const int Reason = 2000;
    public const int Json = 60_000;

    /// <summary>Codes that one delivery stands for; most recipients have one, and 5,000 fit in here.</summary>
    public const int Addressees = 200_000;

    /// <summary>A receipt names every recipient; 5,000 of them take about half of this.</summary>
    public const int Receipt = 1_500_000;
}

internal sealed class PacketMap : IEntityTypeConfiguration<Packet>
{
    public void Configure(EntityTypeBuilder<Packet> builder)
    {
        builder.ToTable("packets");
        builder.HasKey(p => new { p.SenderCode, p.Id });
        builder.Property(p => p.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(p => p.Id).ValueGeneratedNever();
        builder.Property(p => p.SenderAs).HasMaxLength(PacketLimits.Code);
        builder.Property(p => p.AboutSender).HasMaxLength(PacketLimits.Code);
        builder.Property(p => p.Subject).HasMaxLength(PacketLimits.Subject);
        builder.Property(p => p.Number).HasMaxLength(100);
        builder.Property(p => p.Notation).HasMaxLength(100);
        builder.Property(p => p.Reason).HasMaxLength(PacketLimits.Reason);
        builder.Property(p => p.StatusCode).HasMaxLength(10);
        builder.Property(p => p.Digest).HasMaxLength(64);
        builder.Property(p => p.Receipt).HasMaxLength(PacketLimits.Receipt);
        builder.Property(p => p.IdempotencyKey).HasMaxLength(PacketLimits.IdempotencyKey);
        builder.Property(p => p.Signature).HasMaxLength(40);
        builder.Property(p => p.SignatureDetail).HasMaxLength(PacketLimits.Json);
        builder.Property(p => p.Warnings).HasMaxLength(PacketLimits.Json);
        builder.Property(p => p.Search).HasMaxLength(4000);
        builder.Property(p => p.Waiting).HasMaxLength(PacketLimits.Json).Sensitive();
        builder.Ignore(p => p.WaitingReport);
        builder.Ignore(p => p.SendClock);
        builder.HasIndex(p => p.Id);
        builder.HasIndex(p => p.Digest).IsUnique();
        builder.HasIndex(p => p.Position).IsUnique();
        builder.HasIndex(p => new { p.SenderCode, p.IdempotencyKey }).IsUnique().HasFilter("idempotency_key IS NOT NULL");
        builder.HasIndex(p => new { p.SenderCode, p.Position });
        builder.HasIndex(p => new { p.AboutSender, p.AboutDocument });
        builder.HasIndex(p => new { p.SenderCode, p.Position }, "ix_packets_sent_late").HasFilter("accepted_at > send_due");
        builder.HasIndex(p => new { p.SenderCode, p.Position }, "ix_packets_unmatched").HasFilter("match = 'Unmatched'");
    }
}

internal sealed class AttachmentMap : IEntityTypeConfiguration<Attachment>
{
    public void Configure(EntityTypeBuilder<Attachment> builder)
    {
        builder.ToTable("attachments");
        builder.HasKey(a => new { a.SenderCode, a.PacketId, a.Number });
        builder.Property(a => a.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(a => a.Number).ValueGeneratedNever();
        builder.Property(a => a.Name).HasMaxLength(400);
        builder.Property(a => a.ContentType).HasMaxLength(200);
        builder.Property(a => a.Description).HasMaxLength(1000);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.StoredSha256).HasMaxLength(64);
    }
}

internal sealed class DocumentMap : IEntityTypeConfiguration<Document>
{
    public void Configure(EntityTypeBuilder<Document> builder)
    {
        builder.ToTable("documents");
        builder.HasKey(d => new { d.SenderCode, d.DocumentId });
        builder.Property(d => d.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.DocumentId).HasMaxLength(PacketLimits.DocumentId);
        builder.HasIndex(d => d.PacketId);
        builder.HasIndex(d => d.ReplacedBy).HasFilter("replaced_by IS NOT NULL");
    }
}
