using System.CommandLine;

namespace VanLang.Agent.Commands;

/// <summary>Lists what waits in the inbox.</summary>
internal static class InboxCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var wait = new Option<int>("--wait") { Description = words.Say("Wait so many seconds for something new, up to 30.", "Chờ văn bản mới tối đa bấy nhiêu giây, đến 30.") };
        var all = new Option<bool>("--all") { Description = words.Say("With what was acknowledged.", "Cả văn bản đã xác nhận.") };
        var after = new Option<string?>("--after") { Description = words.Say("Go on behind this cursor.", "Tiếp tục sau con trỏ này.") };
        var limit = new Option<int>("--limit") { DefaultValueFactory = _ => 50, Description = words.Say("At most so many, up to 200.", "Tối đa bấy nhiêu, đến 200.") };
        var command = new Command("inbox", words.Say("List incoming documents that were not acknowledged yet.", "Liệt kê văn bản đến chưa xác nhận.")) { wait, all, after, limit };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var page = await client.InboxPageAsync(parsed.GetValue(after), TimeSpan.FromSeconds(parsed.GetValue(wait)), parsed.GetValue(limit), parsed.GetValue(all), ct);
            output.Answer(page, text =>
            {
                foreach (var item in page.Items)
                {
                    text.WriteLine($"{item.ReceivedAt:yyyy-MM-dd HH:mm}  {item.From,-8} {item.Kind,-11} {item.Subject}");
                    text.WriteLine($"    {words.Say("packet", "gói tin")} {item.PacketId}  {words.Say("delivery", "lượt gửi")} {item.DeliveryId}  {item.State}");
                }

                if (page.Items.Count == 0)
                {
                    text.WriteLine(words.Say("Nothing new.", "Không có văn bản mới."));
                }
            });
            return ExitCodes.Done;
        }));
        return command;
    }
}
