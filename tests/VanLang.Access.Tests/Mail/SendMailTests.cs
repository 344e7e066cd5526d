using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Access.Mail;
using VanLang.Server.Hosting;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Access.Tests.Mail;

/// <summary>Letters over real SMTP: encryption, password, a host that is away, a host that is false.</summary>
public sealed class SendMailOnSqlite
{
    private const string Password = "mat-khau-thu-cua-may-chu-thu";

    [Fact]
    public async Task A_reset_letter_is_mailed_encrypted_with_the_password_and_leaves_the_folder()
    {
        var (certificate, authority) = SmtpListener.Certificates();
        using var host = new SmtpListener(certificate: certificate, password: Password);
        await using var app = await Started(host.Port, authority, Password);
        using var browser = app.Browser();

        await browser.Submit(await browser.Get("/forgot-password"), "form:has([name='Input.UserName'])", ("Input.UserName", "vanthu.g22"));
        await Poll.Until(() => Task.FromResult(host.Letters.Count), count => count == 1, "the letter");

        var letter = MimeKit.MimeMessage.Load(new MemoryStream(Encoding.UTF8.GetBytes(host.Letters[0])));
        Assert.Equal("vanthu.g22@vanlang.example", letter.To.Mailboxes.Single().Address);
        Assert.Equal("Đặt lại mật khẩu VanLang", letter.Subject);
        var link = new Uri(letter.TextBody!.Split('\n').Select(l => l.Trim()).First(l => l.StartsWith("http", StringComparison.Ordinal)));
        (await browser.Get(link.AbsolutePath)).Is(HttpStatusCode.OK);
        Assert.All(host.Said.Where(l => l.Contains("AUTH", StringComparison.Ordinal) || l.Contains("MAIL", StringComparison.Ordinal)), l => Assert.StartsWith("tls ", l, StringComparison.Ordinal));
        await Poll.Until(() => Task.FromResult(Waiting(app)), count => count == 0, "an empty folder");
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains(Password, StringComparison.Ordinal) || l.Message.Contains(link.Segments[^1], StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_host_that_is_away_is_tried_again_and_the_letter_waits_seen()
    {
        var port = FreePort();
        await using var app = await Started(port, null, null);

        await Post(app, "mot@example.vn");
        await Poll.Until(() => Task.FromResult(Warnings(app)), count => count >= 1, "a warning");
        Assert.Equal(1, Waiting(app));
        using var host = new SmtpListener(port) { Refusals = 1 };
        await Post(app, "hai@example.vn"); // Wakes the sender before its minute is over; the host still refuses once.
        await Poll.Until(() => Task.FromResult(Warnings(app)), count => count >= 2, "a second warning");
        Assert.True(Waiting(app) >= 1);
        await Post(app, "ba@example.vn");
        await Poll.Until(() => Task.FromResult(host.Letters.Count), count => count >= 3, "all letters");

        await Poll.Until(() => Task.FromResult(Waiting(app)), count => count == 0, "an empty folder");
        foreach (var to in (string[])["mot", "hai", "ba"])
        {
            Assert.Contains(host.Letters, l => l.Contains($"To: Người nhận <{to}@example.vn>", StringComparison.Ordinal) || l.Contains($"<{to}@example.vn>", StringComparison.Ordinal) || l.Contains($"{to}@example.vn", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("nobody vouches for it")]
    [InlineData("another name")]
    [InlineData("no encryption")]
    [InlineData("another password")]
    public async Task A_host_that_is_not_the_right_one_gets_neither_letter_nor_password(string what)
    {
        var (certificate, authority) = SmtpListener.Certificates(what == "another name" ? "mail.example.vn" : "localhost");
        using var host = new SmtpListener(certificate: what == "no encryption" ? null : certificate, password: what == "no encryption" ? null : Password);
        await using var app = await Started(host.Port, what == "nobody vouches for it" ? null : authority, what == "another password" ? "sai" : Password);

        await Post(app, "mot@example.vn");
        await Poll.Until(() => Task.FromResult(Warnings(app)), count => count >= 1, "a warning");

        Assert.Empty(host.Letters);
        Assert.Equal(1, Waiting(app));
        Assert.DoesNotContain(host.Said, l => l.StartsWith("open AUTH", StringComparison.Ordinal) || l.StartsWith("open MAIL", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Log.Lines, l => l.Message.Contains(Password, StringComparison.Ordinal) || l.Exception?.ToString().Contains(Password, StringComparison.Ordinal) == true);
    }

    private static int Waiting(TestApp app) => app.Services.GetRequiredService<MailOutbox>().Waiting().Count;

    private static int Warnings(TestApp app) => app.Log.Lines.Count(l => l.Level is LogLevel.Warning && l.Message.StartsWith("Mail was not sent", StringComparison.Ordinal));

    private static Task Post(TestApp app, string to) => app.Services.GetRequiredService<MailOutbox>().Post(new Letter(to, "Người nhận", "Thử", "Nội dung thử"), CancellationToken.None);

    private static int FreePort()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        return ((IPEndPoint)taken.LocalEndpoint).Port;
    }

    private static async Task<MailApp> Started(int port, string? authority, string? password)
    {
        var app = new MailApp(port, authority, password);
        await app.InitializeAsync();
        return app;
    }

    private sealed class MailApp(int port, string? authority, string? password) : SqliteApp
    {
        protected override ServerSettings Configure(ServerSettings settings)
        {
            var overrides = new Dictionary<string, string?>(AccessSettings.Quick(settings).Overrides)
            {
                ["Access:SmtpHost"] = "localhost",
                ["Access:SmtpPort"] = port.ToString(System.Globalization.CultureInfo.InvariantCulture),
            };
            if (authority is not null)
            {
                var file = Path.Combine(settings.DataFolder, "smtp-ca.pem");
                File.WriteAllText(file, authority);
                overrides["Access:SmtpCaFile"] = file;
            }

            if (password is not null)
            {
                overrides["Access:SmtpUser"] = "vanlang";
                overrides["Access:SmtpPassword"] = password;
            }

            return settings with { Overrides = overrides };
        }
    }
}
