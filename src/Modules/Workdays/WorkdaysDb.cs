using Microsoft.EntityFrameworkCore;
using VanLang.Data;

namespace VanLang.Workdays;

internal abstract class WorkdaysDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "workdays";

    public override string Module => Name;

    protected override void Map(ModelBuilder model)
    {
    }
}

internal sealed class SqliteWorkdaysDb(DbContextOptions<SqliteWorkdaysDb> options, DataNode node) : WorkdaysDb(options, node);

internal sealed class PostgresWorkdaysDb(DbContextOptions<PostgresWorkdaysDb> options, DataNode node) : WorkdaysDb(options, node);
