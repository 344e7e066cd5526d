using System.Diagnostics;
using System.Globalization;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using VanLang.Data;
using VanLang.Kernel;

namespace VanLang.Benchmarks.Peers;

/// <summary>
/// A document of 4 KB with a file of 200 KB: sent over HTTP as a signed packet until the receipt is in the sender's hand, and sent over
/// SMTP until postfix has laid it into a local maildir. The same number of each by the same number of clients, in turn; packets are
/// made and signed, messages composed, before the clock runs.
/// </summary>
internal static class MailComparison
{
    private const int FileBytes = 200_000;
    private const int Clients = 16;

    // A server that has just started runs code that the compiler has not looked at twice; postfix has no such time of its own.
    private const int WarmRounds = 6;

    public static async Task<int> Run(string[] args)
    {
        var pairs = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 5;
        var count = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 200;
        if (!PostfixServer.Installed)
        {
            await Console.Error.WriteLineAsync("postfix is not installed, or not root, which its master needs: bench/peers installs it.");
            return 2;
        }

        Console.WriteLine($"4 KB + {FileBytes / 1000} KB, one recipient, {count} by {Clients} clients, {pairs} pairs, {Environment.ProcessorCount} cores, load {Figures.Load}");
        await using var postfix = await PostfixServer.Start(Path.Combine(Path.GetTempPath(), $"vanlang-bench-{Environment.ProcessId}-postfix"));
        foreach (var kind in BenchHouse.Kinds(args.ElementAtOrDefault(2)))
        {
            await using var house = await BenchHouse.Open(kind);
            await Compare(house, kind, postfix, pairs, count);
        }

        return 0;
    }

    private static async Task Compare(BenchHouse house, DatabaseKind kind, PostfixServer postfix, int pairs, int count)
    {
        var today = house.Services.GetRequiredService<Clock>().Today;
        var packets = new SignedPackets("G22", "H41", today, FileBytes);
        using var sender = await house.Client("G22");
        for (var i = 0; i < WarmRounds; i++)
        {
            await Http(sender, await packets.Make(count));
        }

        await Smtp(postfix, Messages(count));
        var (ratios, ours, theirs, fsync) = (new List<double>(), new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < pairs; i++)
        {
            fsync.Add(Figures.Fsync(house.Folder));
            var made = await packets.Make(count);
            var messages = Messages(count);
            double http, smtp;
            if (i % 2 == 0)
            {
                http = await Http(sender, made);
                smtp = await Smtp(postfix, messages);
            }
            else
            {
                smtp = await Smtp(postfix, messages);
                http = await Http(sender, made);
            }

            ours.Add(http);
            theirs.Add(smtp);
            ratios.Add(http / smtp);
            Console.WriteLine($"  {kind} pair {i + 1}: HTTP {http:0}/s, SMTP {smtp:0}/s, ratio {http / smtp:0.00}, fsync of 4 KB {fsync[i]:0.00} ms");
        }

        Console.WriteLine($"FIGURE mail {kind}: HTTP with signature check and receipt {Figures.Median(ours):0}/s, SMTP to maildir {Figures.Median(theirs):0}/s, ratio {Figures.Median(ratios):0.00} (median of {pairs}; {ratios.Min():0.00} to {ratios.Max():0.00}), fsync {Figures.Median(fsync):0.00} ms, load {Figures.Load}");
    }

    private static async Task<double> Http(HttpClient sender, List<byte[]> packets)
    {
        var watch = Stopwatch.StartNew();
        await Each(packets, async packet =>
        {
            using var body = new ByteArrayContent(packet);
            body.Headers.ContentType = new("application/edxml+xml");
            using var answer = await sender.PostAsync("/api/exchange/v1/packets", body);
            answer.EnsureSuccessStatusCode();
        });
        return packets.Count / watch.Elapsed.TotalSeconds;
    }

    private static async Task<double> Smtp(PostfixServer postfix, List<MimeMessage> messages)
    {
        var before = postfix.Delivered;
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            using var client = new SmtpClient();
            await client.ConnectAsync("127.0.0.1", PostfixServer.Port, SecureSocketOptions.None);
            while (Interlocked.Increment(ref next) is var n && n < messages.Count)
            {
                await client.SendAsync(messages[n]);
            }

            await client.DisconnectAsync(quit: true);
        })));
        while (postfix.Delivered < before + messages.Count)
        {
            await Task.Delay(5);
        }

        var rate = messages.Count / watch.Elapsed.TotalSeconds;
        postfix.Empty();
        return rate;
    }

    private static async Task Each(List<byte[]> packets, Func<byte[], Task> once)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref next) is var n && n < packets.Count)
            {
                await once(packets[n]);
            }
        })));
    }

    private static List<MimeMessage> Messages(int count) => [.. Enumerable.Range(0, count).Select(n =>
    {
        var message = new MimeMessage { Subject = $"V/v đo năng lực, thư số {n}" };
        message.From.Add(new MailboxAddress("Văn phòng", "vanphong@bench.localhost"));
        message.To.Add(new MailboxAddress("Hộp thư", PostfixServer.Mailbox));
        var body = new BodyBuilder { TextBody = new string('x', 4096) };
        body.Attachments.Add("van-ban.pdf", SamplePackets.Pdf(FileBytes), new ContentType("application", "pdf"));
        message.Body = body.ToMessageBody();
        return message;
    })];
}
