using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Keys;

namespace VanLang.Data.Audit.Witnesses;

/// <summary>Another party that keeps watch over our logs and signs what it has seen. Registered by its public key; never removed.</summary>
public sealed class Witness
{
    /// <summary>RFC 7638 thumbprint of its key.</summary>
    public string Kid { get; private set; } = "";

    /// <summary>As it stands in notes: no spaces.</summary>
    public string Name { get; private set; } = "";

    public string X { get; private set; } = "";

    public string Y { get; private set; } = "";

    public DateTimeOffset RegisteredAt { get; private set; }

    public PublicKey Key => new(Kid, X, Y, RegisteredAt, null);

    internal static Witness Of(string name, PublicKey key, DateTimeOffset at) => new() { Kid = key.Kid, Name = name, X = key.X, Y = key.Y, RegisteredAt = at };
}

/// <summary>A witness's signature over a checkpoint: it has seen it, and that the log only grew since the one it saw before.</summary>
public sealed class Cosignature
{
    public string Node { get; private set; } = "";

    public long Size { get; private set; }

    public string Kid { get; private set; } = "";

    /// <summary>When the witness signed, to the second, as it says itself.</summary>
    public DateTimeOffset At { get; private set; }

    public byte[] Signature { get; private set; } = [];

    internal static Cosignature Of(Checkpoint over, string kid, long seconds, byte[] signature) =>
        new() { Node = over.Node, Size = over.Size, Kid = kid, At = DateTimeOffset.FromUnixTimeSeconds(seconds), Signature = signature };

    /// <summary>The line in the note.</summary>
    public string Line(Witness by) => CosignedNote.Line(by.Name, by.Key, At.ToUnixTimeSeconds(), Signature);
}

/// <summary>What a witness refused to sign: to be seen by auditors, and to be explained by whoever runs the log.</summary>
public sealed class Refusal
{
    public Guid Id { get; private set; }

    public string Kid { get; private set; } = "";

    public string Node { get; private set; } = "";

    /// <summary>rolled-back, split-view, inconsistent, unproved or gone.</summary>
    public string Kind { get; private set; } = "";

    public DateTimeOffset At { get; private set; }

    /// <summary>The refusal as the witness signed it, with both notes.</summary>
    public string Text { get; private set; } = "";

    internal static Refusal Of(Guid id, SignedRefusal said) => new() { Id = id, Kid = said.Kid, Node = said.Node, Kind = said.Kind, At = said.At, Text = said.Text };
}

internal sealed class WitnessMap : IEntityTypeConfiguration<Witness>
{
    public void Configure(EntityTypeBuilder<Witness> builder)
    {
        builder.ToTable("witnesses");
        builder.HasKey(w => w.Kid);
        builder.HasIndex(w => w.Name).IsUnique();
        builder.Property(w => w.Kid).HasMaxLength(43);
        builder.Property(w => w.Name).HasMaxLength(60);
        builder.Property(w => w.X).HasMaxLength(43);
        builder.Property(w => w.Y).HasMaxLength(43);
        builder.Ignore(w => w.Key);
    }
}

internal sealed class CosignatureMap : IEntityTypeConfiguration<Cosignature>
{
    public void Configure(EntityTypeBuilder<Cosignature> builder)
    {
        builder.ToTable("cosignatures");
        builder.HasKey(c => new { c.Node, c.Size, c.Kid });
        builder.HasIndex(c => new { c.Kid, c.Node, c.Size });
        builder.Property(c => c.Node).HasMaxLength(16);
        builder.Property(c => c.Size).ValueGeneratedNever();
        builder.Property(c => c.Kid).HasMaxLength(43);
        builder.Property(c => c.Signature).HasMaxLength(80);
        builder.Unaudited("It proves the audit.");
    }
}

internal sealed class RefusalMap : IEntityTypeConfiguration<Refusal>
{
    public void Configure(EntityTypeBuilder<Refusal> builder)
    {
        builder.ToTable("refusals");
        builder.HasKey(r => r.Id);
        builder.Property(r => r.Id).ValueGeneratedNever();
        builder.Property(r => r.Kid).HasMaxLength(43);
        builder.Property(r => r.Node).HasMaxLength(16);
        builder.Property(r => r.Kind).HasMaxLength(20);
        builder.Property(r => r.Text).HasMaxLength(SignedRefusal.Longest);
        builder.HasIndex(r => r.At);
    }
}
