using System.CommandLine;
using System.Security.Cryptography;
using VanLang.Client;
using VanLang.Client.Receipts;

namespace VanLang.Agent.Commands;

/// <summary>Verifies a receipt, with the published keys or with a kept key set and no network.</summary>
internal static class VerifyCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words.Say("A receipt: the JWS, or a file that holds it.", "Biên nhận: chuỗi JWS hoặc tệp chứa nó.") };
        var keys = new Option<FileInfo?>("--keys") { Description = words.Say("Kept key set (JWK Set); no network is used then.", "Bộ khóa đã lưu (JWK Set); khi đó không cần mạng.") };
        var packet = new Option<FileInfo?>("--packet") { Description = words.Say("The packet that the receipt must be for.", "Gói tin mà biên nhận phải khớp.") };
        var command = new Command("verify", words.Say("Verify a receipt.", "Xác thực biên nhận.")) { file, keys, packet };
        command.SetAction(async (parsed, ct) =>
        {
            var output = sessions.Output(parsed);
            var receipt = ReceiptFile.Find(await File.ReadAllTextAsync(parsed.GetValue(file)!.FullName, ct));
            var set = parsed.GetValue(keys) is { } kept ? await File.ReadAllTextAsync(kept.FullName, ct) : await Published(sessions.Address(parsed), ct);
            var stated = ReceiptKeys.Parse(set).Verify(receipt);
            if (parsed.GetValue(packet) is { } bytes && await Digest(bytes, ct) is var digest && digest != stated.Digest)
            {
                throw new ExchangeException(ExchangeFailure.NotVerified, "CLI-0004", words.Say($"The receipt is for {stated.Digest}, the packet has {digest}.", $"Biên nhận ghi {stated.Digest}, gói tin có {digest}."));
            }

            output.Answer(stated, text =>
            {
                text.WriteLine(words.Say("The receipt holds.", "Biên nhận hợp lệ."));
                text.WriteLine($"  {words.Say("document", "văn bản")}  {stated.DocumentId}");
                text.WriteLine($"  {words.Say("accepted", "nhận lúc")}  {stated.AcceptedAt:yyyy-MM-dd HH:mm:ss zzz}");
                text.WriteLine($"  {words.Say("position", "vị trí")}  {stated.Position}");
                text.WriteLine($"  sha-256   {stated.Digest}");
                foreach (var recipient in stated.Recipients)
                {
                    text.WriteLine($"  -> {recipient.OrganId} ({recipient.DeliveredTo})");
                }
            });
            return ExitCodes.Done;
        });
        return command;
    }

    // The keys are public: no key file of an agency is needed to verify.
    private static async Task<string> Published(Uri address, CancellationToken ct)
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        try
        {
            return await http.GetStringAsync(new Uri(address, "/.well-known/exchange-receipts.json"), ct);
        }
        catch (Exception e) when (!ct.IsCancellationRequested && e is HttpRequestException or OperationCanceledException)
        {
            throw new ExchangeException(ExchangeFailure.Unreachable, "CLI-0001", $"The keys could not be fetched: {e.Message}", e);
        }
    }

    private static async Task<string> Digest(FileInfo file, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }
}
