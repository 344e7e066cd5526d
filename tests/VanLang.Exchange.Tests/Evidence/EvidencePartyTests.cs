using System.Net;
using System.Security.Cryptography;
using VanLang.Data.Audit.Witnesses;
using VanLang.Exchange.Tests.Api;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Evidence;

/// <summary>Who may have the evidence of a packet, and what each may see of it.</summary>
public abstract class EvidencePartyTests(TestApp app)
{
    [Fact]
    public async Task A_recipient_sees_its_own_delivery_only_and_fetching_evidence_is_arrival()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41", "H17"]));

        using var evidence = await EvidenceFolder.Fetch(app, recipient, sent.Text("packetId"));

        var statuses = evidence.Json("statuses.json");
        Assert.Equal("recipient", statuses.Text("seenBy"));
        var own = Assert.Single(statuses.GetProperty("deliveries").EnumerateArray());
        Assert.Equal(("H41", "Delivered"), (own.Text("recipient"), own.Text("state")));
        Assert.Equal("01", EvidenceFolder.Field(Assert.Single(own.GetProperty("statuses").EnumerateArray()), "Code"));
        var (code, said) = await evidence.Verify();
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task A_witness_that_cosigned_stands_in_the_evidence_and_is_checked()
    {
        using var sender = await app.Api("G22");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var witness = Agencies.Ok(await app.In<RegisterWitness, Result<Witness>>(r => r.Handle(new RegisterWitness.Input("nghean.gov.vn", key.ExportSubjectPublicKeyInfoPem()), Actor.Platform("Quản trị"), CancellationToken.None)));
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");
        using var before = await EvidenceFolder.Fetch(app, sender, id);
        var note = CosignedNote.Parse(await File.ReadAllTextAsync(before.At("checkpoint.txt")))!;
        var line = CosignedNote.Line(witness.Name, witness.Key, 1_795_000_000, key.SignData(CosignedNote.Message(note.Body, 1_795_000_000), HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        Agencies.Ok(await app.In<TakeCosignature, Result<Cosignature>>(t => t.Handle(note.Body + "\n" + line, CancellationToken.None)));

        using var after = await EvidenceFolder.Fetch(app, sender, id);
        var (code, said) = await after.Verify();
        await File.WriteAllTextAsync(after.At($"keys/witness-{witness.Kid}.pem"), (await File.ReadAllTextAsync(after.At(after.Names.Single(n => n.StartsWith("keys/checkpoint-", StringComparison.Ordinal))))));
        var exchanged = await after.Verify();

        Assert.Equal(await File.ReadAllTextAsync(before.At("checkpoint.txt")) + line, await File.ReadAllTextAsync(after.At("checkpoint.txt")));
        Assert.True(code == 0, said);
        Assert.Contains("key witness " + witness.Kid, said);
        Assert.NotEqual(0, exchanged.Code);
    }

    [Fact]
    public async Task Strangers_to_a_packet_learn_nothing()
    {
        using var sender = await app.Api("G22");
        using var stranger = await app.Api("G12");
        using var nobody = app.Anonymous();
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");

        using var refused = await stranger.GetAsync($"{Calls.Packets}/{id}/evidence");
        using var unknown = await sender.GetAsync($"{Calls.Packets}/019a0000-0000-7000-8000-000000000000/evidence");
        using var unsigned = await nobody.GetAsync($"{Calls.Packets}/{id}/evidence");

        await refused.Refused(HttpStatusCode.NotFound, "EXC-0030", "Không tìm thấy gói tin.");
        await unknown.Refused(HttpStatusCode.NotFound, "EXC-0030", "Không tìm thấy gói tin.");
        Assert.Equal(HttpStatusCode.Unauthorized, unsigned.StatusCode);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("999999999")]
    public async Task A_size_that_the_log_never_had_is_refused(string since)
    {
        using var sender = await app.Api("G22");
        var id = (await sender.Send(Agencies.Document("G22", ["H41"]))).Text("packetId");
        using var evidence = await EvidenceFolder.Fetch(app, sender, id);

        using var answer = await sender.GetAsync($"{Calls.Packets}/{id}/evidence?since={since}");

        await answer.Refused(HttpStatusCode.UnprocessableEntity, "EXC-0701", $"since phải từ 1 đến {evidence.Checkpoint.Size}, kích thước hiện tại của nhật ký.");
    }

    [Fact]
    public async Task The_packet_page_offers_the_evidence_to_people()
    {
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H41"]));
        using var clerk = await app.SignIn("vanthu.g22");

        var page = await clerk.Get($"/exchange/packets/{sent.Packet.Id.Value}");
        var href = page.Document.QuerySelectorAll("a").Single(a => a.TextContent.Trim() == "Tải bằng chứng").GetAttribute("href");
        var answer = await clerk.Send(new HttpRequestMessage(HttpMethod.Get, href));

        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"/exchange/packets/{sent.Packet.Id.Value}/evidence.zip", href);
    }
}

public sealed class EvidencePartyOnSqlite(SqliteApp app) : EvidencePartyTests(app), IClassFixture<SqliteApp>;

public sealed class EvidencePartyOnPostgres(PostgresApp app) : EvidencePartyTests(app), IClassFixture<PostgresApp>;
