using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using VanLang.Kernel;
using VanLang.Web.Outbound;

namespace VanLang.Foundation.Tests.Web.Outbound;

/// <summary>Row S4: whatever address somebody registers, nothing in a forbidden network is connected to.</summary>
public sealed class OutboundTests
{
    private static readonly MediaTypeHeaderValue Text = new("text/plain");
    private static readonly IPAddress Public = IPAddress.Parse("1.1.1.1");
    private static readonly IPAddress Named = IPAddress.Parse("127.0.0.9");

    private readonly ConcurrentDictionary<string, IPAddress[]> names = new();
    private int asked;

    [Fact]
    public async Task No_address_leads_into_a_forbidden_network()
    {
        await using var inside = new CountingListener(IPAddress.Any, IPAddress.IPv6Any);
        using var client = Client(new OutboundOptions { Ports = $"443;{inside.Port}" });
        var guard = Guard(new OutboundOptions { Ports = $"443;{inside.Port}" });
        names["ten.gov.vn"] = [Public];
        var urls = ForbiddenUrls.All(inside.Port, NameFor).Distinct().ToList();
        var passed = new ConcurrentBag<string>();
        await Parallel.ForEachAsync(urls, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (url, ct) =>
        {
            var answer = await client.Post(url, [1], Text, ct);
            if (answer.Outcome is not OutboundOutcome.Forbidden || await guard.Check(url, ct) is AddressFault.None)
            {
                passed.Add($"{url}: {answer.Outcome}");
            }
        });

        Console.WriteLine($"FIGURE S4: {urls.Count} addresses tried against a listener on every address of the machine, {inside.Connections} connections, {passed.Count} not refused");
        Assert.Empty(passed);
        Assert.True(urls.Count >= 150, $"{urls.Count} addresses.");
        Assert.Equal(0, inside.Connections);

        // The listener would have seen it: the same call where the network is named.
        using var allowed = Client(new OutboundOptions { Networks = "127.0.0.0/8" });
        Assert.Equal(202, (await allowed.Post($"http://127.0.0.1:{inside.Port}/", [1], Text, CancellationToken.None)).Status);
        Assert.Equal(1, inside.Connections);
    }

    [Fact]
    public async Task A_name_that_answers_public_first_and_private_then_is_refused_when_connecting()
    {
        await using var inside = new CountingListener(IPAddress.Any);
        var options = new OutboundOptions { Ports = $"443;{inside.Port}" };
        Task<IPAddress[]> Rebind(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? Public : IPAddress.Loopback]);
        var guard = new OutboundGuard(Options.Create(options), Rebind);
        using var client = new OutboundClient(guard, Options.Create(options), new Clock(TimeProvider.System));
        var url = $"https://xoay.gov.vn:{inside.Port}/";

        Assert.Equal(AddressFault.None, await guard.Check(url, CancellationToken.None));
        var answer = await client.Post(url, [1], Text, CancellationToken.None);

        Assert.Equal((OutboundOutcome.Forbidden, AddressFault.Network), (answer.Outcome, answer.Fault));
        Assert.Equal(2, asked);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task A_name_with_one_forbidden_address_among_public_ones_is_refused()
    {
        names["nua.gov.vn"] = [Public, IPAddress.Parse("10.1.2.3")];
        Assert.Equal(AddressFault.Network, await Guard(new OutboundOptions()).Check("https://nua.gov.vn/", CancellationToken.None));
        names["nua.gov.vn"] = [Public, IPAddress.Parse("2606:4700::1111")];
        Assert.Equal(AddressFault.None, await Guard(new OutboundOptions()).Check("https://nua.gov.vn/", CancellationToken.None));
    }

    [Fact]
    public async Task It_connects_to_the_address_that_was_vetted_and_asks_only_once()
    {
        await using var named = new CountingListener(Named);
        await using var other = new CountingListener(IPAddress.Loopback);
        var options = new OutboundOptions { Networks = "127.0.0.9/32" };
        Task<IPAddress[]> Rebind(string host, CancellationToken ct) => Task.FromResult<IPAddress[]>([Interlocked.Increment(ref asked) == 1 ? Named : IPAddress.Loopback]);
        using var client = new OutboundClient(new OutboundGuard(Options.Create(options), Rebind), Options.Create(options), new Clock(TimeProvider.System));

        Assert.Equal(202, (await client.Post($"http://noi-bo.gov.vn:{named.Port}/", [1], Text, CancellationToken.None)).Status);
        Assert.Equal((1, 1, 0), (asked, named.Connections, other.Connections));
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_an_answer_and_is_not_followed(int status)
    {
        await using var inside = new CountingListener(IPAddress.Loopback);
        await using var named = new CountingListener(Named);
        named.Says($"HTTP/1.1 {status} Moved\r\nLocation: http://127.0.0.1:{inside.Port}/\r\nContent-Length: 0\r\n\r\n");
        using var client = Client(new OutboundOptions { Networks = "127.0.0.0/8" });

        var answer = await client.Post($"http://127.0.0.9:{named.Port}/", [1], Text, CancellationToken.None);

        Assert.Equal((OutboundOutcome.Answered, status), (answer.Outcome, answer.Status));
        Assert.False(answer.IsSuccess);
        Assert.Equal(0, inside.Connections);
    }

    [Fact]
    public async Task A_proxy_of_the_environment_is_not_used()
    {
        await using var proxy = new CountingListener(IPAddress.Loopback);
        await using var named = new CountingListener(Named);
        Environment.SetEnvironmentVariable("http_proxy", $"http://127.0.0.1:{proxy.Port}");
        try
        {
            using var client = Client(new OutboundOptions { Networks = "127.0.0.9/32" });
            Assert.Equal(202, (await client.Post($"http://127.0.0.9:{named.Port}/", [1], Text, CancellationToken.None)).Status);
        }
        finally
        {
            Environment.SetEnvironmentVariable("http_proxy", null);
        }

        Assert.Equal((0, 1), (proxy.Connections, named.Connections));
    }

    [Fact]
    public async Task Secrets_of_a_cloud_are_not_asked_for_even_in_a_named_network()
    {
        var guard = Guard(new OutboundOptions { Networks = "169.254.0.0/16;::ffff:0:0/96;64:ff9b::/96;fd00::/8" });
        foreach (var url in (string[])["http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://[64:ff9b::169.254.169.254]/", "http://[fd00:ec2::254]/"])
        {
            Assert.Equal(AddressFault.Network, await guard.Check(url, CancellationToken.None));
        }

        Assert.Equal(AddressFault.None, await guard.Check("http://169.254.1.1/", CancellationToken.None));
        Assert.Equal(AddressFault.None, await guard.Check("http://[fd00::1]:8080/", CancellationToken.None));
    }

    [Theory]
    [InlineData("https://vpdt.hanoi.gov.vn/vanlang", AddressFault.None)]
    [InlineData("https://vpdt.hanoi.gov.vn:8443/vanlang?ma=1", AddressFault.None)]
    [InlineData("https://xn--vn-bn-0ra3c.vn/", AddressFault.None)]
    [InlineData("https://1.1.1.1/", AddressFault.None)]
    [InlineData("https://[2606:4700::1111]/", AddressFault.None)]
    [InlineData("http://vpdt.hanoi.gov.vn/", AddressFault.Scheme)]
    [InlineData("https://vpdt.hanoi.gov.vn:22/", AddressFault.Port)]
    [InlineData("https://khong-co.gov.vn/", AddressFault.Unknown)]
    [InlineData("https://vpdt.cu.example/", AddressFault.Unknown)]
    public async Task Ordinary_addresses_pass(string url, AddressFault fault)
    {
        names["vpdt.hanoi.gov.vn"] = [Public];
        names["xn--vn-bn-0ra3c.vn"] = [Public];
        Assert.Equal(fault, await Guard(new OutboundOptions()).Check(url, CancellationToken.None));
    }

    [Fact]
    public async Task Slow_and_long_and_broken_answers_end()
    {
        await using var peer = new CountingListener(Named);
        using var client = Client(new OutboundOptions { Networks = "127.0.0.9/32", TotalSeconds = 1, AnswerBytes = 100 });
        async Task<OutboundOutcome> Ask() => (await client.Post($"http://127.0.0.9:{peer.Port}/", [1], Text, CancellationToken.None)).Outcome;

        peer.Answer = (_, ct) => Task.Delay(Timeout.Infinite, ct);
        Assert.Equal(OutboundOutcome.TimedOut, await Ask());

        peer.Answer = async (stream, ct) =>
        {
            foreach (var letter in "HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n".Concat(Enumerable.Repeat('x', 90)))
            {
                await stream.WriteAsync(new[] { (byte)letter }, ct);
                await Task.Delay(50, ct);
            }
        };
        Assert.Equal(OutboundOutcome.TimedOut, await Ask());

        peer.Says("HTTP/1.1 200 OK\r\nContent-Length: 101\r\n\r\n" + new string('x', 101));
        Assert.Equal(OutboundOutcome.TooLong, await Ask());

        peer.Says("HTTP/1.1 200 OK\r\nX: " + new string('x', 20_000) + "\r\nContent-Length: 0\r\n\r\n");
        Assert.Equal(OutboundOutcome.TooLong, await Ask());

        peer.Says("220 smtp ready\r\n");
        Assert.Equal(OutboundOutcome.Broken, await Ask());

        peer.Answer = (stream, _) => { stream.Socket.LingerState = new LingerOption(true, 0); stream.Socket.Close(); return Task.CompletedTask; };
        Assert.Equal(OutboundOutcome.Broken, await Ask());
    }

    [Fact]
    public async Task Nobody_there_and_a_certificate_that_nobody_vouches_for_are_told_apart()
    {
        using var client = Client(new OutboundOptions { Networks = "127.0.0.9/32" });
        int closed;
        await using (var gone = new CountingListener(Named))
        {
            closed = gone.Port;
        }

        Assert.Equal(OutboundOutcome.Unreachable, (await client.Get($"https://127.0.0.9:{closed}/", CancellationToken.None)).Outcome);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=127.0.0.9", key, HashAlgorithmName.SHA256).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        using var usable = X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
        using var listener = new TcpListener(Named, 0);
        listener.Start();
        var serving = Task.Run(async () =>
        {
            using var taken = await listener.AcceptTcpClientAsync();
            await using var tls = new SslStream(taken.GetStream());
            await tls.AuthenticateAsServerAsync(usable);
        });
        var answer = await client.Get($"https://127.0.0.9:{((IPEndPoint)listener.LocalEndpoint).Port}/", CancellationToken.None);
        Assert.Equal(OutboundOutcome.Untrusted, answer.Outcome);
        await serving.ContinueWith(_ => { }, TaskScheduler.Default);
    }

    [Fact]
    public async Task An_answer_is_read_with_its_wish_to_be_left_alone()
    {
        await using var peer = new CountingListener(Named);
        peer.Says("HTTP/1.1 503 Busy\r\nRetry-After: 120\r\nContent-Length: 5\r\n\r\nlater");
        using var client = Client(new OutboundOptions { Networks = "127.0.0.9/32" });
        var answer = await client.Post($"http://127.0.0.9:{peer.Port}/", Encoding.ASCII.GetBytes("x"), Text, CancellationToken.None);
        Assert.Equal((503, "later", TimeSpan.FromMinutes(2)), (answer.Status, answer.Body, answer.RetryAfter));
    }

    private string NameFor(string place)
    {
        var name = $"ten-{place.Replace('.', '-').Replace(':', 'x')}.gov.vn";
        names[name] = [IPAddress.Parse(place)];
        return name;
    }

    private Task<IPAddress[]> Resolve(string host, CancellationToken ct) => Task.FromResult(names.GetValueOrDefault(host, []));

    private OutboundGuard Guard(OutboundOptions options) => new(Options.Create(options), Resolve);

    private OutboundClient Client(OutboundOptions options) => new(Guard(options), Options.Create(options), new Clock(TimeProvider.System));
}
