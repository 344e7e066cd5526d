using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Pages;

/// <summary>A page costs the same few questions whatever it shows: the document's page with all that became of it, and every tab of the two lists.</summary>
public abstract class PageCommandTests(TestApp app)
{
    private static readonly string[] Many = ["H01", "H04", "H05", "H13", "H14", "H17", "H19", "H22", "H24", "H26", "H27", "H29"];

    [Fact]
    public async Task A_document_s_page_asks_as_often_for_twelve_recipients_as_for_one()
    {
        var few = await Office.Send(app, "V/v một nơi nhận", "H41");
        var many = await Office.Send(app, "V/v mười hai nơi nhận", Many);
        using var sender = await app.SignIn("vanthu.g22");
        await sender.Get(few);

        Same(await sender.Get(few), await sender.Get(many));
    }

    [Fact]
    public async Task It_asks_as_often_after_a_recall_that_many_have_answered()
    {
        var one = await Recalled("V/v thu hồi tại một nơi", "H17");
        var three = await Recalled("V/v thu hồi tại ba nơi", "H17", "H26", "H29");
        using var sender = await app.SignIn("vanthu.g22");
        await sender.Get(one);

        var (few, many) = (await sender.Get(one), await sender.Get(three));

        Assert.Equal((1, 3), (Statements(few), Statements(many)));
        Same(few, many);
        using var recipient = await app.SignIn("vanthu.h17");
        await recipient.Get(one);
        Same(await recipient.Get(one), await recipient.Get(three));
    }

    [Fact]
    public async Task It_asks_as_often_for_three_versions_as_for_two()
    {
        using var sender = await app.SignIn("vanthu.g22");
        var two = await Office.Send(app, "V/v hai phiên bản", "H41");
        await Amend(sender, two);
        var three = await Office.Send(app, "V/v ba phiên bản", "H41");
        await Amend(sender, three);
        await Amend(sender, three);
        await sender.Get(two);

        var (few, many) = (await sender.Get(two), await sender.Get(three));

        many.Says("Phiên bản 3");
        Same(few, many);
    }

    [Theory]
    [InlineData("/exchange/inbox", "vanthu.h26", "deliveries", 3)]
    [InlineData("/exchange/outbox", "vanthu.g22", "packets", 2)]
    public async Task Each_tab_of_a_list_asks_as_often_as_the_first(string list, string userName, string table, int times)
    {
        for (var i = 0; i < 3; i++)
        {
            await Office.Send(app, $"V/v đếm câu hỏi {i}", "H26", "H29");
        }

        using var clerk = await app.SignIn(userName);
        await clerk.Get(list);
        var tabs = (await clerk.Get(list)).All(".vl-tabs a").Select(a => a.GetAttribute("href")!).ToList();

        Assert.True(tabs.Count >= 7, $"{tabs.Count} tabs");
        foreach (var tab in tabs)
        {
            var page = (await clerk.Get(tab)).Renders();
            Assert.True(times == page.Commands.Count(c => c.Contains(table, StringComparison.Ordinal)), $"{tab}:\n{string.Join("\n", page.Commands)}");
            Assert.InRange(page.Commands.Count, times, 6);
        }
    }

    private async Task<string> Recalled(string subject, params string[] recipients)
    {
        var page = await Office.Send(app, subject, recipients);
        using var sender = await app.SignIn("vanthu.g22");
        foreach (var code in recipients)
        {
            using var clerk = await app.SignIn("vanthu." + code.ToLowerInvariant());
            await clerk.Submit(await clerk.Get(page), "#form-register");
        }

        await sender.Submit(await sender.Get(page + "/recall"), "#form-recall", ("Form.Reason", "Gửi nhầm nơi nhận"));
        foreach (var code in recipients)
        {
            using var clerk = await app.SignIn("vanthu." + code.ToLowerInvariant());
            (await clerk.Submit(await clerk.Get(page + "/answer"), "#form-destroy", ("Form.Copies", "1"))).RedirectsTo(page);
        }

        return page;
    }

    private static async Task Amend(Browser sender, string page)
    {
        var form = await sender.Get($"/exchange/compose?update={page.Split('/')[^1]}");
        (await sender.Submit(form, "#form-compose", [.. Office.Document("V/v phiên bản sau", "H41"), ("Form.Reason", "Bổ sung phụ lục")])).RedirectsTo("/exchange/packets/*");
    }

    private static int Statements(Page page) => page.All("details.vl-leg .vl-card").Count;

    // Now and then the session is looked up anew: that is no question of the page's own.
    private static void Same(Page few, Page many)
    {
        static List<string> Own(Page page) => [.. page.Commands.Where(c => !c.Contains("sessions", StringComparison.Ordinal))];
        Assert.True(Own(few).Count == Own(many).Count, $"{Own(few).Count} and {Own(many).Count}:\n{string.Join("\n--\n", Own(many))}");
        Assert.InRange(Own(many).Count, 1, 16);
    }
}

public sealed class PageCommandsOnSqlite(SqliteApp app) : PageCommandTests(app), IClassFixture<SqliteApp>;

public sealed class PageCommandsOnPostgres(PostgresApp app) : PageCommandTests(app), IClassFixture<PostgresApp>;
