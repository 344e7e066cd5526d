using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace VanLang.Exchange.Ingest;

/// <summary>What kind of trouble a database reports.</summary>
internal static class DatabaseFaults
{
    private const int SqliteBusy = 5;
    private const int SqliteLocked = 6;
    private const int SqliteInputOutput = 10;
    private const int SqliteFull = 13;

    /// <summary>The disk is full.</summary>
    public static bool IsFull(Exception e) => Any(e, x => x is SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresErrorCodes.DiskFull });

    /// <summary>The disk below SQLite failed: what it had, it may have lost. PostgreSQL ends itself in that case.</summary>
    public static bool IsBroken(Exception e) => Any(e, x => x is SqliteException { SqliteErrorCode: SqliteInputOutput });

    /// <summary>Worth another try: busy, cut off, shutting down, a serialisation failure.</summary>
    public static bool IsTransient(Exception e) => Any(e, x => x is SqliteException { SqliteErrorCode: SqliteBusy or SqliteLocked }
        or NpgsqlException { IsTransient: true } or SocketException or TimeoutException
        || (x is NpgsqlException and not PostgresException) || x is PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow });

    private static bool Any(Exception e, Func<Exception, bool> test)
    {
        for (Exception? here = e; here is not null; here = here.InnerException)
        {
            if (test(here))
            {
                return true;
            }
        }

        return false;
    }
}
