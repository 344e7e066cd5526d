using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using VanLang.Exchange.Clocks;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Http;
using VanLang.Web.Modules;
using VanLang.Web.Text;

namespace VanLang.Exchange.Pages.Clocks;

/// <summary>The board of deadlines and its rows as files.</summary>
internal static class DeadlineFiles
{
    private const int MostExported = 10_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/exchange").RequirePermission(ExchangePermissions.Board).ExcludeFromDescription();
        group.MapGet("/deadlines.csv", Board);
        group.MapGet("/deadlines/rows.csv", Rows);
    }

    private static async Task<IResult> Board(string? agency, string? from, string? to, ReadDeadlines read, IOrganizationDirectory directory, CurrentActor current, Clock clock, IStringLocalizer<_Imports> t, CancellationToken ct)
    {
        var asked = await DeadlineScope.Read(agency, from, to, current.Actor, directory, clock.Today, ct);
        if (!asked.IsOk)
        {
            return Problems.From(asked.Errors);
        }

        var view = await read.Handle(asked.Value.Code, asked.Value.Range, ct);
        var names = await directory.Resolve([.. view.Agencies.Select(a => a.Key)], clock.Today, ct);
        var csv = Head(t["Tháng hoặc cơ quan"], t["Tên"], t["Thời hạn"], t["Đúng hạn"], t["Trễ hạn"], t["Quá hạn, chưa làm"], t["Đã biết kết quả"], t["Đang chạy"], t["Không tính"]);
        foreach (var row in view.Months.Concat(view.Agencies))
        {
            foreach (var duty in DeadlineWords.Duties)
            {
                var sum = row[duty];
                Line(csv, row.Key, names.GetValueOrDefault(row.Key)?.Name ?? "", t.Short(duty), Plain(sum.Kept), Plain(sum.Late), Plain(sum.Overdue), Plain(sum.Decided), Plain(sum.Running), Plain(sum.Ended));
            }
        }

        return File(csv, "giu-han.csv");
    }

    private static async Task<IResult> Rows(string? agency, string? duty, string? state, string? from, string? to, ListClocks list, DeadlineBooks books, IOrganizationDirectory directory, CurrentActor current, Clock clock, IStringLocalizer<_Imports> t, CancellationToken ct)
    {
        var read = await DeadlineScope.Rows(agency, duty, state, from, to, null, current.Actor, directory, clock.Today, ct);
        if (!read.IsOk)
        {
            return Problems.From(read.Errors);
        }

        var asked = read.Value;
        var rows = await list.All(asked, MostExported, ct);
        var rules = await books.Rules(ct);
        var names = await directory.Resolve([.. rows.Select(r => r.SenderCode).Distinct()], clock.Today, ct);
        var csv = Head(t["Vị trí trong nhật ký"], t["Cơ quan gửi"], t["Nơi nhận"], t["Ngày ký"], t["Độ khẩn"], t["Đến Trục lúc"], t["Hạn"], t["Trả lời lúc"], t["Kết quả"]);
        foreach (var row in rows)
        {
            Line(
                csv,
                Plain(row.Position),
                names.GetValueOrDefault(row.SenderCode)?.Name ?? row.SenderCode,
                row.RecipientName,
                row.SignedOn is { } signed ? Format.Date(signed) : "",
                Plain(row.Priority),
                Format.Exact(row.At),
                row.Due is { } due ? Format.Exact(due) : "",
                row.StoppedAt is { } at ? Format.Exact(at) : "",
                t.State(row.Clock(asked.Duty).At(clock.Now, DeadlineBook.Soon(rules, asked.Duty, row.Priority, row.At))));
        }

        return File(csv, "thoi-han.csv");
    }

    private static StringBuilder Head(params string[] titles)
    {
        var csv = new StringBuilder("\uFEFF");
        Line(csv, titles);
        return csv;
    }

    private static void Line(StringBuilder csv, params string[] cells) => csv.AppendJoin(',', cells.Select(PacketFiles.Cell)).Append("\r\n");

    private static string Plain(long number) => number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static IResult File(StringBuilder csv, string name) => Results.File(Encoding.UTF8.GetBytes(csv.ToString()), "text/csv; charset=utf-8", name);
}
