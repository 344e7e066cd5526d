using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using VanLang.Data.Audit;
using VanLang.Data.Events;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data;

/// <summary>
/// The database of one module. Every save goes through one hook: version tokens move, the audit rows and events that the
/// use case noted are numbered and written, all in the same commit as the change itself.
/// </summary>
public abstract class ModuleDb(DbContextOptions options, DataNode node) : DbContext(options)
{
    private readonly List<AuditNote> notes = [];
    private readonly List<IModuleEvent> events = [];

    /// <summary>Module name: the schema on PostgreSQL, the file on SQLite.</summary>
    public abstract string Module { get; }

    /// <summary>Audit rows of this module, not yet or already sealed.</summary>
    public DbSet<AuditRow> AuditRows => Set<AuditRow>();

    /// <summary>The module's event log.</summary>
    public DbSet<EventRow> EventRows => Set<EventRow>();

    /// <summary>Time and name of this node.</summary>
    public DataNode Node => node;

    /// <summary>True on SQLite.</summary>
    public bool IsSqlite => Database.ProviderName == SqliteProvider;

    internal const string SqliteProvider = "Microsoft.EntityFrameworkCore.Sqlite";

    /// <summary>
    /// Notes who does what, for the audit row of the next save. Called once by each writing use case; what changed is
    /// added by the hook.
    /// </summary>
    public void Audit(Actor actor, string action, string subject, string? reason = null, object? detail = null) =>
        notes.Add(new AuditNote(actor, action, subject, reason, detail));

    /// <summary>Notes an event for the module's log, written by the next save.</summary>
    public void Publish(IModuleEvent happened) => events.Add(happened);

    /// <summary>
    /// The next human number of a series (số đến, mã hồ sơ), taken in the current transaction, so that a rollback leaves no gap.
    /// Begin a transaction before asking.
    /// </summary>
    public Task<long> NextNumber(string series, CancellationToken ct) => NextNumbers(series, 1, ct);

    /// <summary>
    /// Takes several numbers of a series at once and returns the last of them. With a count of 0 it takes none, but holds the series until
    /// the transaction ends, so that what is read after it cannot be changed by another taker.
    /// </summary>
    public async Task<long> NextNumbers(string series, int count, CancellationToken ct)
    {
        if (Database.CurrentTransaction is null)
        {
            throw new InvalidOperationException("A number is taken inside a transaction, or a rollback would leave a gap.");
        }

        return await Counters.Take(this, series, count, ct);
    }

    /// <inheritdoc/>
    public sealed override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        var prepared = Prepare();
        if (prepared is null)
        {
            return base.SaveChanges(acceptAllChangesOnSuccess);
        }

        try
        {
            using var own = Database.CurrentTransaction is null ? Database.BeginTransaction() : null;
            prepared.Number(
                Module,
                prepared.Audit.Count == 0 ? 0 : Counters.TakeNow(this, prepared.AuditSeries, prepared.Audit.Count),
                prepared.Events.Count == 0 ? 0 : Counters.TakeNow(this, prepared.EventSeries, prepared.Events.Count));
            prepared.Moved.ForEach(m => Counters.TakeNow(this, m, 1));
            AddRange(prepared.Audit);
            AddRange(prepared.Events);
            var count = base.SaveChanges(acceptAllChangesOnSuccess);
            own?.Commit();
            Saved(prepared);
            return count;
        }
        catch
        {
            prepared.Detach(this);
            throw;
        }
    }

    /// <inheritdoc/>
    public sealed override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        var prepared = Prepare();
        if (prepared is null)
        {
            return await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
        }

        try
        {
            await using var own = Database.CurrentTransaction is null ? await Database.BeginTransactionAsync(cancellationToken) : null;
            prepared.Number(
                Module,
                prepared.Audit.Count == 0 ? 0 : await Counters.Take(this, prepared.AuditSeries, prepared.Audit.Count, cancellationToken),
                prepared.Events.Count == 0 ? 0 : await Counters.Take(this, prepared.EventSeries, prepared.Events.Count, cancellationToken));
            foreach (var moved in prepared.Moved)
            {
                await Counters.Take(this, moved, 1, cancellationToken);
            }

            AddRange(prepared.Audit);
            AddRange(prepared.Events);
            var count = await base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
            if (own is not null)
            {
                CrashPoint.At("save.written");
                await own.CommitAsync(cancellationToken);
                CrashPoint.At("save.committed");
            }

            Saved(prepared);
            return count;
        }
        catch
        {
            prepared.Detach(this);
            throw;
        }
    }

    private PreparedSave? Prepare()
    {
        ChangeTracker.DetectChanges();
        var changed = ChangeTracker.Entries().Where(e => e.State is EntityState.Added or EntityState.Modified or EntityState.Deleted).ToList();
        if (changed.Count == 0 && notes.Count == 0 && events.Count == 0)
        {
            return null;
        }

        foreach (var entry in changed)
        {
            MoveVersion(entry);
            RefuseOverlongText(entry);
        }

        var audited = changed.Where(e => !e.Metadata.IsUnaudited()).ToList();
        if (audited.Count > 0 && notes.Count == 0)
        {
            throw new InvalidOperationException(
                $"{audited[0].Metadata.ClrType.Name} would be saved without an audit row: call Audit(actor, action, subject) in the use case.");
        }

        var now = node.Clock.Now;
        var changes = audited.Count == 0 ? null : ChangeList.Of(audited);
        var audit = notes.Select((n, i) => AuditRow.From(Module, node.Id, now, n, i == 0 ? changes : null)).ToList();
        var rows = events.ConvertAll(e => EventRow.From(node.Id, now, e));
        return new PreparedSave(audit, rows, node.Id, [.. Outdates(changed).Select(Counters.VersionSeries).Distinct().Order(StringComparer.Ordinal)]);
    }

    /// <summary>
    /// Names of the caches that a change makes old, on every node: each has a version that moves in the commit of the change, see
    /// <see cref="CacheVersion"/>.
    /// </summary>
    protected virtual IEnumerable<string> Outdates(IReadOnlyList<EntityEntry> changed) => [];

    private void Saved(PreparedSave prepared)
    {
        notes.Clear();
        events.Clear();
        prepared.Detach(this);
        if (prepared.Audit.Count > 0)
        {
            node.AuditWritten.Raise();
        }

        if (prepared.Events.Count > 0)
        {
            node.EventsWritten.Raise();
        }
    }

    private static void MoveVersion(EntityEntry entry)
    {
        if (entry.State is EntityState.Deleted || entry.Metadata.FindProperty("Version") is not { ClrType: var type } || type != typeof(long))
        {
            return;
        }

        var version = entry.Property("Version");
        version.CurrentValue = entry.State is EntityState.Added ? 1L : checked((long)version.OriginalValue! + 1);
    }

    // PostgreSQL refuses text over its column's length, SQLite keeps it: refused here, so both behave the same.
    private static void RefuseOverlongText(EntityEntry entry)
    {
        if (entry.State is EntityState.Deleted)
        {
            return;
        }

        foreach (var property in entry.Metadata.GetProperties())
        {
            if (property.ClrType == typeof(string) && property.GetMaxLength() is { } max && entry.CurrentValues[property] is string text && text.Length > max)
            {
                throw new InvalidOperationException($"{entry.Metadata.ClrType.Name}.{property.Name} holds {text.Length} characters, at most {max} fit: the use case checks this first.");
            }
        }
    }

    /// <inheritdoc/>
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        var sqlite = IsSqlite;
        if (sqlite)
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<MicrosecondsConverter>();
        }
        else
        {
            configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();
        }

        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(400);
        configurationBuilder.Properties<Money>().HaveConversion<MoneyConverter>();
        TypedIds.Configure(configurationBuilder, [GetType().Assembly, .. ContractAssemblies()]);
    }

    /// <summary>Assemblies of contracts whose typed ids this module stores.</summary>
    protected virtual IEnumerable<Assembly> ContractAssemblies() => [];

    /// <summary>The module's own tables; called before the shared conventions are applied.</summary>
    protected abstract void Map(ModelBuilder model);

    /// <inheritdoc/>
    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (!IsSqlite)
        {
            modelBuilder.HasDefaultSchema(Module);
        }

        Map(modelBuilder);
        modelBuilder.ApplyConfiguration(new AuditRowMap());
        modelBuilder.ApplyConfiguration(new EventRowMap());
        modelBuilder.ApplyConfiguration(new CounterMap());
        SharedConventions.Apply(modelBuilder);
    }
}
