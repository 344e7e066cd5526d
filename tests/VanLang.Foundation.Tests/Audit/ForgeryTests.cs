using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Keys;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Rows T3 to T5: the whole log computed anew, without the key, with it, and with one that was replaced.</summary>
public abstract class ForgeryTests(AuditHouse house)
{
    [Fact]
    public async Task Everything_computed_anew_without_the_key_is_found()
    {
        await house.Fresh();
        await Forge(key: null);

        var report = await house.Verify();

        Assert.Equal("audit.checkpoints", report.First!.Table);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task Everything_signed_anew_with_the_key_is_found_by_the_copy_that_another_party_kept()
    {
        await house.Fresh();
        var kept = Path.GetTempFileName();
        File.Copy(house.LogFile, kept, overwrite: true);
        await Forge(house.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Checkpoint));

        var alone = await house.Verify();
        var witnessed = await house.Verify(kept);

        Assert.True(alone.IsGood, alone.ToText("en")); // Nobody can tell from the inside: that is what witnesses are for.
        Assert.Equal(kept, witnessed.First!.Table);
        Assert.Equal("root", witnessed.First.Column);
        File.Delete(kept);
    }

    [Fact]
    public async Task A_retired_key_cannot_sign_on()
    {
        await house.Fresh();
        var ring = house.Services.GetRequiredService<KeyRing>();
        var stolen = ring.Current(KeyPurpose.Checkpoint);
        ring.Rotate(KeyPurpose.Checkpoint);
        await house.Write("exchange", 100);
        await house.Seal();
        Assert.True((await house.Verify()).IsGood);

        await house.Write("exchange", 101);
        await house.Seal();
        await Forge(stolen, from: await house.Number("audit", "SELECT max(size) FROM checkpoints"), change: false);
        var report = await house.Verify();

        Assert.Equal("kid", report.First!.Column);
    }

    /// <summary>What somebody with all rights on tables and files can do: change a row, then compute every hash, link, root and note anew.</summary>
    private async Task Forge(SigningKey? key, long from = 0, bool change = true)
    {
        var ring = house.Services.GetRequiredService<KeyRing>();
        if (change)
        {
            await house.Sql("exchange", "UPDATE audit_rows SET actor_name = 'Người khác' WHERE number = 3");
        }

        await using var scope = house.Services.CreateAsyncScope();
        var audit = scope.ServiceProvider.GetRequiredService<AuditDb>();
        var exchange = house.Services.GetServices<ModuleDatabase>().Single(m => m.Module == "exchange").Open(scope.ServiceProvider);
        var forged = (await AuditTables.RowsAfter(exchange, "n1", 2, 1, CancellationToken.None))[0];
        var hash = forged.Recompute("exchange");
        if (change)
        {
            await house.Sql("exchange", $"UPDATE audit_rows SET hash = {Bytes(hash)} WHERE number = 3");
            await house.Sql("audit", $"UPDATE entries SET actor_name = 'Người khác', row_hash = {Bytes(hash)}, folded = '{forged.Fold()}' WHERE module = 'exchange' AND number = 3");
        }

        var tree = new CompactRange();
        var head = StoredEntry.ChainStart;
        var notes = new StringBuilder();
        var checkpoints = (await AuditTables.CheckpointsAfter(audit, "n1", 0, CancellationToken.None)).ToDictionary(c => c.Size);
        foreach (var entry in await AuditTables.Entries(audit, "n1", CancellationToken.None).ToListAsync())
        {
            head = StoredEntry.Chain(head, "n1", entry.Seq, entry.Row.Hash);
            tree.Append(MerkleTree.Leaf(entry.Row.Hash));
            await house.Sql("audit", $"UPDATE entries SET chain_hash = {Bytes(head)} WHERE seq = {entry.Seq}");
            if (checkpoints.TryGetValue(tree.Size, out var old))
            {
                var fresh = key is null || tree.Size < from
                    ? Checkpoint.Stored("n1", tree.Size, tree.Root(), head, old.At, old.Kid, old.Signature)
                    : Checkpoint.Sign("n1", tree.Size, tree.Root(), head, old.At, key);
                await house.Sql("audit", $"UPDATE checkpoints SET root = {Bytes(fresh.Root)}, head = {Bytes(head)}, kid = '{fresh.Kid}', signature = {Bytes(fresh.Signature)} WHERE size = {tree.Size}");
                notes.Append(fresh.ToNote(ring.Find(KeyPurpose.Checkpoint, fresh.Kid)!)).Append('\n');
            }
        }

        await File.WriteAllTextAsync(house.LogFile, notes.ToString());
    }

    private string Bytes(byte[] bytes) => house.Kind is DatabaseKind.Sqlite ? $"x'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'";
}

public sealed class ForgeryOnSqlite(SqliteHouse house) : ForgeryTests(house), IClassFixture<SqliteHouse>;

public sealed class ForgeryOnPostgres(PostgresHouse house) : ForgeryTests(house), IClassFixture<PostgresHouse>;
