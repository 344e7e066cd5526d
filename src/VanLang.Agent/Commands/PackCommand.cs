using System.CommandLine;
using VanLang.Client;
using VanLang.Client.Packets;

namespace VanLang.Agent.Commands;

/// <summary>Makes a packet of PDF files and a few fields. The same command makes the same bytes, so repeating it is harmless.</summary>
internal static class PackCommand
{
    /// <summary>A packet up to this goes in one piece (72 MiB is the exchange's limit, base64 takes a third).</summary>
    private const long InOnePiece = 48L * 1024 * 1024;

    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var options = new PackOptions(words);
        var command = new Command("pack", words.Say("Make a packet of files and, with --send, send it.", "Đóng gói tin từ các tệp và gửi luôn nếu có --send."));
        options.AddTo(command);
        command.SetAction(async (parsed, ct) =>
        {
            using var credentials = sessions.Credentials(parsed);
            var send = parsed.GetValue(options.Send);
            using var client = parsed.GetValue(options.Offline) && !send ? null : sessions.Open(parsed, credentials);
            var packet = await options.Packet(parsed, sessions, credentials.OrganId, client, ct);
            return await Make(packet, parsed.GetValue(options.Out), send ? client : null, sessions.Output(parsed), words, ct);
        });
        return command;
    }

    public static Command BuildUpdate(Sessions sessions) => BuildAbout(sessions, PacketAct.Update, "update", sessions.Words.Say(
        "Send a new version of a document (type 2): who fetched the old one agrees or refuses, the others get the new one only.",
        "Gửi bản cập nhật của một văn bản (loại 2): nơi đã tải bản cũ đồng ý hoặc từ chối, nơi khác chỉ nhận bản mới."));

    public static Command BuildReplace(Sessions sessions) => BuildAbout(sessions, PacketAct.Replace, "replace", sessions.Words.Say(
        "Send a document that takes the place of an older one (type 3), under a number of its own.",
        "Gửi văn bản thay thế một văn bản đã gửi (loại 3), với số riêng."));

    /// <summary>A packet about a document that was sent: what is left out is as it was there.</summary>
    private static Command BuildAbout(Sessions sessions, PacketAct act, string name, string description)
    {
        var words = sessions.Words;
        var options = new PackOptions(words) { Act = act };
        var (id, reason) = (ChangeCommands.Packet(words), ChangeCommands.Reason(words));
        var command = new Command(name, description) { id, reason };
        options.AddTo(command);
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var about = parsed.GetValue(id);
            var document = await client.DocumentAsync(about, ct)
                ?? throw new AgentException(ExitCodes.Refused, words.Say($"The packet {about} is no document.", $"Gói tin {about} không phải văn bản."));
            options.Original = new PackOriginal(document.DocumentId, [.. (await client.DeliveriesAsync(about, ct)).Select(d => d.DeliveredTo)]);
            var packet = await options.Packet(parsed, sessions, client.OrganId, client, ct) with { Act = act, About = document.DocumentId, Reason = parsed.GetValue(reason) };
            return await Make(act is PacketAct.Update ? packet with { DocumentId = document.DocumentId } : packet, parsed.GetValue(options.Out), client, output, words, ct);
        }));
        return command;
    }

    /// <param name="client">Sends it; null writes the file only.</param>
    private static async Task<int> Make(OutgoingPacket packet, string? file, ExchangeClient? client, Output output, Words words, CancellationToken ct)
    {
        var name = file ?? $"{packet.Number}-{packet.Notation.Replace('/', '-')}.edxml";
        if (client is not null && packet.Files.Sum(Length) > InOnePiece)
        {
            // Too long for one piece: its files go up by themselves, and the packet is never on this disk.
            var large = await output.WithBars(bars => client.SendAsync(packet, progress: bars, ct: ct));
            return await SendCommand.Keep(output, words, large, name + ".receipt.json", ct);
        }

        await Write(packet, name, ct);
        if (client is null)
        {
            output.Answer(new { file = name, documentId = packet.EffectiveDocumentId }, text => text.WriteLine($"{name}  {packet.EffectiveDocumentId}"));
            return ExitCodes.Done;
        }

        await using var bytes = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
        var sent = await output.WithBars(bars => client.SendAsync(bytes, progress: bars, ct: ct));
        return await SendCommand.Keep(output, words, sent, name + ".receipt.json", ct);
    }

    private static async Task Write(OutgoingPacket packet, string name, CancellationToken ct)
    {
        var draft = name + ".draft";
        await using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None, 64 * 1024, FileOptions.Asynchronous))
        {
            await PacketWriter.WriteAsync(packet, file, ct);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, name, overwrite: true);
    }

    private static long Length(PacketFile file)
    {
        using var content = file.Open();
        return content.Length;
    }
}
