using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using VanLang.Exchange.Api;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Web.Http;
using VanLang.Web.Modules;
using VanLang.Web.Text;

namespace VanLang.Exchange.Pages;

/// <summary>What people download from the pages. Always as a file: nothing that an agency sent is shown as a page of ours.</summary>
internal static class PacketFiles
{
    private const int MostExported = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/exchange").RequirePermission(ExchangePermissions.Read).ExcludeFromDescription();
        group.MapGet("/packets/{id:guid}/packet.edxml", Packet);
        group.MapGet("/packets/{id:guid}/receipt.jws", Receipt);
        group.MapGet("/packets/{id:guid}/files/{number:int}", File);
        group.MapGet("/inbox.csv", Export);
        EvidenceApi.MapPage(group);
    }

    private static async Task<IResult> Packet(Guid id, OpenPacket open, CurrentActor current, CancellationToken ct) =>
        (await open.Handle(new PacketId(id), current.Actor, ct)).ToHttp(found => Results.File(found.Bytes, "application/edxml+xml", FileName(found.Packet) + ".edxml"));

    private static async Task<IResult> Receipt(Guid id, GetPacket get, CurrentActor current, CancellationToken ct)
    {
        var found = await get.Handle(new PacketId(id), current.Actor, ct);
        return found is { IsOk: true, Value.Sent: true }
            ? Results.File(Encoding.ASCII.GetBytes(found.Value.Packet.Receipt), "application/jose", FileName(found.Value.Packet) + ".receipt.jws")
            : Problems.From(ExchangeErrors.PacketNotFound);
    }

    private static async Task<IResult> File(Guid id, int number, OpenAttachment open, CurrentActor current, CancellationToken ct) =>
        (await open.Handle(new PacketId(id), number, current.Actor, ct)).ToHttp(found =>
            Results.File(found.Content, "application/octet-stream", found.Attachment.Name, enableRangeProcessing: true));

    private static async Task<IResult> Export(string? tab, string? q, string? priority, string? from, string? to, string? clock, ListInbox list, CurrentActor current, IStringLocalizer<_Imports> t, CancellationToken ct)
    {
        var rows = await list.All(InboxQuery.Read(tab, q, priority, from, to, null, clock), current.Actor, MostExported, ct);
        var csv = new StringBuilder("\uFEFF").AppendJoin(',', new[] { t["Số, ký hiệu"], t["Trích yếu"], t["Cơ quan gửi"], t["Ngày đến"], t["Độ khẩn"], t["Hạn xử lý"], t["Trạng thái"], t["Người xử lý"] }.Select(h => Cell(h))).Append("\r\n");
        foreach (var row in rows)
        {
            csv.AppendJoin(',', new[]
            {
                Wording.Cite(row.Number, row.Notation, ""), row.Subject, row.SenderName, Format.Date(row.QueuedAt), row.Priority.ToString(CultureInfo.InvariantCulture),
                row.DueDate is { } due ? Format.Date(due) : "", t.State(row.State), row.Assignee ?? "",
            }.Select(Cell)).Append("\r\n");
        }

        return Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", "van-ban-den.csv");
    }

    // A spreadsheet would run a cell that begins like a formula; a leading apostrophe makes it text.
    public static string Cell(string text)
    {
        var safe = text.Length > 0 && text[0] is '=' or '+' or '-' or '@' or '\t' ? "'" + text : text;
        return $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string FileName(Packet packet) => TextFolding.Fold(Wording.Cite(packet.Number, packet.Notation, packet.Id.Value.ToString())).Replace(' ', '-');
}
