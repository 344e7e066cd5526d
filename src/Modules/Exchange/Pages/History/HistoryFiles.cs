using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using VanLang.Exchange.History;
using VanLang.Kernel;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Pages.History;

/// <summary>The sample file: the columns, and two lines as they are meant.</summary>
internal static class HistoryFiles
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/exchange/history/sample.csv", Sample).RequirePermission(ExchangePermissions.ImportHistory).ExcludeFromDescription();

    private static IResult Sample() => Results.File(Encoding.UTF8.GetBytes(CsvTable.Write(RegisterFile.Columns, [
        ["15", "UBND-VX", "05/01/2018", "V/v tổ chức Tết Nguyên đán Mậu Tuất 2018", "Ủy ban nhân dân tỉnh Hà Tĩnh", "H27", "Công văn", "Nguyễn Văn An", "102", "08/01/2018", ""],
        ["07", "QĐ-UBND", "12/02/2018", "Quyết định về việc phê duyệt kế hoạch vốn", "Sở Tài chính", "", "Quyết định", "Trần Thị Bình", "311", "13/02/2018", "bản giấy"],
    ])), "text/csv; charset=utf-8", "so-van-ban-mau.csv");
}
