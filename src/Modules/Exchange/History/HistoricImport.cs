using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.History;

/// <summary>One file that an agency brought: looked at first, then taken over whole or not at all.</summary>
internal sealed class HistoricImport
{
    public string OwnerCode { get; private set; } = "";

    public Guid Id { get; private set; }

    public HistoricSide Side { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file, which is kept as a blob.</summary>
    public string Digest { get; private set; } = "";

    public DateTimeOffset CheckedAt { get; private set; }

    public string CheckedBy { get; private set; } = "";

    public DateTimeOffset? ImportedAt { get; private set; }

    /// <summary>Rows that were new.</summary>
    public int Added { get; private set; }

    /// <summary>Rows that were there already.</summary>
    public int Known { get; private set; }

    public long Version { get; private set; }

    private HistoricImport()
    {
    }

    public HistoricImport(string ownerCode, Guid id, HistoricSide side, string fileName, string digest, DateTimeOffset at, string by) =>
        (OwnerCode, Id, Side, FileName, Digest, CheckedAt, CheckedBy) = (ownerCode, id, side, fileName, digest, at, by);

    public void Done(int added, int known, DateTimeOffset at) => (Added, Known, ImportedAt) = (added, known, at);
}

internal sealed class HistoricImportMap : IEntityTypeConfiguration<HistoricImport>
{
    public void Configure(EntityTypeBuilder<HistoricImport> builder)
    {
        builder.ToTable("historic_imports");
        builder.HasKey(i => new { i.OwnerCode, i.Id });
        builder.Property(i => i.OwnerCode).HasMaxLength(PacketLimits.Code);
        builder.Property(i => i.Id).ValueGeneratedNever();
        builder.Property(i => i.FileName).HasMaxLength(400);
        builder.Property(i => i.Digest).HasMaxLength(64);
        builder.Property(i => i.CheckedBy).HasMaxLength(200);
        builder.HasIndex(i => i.Digest);
    }
}
