using System.CommandLine;
using System.Globalization;
using VanLang.Client;
using VanLang.Client.Packets;

namespace VanLang.Agent.Commands;

/// <summary>The fields of a document on the command line.</summary>
internal sealed class PackOptions(Words words)
{
    private readonly Option<FileInfo[]> files = new("--pdf", "--file") { Required = true, AllowMultipleArgumentsPerToken = true, Description = words.Say("The document, then its appendices.", "Văn bản, rồi các phụ lục.") };
    private readonly Option<string[]> to = new("--to") { AllowMultipleArgumentsPerToken = true, Description = words.Say("Codes of the recipients, by commas.", "Mã các nơi nhận, cách nhau bằng dấu phẩy.") };
    private readonly Option<string> subject = new("--subject") { Required = true, Description = words.Say("Subject.", "Trích yếu.") };
    private readonly Option<string?> number = new("--number") { Description = words.Say("Number.", "Số.") };
    private readonly Option<string?> notation = new("--notation") { Description = words.Say("Notation, such as VPCP-TTĐT.", "Ký hiệu, như VPCP-TTĐT.") };
    private readonly Option<string> type = new("--type") { DefaultValueFactory = _ => "Công văn", Description = words.Say("Kind of document (Decree 30/2020, art. 7).", "Loại văn bản (Nghị định 30/2020, Điều 7).") };
    private readonly Option<string?> signer = new("--signer") { Description = words.Say("Who signed.", "Họ tên người ký.") };
    private readonly Option<string?> position = new("--position") { Description = words.Say("Position of the signer.", "Chức vụ người ký.") };
    private readonly Option<string?> competence = new("--competence") { Description = words.Say("TM., KT., TL., TUQ., Q.", "Quyền hạn ký: TM., KT., TL., TUQ., Q.") };
    private readonly Option<string?> place = new("--place") { Description = words.Say("Place of issue.", "Địa danh.") };
    private readonly Option<string?> date = new("--date") { Description = words.Say("Date of issue, yyyy-MM-dd; today when left out.", "Ngày ban hành, yyyy-MM-dd; bỏ trống là hôm nay.") };
    private readonly Option<string?> due = new("--due") { Description = words.Say("Due date, yyyy-MM-dd.", "Hạn xử lý, yyyy-MM-dd.") };
    private readonly Option<int> priority = new("--priority") { Description = words.Say("Urgency, 0 to 4.", "Độ khẩn, 0 đến 4.") };

    /// <summary>What the packet does; an update keeps number, notation and date of its document.</summary>
    public PacketAct Act { get; init; }

    /// <summary>The document that it is about; null for a new one.</summary>
    public PackOriginal? Original { get; set; }

    public Option<string?> Out { get; } = new("--out", "-o") { Description = words.Say("File to write; NUMBER-NOTATION.edxml when left out.", "Tệp ghi ra; bỏ trống là SỐ-KÝHIỆU.edxml.") };

    public Option<bool> Send { get; } = new("--send") { Description = words.Say("Send it.", "Gửi luôn.") };

    public Option<bool> Offline { get; } = new("--offline") { Description = words.Say("Do not look up the names of agencies.", "Không tra tên cơ quan.") };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[files, to, subject, number, notation, type, signer, position, competence, place, date, due, priority, Out, .. Act is PacketAct.New ? (Option[])[Send, Offline] : []])
        {
            command.Options.Add(option);
        }

        // An update is the same document for the same recipients, unless told otherwise; a replacement goes to the same recipients under a number of its own.
        to.Required = Act is PacketAct.New;
        number.Required = Act is not PacketAct.Update;

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
        var named = Codes(parsed.GetValue(to) ?? []);
        var parties = named.Count > 0 || Original is null ? named : Original.To;
        var kept = Act is PacketAct.Update ? Original : null;
        var kind = parsed.GetValue(type)!;
        return new OutgoingPacket
        {
            From = await Party(own, client, ct),
            To = [.. await Task.WhenAll(parties.Select(p => Party(p, client, ct)))],
            Number = Needed(parsed.GetValue(number) ?? kept?.Number, "--number"),
            Notation = Needed(parsed.GetValue(notation) ?? kept?.Notation ?? defaults.Notation, "--notation"),
            IssuedOn = Date(parsed.GetValue(date), "--date") ?? kept?.IssuedOn ?? today,
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

    /// <summary>Codes on the command line: several options, or commas.</summary>
    public static IReadOnlyList<string> Codes(string[] given) => [.. given.SelectMany(t => t.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

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

/// <summary>A document that was sent, as far as its identifier in the usual three parts tells: sender, date, number with notation.</summary>
internal sealed record PackOriginal(string DocumentId, IReadOnlyList<string> To)
{
    private readonly string[] parts = DocumentId.Split(',', 3);

    public DateOnly? IssuedOn => parts.Length == 3 && DateOnly.TryParseExact(parts[1], "yyyy/MM/dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public string? Number => IssuedOn is null ? null : parts[2].Split('/', 2)[0];

    public string? Notation => IssuedOn is null ? null : parts[2].Split('/', 2).ElementAtOrDefault(1);
}
