using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Archives;

/// <summary>Everything about a document stays in the store while an inspection, a complaint or a court wants it at hand.</summary>
internal sealed class ArchiveHold
{
    public const int LongestReason = 500;

    public string SenderCode { get; private set; } = "";

    public string DocumentId { get; private set; } = "";

    public string Reason { get; private set; } = "";

    public string PlacedBy { get; private set; } = "";

    public DateTimeOffset PlacedAt { get; private set; }

    public DocumentKey Key => new(SenderCode, DocumentId);

    private ArchiveHold()
    {
    }

    public ArchiveHold(DocumentKey document, string reason, string placedBy, DateTimeOffset at) => (SenderCode, DocumentId, Reason, PlacedBy, PlacedAt) = (document.Sender, document.DocumentId, reason, placedBy, at);
}

internal sealed class ArchiveHoldMap : IEntityTypeConfiguration<ArchiveHold>
{
    public void Configure(EntityTypeBuilder<ArchiveHold> builder)
    {
        builder.ToTable("archive_holds");
        builder.HasKey(h => new { h.SenderCode, h.DocumentId });
        builder.Property(h => h.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(h => h.DocumentId).HasMaxLength(PacketLimits.DocumentId);
        builder.Property(h => h.Reason).HasMaxLength(ArchiveHold.LongestReason);
        builder.Property(h => h.PlacedBy).HasMaxLength(200);
        builder.Ignore(h => h.Key);
    }
}
