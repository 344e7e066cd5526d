using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Merkle;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Audit;

public abstract class SealerTests(AuditHouse house)
{
    [Fact]
    public async Task Every_row_of_many_writers_is_sealed_once()
    {
        const int Writers = 6;
        const int Each = 40;
        var before = (await house.Verify()).Modules.Sum(m => m.Rows);
        var done = 0;

        var writers = Enumerable.Range(0, Writers).Select(w => Task.Run(async () =>
        {
            for (var i = 0; i < Each; i++)
            {
                await house.Write(w % 2 == 0 ? "exchange" : "organizations", (w * 1000) + i);
            }

            Interlocked.Increment(ref done);
        })).ToList();
        var sealedRows = 0L;
        while (Volatile.Read(ref done) < Writers && !writers.Any(w => w.IsFaulted))
        {
            sealedRows += await house.Seal();
        }

        await Task.WhenAll(writers);
        sealedRows += await house.Seal();
        var report = await house.Verify();

        Assert.True(report.IsGood, report.ToText("en"));
        Assert.Equal(before + (Writers * Each), report.Modules.Sum(m => m.Sealed));
        Assert.Equal(0, report.Modules.Sum(m => m.Tail));
    }

    [Fact]
    public async Task A_new_process_goes_on_where_the_last_one_stopped()
    {
        await house.WriteLog(2, 3);
        await house.Restart();

        Assert.Equal(3, await house.Seal());
        Assert.Equal(0, await house.Seal());
        Assert.True((await house.Verify()).IsGood);
    }

    [Fact]
    public async Task A_failed_commit_leaves_no_half_sealed_batch()
    {
        await house.WriteLog(1, 4);
        await house.Sql("audit", house.Kind is DatabaseKind.Sqlite
            ? "CREATE TRIGGER broken BEFORE INSERT ON checkpoints BEGIN SELECT RAISE(ABORT, 'đĩa đầy'); END"
            : "ALTER TABLE checkpoints ADD CONSTRAINT broken CHECK (false) NOT VALID");

        await Assert.ThrowsAnyAsync<DbUpdateException>(house.Seal);
        await house.Sql("audit", house.Kind is DatabaseKind.Sqlite ? "DROP TRIGGER broken" : "ALTER TABLE checkpoints DROP CONSTRAINT broken");

        Assert.Equal(4, await house.Seal());
        Assert.True((await house.Verify()).IsGood);
    }

    [Fact]
    public async Task A_large_backlog_is_sealed_in_batches_and_proofs_hold_over_kept_subtrees()
    {
        const int Count = 4500;
        await using (var scope = house.Services.CreateAsyncScope())
        {
            var db = house.Services.GetServices<ModuleDatabase>().Single(m => m.Module == "exchange").Open(scope.ServiceProvider);
            for (var i = 0; i < Count; i++)
            {
                db.Audit(Actor.Platform("nạp dữ liệu"), "exchange.packet.accepted", $"{i}/UBND-VP");
            }

            await db.SaveChangesAsync();
        }

        var watch = Stopwatch.StartNew();
        Assert.True(await house.Seal() >= Count);
        TestContext.Current.TestOutputHelper?.WriteLine($"FIGURE sealer {house.Kind}: {Count / watch.Elapsed.TotalSeconds:#,0} rows/s in one go");

        await using var reading = house.Services.CreateAsyncScope();
        var audit = reading.ServiceProvider.GetRequiredService<AuditDb>();
        var (size, _) = await AuditTables.Head(audit, "n1", CancellationToken.None);
        var subtree = StoredSubtrees.Of(audit, "n1", CancellationToken.None);
        var root = await MerkleTree.Root(size, subtree);
        Assert.Equal(root, (await AuditTables.LastCheckpoint(audit, "n1", CancellationToken.None))!.Root);
        foreach (var seq in (long[])[0, 255, 256, 3000, size - 1])
        {
            var hash = (await AuditTables.RowHashes(audit, "n1", seq, seq + 1, CancellationToken.None))[0];
            var path = await MerkleTree.Inclusion(seq, size, subtree);
            Assert.True(MerkleTree.VerifyInclusion(MerkleTree.Leaf(hash), seq, size, path, root));
        }

        var report = await house.Verify();
        Assert.True(report.IsGood, report.ToText("en"));
    }
}

public sealed class SealerOnSqlite(SqliteHouse house) : SealerTests(house), IClassFixture<SqliteHouse>;

public sealed class SealerOnPostgres(PostgresHouse house) : SealerTests(house), IClassFixture<PostgresHouse>;
