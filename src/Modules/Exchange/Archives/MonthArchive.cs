using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Archives;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Archives;

/// <summary>One archive file: written once, proved like every row of the ledger, so that a file that is missing or altered is found by its digest.</summary>
internal sealed class MonthArchive
{
    /// <summary>Name of the file.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Month in Viet Nam in which its packets were accepted, such as 2023-11.</summary>
    public string Month { get; private set; } = "";

    public int Packets { get; private set; }

    /// <summary>Length of the packets together.</summary>
    public long Bytes { get; private set; }

    /// <summary>SHA-256 of the whole file.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>The receipt key that signed its manifest.</summary>
    public string Kid { get; private set; } = "";

    /// <summary>The rule under which it was made, as cited.</summary>
    public string Rule { get; private set; } = "";

    public DateTimeOffset MadeAt { get; private set; }

    private MonthArchive()
    {
    }

    public MonthArchive(ArchiveManifest manifest, string sha256) =>
        (Name, Month, Packets, Bytes, Sha256, Kid, Rule, MadeAt) = (manifest.Name, manifest.Month, manifest.Packets, manifest.Bytes, sha256, manifest.Kid, manifest.Rule, manifest.MadeAt);
}

/// <summary>The bytes of a packet have left the store: from now on they are read at their place in the archive. Written once.</summary>
internal sealed class ArchivedPacket
{
    public string SenderCode { get; private set; } = "";

    public PacketId PacketId { get; private set; }

    /// <summary>The <see cref="MonthArchive"/>.</summary>
    public string Archive { get; private set; } = "";

    /// <summary>Where the bytes begin in the file.</summary>
    public long Begins { get; private set; }

    private ArchivedPacket()
    {
    }

    public ArchivedPacket(string senderCode, PacketId packetId, string archive, long begins) => (SenderCode, PacketId, Archive, Begins) = (senderCode, packetId, archive, begins);
}

internal sealed class MonthArchiveMap : IEntityTypeConfiguration<MonthArchive>
{
    public void Configure(EntityTypeBuilder<MonthArchive> builder)
    {
        builder.ToTable("archives");
        builder.HasKey(a => a.Name);
        builder.Property(a => a.Name).HasMaxLength(60);
        builder.Property(a => a.Month).HasMaxLength(10);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.Property(a => a.Kid).HasMaxLength(64);
        builder.Property(a => a.Rule).HasMaxLength(RetentionRule.LongestBasis + 100);
        builder.HasIndex(a => a.Month);
    }
}

internal sealed class ArchivedPacketMap : IEntityTypeConfiguration<ArchivedPacket>
{
    public void Configure(EntityTypeBuilder<ArchivedPacket> builder)
    {
        builder.ToTable("archived_packets");
        builder.HasKey(a => new { a.SenderCode, a.PacketId });
        builder.Property(a => a.SenderCode).HasMaxLength(PacketLimits.Code);
        builder.Property(a => a.Archive).HasMaxLength(60);
        builder.HasIndex(a => a.PacketId);
        builder.HasIndex(a => a.Archive);
    }
}
