using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Data.Keys;

namespace VanLang.Foundation.Tests.Audit;

/// <summary>Row T2: rows removed, added and moved, files put back.</summary>
public abstract class RollbackTests(AuditHouse house)
{
    [Fact]
    public async Task A_deleted_row_is_found_by_its_sealed_copy() => await Found(
        "DELETE FROM audit_rows WHERE number = 17", "exchange", "exchange.audit_rows", "n1/17");

    [Fact]
    public async Task A_deleted_entry_is_found() => await Found("DELETE FROM entries WHERE seq = 33", "audit", "audit.entries", "n1/33");

    [Fact]
    public async Task A_deleted_checkpoint_is_found() => await Found("DELETE FROM checkpoints WHERE size = 20", "audit", "audit.checkpoints", "n1/20");

    [Fact]
    public async Task The_unsealed_tail_cannot_be_cut() => await Found(
        "DELETE FROM audit_rows WHERE number = (SELECT max(number) FROM audit_rows)", "exchange", "exchange.audit_rows", "n1/43");

    [Fact]
    public async Task An_inserted_row_is_found() => await Found(
        $"INSERT INTO audit_rows ({string.Join(", ", All)}, hash) SELECT {string.Join(", ", All).Replace("number", "90", StringComparison.Ordinal)}, hash FROM audit_rows WHERE number = 5", "exchange", "exchange.audit_rows", "n1/44");

    [Fact]
    public async Task Swapped_rows_are_both_found()
    {
        await house.Fresh();
        await house.Sql("exchange", "UPDATE audit_rows SET number = -1 WHERE number = 8");
        await house.Sql("exchange", "UPDATE audit_rows SET number = 8 WHERE number = 9");
        await house.Sql("exchange", "UPDATE audit_rows SET number = 9 WHERE number = -1");

        var report = await house.Verify();

        Assert.Equal(["n1/8", "n1/9"], report.Faults.Where(f => f.Table == "exchange.audit_rows").Select(f => f.Key));
    }

    [Fact]
    public async Task Entries_that_change_places_are_found()
    {
        await house.Fresh();
        await house.Sql("audit", "UPDATE entries SET seq = -1 WHERE seq = 8");
        await house.Sql("audit", "UPDATE entries SET seq = 8 WHERE seq = 9");
        await house.Sql("audit", "UPDATE entries SET seq = 9 WHERE seq = -1");

        var report = await house.Verify();

        Assert.Equal("audit.entries [n1/8] chain_hash", report.First!.Place);
        Assert.Equal(1, report.ExitCode);
    }

    [Fact]
    public async Task A_log_cut_back_to_an_earlier_checkpoint_contradicts_the_checkpoint_file_and_is_not_sealed_on()
    {
        await house.Fresh();
        await house.Sql("audit", "DELETE FROM entries WHERE seq >= 25");
        await house.Sql("audit", "DELETE FROM checkpoints WHERE size > 25");
        await house.Restart();

        var report = await house.Verify();

        Assert.Equal("audit.checkpoints [n1/30]", report.First!.Place);
        await Assert.ThrowsAsync<AuditFaultException>(house.Seal);
    }

    [Fact]
    public async Task A_checkpoint_file_that_is_cut_or_gone_is_found_and_not_written_anew()
    {
        await house.Fresh();
        var notes = await File.ReadAllTextAsync(house.LogFile);
        await File.WriteAllTextAsync(house.LogFile, notes[..notes.IndexOf("vanlang/n1\n25\n", StringComparison.Ordinal)]);
        await house.Restart();

        var cut = await house.Verify();
        await Assert.ThrowsAsync<AuditFaultException>(house.Seal);
        File.Delete(house.LogFile);
        var gone = await house.Verify();

        Assert.Equal("checkpoints/n1.log [n1/25]", cut.First!.Place);
        Assert.Equal("checkpoints/n1.log [n1/5]", gone.First!.Place);
        await Assert.ThrowsAsync<AuditFaultException>(house.Seal);
    }

    [Fact]
    public async Task A_crash_between_commit_and_file_is_healed()
    {
        await house.Fresh();
        var notes = await File.ReadAllTextAsync(house.LogFile);
        var last = notes.LastIndexOf("vanlang/n1\n", StringComparison.Ordinal);
        await File.WriteAllTextAsync(house.LogFile, notes[..(last + 30)]); // the last note torn in the middle
        await house.Restart();

        Assert.True((await house.Verify()).IsGood);
        await house.Seal();

        Assert.StartsWith(notes, await File.ReadAllTextAsync(house.LogFile));
        var report = await house.Verify();
        Assert.True(report.IsGood, report.ToText("en"));
    }

    [Fact]
    public async Task Openssl_verifies_a_note_by_itself()
    {
        await house.Fresh();
        var ring = house.Services.GetRequiredService<KeyRing>();
        await using var scope = house.Services.CreateAsyncScope();
        var checkpoint = await scope.ServiceProvider.GetRequiredService<AuditDb>().Checkpoints.OrderByDescending(c => c.Size).FirstAsync();
        var folder = Directory.CreateTempSubdirectory("vanlang-note-").FullName;
        var note = checkpoint.ToNote(ring.Current(KeyPurpose.Checkpoint).Public);
        var body = note[..(note.IndexOf("\n\n", StringComparison.Ordinal) + 1)];
        await File.WriteAllTextAsync(Path.Combine(folder, "body"), body);
        await File.WriteAllTextAsync(Path.Combine(folder, "key.pem"), ring.Current(KeyPurpose.Checkpoint).Public.ToPem());
        var signature = Convert.FromBase64String(note.TrimEnd('\n').Split(' ')[^1]);
        await File.WriteAllBytesAsync(Path.Combine(folder, "signature"), signature[4..]);

        using var openssl = Process.Start(new ProcessStartInfo("openssl", ["dgst", "-sha256", "-verify", "key.pem", "-signature", "signature", "body"]) { WorkingDirectory = folder, RedirectStandardOutput = true })!;
        await openssl.WaitForExitAsync();

        Assert.Equal(0, openssl.ExitCode);
        Assert.StartsWith("vanlang/n1\n40\n", body);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_row_that_was_bent_before_it_was_sealed_stops_the_sealer_of_its_module_only()
    {
        await house.Fresh();
        await house.Sql("exchange", "UPDATE audit_rows SET reason = 'khác' WHERE number = 34");
        await house.Write("organizations", 200);

        Assert.Equal(2, await house.Seal()); // row 33 of the tail, and the other module's
        var report = await house.Verify();

        Assert.Equal("exchange.audit_rows [n1/34]", report.First!.Place);
    }

    private static readonly string[] All = ["node", "number", "at", "actor_kind", "actor_id", "actor_name", "organization", "position", "action", "subject", "reason", "detail"];

    private async Task Found(string sql, string module, string table, string key)
    {
        await house.Fresh();
        Assert.NotEqual(0, await house.Sql(module, sql));

        var report = await house.Verify();

        Assert.Equal(1, report.ExitCode);
        Assert.Equal(table, report.First!.Table);
        Assert.Contains(report.Faults, f => f.Table == table && f.Key == key);
    }
}

public sealed class RollbackOnSqlite(SqliteHouse house) : RollbackTests(house), IClassFixture<SqliteHouse>
{
    private readonly SqliteHouse house = house;

    [Theory]
    [InlineData("exchange")]
    [InlineData("audit")]
    public async Task A_file_put_back_to_an_older_state_is_found(string module)
    {
        var folder = house.Database.DataFolder;
        var old = Path.Combine(folder, module + ".old");
        await house.Fresh();
        await using (await house.Stopped())
        {
            File.Copy(Path.Combine(folder, module + ".db"), old, overwrite: true);
        }

        await house.WriteLog(2, 0);
        Assert.True((await house.Verify()).IsGood);
        await using (await house.Stopped())
        {
            File.Move(Path.Combine(folder, module + ".db"), Path.Combine(folder, module + ".new"), overwrite: true);
            File.Copy(old, Path.Combine(folder, module + ".db"));
        }

        var report = await house.Verify();

        Assert.Equal(1, report.ExitCode);
        Assert.Equal(module == "audit" ? "audit.checkpoints" : "exchange.audit_rows", report.First!.Table);
        Assert.Contains(module == "audit" ? "rolled back" : "the row is gone", report.First.En);
        await using (await house.Stopped())
        {
            SqliteConnection.ClearAllPools();
            File.Move(Path.Combine(folder, module + ".new"), Path.Combine(folder, module + ".db"), overwrite: true);
            File.Delete(old);
        }
    }
}

public sealed class RollbackOnPostgres(PostgresHouse house) : RollbackTests(house), IClassFixture<PostgresHouse>;
