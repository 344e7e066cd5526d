using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Data.Audit;

/// <summary>Root of a complete subtree of a node's tree, kept for each eighth level: one row for 256 below it.</summary>
public sealed class Subtree
{
    /// <summary>Levels between kept roots.</summary>
    public const int Stride = 8;

    public string Node { get; private set; } = "";

    public int Level { get; private set; }

    public long Index { get; private set; }

    public byte[] Root { get; private set; } = [];

    internal static Subtree Of(string node, int level, long index, byte[] root) => new() { Node = node, Level = level, Index = index, Root = root };
}

internal sealed class SubtreeMap : IEntityTypeConfiguration<Subtree>
{
    public void Configure(EntityTypeBuilder<Subtree> builder)
    {
        builder.ToTable("subtrees");
        builder.HasKey(s => new { s.Node, s.Level, s.Index });
        builder.Property(s => s.Node).HasMaxLength(16);
        builder.Property(s => s.Level).ValueGeneratedNever();
        builder.Property(s => s.Index).ValueGeneratedNever();
        builder.Property(s => s.Root).HasMaxLength(32);
        builder.Unaudited("Computed from the sealed audit.");
    }
}
