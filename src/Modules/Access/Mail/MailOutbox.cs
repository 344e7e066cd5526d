using Microsoft.Extensions.Options;
using MimeKit;
using VanLang.Data;
using VanLang.Data.Storage;
using VanLang.Kernel;

namespace VanLang.Access.Mail;

/// <summary>
/// Mail waits as files in <c>mail/</c> of the data folder. With an SMTP host it is sent from there and the file goes;
/// without one it stays, and the demo shows it.
/// </summary>
internal sealed class MailOutbox(IOptions<DatabaseOptions> data, IOptions<AccessOptions> options, Clock clock)
{
    private const int Shown = 100;

    public Signal Posted { get; } = new();

    private string Folder => Path.Combine(data.Value.DataFolder, "mail");

    public Task Post(Letter letter, CancellationToken ct)
    {
        using var message = new MimeMessage();
        message.From.Add(new MailboxAddress("VanLang", options.Value.MailFrom));
        message.To.Add(new MailboxAddress(letter.ToName, letter.To));
        message.Subject = letter.Subject;
        message.Date = clock.Now.InVietnam();
        message.Body = new TextPart("plain") { Text = letter.Body };
        using var bytes = new MemoryStream();
        message.WriteTo(bytes, ct);
        Directory.CreateDirectory(Folder);

        // Mode 0600: the letter holds a link that opens an account.
        DurableFiles.Replace(Path.Combine(Folder, clock.NewGuid().ToString("N") + ".eml"), bytes.ToArray(), secret: true);
        Posted.Raise();
        return Task.CompletedTask;
    }

    /// <summary>Files that wait, oldest first (their names are UUIDv7).</summary>
    public IReadOnlyList<string> Waiting() => Directory.Exists(Folder) ? [.. Directory.EnumerateFiles(Folder, "*.eml").Order(StringComparer.Ordinal)] : [];

    /// <summary>The newest letters, for the page of the demo.</summary>
    public IReadOnlyList<Letter> Newest() => [.. Waiting().Reverse().Take(Shown).Select(Read)];

    private static Letter Read(string file)
    {
        using var message = MimeMessage.Load(file);
        var to = message.To.Mailboxes.First();
        return new Letter(to.Address, to.Name ?? "", message.Subject ?? "", message.TextBody ?? "");
    }
}
