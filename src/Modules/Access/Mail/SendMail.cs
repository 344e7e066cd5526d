using MailKit.Net.Smtp;
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
        using var client = new SmtpClient();
        await client.ConnectAsync(host, options.Value.SmtpPort, MailKit.Security.SecureSocketOptions.StartTlsWhenAvailable, ct);
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

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Mail was not sent ({Fault}); it stays in the outbox and is tried again.")]
    private static partial void NotSent(ILogger log, string fault);
}
