using System.Net;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Push;
using VanLang.Testing;
using VanLang.Testing.Http;

namespace VanLang.Exchange.Tests.Push;

public abstract class WebhookPageTests(TestApp app)
{
    private const string Home = "/exchange/webhooks";

    [Fact]
    public async Task An_administrator_adds_tries_pauses_changes_and_removes_an_address()
    {
        await using var receiver = new Receiver();
        using var browser = await app.SignIn("quantri.h26");
        var empty = (await browser.Get(Home + "/new")).Renders("Thêm địa chỉ nhận tin báo").IsWellMade();
        (await browser.Submit(empty, "#form-webhook", ("Form.Name", ""), ("Form.Url", receiver.Url))).Refuses("Hãy đặt tên, từ 1 đến 100 ký tự.", "EXC-1210").IsWellMade();
        (await browser.Submit(empty, "#form-webhook", ("Form.Name", "Văn phòng điện tử"), ("Form.Url", "https://10.1.2.3/"))).Refuses("Địa chỉ dẫn vào mạng nội bộ hoặc mạng đặc biệt, Trục không gọi vào đó.", "EXC-1206");
        var made = await browser.Submit(empty, "#form-webhook", ("Form.Name", "Văn phòng điện tử"), ("Form.Url", receiver.Url));
        Assert.StartsWith(Home + "/", made.Location);
        var page = (await browser.Follow(made)).Renders("Văn phòng điện tử").Says("Đang gửi", "Không có tin nào chưa gửi được").IsWellMade();

        (await browser.Submit(page, "#form-ping")).Renders().Says("Hệ thống nhận đã nhận tin thử (HTTP 202).");
        Assert.Equal("urn:vanlang:exchange:event:ping", Assert.Single(receiver.Accepted).Kind);
        receiver.Behaviour = Receiver.Hang;
        (await browser.Submit(await browser.Get(page.Url), "#form-ping")).Says("Tin thử không gửi được: quá thời gian chờ.");

        (await browser.Submit(await browser.Get(page.Url), "#form-state")).RedirectsTo(page.Url);
        (await browser.Get(page.Url)).Says("Đã tạm dừng", "Cho hoạt động lại");
        (await browser.Submit(await browser.Get(page.Url), "#form-state")).RedirectsTo(page.Url);
        (await browser.Submit(await browser.Get(page.Url), "#form-change", ("Form.Name", "Tên mới"))).RedirectsTo(page.Url);
        (await browser.Get(Home)).Renders("Địa chỉ nhận tin báo").Says("Tên mới").IsWellMade();
        (await browser.Submit(await browser.Get(page.Url), "#form-end")).RedirectsTo(Home);
        (await browser.Get(page.Url)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Dead_letters_are_found_by_filter_and_replayed()
    {
        using var browser = await app.SignIn("quantri.h41");
        var demo = await app.Register("H41", "https://1.1.1.1/cu");
        Agencies.Ok(await app.In((PauseWebhook p) => p.Handle(demo.Id, Agencies.System("H41"), default)));
        var dead = Enumerable.Range(0, 3).Select(_ => new WebhookFailure(demo.Id, PushEvent.Of(Guid.CreateVersion7(), "packet.arrived", DateTimeOffset.UtcNow, new { position = 1 }))).ToList();
        await app.In(async (ExchangeDb db) =>
        {
            dead.ForEach(f => f.Failed(db.Node.Clock.Now, "name-unknown", null, null));
            db.AddRange(dead);
            await db.SaveChangesAsync();
        });
        var list = (await browser.Get(Home + "?dead=1")).Renders().Says("Phần mềm H41");

        var page = (await browser.Get($"{Home}/{demo.Id.Value}?show=dead")).Renders().Says("Đã thôi gửi", "không phân giải được tên máy chủ").IsWellMade();
        (await browser.Get($"{Home}/{demo.Id.Value}?show=waiting")).Says("Không có tin nào chưa gửi được");
        (await browser.Get($"{Home}/{demo.Id.Value}?kind=status.changed")).Says("Không có tin nào chưa gửi được");
        (await browser.Submit(page, "#form-replay", ("Again.EventId", dead[0].EventId.ToString()))).RedirectsTo($"{Home}/{demo.Id.Value}");
        Assert.Equal(FailureState.Waiting, (await app.Failures(demo)).Single(f => f.EventId == dead[0].EventId).State);
        Assert.Equal(1, await app.In((ExchangeDb db) => db.AuditRows.CountAsync(r => r.Action == "exchange.webhook.replayed" && r.Subject == demo.Id.Value.ToString())));
        list.IsWellMade();
        var english = await browser.Get($"{Home}/{demo.Id.Value}?culture=en");
        Assert.Equal(HttpStatusCode.OK, english.Status);
    }

    [Fact]
    public async Task Only_administrators_see_addresses_and_only_those_of_their_agency()
    {
        var webhook = await app.Register("H29", "https://1.1.1.1/h29");
        using var clerk = await app.SignIn("vanthu.h41");
        (await clerk.Get(Home)).Is(HttpStatusCode.Forbidden);
        (await clerk.Get(Home + "/new")).Is(HttpStatusCode.Forbidden);
        (await clerk.Get($"{Home}/{webhook.Id.Value}")).Is(HttpStatusCode.Forbidden);
        using var other = await app.SignIn("quantri.g22");
        (await other.Get($"{Home}/{webhook.Id.Value}")).Is(HttpStatusCode.NotFound);
        (await other.Get(Home)).SaysNot("1.1.1.1");
        using var system = await app.SignIn("quantri.hethong");
        (await system.Get(Home)).Renders().Says("1.1.1.1");
        (await system.Get($"{Home}/{webhook.Id.Value}")).Renders("Phần mềm H29");
        using var nobody = app.Browser();
        Assert.StartsWith("/sign-in", (await nobody.Get(Home)).Location);
    }

    [Fact]
    public async Task Lists_make_the_same_few_commands_whatever_they_show()
    {
        using var browser = await app.SignIn("quantri.hethong");
        await browser.Get(Home);
        var before = await browser.Get(Home);
        for (var i = 0; i < 8; i++)
        {
            await app.Register("G05", $"https://1.1.1.1/dem/{i}");
        }

        var after = await browser.Get(Home);
        Assert.Equal((1, 1), (Of(before), Of(after)));
        Assert.Equal(before.Commands.Count, after.Commands.Count);
    }

    private static int Of(Page page) => page.Commands.Count(c => c.Contains("webhooks", StringComparison.Ordinal));
}

public sealed class WebhookPagesOnSqlite(PushSqliteApp app) : WebhookPageTests(app), IClassFixture<PushSqliteApp>;

public sealed class WebhookPagesOnPostgres(PushPostgresApp app) : WebhookPageTests(app), IClassFixture<PushPostgresApp>;
