using VanLang.Exchange.Board;
using VanLang.Exchange.Push;
using VanLang.Exchange.Tests.Push;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Board;

/// <summary>Dead letters on the board, by agency, and the way to them.</summary>
public abstract class ParkedPushTests(TestApp app)
{
    [Fact]
    public async Task Each_agency_stands_with_what_waits_and_what_was_given_up_most_dead_letters_first()
    {
        await Park("H17", dead: 1, waiting: 4);
        await Park("H29", dead: 3, waiting: 0);
        await Park("H29", dead: 2, waiting: 1);

        var rows = await app.In((ListParkedPushes l) => l.Handle(AxisDay.Everybody, default));

        Assert.Equal([("H29", 5L, 1L), ("H17", 1L, 4L)], rows.Where(r => r.Code is "H17" or "H29").Select(r => (r.Code, r.Dead, r.Waiting)));
        Assert.All(rows, r => Assert.True(r.Since <= app.Clock.GetUtcNow()));
        Assert.Equal(["H17"], (await app.In((ListParkedPushes l) => l.Handle("H17", default))).Select(r => r.Code));
        Assert.Empty(await app.In((ListParkedPushes l) => l.Handle("H99", default)));
    }

    [Fact]
    public async Task The_operator_goes_from_the_count_to_the_addresses_of_the_agency()
    {
        await Park("H26", dead: 2, waiting: 3);
        await Park("G15", dead: 1, waiting: 0);
        using var system = await app.SignIn("quantri.hethong");

        var board = (await system.Get("/exchange/board")).Renders().IsWellMade().Says("Tin báo chưa gửi được");
        var row = board.All("a[id^='parked']").Single(a => a.GetAttribute("href") == "/exchange/webhooks?agency=H26").Closest("tr")!;
        Assert.Equal(["2", "3"], row.QuerySelectorAll("td").Skip(1).Take(2).Select(c => c.TextContent.Trim()));
        (await system.Get("/exchange/webhooks?agency=H26")).Renders().IsWellMade().Says("Phần mềm H26").SaysNot("Phần mềm G15");
        (await system.Get("/exchange/webhooks?agency=h26&dead=1")).Says("Phần mềm H26").SaysNot("Phần mềm G15");
        (await system.Get("/exchange/webhooks?agency=khong-co")).Says("Chưa có địa chỉ nào");
        (await system.Get("/exchange/board/agencies/H26")).Renders().IsWellMade().Says("Tin báo chưa gửi được");
    }

    [Fact]
    public async Task An_agency_sees_its_own_count_and_its_clerk_no_way_to_addresses_that_only_administrators_open()
    {
        await Park("H41", dead: 2, waiting: 0);
        await Park("G12", dead: 7, waiting: 0);
        using var clerk = await app.SignIn("vanthu.h41");
        using var administrator = await app.SignIn("quantri.h41");

        var seen = (await clerk.Get("/exchange/board")).Renders().IsWellMade().Says("Tin báo chưa gửi được");
        Assert.Empty(seen.All("main a[href^='/exchange/webhooks']"));
        Assert.Equal("2", seen.All("table").Single(t => t.QuerySelector("caption")?.TextContent.Contains("Tin báo chưa gửi được", StringComparison.Ordinal) == true).QuerySelectorAll("tbody td")[1].TextContent.Trim());
        Assert.Single((await administrator.Get("/exchange/board")).All("main a[href='/exchange/webhooks?agency=H41']"));
    }

    [Fact]
    public async Task An_agency_without_any_is_told_so()
    {
        using var clerk = await app.SignIn("vanthu.g22");

        (await clerk.Get("/exchange/board")).Says("Không có tin nào chờ gửi lại hay đã thôi gửi.");
    }

    [Fact]
    public async Task The_board_asks_once_however_many_there_are()
    {
        using var system = await app.SignIn("quantri.hethong");
        await system.Get("/exchange/board");
        var before = await system.Get("/exchange/board");
        foreach (var code in (string[])["G01", "G02", "G03", "G05", "G06"])
        {
            await Park(code, dead: 2, waiting: 2);
        }

        var after = await system.Get("/exchange/board");

        // The card, and the rule that warns.
        Assert.Equal((2, 2), (Of(before), Of(after)));
        Assert.Equal(before.Commands.Count, after.Commands.Count);
    }

    // Paused, so that the dispatcher lets them lie.
    private async Task Park(string code, int dead, int waiting)
    {
        var webhook = await app.Register(code, $"https://1.1.1.1/{Guid.NewGuid():N}");
        Agencies.Ok(await app.In((PauseWebhook p) => p.Handle(webhook.Id, Agencies.System(code), default)));
        await app.In(async (ExchangeDb db) =>
        {
            for (var i = 0; i < dead + waiting; i++)
            {
                var failure = new WebhookFailure(webhook.Id, PushEvent.Of(Guid.CreateVersion7(), "packet.arrived", db.Node.Clock.Now, new { position = i }));
                failure.Failed(db.Node.Clock.Now, "unreachable", null, i < dead ? null : db.Node.Clock.Now.AddHours(1));
                db.Add(failure);
            }

            await db.SaveChangesAsync();
        });
    }

    private static int Of(Page page) => page.Commands.Count(c => c.Contains("webhook_failures", StringComparison.Ordinal));
}

public sealed class ParkedPushesOnSqlite(SqliteApp app) : ParkedPushTests(app), IClassFixture<SqliteApp>;

public sealed class ParkedPushesOnPostgres(PostgresApp app) : ParkedPushTests(app), IClassFixture<PostgresApp>;
