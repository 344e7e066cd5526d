using System.CommandLine;
using VanLang.Agent.Watching;

namespace VanLang.Agent.Commands;

/// <summary>The daemon: a folder as the connection of a system that knows nothing of the exchange.</summary>
internal static class WatchCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var folder = new Argument<string>("DIR") { Description = words.Say("Drop folder; out, sent, failed and in are made in it.", "Thư mục trao đổi; out, sent, failed và in được tạo bên trong.") };
        var once = new Option<bool>("--once") { Description = words.Say("Send and fetch what is there now, then end (3 when a file was refused).", "Gửi và nhận những gì đang có rồi kết thúc (mã 3 nếu có tệp bị từ chối).") };
        var settle = new Option<double>("--settle") { DefaultValueFactory = _ => 2, Description = words.Say("A file is sent when nobody has written to it for so many seconds.", "Tệp được gửi khi không ai ghi vào nó trong bấy nhiêu giây.") };
        var command = new Command("watch", words.Say("Send every packet that is put into DIR/out, bring every incoming one to DIR/in, each exactly once, also over kills and restarts.", "Gửi mọi gói tin đặt vào DIR/out, đưa mọi gói tin đến vào DIR/in, mỗi gói đúng một lần, kể cả khi bị tắt giữa chừng.")) { folder, once, settle };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            using var taken = DropFolder.Take(parsed.GetValue(folder)!);
            var watch = new WatchFolder(client, taken, output, TimeSpan.FromSeconds(parsed.GetValue(settle)), sessions.Time);
            if (parsed.GetValue(once))
            {
                return await watch.Once(ct) == 0 ? ExitCodes.Done : ExitCodes.Refused;
            }

            await watch.Run(ct);
            return ExitCodes.Done; // Stopped as it is meant to be.
        }));
        return command;
    }
}
