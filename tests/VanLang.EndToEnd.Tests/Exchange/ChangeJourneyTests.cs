using System.Globalization;
using Microsoft.Playwright;
using VanLang.Data;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Organizations.Contracts;

namespace VanLang.EndToEnd.Tests.Exchange;

/// <summary>Recall, take-back, update and replacement, each seen from both sides.</summary>
public sealed class ChangeJourneyTests(Demo demo)
{
    private static int number = Random.Shared.Next(100_000, 900_000);

    /// <summary>Which platform, and whether script runs.</summary>
    public static TheoryData<DatabaseKind, bool> Ways { get; } = new()
    {
        { DatabaseKind.Sqlite, true },
        { DatabaseKind.Sqlite, false },
        { DatabaseKind.Postgres, false },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_recalled_document_is_destroyed_with_a_statement_that_its_sender_sees(DatabaseKind on, bool script)
    {
        var (mark, subject) = Next("ban hành nhầm thẩm quyền");
        await using var sender = await Enter("vanthu.g22", on, script);
        await using var holder = await Enter("vanthu.h41", on, script);
        await using var late = await Enter("vanthu.h26", on, script);
        var document = await sender.SendsDocument(mark, subject, ["H26", "H41"], script);
        await holder.FindsDocument(mark, subject);
        await holder.Registers();

        await sender.Recalls(document, "Ban hành sai thẩm quyền ký.");
        await sender.Sees("Văn bản đã bị thu hồi; bản gốc được giữ nguyên trạng");
        await Assertions.Expect(sender.Leg("Nghệ An")).ToContainTextAsync("Chờ nơi nhận tiêu hủy và báo lại");
        await Assertions.Expect(sender.Leg("Hà Nội")).ToContainTextAsync("Trục thu hồi ngay: nơi nhận chưa lấy văn bản");
        await Assertions.Expect(sender.Page.Locator("body")).Not.ToContainTextAsync("Thay đổi văn bản đã gửi");

        // Who had not fetched it never gets it; who has it is told on the start page, and has no way to refuse.
        await late.Go("/exchange/inbox?q=" + mark);
        await Assertions.Expect(late.Page.Locator("body")).Not.ToContainTextAsync(subject);
        Assert.Equal(410, await late.Asks(document + "/packet.edxml"));
        await holder.Go("/work");
        await holder.Sees("Tiêu hủy văn bản bị thu hồi");
        await holder.Go("/exchange/inbox?tab=asked");
        await holder.Page.Locator($"a[href='{document}']").First.ClickAsync();
        await holder.Sees("Ban hành sai thẩm quyền ký.");
        Assert.Equal(200, await holder.Asks(document + "/files/1"));
        await holder.Destroys(document, "3", "Hồ sơ 12/2026, tờ 5");
        await holder.Sees("Biên bản tiêu hủy");
        await Assertions.Expect(holder.Page.Locator("body")).Not.ToContainTextAsync(subject);
        Assert.Equal(410, await holder.Asks(document + "/files/1"));

        await sender.Go(document);
        var proof = sender.Leg("Nghệ An");
        await Assertions.Expect(proof).ToContainTextAsync("Báo đã tiêu hủy văn bản bị thu hồi");
        await Assertions.Expect(proof).ToContainTextAsync("Hồ sơ 12/2026, tờ 5");
        await Assertions.Expect(proof).ToContainTextAsync(Person("vanthu.h41"));
        Assert.Equal(200, await sender.Asks(document + "/files/1"));
        Assert.Equal(200, await sender.Asks(document + "/evidence.zip"));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_take_back_is_done_at_once_before_pickup_and_after_it_refused_or_agreed_to(DatabaseKind on, bool script)
    {
        var (mark, subject) = Next("thiếu phụ lục kèm theo");
        await using var sender = await Enter("vanthu.g12", on, script);
        await using var holder = await Enter("vanthu.h29", on, script);
        await using var late = await Enter("vanthu.h17", on, script);
        var document = await sender.SendsDocument(mark, subject, ["H17", "H29"], script);
        await holder.FindsDocument(mark, subject);
        await holder.Registers();

        await sender.TakesBack(document, "Thiếu phụ lục số 2.");
        await Assertions.Expect(sender.Leg("Đà Nẵng")).ToContainTextAsync("Trục rút lại ngay: nơi nhận chưa lấy văn bản");
        await Assertions.Expect(sender.Leg("Hồ Chí Minh")).ToContainTextAsync("Chờ nơi nhận trả lời");
        await late.Go("/exchange/inbox?q=" + mark);
        await Assertions.Expect(late.Page.Locator("body")).Not.ToContainTextAsync(subject);

        await holder.Declines(document, "Đã trình lãnh đạo và giao xử lý.");
        await holder.Sees("Đã tiếp nhận");
        await sender.Go(document);
        await Assertions.Expect(sender.Leg("Hồ Chí Minh")).ToContainTextAsync("Đã trình lãnh đạo và giao xử lý.");

        await sender.TakesBack(document, "Vẫn cần lấy lại bản này.", "H29");
        await holder.Agrees(document);
        await holder.Sees("Văn bản đã được lấy lại");
        await Assertions.Expect(holder.Page.Locator("body")).Not.ToContainTextAsync(subject);
        await sender.Go(document);
        await Assertions.Expect(sender.Leg("Hồ Chí Minh")).ToContainTextAsync("Đồng ý yêu cầu");
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_new_version_takes_its_place_when_agreed_to_and_a_replacement_is_linked_both_ways(DatabaseKind on, bool script)
    {
        var (mark, subject) = Next("tổ chức hội nghị trực tuyến");
        await using var sender = await Enter("vanthu.g15", on, script);
        await using var holder = await Enter("vanthu.h26", on, script);
        var document = await sender.SendsDocument(mark, subject, ["H26"], script);
        await holder.FindsDocument(mark, subject);
        await holder.Registers();

        var version = await sender.Amends(document, subject + " (đổi phòng họp)", "Đổi phòng họp.", number: null);
        await sender.Sees("Đây là phiên bản mới nhất");
        await holder.Go(document);
        await holder.Sees("Nơi gửi đề nghị thay bằng phiên bản mới");
        await holder.Agrees(document);
        await holder.Go(version);
        await holder.Sees(subject + " (đổi phòng họp)");
        await Assertions.Expect(holder.Page.Locator(".vl-tags").First).ToContainTextAsync("Đã tiếp nhận");

        var (other, _) = Next("");
        var replacement = await sender.Amends(document, subject + " (bản thay thế)", "Sai căn cứ pháp lý.", other);
        await Follows(sender, "Văn bản này thay thế văn bản khác", document);
        await Follows(sender, "Văn bản này đã được thay thế", replacement);
        await holder.FindsDocument(other, subject + " (bản thay thế)");
        await holder.Registers();
        await Follows(holder, "Văn bản này thay thế văn bản khác", document);
        await Follows(holder, "Văn bản này đã được thay thế", replacement);
    }

    [Fact]
    public async Task A_recall_is_asked_for_and_answered_by_keyboard_only()
    {
        var (mark, subject) = Next("thu hồi bằng bàn phím");
        await using var sender = await Enter("vanthu.g22", DatabaseKind.Sqlite, script: true);
        await using var holder = await Enter("vanthu.h17", DatabaseKind.Sqlite, script: true);
        var document = await sender.SendsDocument(mark, subject, ["H17"], script: true);
        await holder.FindsDocument(mark, subject);
        await holder.PressesByKeyboard("#form-register button[type=submit]");
        await Assertions.Expect(holder.Page.Locator(".vl-tags").First).ToContainTextAsync("Đã tiếp nhận");

        await sender.PressesByKeyboard($"a[href='{document}/recall']");
        await sender.Sees("Thu hồi không hoàn tác được");
        await sender.TabsTo("#Form-Reason");
        await sender.Page.Keyboard.TypeAsync("Gửi nhầm nơi nhận.");
        await sender.PressesByKeyboard("#form-recall button[type=submit]");
        await sender.Sees("Chờ nơi nhận tiêu hủy và báo lại");

        await holder.Go(document);
        await holder.PressesByKeyboard($"a[href='{document}/answer']");
        await holder.Sees("Tiêu hủy và báo lại");
        await holder.PressesByKeyboard("#form-destroy button[type=submit]");
        await holder.Sees("Biên bản tiêu hủy");
    }

    // The notice of one document leads to the other.
    private static async Task Follows(Window window, string notice, string to)
    {
        await window.Sees(notice);
        await window.Page.Locator($"main a[href='{to}']").First.ClickAsync();
        await window.Page.WaitForURLAsync("**" + to);
    }

    private async Task<Window> Enter(string userName, DatabaseKind on, bool script) => await (await demo.Open(script: script, on: on)).SignIn(userName);

    private static string Person(string userName) => DemoAccounts.All.Single(a => a.UserName == userName).FullName;

    private static (string Number, string Subject) Next(string about)
    {
        var mark = Interlocked.Increment(ref number).ToString(CultureInfo.InvariantCulture);
        return (mark, $"V/v {about} năm 2027 ({mark})");
    }
}
