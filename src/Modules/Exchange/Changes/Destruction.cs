using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Changes;

/// <summary>What the recipient adds to status 15 after a recall. A system that sends no more than the status packet states who and when.</summary>
/// <param name="Copies">How many copies were destroyed; null when not stated.</param>
/// <param name="Archived">The document was archived already: the copies destroyed are listed.</param>
/// <param name="CopyList">Where the copies lay and which were destroyed.</param>
internal sealed record DestructionNote(int? Copies, bool Archived, string? CopyList)
{
    public const int MostCopies = 100_000;
    public const int CopyListLength = 4000;
}

/// <summary>
/// The recipient's statement that it destroyed its copy of a recalled document (Decision 28/2018, art. 9(2)). One for each version that it had. Never
/// changed; written and proved as the other rows of the log are.
/// </summary>
internal sealed class Destruction
{
    public string RecipientCode { get; private set; } = "";

    /// <summary>The delivery whose copy was destroyed.</summary>
    public DeliveryId DeliveryId { get; private set; }

    /// <summary>The packet that recalled the document.</summary>
    public PacketId RecallId { get; private set; }

    /// <summary>The entry of the timeline (15) that states it.</summary>
    public Guid StatusId { get; private set; }

    /// <summary>SHA-256 of the packet whose copy was destroyed.</summary>
    public string Digest { get; private set; } = "";

    /// <summary>SHA-256 of each file of it, in order, separated by spaces.</summary>
    public string Files { get; private set; } = "";

    public int? Copies { get; private set; }

    public bool Archived { get; private set; }

    public string? CopyList { get; private set; }

    public string DestroyedBy { get; private set; } = "";

    public string? Department { get; private set; }

    /// <summary>When, as the recipient states it.</summary>
    public DateTimeOffset DestroyedAt { get; private set; }

    /// <summary>When the axis took the statement and closed the copy.</summary>
    public DateTimeOffset At { get; private set; }

    /// <summary>Compact JWS over all of this, signed by the axis with its receipt key.</summary>
    public string Statement { get; private set; } = "";

    private Destruction()
    {
    }

    public Destruction(Delivery delivery, DeliveryStatus status, DestructionNote? note, string digest, IEnumerable<string> files, Func<Destruction, string> sign)
    {
        RecipientCode = delivery.RecipientCode;
        DeliveryId = delivery.Id;
        RecallId = delivery.RequestId!.Value;
        StatusId = status.Id;
        Digest = digest;
        Files = string.Join(' ', files);
        Copies = note?.Copies;
        Archived = note?.Archived ?? false;
        CopyList = note?.CopyList;
        DestroyedBy = status.StaffName!;
        Department = status.StaffDepartment;
        DestroyedAt = status.SaidAt ?? status.At;
        At = status.At;
        Statement = sign(this);
    }
}

internal sealed class DestructionMap : IEntityTypeConfiguration<Destruction>
{
    /// <summary>A packet has at most 200 files; each takes 65 characters here.</summary>
    private const int FilesLength = 14_000;

    public void Configure(EntityTypeBuilder<Destruction> builder)
    {
        builder.ToTable("destructions");
        builder.HasKey(d => new { d.RecipientCode, d.DeliveryId });
        builder.Property(d => d.RecipientCode).HasMaxLength(PacketLimits.Code);
        builder.Property(d => d.DeliveryId).ValueGeneratedNever();
        builder.Property(d => d.Digest).HasMaxLength(64);
        builder.Property(d => d.Files).HasMaxLength(FilesLength);
        builder.Property(d => d.CopyList).HasMaxLength(DestructionNote.CopyListLength).Sensitive();
        builder.Property(d => d.DestroyedBy).HasMaxLength(200).Sensitive();
        builder.Property(d => d.Department).HasMaxLength(200);
        builder.Property(d => d.Statement).HasMaxLength(4 * FilesLength);
        builder.HasIndex(d => d.RecallId);
    }
}
