using Microsoft.EntityFrameworkCore;
using VanLang.Data;
using VanLang.Workdays.Decisions;
using VanLang.Workdays.Hours;

namespace VanLang.Workdays;

internal abstract class WorkdaysDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "workdays";

    public override string Module => Name;

    public DbSet<WorkCalendarDecision> Decisions => Set<WorkCalendarDecision>();

    public DbSet<OfficeHoursEntry> OfficeHours => Set<OfficeHoursEntry>();

    protected override void Map(ModelBuilder model)
    {
        model.ApplyConfiguration(new WorkCalendarDecisionMap());
        model.ApplyConfiguration(new DecidedDayMap());
        model.ApplyConfiguration(new OfficeHoursEntryMap());
    }
}

internal sealed class SqliteWorkdaysDb(DbContextOptions<SqliteWorkdaysDb> options, DataNode node) : WorkdaysDb(options, node);

internal sealed class PostgresWorkdaysDb(DbContextOptions<PostgresWorkdaysDb> options, DataNode node) : WorkdaysDb(options, node);
