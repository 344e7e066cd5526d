using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Packets;

/// <summary>Packets that arrive before the document they speak of.</summary>
public abstract class LateMatchTests(TestApp app)
{
    [Fact]
    public async Task A_status_that_came_before_its_document_counts_when_the_document_arrives()
    {
        var number = Agencies.NextNumber();
        var early = await app.Deliver("H41", Events.Status("H41", number, "03"));

        var document = await app.Deliver("G22", Agencies.Document("G22", ["H41", "H26"], number));

        Assert.Equal(PacketMatch.Unmatched, early.Packet.Match);
        var matched = await Packet(early.Packet.Id);
        Assert.Equal((PacketMatch.Matched, "G22", Events.Id(number), 1, true), (matched.Match, matched.AboutSender, matched.AboutDocument, matched.EventNumber, matched.StatusApplied));
        Assert.NotNull(matched.MatchedAt);
        Assert.Equal([DeliveryState.Received, DeliveryState.Queued], [await State(document, "H41"), await State(document, "H26")]);
        Assert.True((await app.In<AuditVerification, VerificationReport>(v => v.Run([], null, CancellationToken.None))).IsGood);
    }

    [Fact]
    public async Task Whatever_the_order_of_arrival_the_end_is_the_same()
    {
        // An update is not among them: whether it comes before or after the pickup is what counts (ADR 22).
        string[] acts = ["document", "03", "05", "06"];
        var ends = new HashSet<string>();
        foreach (var order in Orders(acts))
        {
            var number = Agencies.NextNumber();
            foreach (var act in order)
            {
                await app.Deliver(act[0] is '0' ? "H41" : "G22", act switch
                {
                    "document" => Agencies.Document("G22", ["H41"], number),
                    _ => Events.Status("H41", number, act),
                });
            }

            var packets = await app.In<ExchangeDb, List<Packet>>(db => db.Packets.AsNoTracking().Where(p => p.DocumentId == Events.Id(number)).ToListAsync());
            var state = await app.In<ExchangeDb, DeliveryState>(db => db.Deliveries.Where(d => db.Packets.Any(p => p.Id == d.PacketId && p.DocumentId == Events.Id(number) && p.Kind == PacketKind.Document)).Select(d => d.State).SingleAsync());
            Assert.All(packets, p => Assert.NotEqual(PacketMatch.Unmatched, p.Match));
            Assert.Equal([0, 1, 2, 3], packets.Select(p => p.EventNumber).Order());
            ends.Add($"{state} {packets.Count}");
        }

        Assert.Single(ends);
    }

    [Fact]
    public async Task A_strangers_status_stays_unmatched_when_the_document_arrives()
    {
        var number = Agencies.NextNumber();
        var stranger = await app.Deliver("H29", Events.Status("H29", number, "03"));

        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        Assert.Equal(PacketMatch.Unmatched, (await Packet(stranger.Packet.Id)).Match);
    }

    [Fact]
    public async Task A_status_that_gave_number_and_notation_only_is_found_as_well_but_not_with_another_date()
    {
        var number = Agencies.NextNumber();
        var early = await app.Deliver("H41", Events.Status("H41", number, "03", change: m => m.Find("ResponseFor")!.Children.RemoveAll(c => c.Name == "DocumentId")));
        var other = await app.Deliver("H41", Events.Status("H41", number, "06", change: m =>
        {
            m.Find("ResponseFor")!.Children.RemoveAll(c => c.Name is "DocumentId" or "PromulgationDate");
            m.Find("ResponseFor")!.Children.Add(Edxml.Node.Leaf("PromulgationDate", "2025/01/02"));
        }));

        var document = await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        Assert.Equal([PacketMatch.Matched, PacketMatch.Unmatched], [(await Packet(early.Packet.Id)).Match, (await Packet(other.Packet.Id)).Match]);
        Assert.Equal(DeliveryState.Received, await State(document, "H41"));
    }

    [Fact]
    public async Task A_replacement_is_matched_when_what_it_replaces_arrives()
    {
        var (old, fresh) = (Agencies.NextNumber(), Agencies.NextNumber());
        var replacement = await app.Deliver("G22", Events.Later(fresh, "3", "Thay thế", replaces: old));

        await app.Deliver("G22", Agencies.Document("G22", ["H41"], old));

        Assert.Equal(PacketMatch.Unmatched, replacement.Packet.Match);
        var matched = await Packet(replacement.Packet.Id);
        Assert.Equal((PacketMatch.Matched, Events.Id(old), 1), (matched.Match, matched.AboutDocument, matched.EventNumber));
    }

    [Fact]
    public async Task The_sender_sees_that_it_was_matched_and_no_longer_among_the_unmatched()
    {
        var number = Agencies.NextNumber();
        var early = await app.Deliver("H41", Events.Status("H41", number, "03"));
        using var clerk = await app.SignIn("vanthu.h41");
        var address = $"/exchange/packets/{early.Packet.Id.Value}";
        (await clerk.Get(address)).Says("Chưa khớp văn bản gốc");
        (await clerk.Get("/exchange/outbox?tab=unmatched")).Says(number + "/VPCP-TTĐT");

        await app.Deliver("G22", Agencies.Document("G22", ["H41"], number));

        (await clerk.Get(address)).Says("Khớp văn bản gốc lúc").SaysNot("Chưa khớp văn bản gốc");
        (await clerk.Get("/exchange/outbox?tab=unmatched")).SaysNot(number + "/VPCP-TTĐT");
    }

    private Task<Packet> Packet(PacketId id) => app.In<ExchangeDb, Packet>(db => db.Packets.AsNoTracking().SingleAsync(p => p.Id == id));

    private Task<DeliveryState> State(AcceptPacket.Accepted sent, string recipient) =>
        app.In<ExchangeDb, DeliveryState>(db => db.Deliveries.Where(d => d.PacketId == sent.Packet.Id && d.RecipientCode == recipient).Select(d => d.State).SingleAsync());

    private static IEnumerable<string[]> Orders(string[] of) => of.Length <= 1 ? [of] : of.SelectMany(first => Orders([.. of.Where(o => o != first)]).Select(rest => (string[])[first, .. rest]));
}

public sealed class LateMatchesOnSqlite(SqliteApp app) : LateMatchTests(app), IClassFixture<SqliteApp>;

public sealed class LateMatchesOnPostgres(PostgresApp app) : LateMatchTests(app), IClassFixture<PostgresApp>;
