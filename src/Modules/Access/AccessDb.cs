using Microsoft.EntityFrameworkCore;
using VanLang.Data;

namespace VanLang.Access;

internal abstract class AccessDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "access";

    public override string Module => Name;

    protected override void Map(ModelBuilder model)
    {
    }
}

internal sealed class SqliteAccessDb(DbContextOptions<SqliteAccessDb> options, DataNode node) : AccessDb(options, node);

internal sealed class PostgresAccessDb(DbContextOptions<PostgresAccessDb> options, DataNode node) : AccessDb(options, node);
