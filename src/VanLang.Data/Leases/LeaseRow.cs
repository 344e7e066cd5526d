using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;

namespace VanLang.Data.Leases;

/// <summary>Who may do what one process only may do at a time. All of them lie in the schema of the audit, for all modules.</summary>
internal sealed class LeaseRow
{
    /// <summary>What is held: <c>node:n1</c> for a node's name and its chain, <c>job:mail</c> for a job.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Name of the node that holds it; empty when nobody does.</summary>
    public string Owner { get; private set; } = "";

    /// <summary>Which process that is; see <see cref="Leases.Incarnation"/>.</summary>
    public string Incarnation { get; private set; } = "";

    /// <summary>By the database's clock, the only one that all nodes share.</summary>
    public DateTimeOffset Until { get; private set; }

    /// <summary>Grows with every new holder and never goes back: a write by an earlier holder is known by its lower token.</summary>
    public long Token { get; private set; }
}

internal sealed class LeaseRowMap : IEntityTypeConfiguration<LeaseRow>
{
    public void Configure(EntityTypeBuilder<LeaseRow> builder)
    {
        builder.ToTable("leases");
        builder.HasKey(l => l.Name);
        builder.Property(l => l.Name).HasMaxLength(100);
        builder.Property(l => l.Owner).HasMaxLength(16);
        builder.Property(l => l.Incarnation).HasMaxLength(200);
        builder.Unaudited("It says who works now; a node that takes over from another one notes it as an act.");
    }
}
