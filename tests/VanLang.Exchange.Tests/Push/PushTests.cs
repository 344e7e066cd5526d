using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VanLang.Data.Keys;
using VanLang.Exchange.Board;
using VanLang.Exchange.Push;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Push;

/// <summary>Row R13: receivers that fail in every way, with real connections.</summary>
public abstract class PushTests(TestApp app)
{
    [Fact]
    public async Task A_delivery_and_a_status_are_pushed_as_signed_events_that_hold_no_content()
    {
        await using var receiver = new Receiver();
        await app.Register("H41", receiver.Url + "?khoa=rat-bi-mat");
        await using var sender = new Receiver();
        await app.Register("G22", sender.Url, "status.changed");
        var sent = await app.Deliver("G22", Agencies.Document("G22", ["H41"], subject: "V/v việc không được lộ"));
        var delivery = sent.Deliveries[0];

        await app.Waits(() => !receiver.Accepted.IsEmpty, "The delivery is pushed.");
        var arrived = Assert.Single(receiver.Accepted);
        Assert.Equal(("application/secevent+jwt", "/su-kien?khoa=rat-bi-mat", delivery.Id.Value.ToString()), (arrived.ContentType, arrived.Path, arrived.Id));
        Assert.Equal(("ES256", "secevent+jwt"), (arrived.Header.GetProperty("alg").GetString(), arrived.Header.GetProperty("typ").GetString()));
        Assert.Equal(("http://127.0.0.1", receiver.Url + "?khoa=rat-bi-mat", "H41"), (arrived.Claims.GetProperty("iss").GetString(), arrived.Claims.GetProperty("aud").GetString(), arrived.Claims.GetProperty("sub").GetString()));
        Assert.Equal("urn:vanlang:exchange:event:packet.arrived", arrived.Kind);
        Assert.Equal((sent.Packet.Id.Value, sent.Packet.Digest, "G22"), (arrived.Event.GetProperty("packetId").GetGuid(), arrived.Event.GetProperty("digest").GetString(), arrived.Event.GetProperty("from").GetString()));
        Assert.DoesNotContain("lộ", arrived.Claims.GetRawText());
        Assert.True(await Signed(arrived), "The signature is that of a published key.");

        // The cursor in the event leads the inbox to it.
        var first = Agencies.Ok(await app.Inbox("H41", arrived.Event.GetProperty("after").GetString(), 1)).Items[0];
        Assert.Equal(delivery.Id, first.DeliveryId);

        await app.Report(delivery, "03");
        await app.Waits(() => sender.Accepted.Any(p => p.Event.GetProperty("deliveryId").GetGuid() == delivery.Id.Value), "The status is pushed.");
        var status = sender.Accepted.First(p => p.Event.GetProperty("deliveryId").GetGuid() == delivery.Id.Value);
        Assert.Equal(("urn:vanlang:exchange:event:status.changed", "03", "H41"), (status.Kind, status.Event.GetProperty("code").GetString(), status.Event.GetProperty("recipient").GetString()));
        Assert.DoesNotContain("rat-bi-mat", string.Join('\n', app.Log.Lines.Select(l => $"{l.Message} {l.Exception}")));
        var audit = await app.In((ExchangeDb db) => db.AuditRows.Where(r => r.Action == "exchange.webhook.registered").ToListAsync());
        Assert.DoesNotContain(audit, r => (r.Detail ?? "").Contains("rat-bi-mat", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Poisoned_events_block_neither_other_events_nor_other_receivers()
    {
        var poison = new Dictionary<string, Func<Pushed, NetworkStream, CancellationToken, Task>>
        {
            [Agencies.NextNumber()] = Receiver.Answer(500, "Loi may chu"),
            [Agencies.NextNumber()] = Receiver.Hang,
            [Agencies.NextNumber()] = Receiver.Reset,
            [Agencies.NextNumber()] = Receiver.Drip,
            [Agencies.NextNumber()] = Receiver.Answer(302, header: "Location: http://127.0.0.1:1/\r\n"),
            [Agencies.NextNumber()] = Receiver.Answer(200, new string('x', 5000)),
        };
        await using var receiver = new Receiver();
        receiver.Behaviour = (pushed, stream, ct) => poison.FirstOrDefault(p => pushed.About(p.Key)).Value is { } bad ? bad(pushed, stream, ct) : receiver.Accept(pushed, stream, ct);
        await using var other = new Receiver();
        var webhook = await app.Register("H26", receiver.Url);
        await app.Register("G12", other.Url);
        foreach (var number in poison.Keys)
        {
            await app.Deliver("G22", Agencies.Document("G22", ["H26"], number));
        }

        await app.Waits(() => receiver.Came.Count >= poison.Count, "All poisoned ones have come.");
        var committed = new ConcurrentDictionary<string, DateTimeOffset>();
        for (var i = 0; i < 20; i++)
        {
            var sent = await app.Deliver("G22", Agencies.Document("G22", ["H26", "G12"]));
            var now = DateTimeOffset.UtcNow;
            sent.Deliveries.ToList().ForEach(d => committed[d.Id.Value.ToString()] = now);
        }

        await app.Waits(() => receiver.Accepted.Count == 20 && other.Accepted.Count == 20, "The good ones have come.");
        var late = receiver.Accepted.Concat(other.Accepted).Max(p => (p.At - committed[p.Id]).TotalSeconds);
        Console.WriteLine($"FIGURE R13 {app.Kind}: six poisoned events ahead (500, hang, reset, slow drip, redirect, endless answer), 40 events to two receivers, the slowest {late:0.00} s after its commit");
        Assert.True(late <= 1, $"{late:0.00} s.");

        var told = await Poll.Until(async () => string.Join(", ", (await app.Failures(webhook)).Select(f => f.LastAnswer)), f => f.Split(", ").Length == poison.Count, "Each poisoned one has a row.");
        var failures = await app.Failures(webhook);
        Assert.Equal(["HTTP 500", "timed-out", "connection-broken", "timed-out", "HTTP 302", "answer-too-long"], told.Split(", "));
        Assert.Equal("Loi may chu", failures[0].LastText);
        Assert.All(failures, f => Assert.Equal((FailureState.Waiting, 1), (f.State, f.Attempts)));
    }

    [Fact]
    public async Task Attempts_keep_the_schedule_end_in_a_dead_letter_that_warns_and_is_replayed()
    {
        await using var receiver = new Receiver();
        var poisoned = Agencies.NextNumber();
        receiver.Behaviour = (pushed, stream, ct) => pushed.About(poisoned) ? Receiver.Answer(500)(pushed, stream, ct) : receiver.Accept(pushed, stream, ct);
        var webhook = await app.Register("H29", receiver.Url);
        await app.Deliver("G22", Agencies.Document("G22", ["H29"], poisoned));
        var waits = new List<double>();
        WebhookFailure last;
        for (var attempt = 1; ; attempt++)
        {
            last = (await Poll.Until(() => app.Failures(webhook), f => f.Count == 1 && f[0].Attempts == attempt, $"Attempt {attempt}."))[0];
            if (last.State is FailureState.Dead)
            {
                break;
            }

            waits.Add((last.NextAt!.Value - last.LastAt).TotalSeconds);
            app.Clock.Set(last.NextAt.Value);
        }

        var warned = Stopwatch.StartNew();
        Assert.Contains(await app.In((ReadAlerts r) => r.Handle(AxisDay.Everybody, default)), a => a is { Kind: AlertKind.PushGaveUp, Code: "H29", Value: 1 });
        Assert.Contains(await app.In((ReadAlerts r) => r.Handle("H29", default)), a => a.Kind is AlertKind.PushGaveUp);
        Assert.DoesNotContain(await app.In((ReadAlerts r) => r.Handle("H26", default)), a => a is { Kind: AlertKind.PushGaveUp, Code: "H29" });
        Console.WriteLine($"FIGURE R13 {app.Kind}: {last.Attempts} attempts over {TimeSpan.FromSeconds(waits.Sum()).TotalHours:0.0} h, waits {waits.Min():0} to {waits.Max():0} s, then a dead letter; the board warned {warned.Elapsed.TotalSeconds:0.0} s after");
        Assert.Equal(RetrySchedule.Attempts, last.Attempts);
        Assert.All(waits, w => Assert.InRange(w, 30, 3600));
        Assert.All(waits.Take(7).Select((w, i) => (w, Middle: 30 * Math.Pow(2, i))), x => Assert.InRange(x.w, Math.Max(30, x.Middle * 0.799), x.Middle * 1.201));
        Assert.True(warned.Elapsed < TimeSpan.FromSeconds(60));
        Assert.Equal(1, await app.In((ExchangeDb db) => db.AuditRows.CountAsync(r => r.Action == "exchange.webhook.gave-up" && r.Subject == webhook.Id.Value.ToString())));

        // Nothing more by itself; everything else goes on.
        app.Clock.Advance(TimeSpan.FromHours(2));
        await app.Deliver("G22", Agencies.Document("G22", ["H29"]));
        await app.Waits(() => receiver.Accepted.Count == 1, "Other events come.");
        Assert.Equal(RetrySchedule.Attempts, receiver.Came.Count(p => p.About(poisoned)));

        receiver.Behaviour = null;
        Assert.Equal(1, Agencies.Ok(await app.In((ReplayEvents r) => r.Handle(webhook.Id, last.EventId, Agencies.System("H29"), default))));
        await app.Waits(() => receiver.Accepted.Any(p => p.About(poisoned)), "The dead letter is pushed again.");
        Assert.Equal(last.EventId.ToString(), Assert.Single(receiver.Came.Where(p => p.About(poisoned)).Select(p => p.Id).Distinct()));
        await Poll.Until(() => app.Failures(webhook), f => f.Count == 0, "Its row goes away.");
        Assert.DoesNotContain(await app.In((ReadAlerts r) => r.Handle("H29", default)), a => a.Kind is AlertKind.PushGaveUp);
    }

    [Fact]
    public async Task Gone_stops_the_address_and_resuming_pushes_what_waited()
    {
        await using var receiver = new Receiver { Behaviour = Receiver.Answer(410) };
        var webhook = await app.Register("H17", receiver.Url);
        await app.Deliver("G22", Agencies.Document("G22", ["H17"]));
        var stopped = await Poll.Until(() => app.Read(webhook), w => w.State is WebhookState.Stopped, "410 stops it.");
        Assert.Equal("HTTP 410", stopped.StateReason);
        await app.Deliver("G22", Agencies.Document("G22", ["H17"]));
        app.Clock.Advance(TimeSpan.FromMinutes(1));
        await Task.Delay(700);
        Assert.Single(receiver.Came);

        receiver.Behaviour = null;
        Agencies.Ok(await app.In((ResumeWebhook r) => r.Handle(webhook.Id, Agencies.System("H17"), default)));
        await app.Waits(() => receiver.Accepted.Count == 2, "Both are pushed.");
        await Poll.Until(() => app.Failures(webhook), f => f.Count == 0, "Nothing is left.");
    }

    [Fact]
    public async Task Days_of_failures_stop_the_address()
    {
        await using var receiver = new Receiver { Behaviour = Receiver.Answer(503) };
        var webhook = await app.Register("H56", receiver.Url);
        await app.Deliver("G22", Agencies.Document("G22", ["H56"]));
        await Poll.Until(() => app.Cursor(webhook), c => c.FailingSince is not null, "It fails.");
        app.Clock.Advance(TimeSpan.FromDays(5));
        var stopped = await Poll.Until(() => app.Read(webhook), w => w.State is WebhookState.Stopped, "Five days stop it.");
        Assert.Equal("5 d: HTTP 503", stopped.StateReason);
        Assert.Equal(1, await app.In((ExchangeDb db) => db.AuditRows.CountAsync(r => r.Action == "exchange.webhook.stopped" && r.Subject == webhook.Id.Value.ToString())));
    }

    [Fact]
    public async Task A_paused_address_gets_later_what_came_meanwhile_and_an_ended_one_nothing()
    {
        await using var receiver = new Receiver();
        var webhook = await app.Register("H49", receiver.Url);
        Agencies.Ok(await app.In((PauseWebhook p) => p.Handle(webhook.Id, Agencies.System("H49"), default)));
        await app.Deliver("G22", Agencies.Document("G22", ["H49"]));
        await Task.Delay(700);
        Assert.Empty(receiver.Came);
        Agencies.Ok(await app.In((ResumeWebhook r) => r.Handle(webhook.Id, Agencies.System("H49"), default)));
        await app.Waits(() => receiver.Accepted.Count == 1, "What waited is pushed.");
        Assert.True((await app.In((EndWebhook e) => e.Handle(webhook.Id, Agencies.System("H49"), default))).IsOk);
        await app.Deliver("G22", Agencies.Document("G22", ["H49"]));
        await Task.Delay(700);
        Assert.Single(receiver.Came);
        Assert.Equal(0, await app.In((ExchangeDb db) => db.WebhookCursors.CountAsync(c => c.WebhookId == webhook.Id)));
    }

    [Fact]
    public async Task A_restart_in_the_middle_of_a_call_loses_nothing()
    {
        await using var receiver = new Receiver { Behaviour = Receiver.Hang };
        await app.Register("G15", receiver.Url);
        var sent = new List<string>();
        for (var i = 0; i < 12; i++)
        {
            sent.Add((await app.Deliver("G22", Agencies.Document("G22", ["G15"]))).Deliveries[0].Id.Value.ToString());
        }

        await app.Waits(() => receiver.Came.Count >= 8, "Calls are under way.");
        receiver.Behaviour = null; // Before the server is back: all places are taken by calls that hang already.
        await app.Restart();
        app.Clock.Advance(TimeSpan.FromMinutes(2));
        await app.Waits(() => sent.TrueForAll(id => receiver.Accepted.Any(p => p.Id == id)), "All are pushed after the restart.");
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_gets_nothing()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var read = 0;
        var serving = Task.Run(async () =>
        {
            using var taken = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(taken.GetStream());
            await tls.AuthenticateAsServerAsync(certificate);
            read = await tls.ReadAsync(new byte[1000]);
        });
        var webhook = await app.Register("G16", $"https://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/su-kien");
        await app.Deliver("G22", Agencies.Document("G22", ["G16"]));
        Assert.Equal("untrusted-certificate", (await Poll.Until(() => app.Failures(webhook), f => f.Count == 1, "It fails."))[0].LastAnswer);
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
        Assert.Equal(0, read);
    }

    private Task<bool> Signed(Pushed pushed) => app.In((KeyRing keys) =>
    {
        var parts = pushed.Token.Split('.');
        return Task.FromResult(keys.Find(KeyPurpose.Event, pushed.Header.GetProperty("kid").GetString()!)!.Verify(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2])));
    });
}

public sealed class PushOnSqlite(PushSqliteApp app) : PushTests(app), IClassFixture<PushSqliteApp>;

public sealed class PushOnPostgres(PushPostgresApp app) : PushTests(app), IClassFixture<PushPostgresApp>;
