using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data;
using VanLang.Data.Audit;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Keys;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>What somebody with all rights on tables and files can do.</summary>
internal static class Forgery
{
    /// <summary>Changes a row, then computes every hash, link, root and note anew.</summary>
    public static async Task Forge(this AuditHouse house, SigningKey? key, long from = 0, bool change = true)
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
            await house.Sql("exchange", $"UPDATE audit_rows SET hash = {house.Bytes(hash)} WHERE number = 3");
            await house.Sql("audit", $"UPDATE entries SET actor_name = 'Người khác', row_hash = {house.Bytes(hash)}, folded = '{forged.Fold()}' WHERE module = 'exchange' AND number = 3");
        }

        var tree = new CompactRange();
        var head = StoredEntry.ChainStart;
        var notes = new StringBuilder();
        var checkpoints = (await AuditTables.CheckpointsAfter(audit, "n1", 0, CancellationToken.None)).ToDictionary(c => c.Size);
        foreach (var entry in await AuditTables.Entries(audit, "n1", CancellationToken.None).ToListAsync())
        {
            head = StoredEntry.Chain(head, "n1", entry.Seq, entry.Row.Hash);
            tree.Append(MerkleTree.Leaf(entry.Row.Hash));
            await house.Sql("audit", $"UPDATE entries SET chain_hash = {house.Bytes(head)} WHERE seq = {entry.Seq}");
            if (checkpoints.TryGetValue(tree.Size, out var old))
            {
                var fresh = key is null || tree.Size < from
                    ? Checkpoint.Stored("n1", tree.Size, tree.Root(), head, old.At, old.Kid, old.Signature)
                    : Checkpoint.Sign("n1", tree.Size, tree.Root(), head, old.At, key);
                await house.Sql("audit", $"UPDATE checkpoints SET root = {house.Bytes(fresh.Root)}, head = {house.Bytes(head)}, kid = '{fresh.Kid}', signature = {house.Bytes(fresh.Signature)} WHERE size = {tree.Size}");
                notes.Append(fresh.ToNote(ring.Find(KeyPurpose.Checkpoint, fresh.Kid)!)).Append('\n');
            }
        }

        await File.WriteAllTextAsync(house.LogFile, notes.ToString());
    }

    private static string Bytes(this AuditHouse house, byte[] bytes) => house.Kind is DatabaseKind.Sqlite ? $"x'{Convert.ToHexString(bytes)}'" : $"'\\x{Convert.ToHexString(bytes)}'";
}
