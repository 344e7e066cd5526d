using System.Globalization;
using Microsoft.Playwright;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Organizations.Contracts;

namespace VanLang.EndToEnd.Tests.Exchange;

/// <summary>The journey of the README: a ministry sends, three provinces receive, register, assign, process and complete, and the sender sees it all.</summary>
public sealed class DocumentJourneyTests(Demo demo)
{
    private static readonly string[] Recipients = ["H26", "H29", "H41"];

    private static int number = Random.Shared.Next(10_000, 90_000);

    [Fact]
    public async Task A_document_goes_from_a_ministry_to_three_provinces_and_its_sender_sees_each_step() => await Journey(script: true);

    [Fact]
    public async Task The_same_journey_takes_no_script() => await Journey(script: false);

    [Fact]
    public async Task A_document_that_is_incomplete_is_refused_with_its_faults_named_and_what_was_typed_kept()
    {
        await using var window = await demo.Open();
        await window.SignIn("vanthu.g22");
        await window.Go("/exchange/compose");
        await window.Page.Locator("#Form-Subject").FillAsync("V/v chưa chọn nơi nhận");

        await window.Page.Locator("#form-compose button[type=submit]:not([name])").ClickAsync();
        await window.Page.Locator("[role=alert]").First.WaitForAsync();

        Assert.Equal("V/v chưa chọn nơi nhận", await window.Page.Locator("#Form-Subject").InputValueAsync());
        Assert.True(await window.Page.Locator("[aria-invalid=true], [data-invalid=true]").CountAsync() > 0);
    }

    [Fact]
    public async Task A_document_is_registered_by_keyboard_only()
    {
        var (mark, subject) = Next("thao tác bằng bàn phím");
        await using var sender = await demo.Open();
        await sender.SignIn("vanthu.g12");
        await sender.SendsDocument(mark, subject, ["H26"], script: true);
        await using var clerk = await demo.Open();
        await clerk.SignIn("vanthu.h26");
        await clerk.FindsDocument(mark, subject);

        await clerk.PressesByKeyboard("#form-register button[type=submit]");

        await Assertions.Expect(clerk.Page.Locator(".vl-tags")).ToContainTextAsync("Đã tiếp nhận");
    }

    [Fact]
    public async Task A_document_that_is_returned_shows_its_reason_to_the_sender()
    {
        var (mark, subject) = Next("gửi nhầm nơi nhận");
        await using var sender = await demo.Open();
        await sender.SignIn("vanthu.g15");
        var address = await sender.SendsDocument(mark, subject, ["H17"], script: true);
        await using var clerk = await demo.Open();
        await clerk.SignIn("vanthu.h17");
        await clerk.FindsDocument(mark, subject);

        await clerk.Page.Locator("details:has(#form-reject) summary").ClickAsync();
        await clerk.Page.Locator("#Form-Reason").FillAsync("Văn bản gửi nhầm nơi nhận.");
        await clerk.Page.Locator("#form-reject button[type=submit]").ClickAsync();
        await Assertions.Expect(clerk.Page.Locator(".vl-tags")).ToContainTextAsync("Từ chối, trả lại");
        await sender.Go(address);

        await sender.Sees("Văn bản gửi nhầm nơi nhận.");
    }

    private async Task Journey(bool script)
    {
        var (mark, subject) = Next(script ? "cải cách thủ tục hành chính" : "làm việc không cần mã kịch bản");
        await using var sender = await demo.Open(script: script);
        await sender.SignIn("vanthu.g22");

        var address = await sender.SendsDocument(mark, subject, Recipients, script);
        await sender.Sees("Biên nhận của Trục");
        foreach (var code in Recipients)
        {
            await Receive(code, mark, subject, script);
        }

        await sender.Go(address);
        foreach (var code in Recipients)
        {
            var officer = Person("chuyenvien", code);
            var timeline = sender.Page.Locator("details.vl-leg", new() { HasText = officer.FullName });
            await Assertions.Expect(timeline).ToHaveCountAsync(1);
            await Assertions.Expect(timeline).ToContainTextAsync("Hoàn thành");
            await Assertions.Expect(timeline).ToContainTextAsync(Person("vanthu", code).FullName);
        }
    }

    private async Task Receive(string code, string mark, string subject, bool script)
    {
        await using (var clerk = await demo.Open(script: script))
        {
            await clerk.SignIn(Person("vanthu", code).UserName);
            await clerk.FindsDocument(mark, subject);
            await clerk.Registers();
        }

        await using (var leader = await demo.Open(script: script))
        {
            await leader.SignIn(Person("lanhdao", code).UserName);
            await leader.FindsDocument(mark, subject);
            await leader.Assigns(Person("chuyenvien", code).FullName);
        }

        await using var officer = await demo.Open(script: script);
        await officer.SignIn(Person("chuyenvien", code).UserName);
        await officer.FindsDocument(mark, subject);
        await officer.Works();
    }

    private static DemoAccount Person(string role, string code) => DemoAccounts.All.Single(a => a.UserName == $"{role}.{code.ToLowerInvariant()}");

    private static (string Number, string Subject) Next(string about)
    {
        var mark = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        return (mark, $"V/v {about} năm 2027 ({mark})");
    }
}
