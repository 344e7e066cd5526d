using System.IO.Compression;
using VanLang.Exchange.History;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.History;

/// <summary>
/// Row S2 at the import of registers: archives that are meant to harm are refused, and nothing is unpacked to the disk. That the same archives are refused as
/// attachments is tested by <see cref="AttachmentTests"/>.
/// </summary>
public abstract class HostileHistoryTests(TestApp app)
{
    [Fact]
    public async Task Every_hostile_archive_is_refused_and_little_is_written()
    {
        var archives = HostileArchives.Make().Where(a => PacketArchive.Is(a.Bytes)).DistinctBy(a => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(a.Bytes))).ToList();
        var faults = new List<string>();
        var before = Written();
        foreach (var archive in archives)
        {
            using var file = new MemoryStream(archive.Bytes);
            var content = await app.In((PacketArchive reader) => reader.Read(file, HistoricSide.Incoming, "H41", CancellationToken.None));
            if (content.Errors.Count == 0 || content.Rows.Count > 0)
            {
                faults.Add($"{archive}: taken");
            }
        }

        var written = Written() - before;
        Assert.True(archives.Count >= 50, $"{archives.Count} archives");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.True(written < 100_000_000, $"{written} bytes written");
        Console.WriteLine($"FIGURE S2 history {app.Kind}: {archives.Count} archives refused, {written / 1_000_000.0:f1} MB written by the whole process meanwhile; made by a fixed list, no seed");
    }

    [Fact]
    public async Task A_bomb_says_what_it_is_and_an_honest_archive_still_passes()
    {
        var bomb = HostileArchives.Make().First(a => a.Code == "EDX-0048");
        using var file = new MemoryStream(bomb.Bytes);
        var refused = await app.In((PacketArchive reader) => reader.Read(file, HistoricSide.Incoming, "H41", CancellationToken.None));
        using var honest = new MemoryStream(Zip(Agencies.Document("G22", ["H41"])));
        var taken = await app.In((PacketArchive reader) => reader.Read(honest, HistoricSide.Incoming, "H41", CancellationToken.None));

        var wrong = Assert.Single(refused.Errors).Error;
        Assert.Equal("EXC-0896", wrong.Code);
        Assert.StartsWith("Tệp \"ZIP\": ", wrong.Sentence("vi"), StringComparison.Ordinal);
        Assert.Single(taken.Rows);
        Assert.Empty(taken.Errors);
    }

    private static byte[] Zip(byte[] packet)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.edxml").Open();
            entry.Write(packet);
        }

        return bytes.ToArray();
    }

    /// <summary>Bytes that this process has handed to write calls, whichever file: more than the row asks for.</summary>
    private static long Written() => long.Parse(File.ReadLines("/proc/self/io").Single(l => l.StartsWith("wchar:", StringComparison.Ordinal))["wchar:".Length..], System.Globalization.CultureInfo.InvariantCulture);
}

public sealed class HostileHistoryOnSqlite(SqliteApp app) : HostileHistoryTests(app), IClassFixture<SqliteApp>;

public sealed class HostileHistoryOnPostgres(PostgresApp app) : HostileHistoryTests(app), IClassFixture<PostgresApp>;
