using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Audit;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Audit;

public abstract class SearchAuditTests(AuditHouse house)
{
    private static readonly Actor Auditor = new(ActorKind.Person, "a-99", "Lê Quốc Khánh", "G22", "Thanh tra viên", new HashSet<string>());

    [Fact]
    public async Task Words_are_found_without_diacritics_and_case()
    {
        await Ensure();

        Assert.All((await Find(new AuditFilter(Text: "NGUYEN thi hanh"))).Items, l => Assert.Equal("Nguyễn Thị Hạnh", l.ActorName));
        Assert.Equal(["7/VPCP-TTĐT"], (await Find(new AuditFilter(Text: "7 vpcp ttdt", Module: "exchange", Action: "exchange.packet"))).Items.Select(l => l.Subject).Where(s => s.StartsWith("7/", StringComparison.Ordinal)).Distinct());
        Assert.Empty((await Find(new AuditFilter(Text: "không có ai tên này"))).Items);
    }

    [Fact]
    public async Task Every_filter_narrows()
    {
        await Ensure();
        var all = await Every(new AuditFilter());

        Assert.Equal(all.Count(l => l.Module == "exchange"), (await Every(new AuditFilter(Module: "exchange"))).Count);
        Assert.Equal(all.Count(l => l.Subject == "12/VPCP-TTĐT"), (await Every(new AuditFilter(Subject: "12/VPCP-TTĐT"))).Count);
        Assert.Equal(all.Count(l => l.Organization == "G22.01"), (await Every(new AuditFilter(Organization: "G22.01"))).Count);
        Assert.Equal(all.Count(l => l.ActorId == "a-17"), (await Every(new AuditFilter(ActorId: "a-17"))).Count);
        Assert.Empty(await Every(new AuditFilter(ActorId: "a-1")));
        Assert.Equal(all.Count(l => l.Action.StartsWith("organizations.", StringComparison.Ordinal)), (await Every(new AuditFilter(Action: "organizations."))).Count);
        var day = all[0].At.DateInVietnam();
        Assert.Equal(all.Count, (await Every(new AuditFilter(From: day.AddDays(-1), To: day))).Count);
        Assert.Empty(await Every(new AuditFilter(From: day.AddDays(1))));
        Assert.Empty(await Every(new AuditFilter(To: day.AddDays(-2))));
    }

    [Fact]
    public async Task Pages_join_without_gap_or_double_newest_first()
    {
        await Ensure();

        var all = await Every(new AuditFilter());

        Assert.True(all.Count > SearchAudit.PageSize);
        Assert.Equal(all.Count, all.Select(l => (l.Node, l.Seq)).Distinct().Count());
        Assert.Equal(all.OrderByDescending(l => l.At).ThenByDescending(l => l.Seq), all);
    }

    [Theory]
    [InlineData("xyz")]
    [InlineData("OTk5OTk5OTk5OTk5OTk5OTk5OR9uMR8x")] // an instant after the end of time
    public async Task A_cursor_that_nobody_made_is_refused(string cursor)
    {
        await using var scope = house.Services.CreateAsyncScope();

        var result = await scope.ServiceProvider.GetRequiredService<SearchAudit>().Handle(new AuditFilter(), cursor, CancellationToken.None);

        Assert.Equal("AUD-0005", result.Error.Code);
        Assert.Equal("Không đọc được vị trí trang trong địa chỉ.", result.Error.Sentence("vi"));
        Assert.Equal("The place of the page in the address cannot be read.", result.Error.Sentence("en"));
    }

    [Fact]
    public async Task An_export_is_itself_an_act()
    {
        await Ensure();
        await using var scope = house.Services.CreateAsyncScope();

        var rows = await scope.ServiceProvider.GetRequiredService<SearchAudit>().Export(new AuditFilter(Module: "organizations"), 7, Auditor, CancellationToken.None);

        Assert.Equal(7, rows.Count);
        var act = await scope.ServiceProvider.GetRequiredService<AuditDb>().AuditRows.OrderByDescending(r => r.Number).FirstAsync();
        Assert.Equal(("audit.entries.exported", "Lê Quốc Khánh", "G22"), (act.Action, act.ActorName, act.Organization));
        Assert.Contains("\"module\":\"organizations\"", act.Detail);
    }

    [Fact]
    public async Task An_entry_is_shown_with_a_proof_that_holds_and_a_bent_one_with_one_that_does_not()
    {
        await Ensure();
        await using var scope = house.Services.CreateAsyncScope();
        var prove = scope.ServiceProvider.GetRequiredService<ProveAudit>();

        var good = (await prove.Entry("n1", 17, CancellationToken.None)).Value;
        await house.Sql("audit", "UPDATE entries SET reason = 'khác' WHERE seq = 17");
        var bent = (await prove.Entry("n1", 17, CancellationToken.None)).Value;
        await house.Sql("audit", $"UPDATE entries SET reason = {(good.Entry.Reason is null ? "NULL" : $"'{good.Entry.Reason}'")} WHERE seq = 17");

        Assert.True(good.Holds);
        Assert.Contains(Checkpoint.Origin("n1"), good.Note);
        Assert.False(bent.Holds);
        Assert.Equal("AUD-0002", (await prove.Entry("n1", 1_000_000, CancellationToken.None)).Error.Code);
    }

    [Fact]
    public async Task The_state_tells_what_waits()
    {
        await Ensure();
        await house.Seal();
        await house.Write("exchange", 901);
        await house.Write("organizations", 902);
        await using var scope = house.Services.CreateAsyncScope();

        var state = await scope.ServiceProvider.GetRequiredService<ReadAuditState>().Handle(CancellationToken.None);
        await house.Seal();
        var after = await scope.ServiceProvider.GetRequiredService<ReadAuditState>().Handle(CancellationToken.None);

        Assert.Equal(2, state.Tail);
        Assert.Equal((0, state.Entries + 2), (after.Tail, after.Entries));
        Assert.NotNull(after.LastCheckpoint);
    }

    private async Task Ensure()
    {
        if (await house.Number("audit", "SELECT count(*) FROM entries") == 0)
        {
            await house.WriteLog(24, 0);
        }
    }

    private async Task<Page<AuditLine>> Find(AuditFilter filter, string? cursor = null)
    {
        await using var scope = house.Services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<SearchAudit>().Handle(filter, cursor, CancellationToken.None)).Value;
    }

    private async Task<List<AuditLine>> Every(AuditFilter filter)
    {
        var rows = new List<AuditLine>();
        string? next = null;
        do
        {
            var page = await Find(filter, next);
            rows.AddRange(page.Items);
            next = page.Next;
        }
        while (next is not null);

        return rows;
    }
}

public sealed class SearchAuditOnSqlite(SqliteHouse house) : SearchAuditTests(house), IClassFixture<SqliteHouse>;

public sealed class SearchAuditOnPostgres(PostgresHouse house) : SearchAuditTests(house), IClassFixture<PostgresHouse>;
