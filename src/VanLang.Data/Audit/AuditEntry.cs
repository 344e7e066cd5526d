using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Kernel;

namespace VanLang.Data.Audit;

/// <summary>The sealed copy of one audit row, with its place in the node's log.</summary>
public sealed class AuditEntry
{
    public string Node { get; private set; } = "";

    /// <summary>Place in the node's log from 0 without gaps: the leaf's index in the Merkle tree.</summary>
    public long Seq { get; private set; }

    public string Module { get; private set; } = "";

    /// <summary>Number of the row among the module's audit rows of this node.</summary>
    public long Number { get; private set; }

    public DateTimeOffset At { get; private set; }

    public ActorKind ActorKind { get; private set; }

    public string ActorId { get; private set; } = "";

    public string ActorName { get; private set; } = "";

    public string? Organization { get; private set; }

    public string? Position { get; private set; }

    public string Action { get; private set; } = "";

    public string Subject { get; private set; } = "";

    public string? Reason { get; private set; }

    public string? Detail { get; private set; }

    /// <summary>The module row's own hash: the leaf's data.</summary>
    public byte[] RowHash { get; private set; } = [];

    /// <summary>SHA-256 over the chain hash before, the place and the row's hash.</summary>
    public byte[] ChainHash { get; private set; } = [];

    /// <summary>Actor's name, subject and reason folded for search. Derived, and verified to be.</summary>
    public string Folded { get; private set; } = "";
}

internal sealed class AuditEntryMap : IEntityTypeConfiguration<AuditEntry>
{
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("entries");
        builder.HasKey(e => new { e.Node, e.Seq });
        builder.HasIndex(e => new { e.Node, e.Module, e.Number }).IsUnique();
        builder.HasIndex(e => new { e.At, e.Node, e.Seq });
        builder.HasIndex(e => new { e.Subject, e.At });
        builder.HasIndex(e => new { e.Organization, e.At });
        builder.Property(e => e.Node).HasMaxLength(16);
        builder.Property(e => e.Seq).ValueGeneratedNever();
        builder.Property(e => e.Module).HasMaxLength(40);
        builder.Property(e => e.ActorId).HasMaxLength(100);
        builder.Property(e => e.ActorName).HasMaxLength(200);
        builder.Property(e => e.Organization).HasMaxLength(35);
        builder.Property(e => e.Position).HasMaxLength(200);
        builder.Property(e => e.Action).HasMaxLength(80);
        builder.Property(e => e.Subject).HasMaxLength(200);
        builder.Property(e => e.Reason).HasMaxLength(1000);
        builder.Property(e => e.Detail).HasMaxLength(AuditRow.MaxDetail);
        builder.Property(e => e.RowHash).HasMaxLength(32);
        builder.Property(e => e.ChainHash).HasMaxLength(32);
        builder.Property(e => e.Folded).HasMaxLength(StoredAuditRow.MaxFolded);
        builder.Unaudited("It is the sealed audit.");
    }
}
