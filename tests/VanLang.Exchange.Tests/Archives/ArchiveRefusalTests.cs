using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Archives;
using VanLang.Data.Backup;
using VanLang.Exchange.Archives;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Archives;

public abstract class ArchiveRefusalTests(TestApp app)
{
    private const string Basis = "Nghị định 30/2020/NĐ-CP, Điều 30, Điều 31";

    [Theory]
    [InlineData("2021")]
    [InlineData("2021-13")]
    [InlineData("01/2021")]
    [InlineData("")]
    public async Task What_is_no_month_is_refused(string before) =>
        Agencies.Refused(await app.Archive(before), "EXC-1301", $"\"{before}\" không phải là tháng dạng yyyy-MM.");

    [Fact]
    public async Task A_month_that_the_rule_keeps_online_is_refused_with_the_latest_that_is_not() =>
        Agencies.Refused(await app.Archive("2023-12"), "EXC-1302", $"Chưa được lưu trữ các tháng trước 2023-12: {Basis}, phải giữ trực tuyến 36 tháng. Muộn nhất hiện nay: --before 2023-11.");

    [Fact]
    public async Task Without_a_rule_in_force_nothing_is_archived()
    {
        app.Clock.Set(new DateTimeOffset(2020, 3, 4, 9, 0, 0, TimeSpan.FromHours(7)));
        try
        {
            Agencies.Refused(await app.Archive("2010-01"), "EXC-1303", "Chưa có quy tắc thời hạn giữ nào có hiệu lực ngày 04/03/2020.");
        }
        finally
        {
            app.Clock.Set(TestClock.Start);
        }
    }

    [Fact]
    public async Task A_later_rule_holds_from_its_day_on()
    {
        Assert.True((await Rule(12, new DateOnly(2027, 1, 1), "Nghị định thử", "Chỉ để thử")).IsOk);
        Refused(await Rule(24, new DateOnly(2027, 1, 1), "Nghị định thử", "Chỉ để thử"), "EXC-1316", "Đã có quy tắc thời hạn giữ hiệu lực từ ngày 2027-01-01.");
        var rules = await app.In<ExchangeDb, List<RetentionRule>>(db => db.RetentionRules.OrderBy(r => r.ValidFrom).ToListAsync());

        Assert.Equal("EXC-1302", (await app.Archive("2025-01")).Error.Code);
        Assert.Equal(new DateOnly(2023, 11, 1), rules[0].FirstKept(new DateOnly(2026, 11, 24)));
        Assert.Equal(new DateOnly(2026, 1, 1), rules[1].FirstKept(new DateOnly(2027, 1, 31)));
        app.Clock.Set(new DateTimeOffset(2027, 2, 1, 9, 0, 0, TimeSpan.FromHours(7)));
        var run = await app.Archive("2025-01", dryRun: true);
        app.Clock.Set(TestClock.Start);
        Assert.Equal("Nghị định thử (12 tháng, từ 01/01/2027)", Agencies.Ok(run).Rule);
    }

    [Theory]
    [InlineData(0, "2027-01-01", "Nghị định", "Nguồn", "EXC-1311", "Số tháng giữ trực tuyến phải từ 1 đến 1200.")]
    [InlineData(1201, "2027-01-01", "Nghị định", "Nguồn", "EXC-1311", "Số tháng giữ trực tuyến phải từ 1 đến 1200.")]
    [InlineData(null, "2027-01-01", "Nghị định", "Nguồn", "EXC-1311", "Số tháng giữ trực tuyến phải từ 1 đến 1200.")]
    [InlineData(12, null, "Nghị định", "Nguồn", "EXC-1312", "Hãy nêu ngày bắt đầu hiệu lực dạng yyyy-MM-dd.")]
    [InlineData(12, "2026-11-24", "Nghị định", "Nguồn", "EXC-1313", "Ngày bắt đầu hiệu lực phải sau hôm nay (2026-11-24).")]
    [InlineData(12, "2027-01-02", " NĐ ", "Nguồn", "EXC-1314", "Hãy nêu căn cứ pháp lý, từ 5 đến 400 ký tự.")]
    [InlineData(12, "2027-01-02", "Nghị định", null, "EXC-1315", "Hãy ghi nguồn của con số và phần nào là chính sách, từ 5 đến 1000 ký tự.")]
    public async Task A_rule_that_says_too_little_is_refused(int? months, string? from, string? basis, string? note, string code, string sentence) =>
        Refused(await Rule(months, from is null ? null : DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture), basis, note), code, sentence);

    [Fact]
    public async Task A_backup_and_an_archive_run_keep_out_of_each_others_way()
    {
        using (app.Services.GetRequiredService<ArchiveFolder>().TryHold())
        {
            Agencies.Refused(await app.Archive("2021-01"), "EXC-1304", "Đang có lượt sao lưu hoặc lưu trữ khác trên dữ liệu này; hãy chạy lại khi lượt đó xong.");
            var refused = await Assert.ThrowsAsync<BackupException>(() => app.Services.GetRequiredService<TakeBackup>().Write(app.Database.DataFolder + ".held.tar", OldPackets.Operator, null, CancellationToken.None));
            Assert.Equal("An archive run or another backup is at work on this data folder; take the backup when it has ended.", refused.Message);
        }

        Assert.True((await app.Archive("2021-01")).IsOk);
    }

    [Fact]
    public async Task A_file_of_that_name_that_is_no_archive_is_named_and_nothing_is_deleted()
    {
        var sent = await app.Lay("2021-02");
        var file = app.File("exchange-2021-02.tar");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, "không phải tệp lưu trữ");
        try
        {
            var refused = await app.Archive("2021-03");

            Assert.Equal("EXC-1305", refused.Error.Code);
            Assert.Equal("Tệp exchange-2021-02.tar trong thư mục lưu trữ không đúng (ở tar). Không có gì bị xóa; hãy chuyển tệp đi nơi khác rồi chạy lại.", refused.Error.Sentence("vi"));
            Assert.True(app.Blobs().Exists(sent.Packet.Digest));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Theory]
    [InlineData("G22", "EXC-1306", "\"G22\" không có dạng MÃ-CƠ-QUAN/MÃ-VĂN-BẢN.")]
    [InlineData("/x", "EXC-1306", "\"/x\" không có dạng MÃ-CƠ-QUAN/MÃ-VĂN-BẢN.")]
    [InlineData("G22/", "EXC-1306", "\"G22/\" không có dạng MÃ-CƠ-QUAN/MÃ-VĂN-BẢN.")]
    [InlineData("G22/không có/2021", "EXC-1307", "Trục không có văn bản \"không có/2021\" của cơ quan G22.")]
    public async Task A_hold_of_what_is_not_there_is_refused(string document, string code, string sentence) => Refused(await Hold(document, "Khiếu nại"), code, sentence);

    [Fact]
    public async Task A_hold_wants_a_reason_and_is_placed_and_ended_once()
    {
        var sent = await app.Lay("2021-04");
        var name = $"G22/{sent.Packet.DocumentId}";

        Refused(await Hold(name, null), "EXC-1308", "Giữ lại văn bản phải nêu lý do, không quá 500 ký tự.");
        Refused(await Hold(name, "  "), "EXC-1308", "Giữ lại văn bản phải nêu lý do, không quá 500 ký tự.");
        Refused(await Hold(name, new string('a', 501)), "EXC-1308", "Giữ lại văn bản phải nêu lý do, không quá 500 ký tự.");
        Refused(await Release(name), "EXC-1310", $"Văn bản \"{name}\" không bị giữ lại.");
        Refused(await Release("G22"), "EXC-1306", "\"G22\" không có dạng MÃ-CƠ-QUAN/MÃ-VĂN-BẢN.");
        Assert.True((await Hold(name, "Khiếu nại")).IsOk);
        Refused(await Hold(name, "Khiếu nại"), "EXC-1309", $"Văn bản \"{name}\" đang được giữ lại từ 24/11/2026.");
        Assert.True((await Release(name)).IsOk);
    }

    private Task<Result> Hold(string document, string? reason) => app.Services.GetRequiredService<IMonthArchivist>().Hold(document, reason, OldPackets.Operator, CancellationToken.None);

    private Task<Result> Rule(int? months, DateOnly? from, string? basis, string? note) => app.Services.GetRequiredService<IMonthArchivist>().Rule(months, from, basis, note, OldPackets.Operator, CancellationToken.None);

    private Task<Result> Release(string document) => app.Services.GetRequiredService<IMonthArchivist>().Release(document, OldPackets.Operator, CancellationToken.None);

    private static void Refused(Result result, string code, string sentence)
    {
        Assert.False(result.IsOk, "It was accepted.");
        Assert.Equal((code, sentence), (result.Error.Code, result.Error.Sentence("vi")));
    }
}

public sealed class ArchiveRefusalOnSqlite(SqliteApp app) : ArchiveRefusalTests(app), IClassFixture<SqliteApp>;

public sealed class ArchiveRefusalOnPostgres(PostgresApp app) : ArchiveRefusalTests(app), IClassFixture<PostgresApp>;
