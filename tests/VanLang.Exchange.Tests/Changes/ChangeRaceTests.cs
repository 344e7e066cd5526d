using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>
/// R14: recall, take-back, update and replacement race with pickup and reports, through the real ingest writer, many documents at once and up to three acts
/// of a document at the same moment. Whatever the writer answers and leaves must be what the model gives for one of the orders.
/// </summary>
public abstract class ChangeRaceTests(TestApp app)
{
    private const int Together = 16;

    private static readonly string[] Acts = [ChangeAct.Fetch, ChangeAct.Fetch, "01", "02", "03", "03", "04", "05", "06", "13", "13", "15", "15", "16", ChangeAct.Update, ChangeAct.Update, ChangeAct.Replace, ChangeAct.Recall];

    private static int Documents => Environment.GetEnvironmentVariable("VANLANG_CHAOS") == "full" ? 10_000 : 500;

    private static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("VANLANG_CHAOS_SEED"), CultureInfo.InvariantCulture, out var given) ? given : Random.Shared.Next(1, 1_000_000);

    private long acts;
    private long refused;

    [Fact]
    public async Task Whatever_the_order_the_end_is_the_models()
    {
        var watch = Stopwatch.StartNew();
        var differences = new List<string>();
        await Parallel.ForAsync(0, Documents, new ParallelOptions { MaxDegreeOfParallelism = Together }, async (i, _) =>
        {
            if (await Play(i, new Random(Seed + i)) is { } difference)
            {
                lock (differences)
                {
                    differences.Add(difference);
                }
            }
        });
        Console.WriteLine($"FIGURE R14 {app.Kind}: {Documents} interleavings, {acts} acts, {refused} refused as the model refuses them, {differences.Count} differences, {watch.Elapsed.TotalSeconds:0} s, seed {Seed}");

        Assert.True(differences.Count == 0, $"seed {Seed}\n" + string.Join('\n', differences.Take(5)));
        await Laws();
    }

    // What must hold whatever the model says: no closing of what a recipient had without its word.
    private Task Laws() => app.In<ExchangeDb>(async db =>
    {
        var deliveries = await db.Deliveries.AsNoTracking().Where(d => d.RecipientCode == "H41" && d.Ask != null).ToListAsync();
        var words = (await db.DeliveryStatuses.AsNoTracking().Where(s => s.RecipientCode == "H41" && s.Applied).ToListAsync()).ToLookup(s => s.DeliveryId, s => s.Code);
        var destroyed = (await db.Destructions.AsNoTracking().ToListAsync()).Select(d => d.DeliveryId).ToHashSet();
        foreach (var d in deliveries)
        {
            var had = d.ArrivedAt is not null && d.Before is not DeliveryState.Rejected;
            Assert.False(d.State is DeliveryState.Withdrawn && had && !words[d.Id].Contains("15"), "taken back without consent: " + d.Id.Value);
            Assert.False(d.State is DeliveryState.Updated && d.Before is not DeliveryState.Queued && !words[d.Id].Contains("15"), "updated without consent: " + d.Id.Value);
            Assert.Equal(d.State is DeliveryState.Recalled && had, destroyed.Contains(d.Id));
            Assert.False(d.Ask is DeliveryAsk.Recall && words[d.Id].SkipWhile(c => c != "recall").Contains("16"), "a recall was refused: " + d.Id.Value);
        }
    });

    private async Task<string?> Play(int number, Random random)
    {
        var document = $"R14,{Seed},{app.Kind},{number}";
        var versions = new List<Delivery>();
        Assert.Equal("ok", await Do(document, new ChangeAct("document"), versions, 0));
        List<(ChangeModel Model, string Path)> possible = [(ChangeModel.New, "")];
        var history = new List<string>();
        for (var wave = 0; wave < random.Next(2, 7); wave++)
        {
            var there = versions.Count;
            var now = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new ChangeAct(Acts[random.Next(Acts.Length)], random.Next(there))).ToList();
            var answers = await Task.WhenAll(now.Select((act, i) => Task.Run(() => Do(document, act, versions, (wave * 10) + i))));
            Interlocked.Add(ref acts, now.Count);
            Interlocked.Add(ref refused, answers.Count(a => a != "ok"));
            history.Add(string.Join('|', now.Zip(answers, (a, o) => $"{a.What}{(a.What == ChangeAct.Fetch ? a.Version : "")}={o}")));
            possible = [.. possible.SelectMany(p => Orders(now.Count).Select(order => Follow(p.Model, now, answers, order))).OfType<ChangeModel>().DistinctBy(m => m.Key).Select(m => (m, ""))];
            if (possible.Count == 0)
            {
                return $"{document}: no order gives these answers: {string.Join(" ; ", history)}";
            }
        }

        var ids = versions.Select(v => v.Id).ToList();
        var rows = await app.In<ExchangeDb, List<Delivery>>(db => db.Deliveries.AsNoTracking().Where(d => d.RecipientCode == "H41" && ids.Contains(d.Id)).OrderBy(d => d.Position).ToListAsync());
        var ended = string.Join(' ', rows.Select(d => $"{d.State}/{d.Before}/{d.ArrivedAt is not null}"));
        var expected = possible.Select(p => string.Join(' ', p.Model.Versions.Select(v => $"{v.State}/{v.Before}/{v.Arrived}"))).ToList();
        return expected.Contains(ended) ? null : $"{document}: {string.Join(" ; ", history)} ended {ended}, expected {string.Join(" or ", expected)}";
    }

    private static ChangeModel? Follow(ChangeModel model, List<ChangeAct> now, string[] answers, int[] order)
    {
        foreach (var i in order)
        {
            var (next, answer) = model.Apply(now[i]);
            if (answer != answers[i])
            {
                return null;
            }

            model = next;
        }

        return model;
    }

    private static IEnumerable<int[]> Orders(int count) => count switch
    {
        1 => [[0]],
        2 => [[0, 1], [1, 0]],
        _ => [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]],
    };

    private async Task<string> Do(string document, ChangeAct act, List<Delivery> versions, int turn)
    {
        var writer = app.Services.GetRequiredService<IngestWriter>();
        if (act.What == ChangeAct.Fetch)
        {
            Delivery version;
            lock (versions)
            {
                version = versions[act.Version];
            }

            return Answer(await writer.Submit(new DeliveryWork(Agencies.System("H41"), "H41", version.Id) { Fetched = true }, CancellationToken.None));
        }

        var stored = await writer.Submit(Work(document, act, turn), CancellationToken.None);
        if (stored.IsOk && act.What is "document" or ChangeAct.Update)
        {
            lock (versions)
            {
                versions.AddRange(stored.IsOk ? stored.Value.Deliveries! : []);
                versions.Sort((a, b) => a.Position.CompareTo(b.Position));
            }
        }

        return Answer(stored);
    }

    private static string Answer<T>(Result<T> result) => result.IsOk ? "ok" : result.Error.Code;

    private static PacketWork Work(string document, ChangeAct act, int turn)
    {
        var kind = act.What switch
        {
            "document" => PacketKind.Document,
            ChangeAct.Recall => PacketKind.Recall,
            ChangeAct.Update => PacketKind.Update,
            ChangeAct.Replace => PacketKind.Replacement,
            _ => PacketKind.Status,
        };
        var from = kind is PacketKind.Status && act.What != "13" ? "H41" : "G22";
        var own = kind is PacketKind.Replacement ? $"{document},new{turn}" : document;
        var said = $"{act.What} {turn}";
        return new PacketWork(Agencies.System(from), new IncomingPacket
        {
            Kind = kind,
            SenderCode = from,
            OwnCode = from,
            SenderAs = from,
            SenderName = from,
            DocumentId = own,
            Targets = kind is PacketKind.Replacement ? [new DocumentKey("G22", document), new DocumentKey("G22", own)] : [new DocumentKey("G22", document)],
            Subject = said,
            Reason = said,
            Digest = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes($"{document} {said}"))),
            Size = 1,
            Signature = "Absent",
            Search = "",
            Recipients = from == "G22" ? [new IncomingRecipient("H41", "UBND tỉnh Nghệ An", "H41", "H41")] : [],
            Attachments = [],
            Status = kind is PacketKind.Status ? new StatusReport(act.What, said, new StatusStaff(null, "Trần Thị Thu", null, null), StatusSource.Packet) : null,
        });
    }
}

public sealed class ChangeRacesOnSqlite(SqliteApp app) : ChangeRaceTests(app), IClassFixture<SqliteApp>;

public sealed class ChangeRacesOnPostgres(PostgresApp app) : ChangeRaceTests(app), IClassFixture<PostgresApp>;
