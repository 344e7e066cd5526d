using System.CommandLine;

namespace VanLang.Agent.Commands;

/// <summary>How far a document has come at each recipient.</summary>
internal static class StatusCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var id = new Argument<Guid>("PACKET") { Description = words.Say("Id of the packet.", "Mã gói tin.") };
        var statements = new Option<string?>("--statements") { Description = words.Say("Folder to keep the verified statements of destruction in.", "Thư mục lưu các lời báo hủy đã kiểm.") };
        var command = new Command("status", words.Say("Show how far each recipient of a packet has come. Statements of destruction of a recalled document are verified (5 when one does not hold).", "Xem từng nơi nhận đã xử lý đến đâu. Lời báo hủy văn bản bị thu hồi được kiểm chữ ký (mã 5 nếu sai).")) { id, statements };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var deliveries = await client.DeliveriesAsync(parsed.GetValue(id), ct);
            foreach (var one in deliveries.Where(d => d.Destruction is not null))
            {
                await client.VerifyDestructionAsync(one, ct);
                if (parsed.GetValue(statements) is { } folder)
                {
                    await DurableFile.WriteJson(Path.Combine(Directory.CreateDirectory(folder).FullName, $"destruction-{one.DeliveryId}.json"), one.Destruction!, ct);
                }
            }

            output.Answer(deliveries, text =>
            {
                foreach (var one in deliveries)
                {
                    text.WriteLine($"{one.OrganId,-16} {one.State,-12} {one.StateAt:yyyy-MM-dd HH:mm}  {one.Name}");
                    if (one.Request is not null)
                    {
                        text.WriteLine($"    {one.Request}  {one.Before}  {one.RequestPacketId}");
                    }

                    if (one.Destruction is { } destroyed)
                    {
                        text.WriteLine($"    {words.Say("destroyed", "đã hủy")}  {destroyed.DestroyedAt:yyyy-MM-dd HH:mm}  {destroyed.DestroyedBy}{(destroyed.Copies is { } copies ? words.Say($", {copies} copies", $", {copies} bản") : "")} {words.Say("(statement verified)", "(đã kiểm lời báo)")}");
                    }

                    foreach (var entry in one.Timeline)
                    {
                        text.WriteLine($"    {entry.At:yyyy-MM-dd HH:mm}  {entry.Code}  {entry.Staff?.Name}{(entry.Reason is null ? "" : ": " + entry.Reason)}{(entry.Applied ? "" : words.Say(" (history)", " (lịch sử)"))}");
                    }
                }
            });
            return ExitCodes.Done;
        }));
        return command;
    }
}
