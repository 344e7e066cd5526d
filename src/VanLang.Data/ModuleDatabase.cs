using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Npgsql;
using VanLang.Data.Archives;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Witnesses;
using VanLang.Data.Backup;
using VanLang.Data.Blobs;
using VanLang.Data.Keys;
using VanLang.Data.Leases;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Data;

/// <summary>One module's database, for the work that goes over all of them: migration, verification, backup.</summary>
/// <param name="Module">Module name.</param>
/// <param name="Context">The provider's context type.</param>
/// <param name="SqliteContext">Its SQLite subclass.</param>
/// <param name="PostgresContext">Its PostgreSQL subclass.</param>
public sealed record ModuleDatabase(string Module, Type Context, Type SqliteContext, Type PostgresContext)
{
    /// <summary>The context of the provider in use, from a scope.</summary>
    public ModuleDb Open(IServiceProvider scope) => (ModuleDb)scope.GetRequiredService(Context);
}

/// <summary>Registers the data layer.</summary>
public static class DataRegistration
{
    public const string HistoryTable = "__ef_migrations_history";

    /// <summary>What every module's database needs; <see cref="TimeProvider"/> and options come from the host.</summary>
    public static IServiceCollection AddData(this IServiceCollection services)
    {
        services.AddOptions<DatabaseOptions>().ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton<Clock>();
        services.AddSingleton(sp => new DataNode(sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.Node, sp.GetRequiredService<Clock>()));
        services.AddSingleton<SqlitePragmas>();
        services.AddSingleton(sp =>
        {
            // One pool for all modules: more than 16 connections on two cores lose throughput.
            var source = new NpgsqlDataSourceBuilder(sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.Postgres);
            source.ConnectionStringBuilder.MaxPoolSize = Math.Min(source.ConnectionStringBuilder.MaxPoolSize, 16);

            // A node that is stopped in the middle of a transaction holds rows that the others wait for, the log's counter first of all:
            // the database ends that transaction when it would also let go the node's lease.
            var idle = $"-c idle_in_transaction_session_timeout={sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.LeaseSeconds}s";
            source.ConnectionStringBuilder.Options = string.IsNullOrEmpty(source.ConnectionStringBuilder.Options) ? idle : source.ConnectionStringBuilder.Options + " " + idle;
            return source.Build();
        });
        services.AddSingleton<Migrator>();
        services.AddSingleton<LeaseBook>();
        services.AddSingleton<NodeLease>();
        services.AddSingleton<KeyRing>();
        services.AddSingleton<BlobStore>();
        services.AddSingleton<ArchiveFolder>();
        services.AddSingleton<Sealer>();
        services.AddSingleton<AuditVerification>();
        services.AddScoped<SearchAudit>();
        services.AddScoped<ProveAudit>();
        services.AddScoped<ProveTogether>();
        services.AddScoped<RegisterWitness>();
        services.AddScoped<TakeCosignature>();
        services.AddScoped<ReadWitnesses>();
        services.AddScoped<ReadAuditState>();
        services.AddSingleton<TakeBackup>();
        services.AddSingleton<RestoreBackup>();

        // The first service to start and the last to stop: everything else writes under its lease.
        services.AddHostedService(sp => sp.GetRequiredService<NodeLease>());
        services.AddHostedService<BrokenDisk>();
        services.AddHostedService<SealerLoop>();
        services.AddHostedService<OrphanChains>();
        services.AddModuleDb<AuditDb, SqliteAuditDb, PostgresAuditDb>(AuditDb.Name);
        return services;
    }

    /// <summary>Registers a module's context with its two provider subclasses.</summary>
    public static IServiceCollection AddModuleDb<TDb, TSqlite, TPostgres>(this IServiceCollection services, string module)
        where TDb : ModuleDb
        where TSqlite : TDb
        where TPostgres : TDb
    {
        services.AddSingleton(new ModuleDatabase(module, typeof(TDb), typeof(TSqlite), typeof(TPostgres)));
        // Options made once: made anew for every scope they cost more than the context itself.
        services.AddDbContext<TSqlite>((sp, o) => UseSqlite(o, sp, module), optionsLifetime: ServiceLifetime.Singleton);
        services.AddDbContext<TPostgres>((sp, o) => UsePostgres(o, sp, module), optionsLifetime: ServiceLifetime.Singleton);
        services.AddScoped<TDb>(sp => sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.Kind is DatabaseKind.Sqlite
            ? sp.GetRequiredService<TSqlite>()
            : sp.GetRequiredService<TPostgres>());
        return services;
    }

    /// <summary>The SQLite connection string of a module's file.</summary>
    public static string SqliteConnection(this DatabaseOptions options, string module) =>
        $"Data Source={options.FileOf(module)};Cache=Private;Pooling=True;Default Timeout=30";

    private static void UseSqlite(DbContextOptionsBuilder options, IServiceProvider sp, string module) => options
        .UseSqlite(sp.GetRequiredService<IOptions<DatabaseOptions>>().Value.SqliteConnection(module), o => o.MigrationsHistoryTable(HistoryTable))
        .AddInterceptors(sp.GetRequiredService<SqlitePragmas>());

    private static void UsePostgres(DbContextOptionsBuilder options, IServiceProvider sp, string module) => options
        .UseNpgsql(sp.GetRequiredService<NpgsqlDataSource>(), o => o.MigrationsHistoryTable(HistoryTable, module));
}
