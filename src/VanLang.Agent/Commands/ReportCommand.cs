using System.CommandLine;
using VanLang.Client;

namespace VanLang.Agent.Commands;

/// <summary>What a recipient tells: that it has a document, and how far it is with it.</summary>
internal static class ReportCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var id = Delivery(words);
        var code = new Argument<string>("CODE") { Description = words.Say("01 arrived, 02 returned, 03 registered, 04 assigned, 05 in progress, 06 done.", "01 đã đến, 02 trả lại, 03 đã tiếp nhận, 04 phân công, 05 đang xử lý, 06 hoàn thành.") };
        var reason = new Option<string?>("--reason") { Description = words.Say("Why; needed for 02.", "Lý do; bắt buộc với 02.") };
        var staff = new Option<string?>("--staff") { Description = words.Say("Who handles it.", "Người xử lý.") };
        var department = new Option<string?>("--department") { Description = words.Say("Unit.", "Đơn vị.") };
        var command = new Command("report", words.Say("Report the status of a delivery.", "Báo trạng thái xử lý của một lượt gửi đến.")) { id, code, reason, staff, department };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var who = new StatusStaff(parsed.GetValue(department), parsed.GetValue(staff));
            var outcome = await client.ReportStatusAsync(parsed.GetValue(id), parsed.GetValue(code)!, parsed.GetValue(reason), who, ct);
            output.Answer(outcome, text => text.WriteLine($"{outcome.State}{(outcome.Applied ? "" : words.Say(" (kept as history)", " (lưu vào lịch sử)"))}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Command BuildAcknowledge(Sessions sessions)
    {
        var words = sessions.Words;
        var id = Delivery(words);
        var command = new Command("ack", words.Say("Take a delivery off the queue.", "Xác nhận đã nhận một lượt gửi đến.")) { id };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var taken = await client.AcknowledgeAsync(parsed.GetValue(id), ct);
            output.Answer(taken, text => text.WriteLine($"{taken.State}  {taken.AcknowledgedAt:yyyy-MM-dd HH:mm:ss}"));
            return ExitCodes.Done;
        }));
        return command;
    }

    public static Argument<Guid> Delivery(Words words) => new("DELIVERY") { Description = words.Say("Id of the delivery, from inbox.", "Mã lượt gửi, lấy từ inbox.") };
}
