using System.CommandLine;
using System.Globalization;
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
            var output = sessions.Output(parsed);
            using var credentials = sessions.Credentials(parsed);
            var send = parsed.GetValue(options.Send);
            using var client = parsed.GetValue(options.Offline) && !send ? null : sessions.Open(parsed, credentials);
            var packet = await options.Packet(parsed, sessions, credentials.OrganId, client, ct);
            var name = parsed.GetValue(options.Out) ?? $"{packet.Number}-{packet.Notation.Replace('/', '-')}.edxml";
            if (send && packet.Files.Sum(Length) > InOnePiece)
            {
                // Too long for one piece: its files go up by themselves, and the packet is never on this disk.
                var large = await output.WithBars(bars => client!.SendAsync(packet, progress: bars, ct: ct));
                return await SendCommand.Keep(output, words, large, name + ".receipt.json", ct);
            }

            await Write(packet, name, ct);
            if (!send)
            {
                output.Answer(new { file = name, documentId = packet.EffectiveDocumentId }, text => text.WriteLine($"{name}  {packet.EffectiveDocumentId}"));
                return ExitCodes.Done;
            }

            await using var bytes = new FileStream(name, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024, FileOptions.Asynchronous);
            var sent = await output.WithBars(bars => client!.SendAsync(bytes, progress: bars, ct: ct));
            return await SendCommand.Keep(output, words, sent, name + ".receipt.json", ct);
        });
        return command;
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

/// <summary>The fields of a document on the command line.</summary>
internal sealed class PackOptions(Words words)
{
    private readonly Option<FileInfo[]> files = new("--pdf", "--file") { Required = true, AllowMultipleArgumentsPerToken = true, Description = words.Say("The document, then its appendices.", "Văn bản, rồi các phụ lục.") };
    private readonly Option<string[]> to = new("--to") { Required = true, AllowMultipleArgumentsPerToken = true, Description = words.Say("Codes of the recipients, by commas.", "Mã các nơi nhận, cách nhau bằng dấu phẩy.") };
    private readonly Option<string> subject = new("--subject") { Required = true, Description = words.Say("Subject.", "Trích yếu.") };
    private readonly Option<string> number = new("--number") { Required = true, Description = words.Say("Number.", "Số.") };
    private readonly Option<string?> notation = new("--notation") { Description = words.Say("Notation, such as VPCP-TTĐT.", "Ký hiệu, như VPCP-TTĐT.") };
    private readonly Option<string> type = new("--type") { DefaultValueFactory = _ => "Công văn", Description = words.Say("Kind of document (Decree 30/2020, art. 7).", "Loại văn bản (Nghị định 30/2020, Điều 7).") };
    private readonly Option<string?> signer = new("--signer") { Description = words.Say("Who signed.", "Họ tên người ký.") };
    private readonly Option<string?> position = new("--position") { Description = words.Say("Position of the signer.", "Chức vụ người ký.") };
    private readonly Option<string?> competence = new("--competence") { Description = words.Say("TM., KT., TL., TUQ., Q.", "Quyền hạn ký: TM., KT., TL., TUQ., Q.") };
    private readonly Option<string?> place = new("--place") { Description = words.Say("Place of issue.", "Địa danh.") };
    private readonly Option<string?> date = new("--date") { Description = words.Say("Date of issue, yyyy-MM-dd; today when left out.", "Ngày ban hành, yyyy-MM-dd; bỏ trống là hôm nay.") };
    private readonly Option<string?> due = new("--due") { Description = words.Say("Due date, yyyy-MM-dd.", "Hạn xử lý, yyyy-MM-dd.") };
    private readonly Option<int> priority = new("--priority") { Description = words.Say("Urgency, 0 to 4.", "Độ khẩn, 0 đến 4.") };

    public Option<string?> Out { get; } = new("--out", "-o") { Description = words.Say("File to write; NUMBER-NOTATION.edxml when left out.", "Tệp ghi ra; bỏ trống là SỐ-KÝHIỆU.edxml.") };

    public Option<bool> Send { get; } = new("--send") { Description = words.Say("Send it.", "Gửi luôn.") };

    public Option<bool> Offline { get; } = new("--offline") { Description = words.Say("Do not look up the names of agencies.", "Không tra tên cơ quan.") };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[files, to, subject, number, notation, type, signer, position, competence, place, date, due, priority, Out, Send, Offline])
        {
            command.Options.Add(option);
        }

        priority.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 0 or > 4)
            {
                result.AddError(words.Say("--priority is 0 to 4.", "--priority từ 0 đến 4."));
            }
        });
    }

    public async Task<OutgoingPacket> Packet(ParseResult parsed, Sessions sessions, string own, ExchangeClient? client, CancellationToken ct)
    {
        var defaults = sessions.Settings(parsed).Pack;
        var paths = parsed.GetValue(files)!;
        if (Array.Find(paths, p => !p.Exists) is { } missing)
        {
            throw new AgentException(ExitCodes.Files, words.Say($"{missing} is not there.", $"Không có tệp {missing}."));
        }

        var today = DateOnly.FromDateTime(sessions.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime);
        var parties = parsed.GetValue(to)!.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        var kind = parsed.GetValue(type)!;
        return new OutgoingPacket
        {
            From = await Party(own, client, ct),
            To = [.. await Task.WhenAll(parties.Select(p => Party(p, client, ct)))],
            Number = parsed.GetValue(number)!,
            Notation = Needed(parsed.GetValue(notation) ?? defaults.Notation, "--notation"),
            IssuedOn = Date(parsed.GetValue(date), "--date") ?? today,
            Subject = parsed.GetValue(subject)!,
            SignerName = Needed(parsed.GetValue(signer) ?? defaults.Signer, "--signer"),
            SignerPosition = Needed(parsed.GetValue(position) ?? defaults.Position, "--position"),
            SignerCompetence = parsed.GetValue(competence),
            Place = Needed(parsed.GetValue(place) ?? defaults.Place, "--place"),
            TypeName = kind,
            TypeDetail = kind == "Công văn" ? 18 : null,
            DueDate = Date(parsed.GetValue(due), "--due"),
            Priority = parsed.GetValue(priority),
            StaffDepartment = defaults.Department ?? "Văn thư",
            StaffName = defaults.Staff,
            // From the input, not from the clock: the same command gives the same bytes, and so the same receipt.
            MadeAt = new DateTimeOffset(paths[0].LastWriteTimeUtc, TimeSpan.Zero),
            Files = [.. paths.Select(p => PacketFile.At(p.FullName))],
        };
    }

    private async Task<PacketParty> Party(string code, ExchangeClient? client, CancellationToken ct)
    {
        if (client is null)
        {
            return new PacketParty(code, code);
        }

        return await client.FindOrganizationAsync(code, ct) is { } found
            ? new PacketParty(code, found.Name)
            : throw new AgentException(ExitCodes.Refused, words.Say($"The directory does not know \"{code}\".", $"Danh mục không có cơ quan \"{code}\"."));
    }

    private string Needed(string? value, string option) =>
        string.IsNullOrWhiteSpace(value) ? throw new AgentException(ExitCodes.Usage, words.Say($"{option} is needed (or its default in the configuration file).", $"Cần {option} (hoặc giá trị mặc định trong tệp cấu hình).")) : value;

    private DateOnly? Date(string? text, string option) => text is null
        ? null
        : DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new AgentException(ExitCodes.Usage, words.Say($"{option}: \"{text}\" is no date of the form yyyy-MM-dd.", $"{option}: \"{text}\" không phải ngày dạng yyyy-MM-dd."));
}
