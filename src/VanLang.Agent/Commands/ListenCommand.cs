using System.CommandLine;
using System.Net;
using VanLang.Agent.Listening;
using VanLang.Agent.Watching;
using VanLang.Client.Events;

namespace VanLang.Agent.Commands;

/// <summary>The daemon that is told of news instead of asking: an address that was registered as a webhook.</summary>
internal static class ListenCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var folder = new Argument<string>("DIR") { Description = words.Say("Folder; in (packets) and events are made in it.", "Thư mục; in (gói tin) và events được tạo bên trong.") };
        var address = new Option<string>("--address") { Required = true, Description = words.Say("The registered address, to the letter.", "Địa chỉ đã đăng ký, đúng từng ký tự.") };
        var prefix = new Option<string>("--listen") { DefaultValueFactory = _ => "http://127.0.0.1:8480/", Description = words.Say("Where to listen; TLS ends at the proxy in front.", "Nơi lắng nghe; TLS do máy chủ trung gian phía trước đảm nhiệm.") };
        var issuer = new Option<string?>("--issuer") { Description = words.Say("The exchange's own address in its events, when it is not that of --url.", "Địa chỉ của Trục ghi trong tin báo, nếu khác --url.") };
        var command = new Command("listen", words.Say(
            "Receive signed events at a registered address and bring every packet to DIR/in, each exactly once. An event is answered with 202 when it is on the disk.",
            "Nhận tin báo có ký tại địa chỉ đã đăng ký và đưa mọi gói tin vào DIR/in, mỗi gói đúng một lần. Chỉ trả lời 202 khi tin báo đã nằm trên đĩa.")) { folder, address, prefix, issuer };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var (registered, at) = (parsed.GetValue(address)!, parsed.GetValue(prefix)!);
            if (!Uri.TryCreate(registered, UriKind.Absolute, out _))
            {
                throw new AgentException(ExitCodes.Usage, words.Say($"\"{registered}\" is no address.", $"\"{registered}\" không phải địa chỉ."));
            }

            using var drop = DropFolder.Take(parsed.GetValue(folder)!);
            var own = await client.FindOrganizationAsync(client.OrganId, ct)
                ?? throw new AgentException(ExitCodes.Refused, words.Say($"The directory does not know \"{client.OrganId}\".", $"Danh mục không có cơ quan \"{client.OrganId}\"."));
            using var listener = Start(at, words);
            using var verifier = new PushVerifier(client.EventKeysAsync, parsed.GetValue(issuer) ?? sessions.Address(parsed).ToString(), registered, sessions.Time);
            var events = new EventFolder(drop.Root);
            using var work = new ListenFolder(client, drop, events, output, sessions.Time);
            var receiver = new PushReceiver(listener, verifier, events, own.Code, output, work.Arrived);
            output.Note(words.Say($"listening at {at} for {registered}", $"đang lắng nghe tại {at} cho {registered}"));
            await Task.WhenAll(receiver.Run(ct), work.Run(ct));
            return ExitCodes.Done; // Stopped as it is meant to be.
        }));
        return command;
    }

    private static HttpListener Start(string prefix, Words words)
    {
        var listener = new HttpListener();
        try
        {
            listener.Prefixes.Add(prefix.EndsWith('/') ? prefix : prefix + "/");
            listener.Start();
            return listener;
        }
        catch (Exception e) when (e is ArgumentException or HttpListenerException or System.Net.Sockets.SocketException)
        {
            listener.Close();
            throw new AgentException(ExitCodes.Usage, words.Say($"--listen {prefix}: {e.Message}", $"--listen {prefix}: {e.Message}"));
        }
    }
}
