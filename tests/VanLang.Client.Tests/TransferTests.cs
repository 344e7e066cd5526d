using VanLang.Testing;

namespace VanLang.Client.Tests;

/// <summary>Contents that come and go: whole, in pieces, and on from where they broke off.</summary>
public abstract class TransferTests(TestApp app)
{
    [Fact]
    public async Task Bytes_and_files_come_back_as_they_were_sent()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var pdf = Sending.Pdf("Tệp", 90_000, "Tệp có dấu cách.pdf");
        var packet = Sending.Packet("G22", ["H41"], pdf, Sending.Pdf("Hai", name: "hai.pdf"));
        var sent = await sender.SendAsync(packet);
        var folder = Directory.CreateTempSubdirectory("vanlang-client-").FullName;
        using var target = new MemoryStream();

        var (length, sha256) = await recipient.DownloadPacketAsync(sent.PacketId, target);
        var file = await recipient.DownloadPacketAsync(sent.PacketId, Path.Combine(folder, "goi.edxml"));
        var files = await recipient.AttachmentsAsync(sent.PacketId, folder);

        Assert.Equal(await Sending.Write(packet), target.ToArray());
        Assert.Equal((sent.Size, sent.Digest), (length, sha256));
        Assert.Equal(target.ToArray(), await File.ReadAllBytesAsync(file.Path));
        Assert.Equal(["Tệp có dấu cách.pdf", "hai.pdf"], files.Select(f => f.Name));
        Assert.Equal(pdf.Bytes(), await File.ReadAllBytesAsync(files[0].Path));
        Assert.Equal(["Tệp có dấu cách.pdf", "goi.edxml", "hai.pdf"], Directory.GetFiles(folder).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_download_that_was_broken_off_goes_on_and_a_stranger_s_part_is_begun_anew()
    {
        using var client = app.Client("G22");
        var sent = await client.SendAsync(Sending.Packet("G22", ["H41"], Sending.Pdf(padding: 200_000)));
        var folder = Directory.CreateTempSubdirectory("vanlang-client-").FullName;
        var path = Path.Combine(folder, "goi.edxml");
        using var whole = new MemoryStream();
        await client.DownloadPacketAsync(sent.PacketId, whole);

        await File.WriteAllBytesAsync(path + ".part", whole.ToArray()[..100_000]);
        await client.DownloadPacketAsync(sent.PacketId, path);
        var resumed = await File.ReadAllBytesAsync(path);
        await File.WriteAllBytesAsync(path + ".part", whole.ToArray());
        await client.DownloadPacketAsync(sent.PacketId, path);
        await File.WriteAllBytesAsync(path + ".part", new byte[100_000]);
        await Sending.Fails(ExchangeFailure.NotVerified, "CLI-0004", () => client.DownloadPacketAsync(sent.PacketId, path));
        await client.DownloadPacketAsync(sent.PacketId, path);

        Assert.Equal(whole.ToArray(), resumed);
        Assert.Equal(whole.ToArray(), await File.ReadAllBytesAsync(path));
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_large_file_goes_up_in_pieces_and_its_packet_has_the_same_bytes()
    {
        using var sender = app.Client("G22", change: o => o with { UploadAbove = 100_000, PieceBytes = 64 * 1024 });
        using var recipient = app.Client("H41");
        var large = Sending.Pdf("Bản vẽ", 700_000, "bản vẽ & <thuyết minh>.pdf");
        var packet = Sending.Packet("G22", ["H41"], Sending.Pdf("Công văn", name: "công văn.pdf"), large);
        var told = new List<TransferProgress>();
        var folder = Directory.CreateTempSubdirectory("vanlang-client-").FullName;

        var sent = await sender.SendAsync(packet, progress: new Told(told));
        var again = await sender.SendAsync(packet);
        var file = await recipient.AttachmentAsync(sent.PacketId, 2, folder);

        Assert.Equal(Sending.Sha256(await Sending.Write(packet)), sent.Digest);
        Assert.Equal(sent.Receipt, again.Receipt);
        Assert.Equal((large.Name, Sending.Sha256(large.Bytes())), (file.Name, file.Sha256));
        Assert.True(told.Count(t => t.What == large.Name) > 10);
        Assert.Equal(told.Max(t => t.Total), told.Max(t => t.Done));
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(app.Database.DataFolder, "uploads")), f => new FileInfo(f).Length == large.Bytes().Length);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_upload_goes_on_where_an_earlier_process_stopped()
    {
        using var first = app.Client("G22", change: o => o with { PieceBytes = 64 * 1024 });
        using var second = app.Client("G22", change: o => o with { PieceBytes = 64 * 1024 });
        var content = Sending.Pdf(padding: 500_000).Bytes();
        using var stop = new CancellationTokenSource();
        Uri? location = null;
        var steps = new List<TransferProgress>();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.UploadAsync(new MemoryStream(content), "a.pdf", begun: at => location = at, progress: new Told([], at => { if (at.Done > 200_000) { stop.Cancel(); } }), ct: stop.Token));
        var done = await second.UploadAsync(new MemoryStream(content), "a.pdf", location, progress: new Told(steps));
        var anew = await second.UploadAsync(new MemoryStream(content), "a.pdf", new Uri(app.Address, "/api/exchange/v1/uploads/" + Guid.NewGuid()));

        Assert.Equal((location, Sending.Sha256(content)), (done.Location, done.Sha256));
        Assert.True(steps[0].Done >= 200_000, "It began anew.");
        Assert.NotEqual(location, anew.Location);
        Assert.Equal(content.Length, anew.Length);
    }

    private sealed class Told(List<TransferProgress> told, Action<TransferProgress>? also = null) : IProgress<TransferProgress>
    {
        public void Report(TransferProgress value)
        {
            told.Add(value);
            also?.Invoke(value);
        }
    }
}

public sealed class TransfersOnSqlite(SqliteApp app) : TransferTests(app), IClassFixture<SqliteApp>;

public sealed class TransfersOnPostgres(PostgresApp app) : TransferTests(app), IClassFixture<PostgresApp>;
