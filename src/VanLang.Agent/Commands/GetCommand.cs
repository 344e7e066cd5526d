using System.CommandLine;
using VanLang.Client;

namespace VanLang.Agent.Commands;

/// <summary>Fetches a packet or its files; what was broken off goes on.</summary>
internal static class GetCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var id = new Argument<Guid>("PACKET") { Description = words.Say("Id of the packet.", "Mã gói tin.") };
        var folder = new Option<string>("--to") { DefaultValueFactory = _ => ".", Description = words.Say("Folder to write to.", "Thư mục ghi ra.") };
        var files = new Option<bool>("--files") { Description = words.Say("Its files instead of the packet.", "Lấy các tệp đính kèm thay vì gói tin.") };
        var evidence = new Option<bool>("--evidence") { Description = words.Say("The ZIP that proves the packet and its statuses offline; check it with verify.", "Lấy tệp ZIP chứng minh gói tin và trạng thái khi không có mạng; kiểm bằng verify.") };
        var command = new Command("get", words.Say("Fetch a packet, or with --files its files; every digest is checked. With --evidence what proves it.", "Tải gói tin, hoặc các tệp của nó với --files; giá trị băm được kiểm tra. Với --evidence: bằng chứng.")) { id, folder, files, evidence };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var packet = parsed.GetValue(id);
            var target = Directory.CreateDirectory(parsed.GetValue(folder)!).FullName;
            var fetched = await output.WithBars<IReadOnlyList<FetchedFile>>(async bars => parsed.GetValue(evidence)
                ? [await client.EvidenceAsync(packet, Path.Combine(target, $"evidence-{packet}.zip"), ct)]
                : parsed.GetValue(files)
                ? await client.AttachmentsAsync(packet, target, bars, ct)
                : [await client.DownloadPacketAsync(packet, Path.Combine(target, $"{packet}.edxml"), bars, ct)]);
            output.Answer(fetched, text =>
            {
                foreach (var file in fetched)
                {
                    text.WriteLine($"{file.Sha256}  {file.Length,12}  {file.Path}");
                }
            });
            return ExitCodes.Done;
        }));
        return command;
    }
}
