using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Exchange.Packets;

/// <summary>
/// A document that a later packet may speak of, in the order in which they are looked for. Kept because the document may arrive after the packet:
/// it is found from there. Never changed.
/// </summary>
internal sealed class PacketTarget
{
    public string SenderCode { get; private set; } = "";

    public PacketId PacketId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>Canonical code of the document's sender; empty when a status packet does not say it.</summary>
    public string AboutSender { get; private set; } = "";

    /// <summary>Identifier of the document; of a status packet that gives none, number and notation.</summary>
    public string AboutDocument { get; private set; } = "";

    private PacketTarget()
    {
    }

    public PacketTarget(Packet packet, int number, DocumentKey about)
    {
        SenderCode = packet.SenderCode;
        PacketId = packet.Id;
        Number = number;
        AboutSender = about.Sender;
        AboutDocument = about.DocumentId;
    }

    public DocumentKey Key => new(AboutSender, AboutDocument);
}

internal sealed class PacketTargetMap : IEntityTypeConfiguration<PacketTarget>
{
    public void Configure(EntityTypeBuilder<PacketTarget> builder)
    {
        builder.ToTable("packet_targets");
        builder.HasKey(t => new { t.SenderCode, t.PacketId, t.Number });
        builder.Property(t => t.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(t => t.Number).ValueGeneratedNever();
        builder.Property(t => t.AboutSender).HasMaxLength(PacketLimits.Code);
        builder.Property(t => t.AboutDocument).HasMaxLength(PacketLimits.DocumentId);
        builder.Ignore(t => t.Key);
        builder.HasIndex(t => new { t.AboutSender, t.AboutDocument });
    }
}
