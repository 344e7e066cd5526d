using MailKit.Net.Smtp;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MimeKit;
using VanLang.Data;

namespace VanLang.Access.Mail;

/// <summary>Carries the outbox to the SMTP host, when there is one. A letter leaves the folder only after the host has taken it.</summary>
internal sealed partial class SendMail(MailOutbox outbox, IOptions<AccessOptions> options, ILogger<SendMail> log) : BackgroundService
{
    private static readonly TimeSpan Look = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.SmtpHost is not { Length: > 0 } host)
        {
            return;
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            var next = outbox.Posted.Next;
            try
            {
                await SendAll(host, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                NotSent(log, e.GetType().Name);
            }

            await Signal.Wait(next, Look, stoppingToken);
        }
    }

    private async Task SendAll(string host, CancellationToken ct)
    {
        var waiting = outbox.Waiting();
        if (waiting.Count == 0)
        {
            return;
        }

        using var client = new SmtpClient();
        await client.ConnectAsync(host, options.Value.SmtpPort, MailKit.Security.SecureSocketOptions.StartTlsWhenAvailable, ct);
        if (!string.IsNullOrEmpty(options.Value.SmtpUser))
        {
            await client.AuthenticateAsync(options.Value.SmtpUser, options.Value.SmtpPassword ?? "", ct);
        }

        foreach (var file in waiting)
        {
            using var message = await MimeMessage.LoadAsync(file, ct);
            await client.SendAsync(message, ct);
            File.Delete(file);
        }

        await client.DisconnectAsync(quit: true, ct);
    }

    [LoggerMessage(EventId = 3001, Level = LogLevel.Warning, Message = "Mail was not sent ({Fault}); it stays in the outbox and is tried again.")]
    private static partial void NotSent(ILogger log, string fault);
}
