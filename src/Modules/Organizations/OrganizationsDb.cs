using Microsoft.EntityFrameworkCore;
using VanLang.Data;
using VanLang.Kernel;
using VanLang.Organizations.Importing;
using VanLang.Organizations.People;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations;

internal abstract class OrganizationsDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "organizations";

    public override string Module => Name;

    public DbSet<Organization> Organizations => Set<Organization>();

    public DbSet<OrganizationName> Names => Set<OrganizationName>();

    public DbSet<OrganizationIdentifier> Identifiers => Set<OrganizationIdentifier>();

    public DbSet<OrganizationParent> Parents => Set<OrganizationParent>();

    public DbSet<ExchangeLock> Locks => Set<ExchangeLock>();

    public DbSet<Merger> Mergers => Set<Merger>();

    public DbSet<LegalText> LegalTexts => Set<LegalText>();

    public DbSet<Unit> Units => Set<Unit>();

    public DbSet<Position> Positions => Set<Position>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<HeldPosition> Held => Set<HeldPosition>();

    public DbSet<ImportDraft> ImportDrafts => Set<ImportDraft>();

    protected override void Map(ModelBuilder model) => model.ApplyConfigurationsFromAssembly(typeof(OrganizationsDb).Assembly);

    /// <summary>An organisation with all its dated rows, to be changed.</summary>
    public Task<Organization?> Whole(string code, CancellationToken ct) => Organizations
        .Include(o => o.Names).Include(o => o.Identifiers).Include(o => o.Parents).Include(o => o.Locks)
        .AsSplitQuery()
        .SingleOrDefaultAsync(o => o.Code == code, ct);

    /// <summary>Saves, or says that somebody else has changed the same rows meanwhile.</summary>
    public async Task<Result> Commit(CancellationToken ct)
    {
        try
        {
            await SaveChangesAsync(ct);
            return Result.Ok;
        }
        catch (DbUpdateConcurrencyException)
        {
            return OrganizationsErrors.Stale;
        }
    }
}

internal sealed class SqliteOrganizationsDb(DbContextOptions<SqliteOrganizationsDb> options, DataNode node) : OrganizationsDb(options, node);

internal sealed class PostgresOrganizationsDb(DbContextOptions<PostgresOrganizationsDb> options, DataNode node) : OrganizationsDb(options, node);
