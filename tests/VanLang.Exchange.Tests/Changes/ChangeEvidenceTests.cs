using System.Net;
using VanLang.Exchange.Tests.Api;
using VanLang.Exchange.Tests.Evidence;
using VanLang.Exchange.Tests.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>The sender's evidence of a recall and of an update, checked offline by the program in it.</summary>
public abstract class ChangeEvidenceTests(TestApp app)
{
    [Fact]
    public async Task The_statement_of_destruction_stands_in_the_evidence_and_is_proved()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var sent = await sender.Send(Agencies.Document("G22", ["H41"]));
        await recipient.Fetch(sent.Text("packetId"));
        using var recalled = await sender.Recall(sent.Text("packetId"));
        using var destroyed = await recipient.Destroy((await recalled.Json(HttpStatusCode.Created)).Delivery("H41"));
        await destroyed.Json(HttpStatusCode.OK);

        using var evidence = await EvidenceFolder.Fetch(app, sender, sent.Text("packetId"));

        var rows = Assert.Single(evidence.Json("statuses.json").GetProperty("deliveries").EnumerateArray()).GetProperty("statuses").EnumerateArray().ToList();
        var statement = Assert.Single(rows, r => r.Text("type") == "Destruction");
        Assert.Equal((sent.Text("digest"), "Trần Thị Thu"), (EvidenceFolder.Field(statement, "Digest"), EvidenceFolder.Field(statement, "DestroyedBy")));
        var (code, said) = await evidence.Verify();
        Assert.True(code == 0, said);
    }

    [Fact]
    public async Task Both_versions_have_evidence_after_the_recipient_agreed()
    {
        using var sender = await app.Api("G22");
        using var recipient = await app.Api("H41");
        var number = Agencies.NextNumber();
        var sent = await sender.Send(Agencies.Document("G22", ["H41"], number));
        await recipient.Fetch(sent.Text("packetId"));
        var update = await sender.Send(Events.Later(number, "2", "Bổ sung"));
        using var agreed = await recipient.Report(sent.Delivery("H41"), new { code = "15" });
        await agreed.Json(HttpStatusCode.OK);

        foreach (var id in new[] { sent.Text("packetId"), update.Text("packetId") })
        {
            using var evidence = await EvidenceFolder.Fetch(app, sender, id);
            var (code, said) = await evidence.Verify();
            Assert.True(code == 0, said);
        }
    }
}

public sealed class ChangeEvidenceOnSqlite(SqliteApp app) : ChangeEvidenceTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeEvidenceOnPostgres(PostgresApp app) : ChangeEvidenceTests(app), IClassFixture<PostgresApp>;
