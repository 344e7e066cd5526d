using System.CommandLine;

namespace VanLang.Agent.Commands;

/// <summary>How far a document has come at each recipient.</summary>
internal static class StatusCommand
{
    public static Command Build(Sessions sessions)
    {
        var words = sessions.Words;
        var id = new Argument<Guid>("PACKET") { Description = words.Say("Id of the packet.", "Mã gói tin.") };
        var command = new Command("status", words.Say("Show how far each recipient of a packet has come.", "Xem từng nơi nhận đã xử lý đến đâu.")) { id };
        command.SetAction((parsed, ct) => sessions.With(parsed, async (client, output) =>
        {
            var deliveries = await client.DeliveriesAsync(parsed.GetValue(id), ct);
            output.Answer(deliveries, text =>
            {
                foreach (var one in deliveries)
                {
                    text.WriteLine($"{one.OrganId,-16} {one.State,-12} {one.StateAt:yyyy-MM-dd HH:mm}  {one.Name}");
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
