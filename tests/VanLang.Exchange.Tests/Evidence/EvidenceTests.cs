using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit.Merkle;
using VanLang.Data.Keys;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Evidence;

/// <summary>What a party to a packet can show to a stranger who has no access to the platform and no reason to believe it.</summary>
public abstract class EvidenceTests(TestApp app, ITestOutputHelper output)
{
    [Fact]
    public async Task Evidence_of_a_fresh_packet_is_proved_offline_by_the_program_it_carries()
    {
        using var sender = await app.Api("G22");
        var packet = Agencies.Document("G22", ["H41", "H17"]);
        var sent = await sender.Send(packet);
        var watch = Stopwatch.StartNew();

        using var evidence = await Evidence(sender, sent.Text("packetId"));
        output.WriteLine($"Sealed and answered {watch.ElapsedMilliseconds} ms after the receipt.");
        var (code, said) = await evidence.Verify();

        Assert.True(code == 0, said);
        Assert.Contains("ĐÚNG / PROVED: " + sent.Text("documentId"), said);
        Assert.Equal(packet, await File.ReadAllBytesAsync(evidence.At("packet.edxml")));
        Assert.Equal(sent.Text("receipt"), await File.ReadAllTextAsync(evidence.At("receipt.jws")));
        Assert.Equal(2, evidence.Json("statuses.json").GetProperty("deliveries").GetArrayLength());
        Assert.Superset(new HashSet<string> { "README.md", "packet.edxml", "receipt.jws", "statuses.json", "proof/packet.json", "checkpoint.txt", "verify.py", "SHA256SUMS", "SHA256SUMS.sig", "keys/receipt.jwks.json", "keys/checkpoint.jwks.json" }, evidence.Names.ToHashSet());
        Assert.InRange(File.ReadAllLines(evidence.Script).Length, 1, 60);
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 20); // The target is two seconds; other builds share the machine.
    }

    [Fact]
    public async Task The_keys_of_the_evidence_are_the_published_ones_and_a_reader_may_insist_on_them()
    {
        using var sender = await app.Api("G22");
        using var evidence = await Evidence(sender, (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId"));
        using var stranger = app.Anonymous();
        var published = (await Kids(stranger, "/.well-known/exchange-receipts.json")).Concat(await Kids(stranger, "/api/audit/v1/keys")).ToList();

        var insisting = await evidence.Verify(published);
        var other = await evidence.Verify("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");

        Assert.Subset(published.ToHashSet(), evidence.Kids.ToHashSet());
        Assert.True(insisting.Code == 0, insisting.Said);
        Assert.NotEqual(0, other.Code);
        Assert.Contains("not one of the keys that you trust", other.Said);
    }

    [Fact]
    public async Task A_changed_byte_in_any_file_is_found()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("VANLANG_EVIDENCE_SEED"), out var given) ? given : Random.Shared.Next();
        var random = new Random(seed);
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        (await recipient.PostAsync($"/api/exchange/v1/inbox/{Delivery(sent)}/ack", null)).EnsureSuccessStatusCode();
        using var evidence = await Evidence(sender, sent.Text("packetId"));
        var changes = 0;

        foreach (var name in evidence.Names)
        {
            var bytes = await File.ReadAllBytesAsync(evidence.At(name));
            foreach (var place in Enumerable.Range(0, 3).Select(_ => random.Next(bytes.Length)).Append(0).Append(bytes.Length - 1).Distinct())
            {
                var bent = bytes.ToArray();
                bent[place] ^= (byte)(1 << random.Next(8));
                await File.WriteAllBytesAsync(evidence.At(name), bent);

                var (code, said) = await evidence.Verify();

                Assert.True(code != 0, $"{name}, byte {place}, seed {seed}: {said}");
                changes++;
            }

            await File.WriteAllBytesAsync(evidence.At(name), bytes);
        }

        output.WriteLine($"{app.Kind}: {changes} changed bytes in {evidence.Names.Count} files, all found; seed {seed}.");
        var whole = await evidence.Verify();
        Assert.True(whole.Code == 0, whole.Said);
    }

    [Fact]
    public async Task The_commands_of_the_readme_do_what_it_says()
    {
        using var sender = await app.Api("G22");
        using var evidence = await Evidence(sender, (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId"));
        var blocks = (await File.ReadAllTextAsync(evidence.At("README.md"))).Split("```");
        var commands = string.Join('\n', blocks.Where((_, i) => i % 2 == 1));

        var (code, said) = await evidence.Bash(commands);

        Assert.True(code == 0, said);
        Assert.Contains("ĐÚNG / PROVED", said);
        Assert.Equal(3, said.Split("Verified OK").Length - 1);
        Assert.Contains("packet.edxml: OK", said);
        Assert.Contains($"\"digest\":\"{Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(evidence.At("packet.edxml"))))}\"", said);
    }

    [Fact]
    public async Task A_file_that_is_missing_or_added_is_found()
    {
        using var sender = await app.Api("G22");
        using var evidence = await Evidence(sender, (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId"));
        await File.WriteAllTextAsync(evidence.At("proof/leaf-n1-9999.json"), "{}");

        var added = await evidence.Verify();
        File.Delete(evidence.At("proof/leaf-n1-9999.json"));
        File.Delete(evidence.At("packet.edxml"));
        var missing = await evidence.Verify();

        Assert.Equal((1, "KHÔNG ĐÚNG / NOT PROVED: proof/leaf-n1-9999.json\n"), added);
        Assert.Equal((1, "KHÔNG ĐÚNG / NOT PROVED: packet.edxml\n"), missing);
    }

    [Fact]
    public async Task Digests_signed_anew_by_a_thief_do_not_make_a_changed_status_true()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        (await recipient.PostAsync($"/api/exchange/v1/inbox/{Delivery(sent)}/ack", null)).EnsureSuccessStatusCode();
        using var evidence = await Evidence(sender, sent.Text("packetId"));
        var key = app.Services.GetRequiredService<KeyRing>().Current(KeyPurpose.Receipt);

        // The thief holds the receipt key, not the log: the status says another time, and the list of digests fits again.
        var text = await File.ReadAllTextAsync(evidence.At("statuses.json"));
        await Resign("statuses.json", text.Replace("\"Delivered\"", "\"Registered\"", StringComparison.Ordinal));
        var outside = await evidence.Verify();
        await Resign("statuses.json", text.Replace("\"01\"", "\"03\"", StringComparison.Ordinal));
        var inside = await evidence.Verify();

        Assert.NotEqual(0, inside.Code);
        Assert.Contains("NOT PROVED: DeliveryStatus/H41/", inside.Said);
        Assert.NotEqual(0, outside.Code); // The same state stands in the delivery's own record.

        async Task Resign(string name, string content)
        {
            await File.WriteAllTextAsync(evidence.At(name), content);
            var sums = (await File.ReadAllLinesAsync(evidence.At("SHA256SUMS"))).Select(l => l.EndsWith("  " + name, StringComparison.Ordinal) ? $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)))}  {name}" : l);
            var list = Encoding.UTF8.GetBytes(string.Join('\n', sums) + "\n");
            await File.WriteAllBytesAsync(evidence.At("SHA256SUMS"), list);
            await File.WriteAllBytesAsync(evidence.At("SHA256SUMS.sig"), key.SignDer(list));
        }
    }

    [Fact]
    public async Task A_later_status_stands_in_new_evidence_which_joins_the_earlier_one()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        using var before = await Evidence(sender, sent.Text("packetId"));
        (await recipient.PostAsync($"/api/exchange/v1/inbox/{Delivery(sent)}/ack", null)).EnsureSuccessStatusCode();
        using (var registered = await recipient.PostAsJsonAsync($"/api/exchange/v1/inbox/{Delivery(sent)}/status", new { code = "03", staff = new { name = "Trần Thị Thư" } }))
        {
            await registered.Json(HttpStatusCode.OK);
        }

        using var after = await Evidence(sender, sent.Text("packetId"));
        using var asked = await Evidence(sender, sent.Text("packetId"), $"?since={before.Checkpoint.Size}");

        Assert.Empty(before.Json("statuses.json").GetProperty("deliveries")[0].GetProperty("statuses").EnumerateArray());
        Assert.Equal(["01", "03"], after.Json("statuses.json").GetProperty("deliveries")[0].GetProperty("statuses").EnumerateArray().Select(s => EvidenceFolder.Field(s, "Code")));
        Assert.True(after.Checkpoint.Size > before.Checkpoint.Size);
        foreach (var later in new[] { after, asked })
        {
            var (code, said) = await later.Verify();
            Assert.True(code == 0, said);
            var growth = later.Json($"proof/growth-n1-{before.Checkpoint.Size}-{later.Checkpoint.Size}.json");
            Assert.True(MerkleTree.VerifyConsistency(before.Checkpoint.Size, before.Checkpoint.Root, later.Checkpoint.Size, later.Checkpoint.Root, [.. growth.GetProperty("path").EnumerateArray().Select(p => p.GetBytesFromBase64())]));
            Assert.Equal(await File.ReadAllTextAsync(before.At("checkpoint.txt")), growth.GetProperty("fromNote").GetString());
        }
    }

    [Fact]
    public async Task A_status_reported_by_packet_is_proved_by_the_acceptance_of_that_packet()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H41"]));
        var shape = new Edxml.PacketShape();
        var status = Edxml.PacketText.Status("H41", "G22", sent.Packet.DocumentId, "03", "Đã tiếp nhận", new DateOnly(2026, 11, 24), shape).Write(shape);
        var reported = await app.Deliver("H41", status);
        using var sender = await app.Api("G22");

        using var evidence = await Evidence(sender, sent.Packet.Id.Value.ToString());

        var delivery = evidence.Json("statuses.json").GetProperty("deliveries")[0];
        var entry = delivery.GetProperty("statuses").EnumerateArray().Single(s => EvidenceFolder.Field(s, "Code") == "03");
        var leaf = evidence.Json(entry.Text("proof")).GetProperty("row").EnumerateArray().ToDictionary(f => f[0].GetString()!, f => f[2]);
        Assert.Equal(reported.Packet.Id.Value.ToString(), leaf["subject"].GetString());
        var (code, said) = await evidence.Verify();
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task The_same_question_gets_the_same_files()
    {
        using var sender = await app.Api("G22");
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");

        using var first = await Evidence(sender, id);
        await sender.Send(Agencies.Document("G22", ["H17"])); // the log grows
        await Task.Delay(1500);
        using var second = await Evidence(sender, id);

        Assert.Equal(first.Names, second.Names);
        foreach (var name in first.Names.Where(n => n != "SHA256SUMS.sig")) // ECDSA signatures are random
        {
            var (one, two) = (await File.ReadAllBytesAsync(first.At(name)), await File.ReadAllBytesAsync(second.At(name)));
            Assert.True(one.AsSpan().SequenceEqual(two), name);
        }
    }

    private Task<EvidenceFolder> Evidence(HttpClient client, string packet, string query = "") => EvidenceFolder.Fetch(app, client, packet, query);

    private static string Delivery(JsonElement sent) => sent.GetProperty("recipients")[0].Text("deliveryId");

    private static async Task<IEnumerable<string>> Kids(HttpClient client, string url) =>
        (await client.Get(url)).GetProperty("keys").EnumerateArray().Select(k => k.Text("kid"));
}

public sealed class EvidenceOnSqlite(SqliteApp app, ITestOutputHelper output) : EvidenceTests(app, output), IClassFixture<SqliteApp>;

public sealed class EvidenceOnPostgres(PostgresApp app, ITestOutputHelper output) : EvidenceTests(app, output), IClassFixture<PostgresApp>;
