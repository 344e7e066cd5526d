using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using VanLang.Data;
using VanLang.Data.Leases;

namespace VanLang.Access.Mail;

/// <summary>
/// Carries the outbox to the SMTP host, when there is one. A letter leaves the folder only after the host has taken it. One node sends;
/// should another take over in the middle of a letter, its message id is the same, by which the recipient's host knows it.
/// </summary>
internal sealed partial class SendMail(MailOutbox outbox, LeaseBook leases, IOptions<AccessOptions> options, ILogger<SendMail> log) : BackgroundService
{
    /// <summary>Letters of other nodes are found in the folder.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan LookAfterFault = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SmtpHost is not { Length: > 0 } host)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var next = outbox.Posted.Next;
            var pause = Look;
            try
            {
                if (outbox.Waiting().Count > 0)
                {
                    await leases.Run("job:mail", (lease, ct) => SendAll(host, lease, ct), stoppingToken);
                }
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotSent(log, e.GetType().Name);
                pause = LookAfterFault;
            }

            await Signal.Wait(next, pause, stoppingToken);
        }
    }

    private async Task SendAll(string host, Lease lease, CancellationToken ct)
    {
        using var client = new SmtpClient { Timeout = 30_000 };
        if (options.Value.SmtpCaFile is { Length: > 0 } authority)
        {
            client.ServerCertificateValidationCallback = (_, certificate, _, errors) => IsSignedBy(authority, certificate, errors);
        }

        await client.ConnectAsync(host, options.Value.SmtpPort, Security(options.Value), ct);
        if (!string.IsNullOrEmpty(options.Value.SmtpUser))
        {
            await client.AuthenticateAsync(options.Value.SmtpUser, options.Value.SmtpPassword ?? "", ct);
        }

        foreach (var file in outbox.Waiting())
        {
            if (!lease.Fresh)
            {
                break; // This process slept: another node may be sending these.
            }

            using var message = await MimeMessage.LoadAsync(file, ct);
            await client.SendAsync(message, ct);
            File.Delete(file);
        }

        await client.DisconnectAsync(quit: true, ct);
    }

    // A password never goes over an open line, even when somebody on the way takes the offer of encryption out of the host's answer (RFC 8314).
    private static SecureSocketOptions Security(AccessOptions options) => options switch
    {
        { SmtpPort: 465 } => SecureSocketOptions.SslOnConnect,
        { SmtpUser.Length: > 0 } => SecureSocketOptions.StartTls,
        _ => SecureSocketOptions.StartTlsWhenAvailable,
    };

    // The host's name must still be right; only who vouches for it is the agency's own authority.
    private static bool IsSignedBy(string authority, X509Certificate? certificate, SslPolicyErrors errors)
    {
        if (certificate is null || (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) != SslPolicyErrors.None)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.CustomTrustStore.ImportFromPemFile(authority);
        using var shown = X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        return chain.Build(shown);
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Mail was not sent ({Fault}); it stays in the outbox and is tried again.")]
    private static partial void NotSent(ILogger log, string fault);
}
