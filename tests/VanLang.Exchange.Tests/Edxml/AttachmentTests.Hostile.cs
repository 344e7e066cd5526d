namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Row S2 at the attachments of a packet.</summary>
public sealed partial class AttachmentTests
{
    [Fact]
    public async Task Every_hostile_archive_is_refused_by_its_code_before_anything_large_is_written()
    {
        var archives = HostileArchives.Make().ToList();
        var faults = new List<string>();
        var most = 0L;
        foreach (var archive in archives)
        {
            var written = new CountingSink();
            var result = await Reading.ReadAsync(Packet(new PacketFile(archive.FileName, archive.Bytes, "application/zip")).Write(Raw), written.Sink);
            if (result.IsOk || result.Error.Code != archive.Code || written.Bytes > 100_000_000)
            {
                faults.Add($"{archive}: {(result.IsOk ? "accepted" : result.Error.Code)} instead of {archive.Code}, {written.Bytes} bytes written");
            }

            most = Math.Max(most, written.Bytes);
        }

        Assert.True(archives.Count >= 50, $"{archives.Count} archives");
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Console.WriteLine($"FIGURE S2 attachments: {archives.Count} archives refused, at most {most / 1_000_000.0:f1} MB written for one; made by a fixed list, no seed");
    }
}
