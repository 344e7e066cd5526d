using System.Text.Json;
using VanLang.Agent.Watching;
using VanLang.Client.Tests.Agent;
using VanLang.Testing;

namespace VanLang.Client.Tests.Watching;

/// <summary>A drop folder between two agencies, pass by pass.</summary>
public abstract class WatchTests(TestApp app)
{
    [Fact]
    public async Task What_is_dropped_is_sent_with_its_receipt_and_comes_out_at_the_other_side()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H29");
        await Watch(recipient);
        var packet = Sending.Packet("G22", ["H29"]);
        var bytes = await Drop(sender, "a.edxml", packet);

        var first = await Watch(sender);
        var second = await Watch(recipient);

        Assert.Equal((0, 0), (first.Code, second.Code));
        Assert.Empty(Directory.GetFiles(sender.At("box/out")));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(sender.At("box/sent/a.edxml")));
        var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(sender.At("box/sent/a.edxml.receipt.json"))).RootElement;
        var id = receipt.GetProperty("packetId").GetString()!;
        Assert.Equal(bytes, await File.ReadAllBytesAsync(recipient.At($"box/in/{id}.edxml")));
        Assert.Equal(packet.EffectiveDocumentId, JsonDocument.Parse(await File.ReadAllTextAsync(recipient.At($"box/in/{id}.json"))).RootElement.GetProperty("documentId").GetString());
        Assert.Equal(0, (await sender.Run("verify", sender.At("box/sent/a.edxml.receipt.json"), "--packet", sender.At("box/sent/a.edxml"))).Code);
    }

    [Fact]
    public async Task What_was_taken_out_of_the_folder_does_not_come_again()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H29");
        await Drop(sender, "a.edxml", Sending.Packet("G22", ["H29"]));
        await Watch(sender);
        await Watch(recipient);
        Directory.Delete(recipient.At("box/in"), recursive: true);

        await Watch(recipient);

        Assert.Empty(Directory.GetFiles(recipient.At("box/in")));
    }

    [Fact]
    public async Task A_refused_file_is_put_aside_with_its_reason_and_the_others_go_on()
    {
        using var shell = new AgentShell(app, "G22");
        Directory.CreateDirectory(shell.At("box/out"));
        await File.WriteAllTextAsync(shell.At("box/out/a.edxml"), "<edXML/>");
        File.SetLastWriteTimeUtc(shell.At("box/out/a.edxml"), app.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
        await Drop(shell, "b.edxml", Sending.Packet("G22", ["H41"]));
        await Drop(shell, "c.edxml", Sending.Packet("G22", ["Z99"]));

        var ended = await Watch(shell);

        Assert.Equal(3, ended.Code);
        Assert.Equal(["a.edxml", "a.edxml.error.json", "c.edxml", "c.edxml.error.json"], Directory.GetFiles(shell.At("box/failed")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.True(File.Exists(shell.At("box/sent/b.edxml")));
        Assert.Equal("EXC-0004", JsonDocument.Parse(await File.ReadAllTextAsync(shell.At("box/failed/c.edxml.error.json"))).RootElement.GetProperty("code").GetString());
    }

    [Fact]
    public async Task Files_that_are_not_ready_wait_and_names_do_not_collide()
    {
        using var shell = new AgentShell(app, "G22");
        await Drop(shell, "a.edxml", Sending.Packet("G22", ["H41"]));
        await Watch(shell);
        await Drop(shell, "a.edxml", Sending.Packet("G22", ["H41"]));
        await File.WriteAllTextAsync(shell.At("box/out/.hidden.edxml"), "x");
        await File.WriteAllTextAsync(shell.At("box/out/note.txt"), "x");
        await File.WriteAllTextAsync(shell.At("box/out/fresh.edxml"), "x");
        File.SetLastWriteTimeUtc(shell.At("box/out/fresh.edxml"), app.Clock.GetUtcNow().UtcDateTime.AddHours(1));

        await Watch(shell);

        Assert.Equal([".hidden.edxml", "fresh.edxml", "note.txt"], Directory.GetFiles(shell.At("box/out")).Select(f => Path.GetFileName(f)!).Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.GetFiles(shell.At("box/sent"), "a*.edxml").Length);
        Assert.Equal(2, Directory.GetFiles(shell.At("box/sent"), "*.receipt.json").Length);
    }

    [Fact]
    public async Task An_exchange_that_is_away_leaves_the_files_where_they_are()
    {
        using var shell = new AgentShell(app, "G22");
        await Drop(shell, "a.edxml", Sending.Packet("G22", ["H41"]));
        shell["VANLANG_URL"] = "http://127.0.0.1:9";

        var ended = await Watch(shell);

        Assert.Equal(4, ended.Code);
        Assert.True(File.Exists(shell.At("box/out/a.edxml")));
    }

    [Fact]
    public async Task Two_agents_do_not_share_a_folder()
    {
        using var shell = new AgentShell(app, "G22");
        using var taken = DropFolder.Take(shell.At("box"));

        var ended = await Watch(shell);

        Assert.Equal((7, $"Another agent watches {shell.At("box")}."), (ended.Code, ended.Notes.Trim()));
    }

    [Fact]
    public async Task A_packet_that_was_staged_when_the_agent_died_is_published_once()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H17");
        await Watch(recipient);
        await Drop(sender, "a.edxml", Sending.Packet("G22", ["H17"]));
        await Watch(sender);
        var receipt = JsonDocument.Parse(await File.ReadAllTextAsync(sender.At("box/sent/a.edxml.receipt.json"))).RootElement;
        var (packet, delivery) = (receipt.GetProperty("packetId").GetGuid(), receipt.GetProperty("recipients")[0].GetProperty("deliveryId").GetGuid());
        await File.WriteAllTextAsync(recipient.At($"box/.vanlang/incoming/{packet}.edxml"), "staged before the kill");
        using (var journal = WatchJournal.At(recipient.At("box/.vanlang/journal.jsonl")))
        {
            journal.Note(delivery, packet, JournalState.Publishing);
        }

        await Watch(recipient);
        File.Delete(recipient.At($"box/in/{packet}.edxml"));
        await Watch(recipient);

        Assert.False(File.Exists(recipient.At($"box/in/{packet}.edxml")), "It came a second time.");
        using var after = WatchJournal.At(recipient.At("box/.vanlang/journal.jsonl"));
        Assert.Empty(after.Open);
    }

    private static Task<AgentShell.Ended> Watch(AgentShell shell) => shell.Run("watch", shell.At("box"), "--once", "--settle", "0");

    private async Task<byte[]> Drop(AgentShell shell, string name, Client.Packets.OutgoingPacket packet)
    {
        Directory.CreateDirectory(shell.At("box/out"));
        var bytes = await Sending.Write(packet);
        await File.WriteAllBytesAsync(shell.At("box/out/" + name), bytes);
        File.SetLastWriteTimeUtc(shell.At("box/out/" + name), app.Clock.GetUtcNow().UtcDateTime.AddMinutes(-1));
        return bytes;
    }
}

public sealed class WatchOnSqlite(SqliteApp app) : WatchTests(app), IClassFixture<SqliteApp>;

public sealed class WatchOnPostgres(PostgresApp app) : WatchTests(app), IClassFixture<PostgresApp>;
