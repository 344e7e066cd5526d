using System.CommandLine;
using VanLang.Client;

namespace VanLang.Agent.Commands;

/// <summary>Sends a packet that exists; doing it again gives the same receipt.</summary>
internal static class SendCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var file = new Argument<FileInfo>("FILE") { Description = words.Say("An edXML packet.", "Gói tin edXML.") };
        var receipt = new Option<string?>("--receipt") { Description = words.Say("Where to keep the receipt; beside the file when left out.", "Nơi lưu biên nhận; bỏ trống thì lưu cạnh tệp.") };
        var command = new Command("send", words.Say("Send a packet and keep its receipt. Sending it again gives the same receipt, never a second document.", "Gửi gói tin và lưu biên nhận. Gửi lại thì nhận lại biên nhận cũ, không sinh văn bản thứ hai.")) { file, receipt };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var path = parsed.GetValue(file)!;
            await using var packet = new FileStream(path.FullName, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
            var sent = await output.WithBars(bars => client.SendAsync(packet, progress: bars, ct: ct));
            return await Keep(output, words, sent, parsed.GetValue(receipt) ?? path.FullName + ".receipt.json", ct);
        }));
        return command;
    }

    /// <summary>Keeps the receipt and says what became of the packet.</summary>
    public static async Task<int> Keep(Output output, Words words, SentPacket sent, string receipt, CancellationToken ct)
    {
        await DurableFile.WriteJson(receipt, ReceiptFile.Of(sent), ct);
        output.Answer(sent, text =>
        {
            text.WriteLine(sent.New ? words.Say("Accepted.", "Đã nhận.") : words.Say("Accepted before; the stored receipt came back.", "Đã nhận trước đó; đây là biên nhận đã lưu."));
            text.WriteLine($"  {words.Say("packet", "gói tin")}    {sent.PacketId}");
            text.WriteLine($"  {words.Say("document", "văn bản")}  {sent.DocumentId}");
            text.WriteLine($"  sha-256   {sent.Digest}");
            foreach (var recipient in sent.Recipients)
            {
                text.WriteLine($"  -> {recipient.OrganId} {recipient.Name}{(recipient.Succeeds is null ? "" : words.Say(" (successor)", " (cơ quan kế thừa)"))}");
            }

            foreach (var warning in sent.Warnings)
            {
                text.WriteLine($"  ! {warning.Code} {words.Say(warning.En, warning.Vi)}");
            }

            text.WriteLine($"  {words.Say("receipt", "biên nhận")}   {receipt}");
        });
        return ExitCodes.Done;
    }
}
