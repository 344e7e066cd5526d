using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Security.Cryptography;
using VanLang.Client;
using VanLang.Client.Receipts;

namespace VanLang.Agent.Commands;

/// <summary>Verifies a receipt, with the published keys or with a kept key set and no network; or an evidence, always without the network.</summary>
internal static class VerifyCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words.Say("A receipt: the JWS, or a file that holds it. Or an evidence: the ZIP, or its unpacked folder.", "Biên nhận: chuỗi JWS hoặc tệp chứa nó. Hoặc bằng chứng: tệp ZIP hay thư mục đã giải nén.") };
        var keys = new Option<FileInfo[]>("--keys") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = words.Say("Kept key sets (JWK Set); no network is used then.", "Các bộ khóa đã lưu (JWK Set); khi đó không cần mạng.") };
        var packet = new Option<FileInfo?>("--packet") { Description = words.Say("The packet that the receipt must be for.", "Gói tin mà biên nhận phải khớp.") };
        var command = new Command("verify", words.Say("Verify a receipt or a statement of destruction, or an evidence without the network.", "Xác thực biên nhận hoặc lời báo hủy, hoặc bằng chứng mà không cần mạng.")) { file, keys, packet };
        command.SetAction(async (parsed, ct) =>
        {
            var output = sessions.Output(parsed);
            var kept = new List<string>();
            foreach (var set in parsed.GetValue(keys) ?? [])
            {
                kept.Add(await File.ReadAllTextAsync(set.FullName, ct));
            }

            var path = parsed.GetValue(file)!.FullName;
            if (VerifyEvidence.Fits(path))
            {
                return VerifyEvidence.Run(path, kept, output, words);
            }

            var receipt = ReceiptFile.Find(await File.ReadAllTextAsync(path, ct));
            var known = kept.Count > 0 ? Joined(kept) : await Published(sessions.Address(parsed), ct);
            if (ReceiptKeys.IsDestruction(receipt))
            {
                var destroyed = ReceiptKeys.Parse(known).VerifyDestruction(receipt);
                await Same(destroyed.Digest, parsed.GetValue(packet), words, ct);
                output.Answer(destroyed, text =>
                {
                    text.WriteLine(words.Say("The statement of destruction holds.", "Lời báo hủy hợp lệ."));
                    text.WriteLine($"  {destroyed.Recipient}  {destroyed.DestroyedBy}  {destroyed.DestroyedAt:yyyy-MM-dd HH:mm:ss zzz}");
                    text.WriteLine($"  sha-256   {destroyed.Digest}");
                });
                return ExitCodes.Done;
            }

            var stated = ReceiptKeys.Parse(known).Verify(receipt);
            await Same(stated.Digest, parsed.GetValue(packet), words, ct);

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

    private static string Joined(List<string> sets)
    {
        try
        {
            return sets.Count == 1 ? sets[0] : new JsonObject { ["keys"] = new JsonArray([.. sets.SelectMany(s => JsonNode.Parse(s)!["keys"]!.AsArray().Select(k => k!.DeepClone()))]) }.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new AgentException(ExitCodes.Files, $"A key set is no JWK Set: {e.Message}");
        }
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

    private static async Task Same(string stated, FileInfo? packet, Words words, CancellationToken ct)
    {
        if (packet is not null && await Digest(packet, ct) is var digest && digest != stated)
        {
            throw new ExchangeException(ExchangeFailure.NotVerified, "CLI-0004", words.Say($"The receipt is for {stated}, the packet has {digest}.", $"Biên nhận ghi {stated}, gói tin có {digest}."));
        }
    }

    private static async Task<string> Digest(FileInfo file, CancellationToken ct)
    {
        await using var content = file.OpenRead();
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
    }
}
