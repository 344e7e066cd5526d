using VanLang.Data.Backup;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Exchange.Tests.Archives;

/// <summary>The verb as it is run, beside a server at work: killed at each of its steps, with and without a power cut, and run again.</summary>
public abstract class ArchiveKilledTests(TestApp app)
{
    private const string Before = "2021-12";

    [Theory]
    [InlineData("archive.written", "2021-02", "1")]
    [InlineData("archive.checked", "2021-03", "")]
    [InlineData("archive.named", "2021-04", "1")]
    [InlineData("archive.recorded", "2021-05", "")]
    [InlineData("archive.deleted", "2021-07", "1")]
    [InlineData("ingest.written", "2021-08", "")]
    [InlineData("ingest.committed", "2021-09", "")]
    public async Task Killed_at_a_step_it_loses_nothing_and_the_next_run_completes_it(string step, string month, string powerCut)
    {
        var packets = new[] { await app.Lay(month), await app.Lay(month) };
        await using var verb = ServerProcess.Node(app.Database, new Dictionary<string, string> { ["VANLANG_CRASH"] = step, ["VANLANG_POWER_CUT"] = powerCut });

        var (_, died) = await verb.Verb("archive", "--before", Before);
        Assert.Contains("CRASH " + step, died, StringComparison.Ordinal);
        foreach (var packet in packets)
        {
            Assert.Equal(packet.Packet.Digest, await app.Read(packet.Packet, "H41"));
        }

        var between = await app.Verify();
        Assert.True(between.IsGood, between.ToText("en"));

        verb.Set("VANLANG_CRASH", null);
        var (code, said) = await verb.Verb("archive", "--before", Before);
        Assert.True(code == 0, said);
        Assert.All(packets, p => Assert.False(app.Blobs().Exists(p.Packet.Digest)));
        foreach (var packet in packets)
        {
            Assert.Equal(packet.Packet.Digest, await app.Read(packet.Packet, "H41"));
        }

        var after = await app.Verify();
        Assert.True(after.IsGood, after.ToText("en"));
        Assert.Single(Directory.GetFiles(Path.GetDirectoryName(app.File("x"))!, $"exchange-{month}*.tar"));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(app.File("x"))!, "*.draft"));
    }

    [Fact]
    public async Task The_verb_tells_its_usage_and_refuses_with_code_and_both_sentences()
    {
        await using var verb = ServerProcess.Node(app.Database, new Dictionary<string, string>());

        var (usage, said) = await verb.Verb("archive");
        var (code, refused) = await verb.Verb("archive", "--before", "tháng trước");
        var (empty, nothing) = await verb.Verb("archive", "--before", "2020-06", "--dry-run");
        var (unknown, held) = await verb.Verb("archive", "--hold", "G22/x", "--reason", "Khiếu nại");

        var (ruled, rule) = await verb.Verb("archive", "--rule", "mười", "--from", "2027-01-01", "--basis", "Nghị định", "--note", "Nguồn");

        Assert.Equal((1, true), (ruled, rule.Contains("EXC-1311: ", StringComparison.Ordinal)));
        Assert.Equal((2, true), (usage, said.StartsWith("Usage: archive --before YYYY-MM [--dry-run]", StringComparison.Ordinal)));
        Assert.Equal(1, code);
        Assert.Contains("EXC-1301: \"tháng trước\" không phải là tháng dạng yyyy-MM.", refused, StringComparison.Ordinal);
        Assert.Contains("EXC-1301: \"tháng trước\" is not a month of the form yyyy-MM.", refused, StringComparison.Ordinal);
        Assert.Equal((0, true), (empty, nothing.Contains("No packet of that time is in the store.", StringComparison.Ordinal)));
        Assert.Equal((1, true), (unknown, held.Contains("EXC-1307: ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_backup_carries_the_archives_along_and_the_restored_place_reads_from_them()
    {
        var sent = await app.Lay("2021-10");
        Assert.Equal(1, (await app.ArchiveOf("2021-10"))!.Packets);
        var file = app.Database.DataFolder + ".archived.tar";
        await app.Services.GetRequiredService<TakeBackup>().Write(file, OldPackets.Operator, null, CancellationToken.None);
        var empty = await TestDatabase.Empty(app.Kind);
        await using var place = ServerProcess.Node(empty, new Dictionary<string, string>());

        var (code, said) = await place.Verb("restore", file);
        var (verified, report) = await place.Verb("verify");
        var archive = Path.Combine(empty.DataFolder, "archive", "exchange-2021-10.tar");
        Assert.True(code == 0, said);
        Assert.True(verified == 0, report);
        Assert.True(File.Exists(archive));

        // In a folder of its own it is found there, and missed when that folder is not said.
        var elsewhere = Directory.CreateDirectory(empty.DataFolder + ".tapes").FullName;
        foreach (var one in Directory.GetFiles(Path.GetDirectoryName(archive)!, "exchange-*"))
        {
            File.Move(one, Path.Combine(elsewhere, Path.GetFileName(one)));
        }

        var (missed, without) = await place.Verb("verify");
        place.Set("VANLANG_ARCHIVE", elsewhere);
        var (found, with) = await place.Verb("verify");
        Assert.Equal(1, missed);
        Assert.Contains("exchange.MonthArchive [exchange-2021-10.tar]: the archive of 2021-10 (1 packets, SHA-256 ", without, StringComparison.Ordinal);
        Assert.True(found == 0, with);
        Assert.Equal(sent.Packet.Digest, await app.Read(sent.Packet, "H41"));
        Directory.Delete(elsewhere, recursive: true);
        File.Delete(file);
        await empty.Drop();
    }
}

public sealed class ArchiveKilledOnSqlite(SqliteApp app) : ArchiveKilledTests(app), IClassFixture<SqliteApp>;

public sealed class ArchiveKilledOnPostgres(PostgresApp app) : ArchiveKilledTests(app), IClassFixture<PostgresApp>;
