using Microsoft.EntityFrameworkCore;
using VanLang.Data;

namespace VanLang.Exchange;

internal abstract class ExchangeDb(DbContextOptions options, DataNode node) : ModuleDb(options, node)
{
    public const string Name = "exchange";

    public override string Module => Name;

    protected override void Map(ModelBuilder model)
    {
    }
}

internal sealed class SqliteExchangeDb(DbContextOptions<SqliteExchangeDb> options, DataNode node) : ExchangeDb(options, node);

internal sealed class PostgresExchangeDb(DbContextOptions<PostgresExchangeDb> options, DataNode node) : ExchangeDb(options, node);
