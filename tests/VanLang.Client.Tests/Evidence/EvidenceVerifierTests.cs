using System.IO.Compression;
using System.Text;
using System.Text.Json;
using VanLang.Client.Evidence;
using VanLang.Client.Tests.Agent;
using VanLang.Testing;

namespace VanLang.Client.Tests.Evidence;

/// <summary>An evidence of a running server, checked by the client without it.</summary>
public abstract class EvidenceVerifierTests(TestApp app)
{
    [Fact]
    public async Task Evidence_is_proved_and_the_report_says_of_what()
    {
        var (sent, zip) = await Evidence();

        var report = EvidenceVerifier.VerifyZip(new MemoryStream(zip), []);

        Assert.True(report.Proved, Said(report));
        Assert.False(report.Trusted);
        Assert.Equal((sent.GetProperty("packetId").GetGuid(), sent.GetProperty("documentId").GetString(), sent.GetProperty("digest").GetString()), (report.PacketId!.Value, report.DocumentId, report.Digest));
        Assert.Equal(["files", "receipt", "checkpoint", "rows", "growth", "records"], report.Steps.Select(s => s.Name));
        Assert.Equal((2, 1), (report.Deliveries, report.Statuses));
        Assert.Contains(report.Keys, k => k.StartsWith("receipt ", StringComparison.Ordinal));
        Assert.Contains(report.Keys, k => k.StartsWith("checkpoint ", StringComparison.Ordinal));
        Assert.All(report.Logs, l => Assert.True(l.Size > 0));
    }

    [Fact]
    public async Task A_changed_byte_in_any_file_is_found_and_the_file_is_named()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("VANLANG_EVIDENCE_SEED"), out var given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        var (_, zip) = await Evidence();
        var files = Unpack(zip);
        var changes = 0;
        foreach (var name in files.Keys.ToList())
        {
            var bytes = files[name];
            foreach (var place in Enumerable.Range(0, 12).Select(_ => random.Next(bytes.Length)).Append(0).Append(bytes.Length - 1).Distinct())
            {
                var bent = bytes.ToArray();
                bent[place] ^= (byte)(1 << random.Next(8));
                files[name] = bent;

                var report = EvidenceVerifier.VerifyZip(Pack(files), []);

                Assert.False(report.Proved, $"{name}, byte {place}, seed {seed}");
                Assert.True(report.Steps.Any(s => !s.Holds && s.File is not null), $"{name}, byte {place}: {Said(report)}, seed {seed}");
                changes++;
            }

            files[name] = bytes;
        }

        Assert.True(EvidenceVerifier.VerifyZip(Pack(files), []).Proved);
        Console.WriteLine($"FIGURE evidence {app.Kind}: {changes} changed bytes in {files.Count} files, all found by the client, seed {seed}");
    }

    [Fact]
    public async Task A_file_that_is_missing_added_or_there_twice_is_found()
    {
        var (_, zip) = await Evidence();
        foreach (var name in Unpack(zip).Keys)
        {
            var without = Unpack(zip);
            without.Remove(name);
            Assert.False(EvidenceVerifier.VerifyZip(Pack(without), []).Proved, name);
        }

        var more = Unpack(zip);
        more["proof/leaf-n1-9999.json"] = "{}"u8.ToArray();
        var added = EvidenceVerifier.VerifyZip(Pack(more), []);
        var twice = new MemoryStream();
        twice.Write(Pack(Unpack(zip)).ToArray());
        using (var archive = new ZipArchive(twice, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var second = archive.CreateEntry("packet.edxml").Open();
            second.Write("khác"u8);
        }

        twice.Position = 0;
        Assert.Contains(added.Steps, s => s.File == "proof/leaf-n1-9999.json" && s.Text == "the signed list does not know this file");
        Assert.Contains(EvidenceVerifier.VerifyZip(twice, []).Steps, s => s is { Holds: false, Text: "the name stands twice in the ZIP", File: "packet.edxml" });
    }

    [Fact]
    public async Task Whoever_signs_everything_anew_with_keys_of_his_own_is_found_by_who_kept_the_published_ones()
    {
        var (_, zip) = await Evidence();
        using var http = app.Anonymous();
        var published = Kids(await http.GetStringAsync("/.well-known/exchange-receipts.json")).Concat(Kids(await http.GetStringAsync("/api/audit/v1/keys"))).ToList();

        var trusted = EvidenceVerifier.VerifyZip(new MemoryStream(zip), published);
        var other = EvidenceVerifier.VerifyZip(new MemoryStream(zip), ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"]);

        Assert.True(trusted is { Proved: true, Trusted: true }, Said(trusted));
        Assert.False(other.Proved);
        Assert.Contains(other.Steps, s => s.Text == "the key is not one of those that you trust");
    }

    [Fact]
    public async Task A_packet_of_another_document_under_the_same_names_is_found()
    {
        var (_, one) = await Evidence();
        var (_, two) = await Evidence();
        foreach (var name in (string[])["packet.edxml", "receipt.jws", "statuses.json", "proof/packet.json", "checkpoint.txt"])
        {
            var mixed = Unpack(one);
            mixed[name] = Unpack(two)[name];
            Assert.False(EvidenceVerifier.VerifyZip(Pack(mixed), []).Proved, name);
        }

        // The signed list of the other evidence with it: the list holds, the proofs do not.
        var swapped = Unpack(two);
        swapped["receipt.jws"] = Unpack(one)["receipt.jws"];
        Assert.Contains(EvidenceVerifier.VerifyZip(Pack(swapped), []).Steps, s => s is { Name: "records", Holds: false, File: "receipt.jws" });
    }

    [Fact]
    public void What_is_no_evidence_is_said_to_be_none()
    {
        Assert.Throws<InvalidDataException>(() => EvidenceVerifier.VerifyZip(new MemoryStream("PK\u0003\u0004 nothing"u8.ToArray()), []));
        var empty = EvidenceVerifier.VerifyZip(Pack([]), []);
        Assert.False(empty.Proved);
        Assert.Contains(empty.Steps, s => s is { Name: "files", File: "SHA256SUMS", Text: "the file is missing" });
    }

    [Fact]
    public async Task The_agent_verifies_a_zip_or_its_folder_without_the_network_and_ends_with_its_code()
    {
        var (sent, _) = await Evidence();
        using var shell = new AgentShell(app, "G22");
        var fetched = await shell.Json("get", sent.GetProperty("packetId").GetString()!, "--evidence", "--to", shell.Folder);
        File.Move(fetched[0].GetProperty("path").GetString()!, shell.At("bang-chung.zip"));
        await ZipFile.ExtractToDirectoryAsync(shell.At("bang-chung.zip"), shell.At("bang-chung"));
        using (var http = app.Anonymous())
        {
            await File.WriteAllTextAsync(shell.At("receipts.json"), await http.GetStringAsync("/.well-known/exchange-receipts.json"));
            await File.WriteAllTextAsync(shell.At("audit.json"), await http.GetStringAsync("/api/audit/v1/keys"));
        }

        shell["VANLANG_URL"] = "http://127.0.0.1:9";
        shell["VANLANG_KEY"] = null;
        var plain = await shell.Run("verify", shell.At("bang-chung.zip"));
        var kept = await shell.Run("verify", shell.At("bang-chung"), "--keys", shell.At("receipts.json"), shell.At("audit.json"));
        var half = await shell.Run("verify", shell.At("bang-chung.zip"), "--keys", shell.At("receipts.json"));
        var json = await shell.Json("verify", shell.At("bang-chung.zip"));
        await File.AppendAllTextAsync(shell.At("bang-chung/statuses.json"), " ");
        var bent = await shell.Run("verify", shell.At("bang-chung"));
        var none = await shell.Run("verify", shell.At("khong-co.zip"));

        Assert.Equal((0, 0, 5, 5, 7), (plain.Code, kept.Code, half.Code, bent.Code, none.Code));
        Assert.StartsWith("The evidence is proved.", plain.Answers);
        Assert.Contains("compare the names above", plain.Notes);
        Assert.Equal("", kept.Notes);
        Assert.Contains("✗ files      statuses.json: the file was changed", bent.Answers);
        Assert.Contains("the key is not one of those that you trust", half.Answers);
        Assert.True(json.GetProperty("proved").GetBoolean());
        Assert.Equal(sent.GetProperty("documentId").GetString(), json.GetProperty("documentId").GetString());
    }

    private async Task<(JsonElement Sent, byte[] Zip)> Evidence()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        using var shell = new AgentShell(app, "G22");
        var pdf = shell.At("a.pdf");
        await File.WriteAllBytesAsync(pdf, Sending.Pdf().Bytes());
        var sent = await shell.Json([.. AgentCommandTests.Pack(pdf, Sending.NextNumber()), "--to", "H41,H26", "--send", "-o", shell.At("goi.edxml")]);
        var packet = sent.GetProperty("packetId").GetString();
        (await recipient.GetAsync($"/api/exchange/v1/packets/{packet}")).EnsureSuccessStatusCode(); // Its arrival is a status.
        return (sent, await sender.GetByteArrayAsync($"/api/exchange/v1/packets/{packet}/evidence"));
    }

    private static IEnumerable<string> Kids(string set) => JsonDocument.Parse(set).RootElement.GetProperty("keys").EnumerateArray().Select(k => k.GetProperty("kid").GetString()!);

    private static string Said(EvidenceReport report) => string.Join("; ", report.Steps.Select(s => $"{s.Name} {s.Holds} {s.File} {s.Text}"));

    private static Dictionary<string, byte[]> Unpack(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        return archive.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = e.Open();
            var bytes = new MemoryStream();
            content.CopyTo(bytes);
            return bytes.ToArray();
        });
    }

    private static MemoryStream Pack(Dictionary<string, byte[]> files)
    {
        var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, content) in files)
            {
                using var entry = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
                entry.Write(content);
            }
        }

        bytes.Position = 0;
        return bytes;
    }
}

public sealed class EvidenceVerifierOnSqlite(SqliteApp app) : EvidenceVerifierTests(app), IClassFixture<SqliteApp>;

public sealed class EvidenceVerifierOnPostgres(PostgresApp app) : EvidenceVerifierTests(app), IClassFixture<PostgresApp>;
