using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Leases;

namespace VanLang.Data.Audit;

/// <summary>
/// The audit store: a sealed copy of every module's audit rows in its own schema or file, chained per node. Acts on the audit
/// itself (a rotated key, an export) are noted in its own audit rows, as in any module; sealing is not an act.
/// </summary>
public abstract class AuditDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "audit";

    /// <inheritdoc/>
    public override string Module => Name;

    /// <summary>Sealed copies, in the order in which the node sealed them.</summary>
    public DbSet<AuditEntry> Entries => Set<AuditEntry>();

    /// <summary>Signed states of each node's log.</summary>
    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    /// <summary>Roots of complete subtrees, so that a proof need not read the whole log.</summary>
    public DbSet<Subtree> Subtrees => Set<Subtree>();

    /// <summary>Other parties that keep watch.</summary>
    public DbSet<Witness> Witnesses => Set<Witness>();

    /// <summary>What they signed.</summary>
    public DbSet<Cosignature> Cosignatures => Set<Cosignature>();

    /// <summary>What they refused to sign.</summary>
    public DbSet<Refusal> Refusals => Set<Refusal>();

    /// <inheritdoc/>
    protected override void Map(ModelBuilder model)
    {
        model.ApplyConfiguration(new AuditEntryMap());
        model.ApplyConfiguration(new CheckpointMap());
        model.ApplyConfiguration(new SubtreeMap());
        model.ApplyConfiguration(new LeaseRowMap());
        model.ApplyConfiguration(new WitnessMap());
        model.ApplyConfiguration(new CosignatureMap());
        model.ApplyConfiguration(new RefusalMap());
    }
}

internal sealed class SqliteAuditDb(DbContextOptions<SqliteAuditDb> options, DataNode node) : AuditDb(options, node);

internal sealed class PostgresAuditDb(DbContextOptions<PostgresAuditDb> options, DataNode node) : AuditDb(options, node);
