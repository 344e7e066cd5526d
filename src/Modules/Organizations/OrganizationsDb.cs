using Microsoft.EntityFrameworkCore;
using VanLang.Data;

namespace VanLang.Organizations;

internal abstract class OrganizationsDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "organizations";

    public override string Module => Name;

    protected override void Map(ModelBuilder model)
    {
    }
}

internal sealed class SqliteOrganizationsDb(DbContextOptions<SqliteOrganizationsDb> options, DataNode node) : OrganizationsDb(options, node);

internal sealed class PostgresOrganizationsDb(DbContextOptions<PostgresOrganizationsDb> options, DataNode node) : OrganizationsDb(options, node);
