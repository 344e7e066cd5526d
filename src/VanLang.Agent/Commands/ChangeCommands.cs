using System.CommandLine;
using VanLang.Client;

namespace VanLang.Agent.Commands;

/// <summary>What a sender does with a document that is out already: recall it, or ask for it back.</summary>
internal static class ChangeCommands
{
    public static Command BuildRecall(Sessions sessions)
    {
        var words = sessions.Words;
        var (id, reason, receipt) = (Packet(words), Reason(words), Receipt(words));
        var command = new Command("recall", words.Say(
            "Recall a document: every recipient has to destroy it and state that; it cannot be undone. Recalling it again answers the same receipt.",
            "Thu hồi văn bản: mọi nơi nhận phải hủy và báo lại; không hủy bỏ được việc thu hồi. Gọi lại thì nhận lại biên nhận cũ.")) { id, reason, receipt };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var packet = parsed.GetValue(id);
            var sent = await client.RecallAsync(packet, parsed.GetValue(reason)!, ct: ct);
            return await SendCommand.Keep(output, words, sent, parsed.GetValue(receipt) ?? $"recall-{packet}.receipt.json", ct);
        }));
        return command;
    }

    public static Command BuildTakeBack(Sessions sessions)
    {
        var words = sessions.Words;
        var (id, reason, receipt) = (Packet(words), Reason(words), Receipt(words));
        var from = new Option<string[]>("--from") { AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => [], Description = words.Say("Codes of the recipients that are asked, by commas; everybody who still has it when left out.", "Mã các nơi nhận được yêu cầu, cách nhau bằng dấu phẩy; bỏ trống là mọi nơi còn giữ.") };
        var command = new Command("take-back", words.Say(
            "Ask recipients to give a document back. What was not fetched yet is withdrawn at once; the others agree or refuse (see status).",
            "Yêu cầu nơi nhận cho lấy lại văn bản. Nơi chưa tải thì được lấy lại ngay; nơi khác đồng ý hoặc từ chối (xem status).")) { id, reason, from, receipt };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var packet = parsed.GetValue(id);
            var sent = await client.TakeBackAsync(packet, parsed.GetValue(reason)!, PackOptions.Codes(parsed.GetValue(from)!), ct: ct);
            return await SendCommand.Keep(output, words, sent, parsed.GetValue(receipt) ?? $"take-back-{packet}.receipt.json", ct);
        }));
        return command;
    }

    public static Command BuildAnswer(Sessions sessions)
    {
        var words = sessions.Words;
        var id = ReportCommand.Delivery(words);
        var answer = new Argument<string>("ANSWER") { Description = words.Say("agree or refuse; after a recall agree states that the document was destroyed, and refuse is not possible.", "agree (đồng ý) hoặc refuse (từ chối); với văn bản bị thu hồi, agree là báo đã hủy và không từ chối được.") };
        answer.AcceptOnlyFromAmong("agree", "refuse");
        var reason = new Option<string?>("--reason") { Description = words.Say("Why; needed for refuse.", "Lý do; bắt buộc với refuse.") };
        var staff = new Option<string?>("--staff") { Description = words.Say("Who did it; needed after a recall (or its default in the configuration file).", "Người thực hiện; bắt buộc với văn bản bị thu hồi (hoặc giá trị mặc định trong tệp cấu hình).") };
        var department = new Option<string?>("--department") { Description = words.Say("Unit.", "Đơn vị.") };
        var copies = new Option<int?>("--copies") { Description = words.Say("After a recall: how many copies were destroyed.", "Với văn bản bị thu hồi: số bản đã hủy.") };
        var archived = new Option<bool>("--archived") { Description = words.Say("After a recall: it had been archived; --copy-list is needed.", "Với văn bản bị thu hồi: đã đưa vào lưu trữ; cần --copy-list.") };
        var list = new Option<string?>("--copy-list") { Description = words.Say("After a recall: which copies, and where they lay.", "Với văn bản bị thu hồi: danh mục các bản đã hủy.") };
        var command = new Command("answer", words.Say(
            "Answer what the sender asks of a document: take-back, update or recall.",
            "Trả lời yêu cầu của nơi gửi về một văn bản: lấy lại, cập nhật hoặc thu hồi.")) { id, answer, reason, staff, department, copies, archived, list };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var defaults = sessions.Settings(parsed).Pack;
            var who = new StatusStaff(parsed.GetValue(department) ?? defaults.Department, parsed.GetValue(staff) ?? defaults.Staff);
            var (delivery, why) = (parsed.GetValue(id), parsed.GetValue(reason));
            var destroyed = new DestructionReport(parsed.GetValue(copies), parsed.GetValue(archived), parsed.GetValue(list));
            var outcome = parsed.GetValue(answer) == "refuse" ? await client.RefuseAsync(delivery, why ?? "", who, ct)
                : destroyed != new DestructionReport() ? await client.DestroyAsync(delivery, who, destroyed, ct)
                : await client.AgreeAsync(delivery, why, who, ct);
            output.Answer(outcome, text => text.WriteLine($"{outcome.State}{(outcome.Applied ? "" : words.Say(" (kept as history: nothing is asked)", " (lưu vào lịch sử: không có yêu cầu nào)"))}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Argument<Guid> Packet(Words words) => new("PACKET") { Description = words.Say("Id of the document's packet, as its sender got it.", "Mã gói tin của văn bản, như bên gửi nhận được.") };

    public static Option<string> Reason(Words words) => new("--reason") { Required = true, Description = words.Say("Why; every recipient reads it.", "Lý do; mọi nơi nhận đều đọc được.") };

    private static Option<string?> Receipt(Words words) => new("--receipt") { Description = words.Say("Where to keep the receipt; in this folder when left out.", "Nơi lưu biên nhận; bỏ trống thì lưu ở thư mục này.") };
}
