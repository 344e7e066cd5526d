using System.Diagnostics;
using System.Security.Cryptography;
using VanLang.Client.Access;
using VanLang.Client.Packets;
using VanLang.Data;
using VanLang.Testing;
using VanLang.Testing.Databases;

namespace VanLang.Client.Tests.Faults;

/// <summary>
/// Row R17: a large file over a line that breaks twenty times, up and down again, with the same SHA-256 and flat memory at the server. 64 MB by
/// default, 2 GB with VANLANG_CHAOS=full.
/// </summary>
public abstract class LargeFileTests(DatabaseKind kind)
{
    private const int Cuts = 20;
    private const double MostMb = 200; // As R17 asks.
    private static readonly bool Full = Environment.GetEnvironmentVariable("VANLANG_CHAOS") == "full";
    private static readonly long Bytes = Full ? 2L << 30 : 64L << 20;

    [Fact]
    public async Task A_large_file_gets_through_twenty_cuts_with_flat_memory()
    {
        if (TestDatabase.Missing(kind) is { } missing)
        {
            Skip.Missing(missing);
        }

        var seed = Random.Shared.Next(1, 1_000_000);
        var folder = Directory.CreateTempSubdirectory("vanlang-large-").FullName;
        var path = Path.Combine(folder, "ban-ve.bin");
        await Fill(path, seed);
        await using var server = await ServerProcess.Start(await TestDatabase.Durable(kind));
        using (var warm = Sending.Client(server.Address, server.Database.DataFolder, "G22", TimeProvider.System))
        {
            await warm.SendAsync(Packet(Sending.Pdf()));
        }

        await using var line = new CuttingProxy(server.Address, Cuts, Bytes / 12, seed);
        using var sender = Client(line.Address, server.Database.DataFolder, "G22", out var own);
        using var recipient = Client(line.Address, server.Database.DataFolder, "H41", out var theirs);
        server.ForgetPeak();
        var before = server.ResidentMb;
        var watch = Stopwatch.StartNew();

        var sent = await sender.SendAsync(Packet(PacketFile.At(path)));
        var up = watch.Elapsed;
        var got = await recipient.AttachmentAsync(sent.PacketId, 1, Directory.CreateDirectory(Path.Combine(folder, "in")).FullName);

        var growth = server.PeakMb - before;
        Console.WriteLine($"FIGURE R17 {kind}: {Bytes >> 20} MB, {line.Cuts} cuts, up {up.TotalSeconds:0.0} s, down {(watch.Elapsed - up).TotalSeconds:0.0} s, server memory +{growth:0} MB, {sender.Repeats + recipient.Repeats} repeats, seed {seed}");
        await using (var original = File.OpenRead(path))
        {
            Assert.Equal(Convert.ToHexStringLower(await SHA256.HashDataAsync(original)), got.Sha256);
        }

        Assert.Equal(Bytes, got.Length);
        Assert.Equal(Cuts, line.Cuts);
        Assert.True(growth <= MostMb, $"The server grew by {growth:0} MB, at most {MostMb:0}.");
        own.Dispose();
        theirs.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private static OutgoingPacket Packet(PacketFile file) => Sending.Packet("G22", ["H41"], file) with { IssuedOn = DateOnly.FromDateTime(DateTime.UtcNow.AddHours(7)), MadeAt = DateTimeOffset.UtcNow };

    private static ExchangeClient Client(Uri address, string dataFolder, string code, out ExchangeCredentials credentials) => new(
        new ExchangeClientOptions { Address = address, Attempts = 40, FirstPause = TimeSpan.FromMilliseconds(20), LongestPause = TimeSpan.FromMilliseconds(300), PieceBytes = 2 * 1024 * 1024, Timeout = TimeSpan.FromMinutes(10) },
        credentials = ExchangeCredentials.FromFile(Sending.KeyFile(dataFolder, code)));

    private static async Task Fill(string path, int seed)
    {
        var random = new Random(seed);
        var piece = new byte[1 << 20];
        await using var file = File.Create(path);
        for (long done = 0; done < Bytes; done += piece.Length)
        {
            random.NextBytes(piece);
            await file.WriteAsync(piece);
        }
    }
}

public sealed class LargeFilesOnSqlite() : LargeFileTests(DatabaseKind.Sqlite);

public sealed class LargeFilesOnPostgres() : LargeFileTests(DatabaseKind.Postgres);
