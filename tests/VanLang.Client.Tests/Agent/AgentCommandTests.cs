using VanLang.Testing;

namespace VanLang.Client.Tests.Agent;

/// <summary>The commands, from the shell's side: what they print, what they keep, and how they end.</summary>
public abstract class AgentCommandTests(TestApp app)
{
    [Fact]
    public async Task A_document_is_packed_sent_received_and_reported_on_from_the_command_line()
    {
        using var sender = new AgentShell(app, "G22");
        using var recipient = new AgentShell(app, "H41");
        var pdf = sender.At("công văn.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf("Công văn").Bytes());
        var number = Sending.NextNumber();

        var sent = await sender.Json([.. Pack(pdf, number), "--to", "H41,H26", "--send", "-o", sender.At("goi.edxml")]);
        var packet = sent.GetProperty("packetId").GetString()!;
        var item = (await recipient.Json("inbox", "--limit", "200")).GetProperty("items").EnumerateArray().Single(i => i.GetProperty("packetId").GetString() == packet);
        var delivery = item.GetProperty("deliveryId").GetString()!;
        var fetched = await recipient.Json("get", packet, "--files", "--to", recipient.At("in"));
        var whole = await recipient.Json("get", packet, "--to", recipient.At("in"));
        var acknowledged = await recipient.Json("ack", delivery);
        var reported = await recipient.Json("report", delivery, "03", "--staff", "Trần Thị Thư");
        var status = await sender.Json("status", packet);

        Assert.Equal($"G22,{TestClock.Start:yyyy/MM/dd},{number}/VPCP-TTĐT", sent.GetProperty("documentId").GetString()!.Replace("000.00.00.", "", StringComparison.Ordinal));
        Assert.Equal("Trích yếu thử", item.GetProperty("subject").GetString());
        Assert.Equal(await File.ReadAllBytesAsync(pdf), await File.ReadAllBytesAsync(recipient.At("in/công văn.pdf")));
        Assert.Equal("công văn.pdf", fetched[0].GetProperty("name").GetString());
        Assert.Equal(sent.GetProperty("digest").GetString(), whole[0].GetProperty("sha256").GetString());
        Assert.Equal(await File.ReadAllBytesAsync(sender.At("goi.edxml")), await File.ReadAllBytesAsync(recipient.At($"in/{packet}.edxml")));
        Assert.Equal("delivered", acknowledged.GetProperty("state").GetString());
        Assert.Equal("received", reported.GetProperty("state").GetString());
        Assert.Contains(status.EnumerateArray(), d => d.GetProperty("state").GetString() == "received" && d.GetProperty("timeline").EnumerateArray().Last().GetProperty("staff").GetProperty("name").GetString() == "Trần Thị Thư");
    }

    [Fact]
    public async Task The_same_command_again_sends_nothing_new()
    {
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        string[] command = [.. Pack(pdf, Sending.NextNumber()), "--to", "H41", "--send", "-o", shell.At("goi.edxml")];

        var first = await shell.Json(command);
        var second = await shell.Json(command);
        var third = await shell.Json("send", shell.At("goi.edxml"));

        Assert.Equal((true, false, false), (first.GetProperty("new").GetBoolean(), second.GetProperty("new").GetBoolean(), third.GetProperty("new").GetBoolean()));
        Assert.Equal(first.GetProperty("receipt").GetString(), second.GetProperty("receipt").GetString());
    }

    [Fact]
    public async Task A_receipt_is_kept_and_verifies_with_and_without_the_network()
    {
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        await shell.Json([.. Pack(pdf, Sending.NextNumber()), "--to", "H41", "--send", "-o", shell.At("goi.edxml")]);
        var receipt = shell.At("goi.edxml.receipt.json");
        using (var http = app.Anonymous())
        {
            await File.WriteAllTextAsync(shell.At("keys.json"), await http.GetStringAsync("/.well-known/exchange-receipts.json"));
        }

        var online = await shell.Run("verify", receipt, "--packet", shell.At("goi.edxml"));
        shell["VANLANG_URL"] = "http://127.0.0.1:9";
        shell["VANLANG_KEY"] = null;
        var offline = await shell.Run("verify", receipt, "--keys", shell.At("keys.json"));
        var away = await shell.Run("verify", receipt);
        await File.AppendAllTextAsync(shell.At("goi.edxml"), " ");
        var other = await shell.Run("verify", receipt, "--keys", shell.At("keys.json"), "--packet", shell.At("goi.edxml"));
        var text = await File.ReadAllTextAsync(receipt);
        await File.WriteAllTextAsync(receipt, text.Replace("\"receipt\": \"ey", "\"receipt\": \"ex", StringComparison.Ordinal));
        var bent = await shell.Run("verify", receipt, "--keys", shell.At("keys.json"));
        await File.WriteAllTextAsync(receipt, "{}");
        var none = await shell.Run("verify", receipt, "--keys", shell.At("keys.json"));

        Assert.Equal((0, 0, 4, 5, 5, 5), (online.Code, offline.Code, away.Code, other.Code, bent.Code, none.Code));
        Assert.StartsWith("The receipt holds.", online.Answers);
        Assert.Contains("CLI-0004", other.Notes);
        Assert.Contains("CLI-0003", bent.Notes);
        Assert.Equal("The file holds no receipt.", none.Notes.Trim());
    }

    [Fact]
    public async Task Each_failure_has_its_exit_code()
    {
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        await File.WriteAllTextAsync(shell.At("khong.edxml"), "<edXML/>");
        await File.WriteAllTextAsync(shell.At("key.json"), "{}");

        Assert.Equal(2, (await shell.Run("send")).Code);
        Assert.Equal(2, (await shell.Run("no-such-command")).Code);
        Assert.Equal(2, (await shell.Run("pack", "--pdf", pdf, "--to", "H41", "--subject", "x", "--number", "1")).Code);
        Assert.Equal(2, (await shell.Run("inbox", "--url", "not an address")).Code);
        Assert.Equal(2, (await shell.Run([.. Pack(pdf, "1"), "--to", "H41", "--priority", "5"])).Code);
        Assert.Equal(2, (await shell.Run([.. Pack(pdf, "1"), "--to", "H41", "--date", "24/11/2026"])).Code);
        Assert.Equal(3, (await shell.Run("send", shell.At("khong.edxml"))).Code);
        Assert.Equal(3, (await shell.Run([.. Pack(pdf, "1"), "--to", "Z99"])).Code);
        Assert.Equal(3, (await shell.Run("status", Guid.NewGuid().ToString())).Code);
        Assert.Equal(4, (await shell.Run("inbox", "--url", "http://127.0.0.1:9")).Code);
        Assert.Equal(7, (await shell.Run("send", shell.At("nothing.edxml"))).Code);
        Assert.Equal(7, (await shell.Run("inbox", "--key", shell.At("key.json"))).Code);
        Assert.Equal(7, (await shell.Run("inbox", "--config", shell.At("nothing.json"))).Code);
    }

    [Fact]
    public async Task A_refusal_is_said_in_words_and_as_JSON()
    {
        using var shell = new AgentShell(app, "H41");

        var text = await shell.Run("status", Guid.NewGuid().ToString());
        var json = await shell.Run("status", Guid.NewGuid().ToString(), "--json");

        Assert.Equal("EXC-0030: Không tìm thấy gói tin.", text.Notes.Trim());
        Assert.Equal("", text.Answers);
        Assert.Equal("EXC-0030", System.Text.Json.JsonDocument.Parse(json.Answers).RootElement.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task The_configuration_file_gives_what_hardly_changes()
    {
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        Directory.CreateDirectory(shell.At(".config/vanlang"));
        await File.WriteAllTextAsync(shell.At(".config/vanlang/agent.json"),
            $$"""{"url":"{{app.Address}}","key":"{{Sending.KeyFile(app.Database.DataFolder, "G22")}}","pack":{"notation":"VPCP-TH","signer":"Trần Văn A","position":"Chánh Văn phòng","place":"Hà Nội","staff":"Thư","department":"Vụ Hành chính"} }""");
        shell["VANLANG_URL"] = null;
        shell["VANLANG_KEY"] = null;

        var packed = await shell.Json("pack", "--pdf", pdf, "--to", "H41", "--subject", "V/v thử", "--number", "12", "-o", shell.At("goi.edxml"));

        Assert.EndsWith(",12/VPCP-TH", packed.GetProperty("documentId").GetString());
        var text = await File.ReadAllTextAsync(shell.At("goi.edxml"));
        Assert.Contains("Chánh Văn phòng", text);
        Assert.Contains("Ủy ban nhân dân tỉnh Nghệ An", text);
        Assert.Contains("Vụ Hành chính", text);
    }

    [Fact]
    public async Task Packing_needs_no_network_when_told_so()
    {
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        shell["VANLANG_URL"] = null;

        var packed = await shell.Run([.. Pack(pdf, "12"), "--to", "H41", "--to", "H26", "--offline", "-o", shell.At("goi.edxml")]);

        Assert.Equal(0, packed.Code);
        Assert.StartsWith(shell.At("goi.edxml"), packed.Answers);
    }

    internal static string[] Pack(string pdf, string number) =>
        ["pack", "--pdf", pdf, "--number", number, "--notation", "VPCP-TTĐT", "--subject", "Trích yếu thử", "--signer", "Nguyễn Văn Kiểm", "--position", "Cục trưởng", "--place", "Hà Nội"];
}

public sealed class AgentCommandsOnSqlite(SqliteApp app) : AgentCommandTests(app), IClassFixture<SqliteApp>;

public sealed class AgentCommandsOnPostgres(PostgresApp app) : AgentCommandTests(app), IClassFixture<PostgresApp>;
