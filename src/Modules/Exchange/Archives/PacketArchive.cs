using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Exchange.Archives;

/// <summary>
/// One file that holds the bytes of old packets: all whose place in the log lies in its range. The packets' rows stay where they are, so every
/// list finds them and every proof holds; only where the bytes are has changed.
/// </summary>
internal sealed class PacketArchive
{
    /// <summary>Name of the file in the archive folder.</summary>
    public string Name { get; private set; } = "";

    public long FromPosition { get; private set; }

    public long ToPosition { get; private set; }

    /// <summary>SHA-256 of the whole file, lower-case hexadecimal.</summary>
    public string Sha256 { get; private set; } = "";

    public long Size { get; private set; }

    public DateTimeOffset MadeAt { get; private set; }

    private PacketArchive()
    {
    }

    public PacketArchive(string name, long from, long to, string sha256, long size, DateTimeOffset madeAt) =>
        (Name, FromPosition, ToPosition, Sha256, Size, MadeAt) = (name, from, to, sha256, size, madeAt);
}

internal sealed class PacketArchiveMap : IEntityTypeConfiguration<PacketArchive>
{
    public void Configure(EntityTypeBuilder<PacketArchive> builder)
    {
        builder.ToTable("packet_archives");
        builder.HasKey(a => a.Name);
        builder.Property(a => a.Name).HasMaxLength(100);
        builder.Property(a => a.Sha256).HasMaxLength(64);
        builder.HasIndex(a => a.ToPosition).IsUnique();
    }
}
