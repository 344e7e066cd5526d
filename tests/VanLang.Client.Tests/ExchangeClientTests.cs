using System.Text;
using VanLang.Client.Access;
using VanLang.Client.Packets;
using VanLang.Testing;

namespace VanLang.Client.Tests;

/// <summary>The whole way of a document, by the library alone, against the real server.</summary>
public abstract class ExchangeClientTests(TestApp app)
{
    [Fact]
    public async Task A_document_goes_from_one_agency_to_two_others()
    {
        using var sender = app.Client("G22");
        using var recipient = app.Client("H41");
        var pdf = Sending.Pdf("Quyết định", 5000, "Quyết định số 12.pdf");
        var packet = Sending.Packet("G22", ["H41", "H26"], pdf, Sending.Pdf("Phụ lục", 100, "phụ lục.pdf"));

        var sent = await sender.SendAsync(packet);
        var item = await Find(recipient, sent.PacketId);
        var acknowledged = await recipient.AcknowledgeAsync(item.DeliveryId);
        var registered = await recipient.ReportStatusAsync(item.DeliveryId, "03", staff: new StatusStaff("Văn phòng", "Trần Thị Thư"));
        var progress = await sender.DeliveriesAsync(sent.PacketId);

        Assert.True(sent.New);
        Assert.Equal(("document", packet.EffectiveDocumentId, Sending.Sha256(await Sending.Write(packet))), (sent.Kind, sent.DocumentId, sent.Digest));
        Assert.Equal(["000.00.00.H26", "000.00.00.H41"], sent.Recipients.Select(r => r.OrganId).Order());
        Assert.Equal(sent.Digest, sent.Proof!.Digest);
        Assert.Equal(sent.Position, sent.Proof.Position);
        Assert.Equal((packet.Subject, "G22", "document"), (item.Subject, item.From, item.Kind));
        Assert.Equal("delivered", acknowledged.State);
        Assert.Equal((true, "received"), (registered.Applied, registered.State));
        var own = progress.Single(p => p.DeliveryId == item.DeliveryId);
        Assert.Equal(("received", "Trần Thị Thư"), (own.State, own.Timeline[^1].Staff!.Name));
        Assert.Equal("queued", progress.Single(p => p.DeliveryId != item.DeliveryId).State);
        Assert.Equal(0, sender.Repeats);
    }

    [Fact]
    public async Task The_same_document_again_gives_the_same_receipt_and_another_one_is_refused()
    {
        using var client = app.Client("G22");
        var packet = Sending.Packet("G22", ["H41"]);

        var first = await client.SendAsync(packet);
        var again = await client.SendAsync(packet);
        var streamed = await client.SendAsync(new MemoryStream(await Sending.Write(packet)));
        var other = await Sending.Fails(ExchangeFailure.Refused, "EXC-0020", () => client.SendAsync(packet with { Subject = "V/v khác" }));

        Assert.Equal((first.Receipt, false), (again.Receipt, again.New));
        Assert.Equal(first.Receipt, streamed.Receipt);
        Assert.Equal(409, other.Status);
        Assert.Equal($"Văn bản \"{packet.EffectiveDocumentId}\" của cơ quan này đã được gửi với nội dung khác.", other.Message);
    }

    [Fact]
    public async Task What_is_wrong_in_a_packet_is_named_with_its_place()
    {
        using var client = app.Client("G22");
        var text = Encoding.UTF8.GetString(await Sending.Write(Sending.Packet("G22", ["H41"]))).Replace("<edXML:PromulgationDate>2026/11/24", "<edXML:PromulgationDate>2026/99/24", StringComparison.Ordinal);

        var refused = await Sending.Fails(ExchangeFailure.Refused, "EDX-0024", () => client.SendAsync(new MemoryStream(Encoding.UTF8.GetBytes(text))));

        var error = refused.Errors.Single(e => e.Code == "EDX-0024");
        Assert.True(error.Line > 0 && error.Column > 0);
        Assert.EndsWith("PromulgationDate", error.Path);
        Assert.Equal(422, refused.Status);
    }

    [Fact]
    public async Task A_stream_that_cannot_seek_is_sent_too()
    {
        using var client = app.Client("G22");
        var bytes = await Sending.Write(Sending.Packet("G22", ["H41"]));

        var sent = await client.SendAsync(new OneWay(bytes));

        Assert.Equal(Sending.Sha256(bytes), sent.Digest);
    }

    [Fact]
    public async Task The_inbox_is_read_by_its_cursor_and_waits_for_news()
    {
        using var sender = app.Client("G12");
        using var recipient = app.Client("H29");
        var before = await recipient.InboxPageAsync(limit: 200, all: true);
        while (before.Items.Count > 0)
        {
            before = await recipient.InboxPageAsync(before.Next, limit: 200, all: true);
        }

        using var enough = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var waiting = Task.Run(async () =>
        {
            var got = new List<Guid>();
            await foreach (var item in recipient.InboxAsync(before.Next, follow: true, ct: enough.Token))
            {
                got.Add(item.PacketId);
                if (got.Count == 3)
                {
                    break;
                }
            }

            return got;
        });
        var sent = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            sent.Add((await sender.SendAsync(Sending.Packet("G12", ["H29"]))).PacketId);
        }

        Assert.Equal(sent, await waiting);
        var finite = new List<InboxItem>();
        await foreach (var item in recipient.InboxAsync(before.Next))
        {
            finite.Add(item);
        }

        Assert.Equal(sent, finite.Select(i => i.PacketId));
    }

    [Fact]
    public async Task The_outbox_lists_what_was_sent()
    {
        using var client = app.Client("G15");
        var packet = Sending.Packet("G15", ["H41"]);
        var sent = await client.SendAsync(packet);
        var items = new List<OutboxItem>();

        for (var page = await client.OutboxAsync(limit: 200); page.Items.Count > 0; page = await client.OutboxAsync(page.Next, 200))
        {
            items.AddRange(page.Items);
        }

        Assert.Equal((packet.Number, packet.Notation, sent.Digest, 1), items.Where(i => i.PacketId == sent.PacketId).Select(i => (i.Number, i.Notation, i.Digest, i.Recipients)).Single());
    }

    [Fact]
    public async Task Refusals_bear_the_code_of_the_exchange()
    {
        using var client = app.Client("G22");
        using var stranger = app.Client("H17");
        var sent = await client.SendAsync(Sending.Packet("G22", ["H41"]));

        await Sending.Fails(ExchangeFailure.Refused, "EXC-0030", () => stranger.DeliveriesAsync(sent.PacketId));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0030", () => stranger.DownloadPacketAsync(sent.PacketId, Stream.Null));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0032", () => client.AttachmentAsync(sent.PacketId, 9, Path.GetTempPath()));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0031", () => stranger.AcknowledgeAsync(sent.Recipients[0].DeliveryId));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0002", () => stranger.SendAsync(Sending.Packet("G22", ["H41"])));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0004", () => client.SendAsync(Sending.Packet("G22", ["Z99"])));
        using var recipient = app.Client("H41");
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0041", () => recipient.ReportStatusAsync(sent.Recipients[0].DeliveryId, "02"));
        await Sending.Fails(ExchangeFailure.Refused, "EXC-0040", () => recipient.ReportStatusAsync(sent.Recipients[0].DeliveryId, "99"));
    }

    [Fact]
    public async Task A_key_that_the_exchange_does_not_know_gets_no_token()
    {
        var known = DemoClient.Read(app.Database.DataFolder, "G22");
        using var key = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        using var credentials = ExchangeCredentials.Create(known.ClientId, known.OrganId, key.ExportPkcs8PrivateKeyPem());
        using var client = new ExchangeClient(new ExchangeClientOptions { Address = app.Address, Time = app.Clock }, credentials);

        var refused = await Sending.Fails(ExchangeFailure.NotAuthorized, "CLI-0005", () => client.OutboxAsync());

        Assert.StartsWith("The exchange gives no token: ", refused.Message);
    }

    [Fact]
    public async Task A_receipt_verifies_again_later_and_without_the_network()
    {
        using var client = app.Client("G22");
        var sent = await client.SendAsync(Sending.Packet("G22", ["H41"]));

        var online = await client.VerifyReceiptAsync(sent.Receipt);
        var offline = Client.Receipts.ReceiptKeys.Parse(await client.ReceiptKeysAsync()).Verify(sent.Receipt);

        Assert.Equal((sent.PacketId, sent.Digest, sent.DocumentId), (online.PacketId, online.Digest, online.DocumentId));
        Assert.Equal(online.Position, offline.Position);
        Assert.Equal(online.Recipients, offline.Recipients);
    }

    [Fact]
    public async Task The_directory_is_asked_by_any_code()
    {
        using var client = app.Client("G22");

        Assert.Equal("H41", (await client.FindOrganizationAsync("000.00.00.H41"))!.Code);
        Assert.Contains("Nghệ An", (await client.FindOrganizationAsync("H41"))!.Name);
        Assert.Null(await client.FindOrganizationAsync("Z99"));
    }

    [Fact]
    public async Task A_recall_names_its_document_and_is_an_event_of_it()
    {
        using var client = app.Client("G22");
        var packet = Sending.Packet("G22", ["H41"]);
        await client.SendAsync(packet);

        var recall = await client.SendAsync(packet with { Act = PacketAct.Recall, Reason = "Ban hành nhầm", About = packet.EffectiveDocumentId, Files = [] });

        Assert.Equal(("recall", true), (recall.Kind, recall.Matched));
    }

    private static async Task<InboxItem> Find(ExchangeClient client, Guid packet)
    {
        await foreach (var item in client.InboxAsync())
        {
            if (item.PacketId == packet)
            {
                return item;
            }
        }

        throw new InvalidOperationException($"{packet} is not in the inbox.");
    }

    private sealed class OneWay(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;
    }
}

public sealed class ExchangeClientOnSqlite(SqliteApp app) : ExchangeClientTests(app), IClassFixture<SqliteApp>;

public sealed class ExchangeClientOnPostgres(PostgresApp app) : ExchangeClientTests(app), IClassFixture<PostgresApp>;
