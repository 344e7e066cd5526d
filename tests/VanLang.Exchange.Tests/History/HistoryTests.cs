using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.History;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.History;

public abstract class HistoryTests(TestApp app)
{
    private const string Head = "Số,Ký hiệu,Ngày văn bản,Trích yếu,Cơ quan,Mã định danh\n";

    [Theory]
    [InlineData("/exchange/history/import")]
    [InlineData("/exchange/history/sample.csv")]
    [InlineData("/exchange/history/imports/01a20c00-0000-7000-8000-000000000000")]
    public async Task Importing_needs_sign_in_and_permission(string url)
    {
        using var officer = await app.SignIn("chuyenvien.h41");

        Assert.StartsWith("/sign-in", (await app.Browser().Get(url)).Location, StringComparison.Ordinal);
        (await officer.Get(url)).Is(HttpStatusCode.Forbidden);
        (await officer.Get("/exchange/history")).Renders("Văn bản trước khi kết nối").IsWellMade();
        Assert.StartsWith("/sign-in", (await app.Browser().Get("/exchange/history")).Location, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_register_is_checked_then_taken_over_whole_and_only_once()
    {
        using var clerk = await app.SignIn("vanthu.h26");
        using var stranger = await app.SignIn("vanthu.h17");
        var before = await Ledger();
        var bad = await Bring(clerk, Head + "1,A,05/01/2018,Việc lịch sử một,Sở A,\nx,B,99/01/2018,Việc hai,Sở B,\n");
        (await clerk.Get(bad)).Renders().IsWellMade().Says("Có lỗi, chưa nhập", "EXC-0890", "99/01/2018").SaysNot("Nhập 1 dòng");
        Assert.Equal("EXC-0900", (await app.In((ImportHistory import) => import.Handle(Id(bad), Agencies.System("H26"), default))).Error.Code);

        var good = await Bring(clerk, Head + "1,A,05/01/2018,Việc lịch sử một,Sở A,\n2,B,06/01/2018,Việc lịch sử hai,UBND tỉnh Nghệ An,H41\n");
        var plan = (await clerk.Get(good)).Renders().IsWellMade().Says("Đã kiểm tra, chưa nhập", "Việc lịch sử một");
        Assert.Equal(0, await Count());
        (await stranger.Get(good)).Is(HttpStatusCode.NotFound);
        (await clerk.Submit(plan, "#form-import-history")).RedirectsTo("/exchange/history");
        Assert.Equal(2, await Count());

        (await clerk.Get("/exchange/history")).Renders().IsWellMade().Says("Việc lịch sử một", "trước khi kết nối");
        (await clerk.Get("/exchange/history?q=viec+lich+su+hai")).Says("Việc lịch sử hai").SaysNot("Việc lịch sử một");
        (await clerk.Get("/exchange/history?side=outgoing")).Says("Chưa có văn bản nào khớp");
        (await clerk.Get("/exchange/history?from=06/01/2018&to=06/01/2018&after=!!")).Says("Việc lịch sử hai").SaysNot("Việc lịch sử một");
        (await stranger.Get("/exchange/history")).SaysNot("Việc lịch sử một");
        (await clerk.Get(good)).Says("Đã nhập");

        var again = await Bring(clerk, Head + "2,B,06/01/2018,Việc lịch sử hai,UBND tỉnh Nghệ An,H41\n3,C,07/01/2018,Việc lịch sử ba,Sở C,\n");
        (await clerk.Submit(await clerk.Get(again), "#form-import-history")).RedirectsTo("/exchange/history");
        Assert.Equal(3, await Count());
        var twice = Agencies.Ok(await app.In((ImportHistory import) => import.Handle(Id(again), Agencies.System("H26"), default)));
        Assert.Equal((1, 1), (twice.Added, twice.Known));
        Assert.Equal(3, await Count());

        // Nothing of it is in the ledger: no packet, no delivery, no count.
        Assert.Equal(before, await Ledger());
        var imports = new[] { Id(good).ToString(), Id(again).ToString() };
        Assert.Equal(2, await app.In<ExchangeDb, int>(db => db.AuditRows.CountAsync(r => r.Action == "exchange.history.imported" && imports.Contains(r.Subject))));
    }

    [Fact]
    public async Task An_archive_of_packets_becomes_rows_and_each_fault_names_its_file()
    {
        var (own, others) = (Agencies.Document("H29", ["H41"], subject: "V/v gói tin cũ", date: new DateOnly(2019, 5, 6)), Agencies.Document("H26", ["H41"], date: new DateOnly(2019, 5, 6)));
        var read = await Archive(HistoricSide.Outgoing, ("a.edxml", own), ("b.edxml", others), ("c.edxml", "<x/>"u8.ToArray()), ("d.edxml", own), ("doc.txt", [1]));

        Assert.Equal("V/v gói tin cũ", Assert.Single(read.Rows).Subject);
        Assert.Equal([(2, "EXC-0898"), (3, "EXC-0896"), (4, "EXC-0893")], read.Errors.Select(e => (e.Line, e.Error.Code)));
        Assert.Equal("Tệp \"b.edxml\": gói tin không do cơ quan này gửi hoặc nhận.", read.Errors[0].Error.Sentence("vi"));
        Assert.Equal("EXC-0884", Assert.Single((await Archive(HistoricSide.Outgoing, ("doc.txt", [1]))).Errors).Error.Code);
        var broken = await app.In((PacketArchive archive) => archive.Read(new MemoryStream("PK\u0003\u0004 nothing"u8.ToArray()), HistoricSide.Incoming, "H29", default));
        Assert.Equal(("EXC-0895", "Không mở được tệp ZIP."), (broken.Errors[0].Error.Code, broken.Errors[0].Error.Sentence("vi")));
    }

    [Fact]
    public async Task What_cannot_be_brought_is_refused()
    {
        Assert.Equal(("EXC-0880", "Hãy chọn tệp CSV hoặc ZIP."), Said(CheckHistory.Check(new(HistoricSide.Incoming, "a.csv", 0, null))));
        Assert.Equal(("EXC-0881", "Tệp lớn hơn 50000000 byte."), Said(CheckHistory.Check(new(HistoricSide.Incoming, "a.csv", 50_000_001, () => Stream.Null))));
        Agencies.Refused(await app.In((ImportHistory import) => import.Handle(Guid.CreateVersion7(), Agencies.System("H26"), default)), "EXC-0899", "Không có lần nhập này.");
        using var clerk = await app.SignIn("vanthu.h41");
        (await clerk.Submit(await clerk.Get("/exchange/history/import"), "#form-history")).Refuses("Hãy chọn tệp CSV hoặc ZIP.", "EXC-0880");

        static (string, string) Said(Error? error) => (error!.Code, error.Sentence("vi"));
    }

    [Fact]
    public async Task A_list_costs_one_command_and_turns_its_pages()
    {
        using var clerk = await app.SignIn("vanthu.h29");
        var lines = string.Concat(Enumerable.Range(1, 60).Select(i => $"{i},A,{1 + (i % 3):00}/01/2018,Việc {i},Sở A,\n"));
        var address = await Bring(clerk, Head + lines);
        (await clerk.Submit(await clerk.Get(address), "#form-import-history")).RedirectsTo("/exchange/history");

        var first = await clerk.Get("/exchange/history");
        var second = await clerk.Get(first.Element("a[rel=next]").GetAttribute("href")!);

        Assert.Equal((50, 10), (first.All("tbody tr").Count, second.All("tbody tr").Count));
        Assert.Empty(first.TextsOf("tbody tr").Intersect(second.TextsOf("tbody tr")));
        Assert.Equal(1, first.Commands.Count(c => c.Contains("historic_documents", StringComparison.Ordinal)));
    }

    private static async Task<string> Bring(Browser clerk, string csv)
    {
        var sent = await clerk.Submit(await clerk.Get("/exchange/history/import"), "#form-history", ("Form.Side", "Incoming"), ("Form.File", new Upload("so.csv", Encoding.UTF8.GetBytes(csv))));
        sent.RedirectsTo("/exchange/history/imports/*");
        return sent.Location!;
    }

    private async Task<FileContent> Archive(HistoricSide side, params (string Name, byte[] Content)[] entries)
    {
        using var bytes = new MemoryStream();
        using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                await using var entry = await zip.CreateEntry(name).OpenAsync();
                await entry.WriteAsync(content);
            }
        }

        bytes.Position = 0;
        return await app.In((PacketArchive archive) => archive.Read(bytes, side, "H29", default));
    }

    private static Guid Id(string address) => Guid.Parse(address[(address.LastIndexOf('/') + 1)..]);

    private Task<int> Count() => app.In<ExchangeDb, int>(db => db.HistoricDocuments.CountAsync(d => d.OwnerCode == "H26"));

    private Task<(int, int, int, int)> Ledger() => app.In<ExchangeDb, (int, int, int, int)>(async db => (await db.Packets.CountAsync(), await db.Deliveries.CountAsync(), await db.AxisDays.CountAsync(), await db.DeadlineDays.CountAsync()));
}

public sealed class HistoryOnSqlite(SqliteApp app) : HistoryTests(app), IClassFixture<SqliteApp>;

public sealed class HistoryOnPostgres(PostgresApp app) : HistoryTests(app), IClassFixture<PostgresApp>;
