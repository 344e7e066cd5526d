using VanLang.Foundation.Tests.Web.Pages;
using VanLang.Kernel;
using VanLang.Testing;
using VanLang.Web;
using VanLang.Web.Forms;
using VanLang.Web.Layouts;
using VanLang.Web.Modules;
using VanLang.Web.Pages;

namespace VanLang.Foundation.Tests.Web;

public sealed class ShellPartsTests
{
    private static readonly MenuEntry Inbox = new(Systems.Documents, "Văn bản đến", "/exchange", "inbox", null);
    private static readonly MenuEntry Outbox = new(Systems.Documents, "Văn bản đi", "/exchange/outbox", "send", null);
    private static readonly MenuEntry Accounts = new(Systems.Administration, "Tài khoản", "/accounts", "users", null) { Also = ["/mail"] };

    [Theory]
    [InlineData("/exchange", "/exchange")]
    [InlineData("/exchange/inbox/5", "/exchange")]
    [InlineData("/exchange/outbox", "/exchange/outbox")]
    [InlineData("/Exchange/Outbox/7", "/exchange/outbox")]
    [InlineData("/exchanges", null)]
    [InlineData("/work", null)]
    [InlineData("/mail", "/accounts")]
    [InlineData("/mail/7", "/accounts")]
    [InlineData("/mailing", null)]
    public void The_entry_with_the_longest_fitting_address_is_the_current_one(string path, string? current) =>
        Assert.Equal(current, new ShellMenu([Inbox, Outbox, Accounts], path).Current?.Href);

    [Fact]
    public void Where_no_entry_fits_the_rail_of_the_first_system_is_shown()
    {
        var menu = new ShellMenu([Accounts, Inbox], "/work");

        Assert.Equal([Systems.Documents, Systems.Administration], menu.Systems.Select(s => s.Key));
        Assert.Equal([Inbox], menu.Rail.SelectMany(g => g.Entries));
        Assert.DoesNotContain(menu.Systems, s => s.IsCurrent);
    }

    [Fact]
    public void A_page_that_no_entry_leads_to_belongs_to_the_system_whose_addresses_begin_alike()
    {
        var menu = new ShellMenu([Inbox, Accounts with { Href = "/admin/accounts" }], "/admin/trusts/7");

        Assert.Null(menu.Current);
        Assert.Equal(Systems.Administration, menu.System?.Key);
        Assert.Equal(["/admin/accounts"], menu.Rail.SelectMany(g => g.Entries).Select(e => e.Href));
        Assert.Null(new ShellMenu([Inbox], "/").System);
    }

    [Fact]
    public void Without_entries_there_is_no_menu() => Assert.Empty(new ShellMenu([], "/").Rail);

    [Theory]
    [InlineData("/work?x=1#a", "/work?x=1#a")]
    [InlineData("/", "/")]
    [InlineData(null, "/")]
    [InlineData("", "/")]
    [InlineData("//evil.example", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example/", "/")]
    [InlineData("/a\r\nSet-Cookie: x", "/")]
    public void A_form_leads_back_to_this_server_only(string? back, string to) => Assert.Equal(to, Preferences.Local(back));

    [Fact]
    public void Work_is_grouped_by_the_day_in_Viet_Nam_and_the_week_ends_on_Sunday()
    {
        var now = TestClock.Start; // Tuesday, 09:00 in Viet Nam
        WorkItem Due(string title, DateTimeOffset? due, int urgency = 0) => new("", "", title, "/", now.AddDays(-1), due, urgency);

        var board = WorkBoard.Of(
        [
            Due("không hạn", null),
            Due("chủ nhật", new DateTimeOffset(2026, 11, 29, 23, 59, 0, TimeSpan.FromHours(7))),
            Due("thứ hai", new DateTimeOffset(2026, 11, 30, 0, 0, 0, TimeSpan.FromHours(7))),
            Due("tối nay", new DateTimeOffset(2026, 11, 24, 23, 59, 0, TimeSpan.FromHours(7))),
            Due("0 giờ mai", new DateTimeOffset(2026, 11, 25, 0, 0, 0, TimeSpan.FromHours(7))),
            Due("vừa quá", now.AddMinutes(-1)),
            Due("quá lâu", now.AddDays(-9)),
            Due("tối nay, khẩn", new DateTimeOffset(2026, 11, 24, 23, 59, 0, TimeSpan.FromHours(7)), 2),
        ],
        now);

        Assert.Equal(["quá lâu", "vừa quá"], board.Overdue.Select(i => i.Title));
        Assert.Equal(["tối nay, khẩn", "tối nay"], board.Today.Select(i => i.Title));
        Assert.Equal(["0 giờ mai", "chủ nhật"], board.ThisWeek.Select(i => i.Title));
        Assert.Equal(["thứ hai", "không hạn"], board.Later.Select(i => i.Title));
        Assert.Equal(8, board.Count);
    }

    [Fact]
    public void A_field_is_named_as_the_framework_binds_it()
    {
        var page = new Holder();
        page.Form.Number = "616";

        Assert.Equal(("Form.Number", "616"), Name(BoundPath.Read(() => page.Form.Number), "page."));
        Assert.Equal(("Form.Pages", (object)1), Name(BoundPath.Read(() => page.Form.Pages), "page."));
        Assert.Equal("Form.Number", page.Own());
    }

    [Fact]
    public void A_field_that_is_bound_to_no_property_is_a_bug() =>
        Assert.Contains("() => Form.Subject", Assert.Throws<ArgumentException>(() => BoundPath.Read(() => "x".ToUpperInvariant())).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Posts_of_one_form_that_overlap_run_once_and_get_the_same_answer()
    {
        var memory = new SubmissionMemory(new Clock(new TestClock()));
        var (gate, runs, token) = (new TaskCompletionSource(), 0, Guid.CreateVersion7());
        async Task<Submitted> Act()
        {
            Interlocked.Increment(ref runs);
            await gate.Task;
            return new Submitted("/letters/7", "Đã gửi.", []);
        }

        var posts = Enumerable.Range(0, 8).Select(_ => memory.Once("Person:ha", token, Act)).ToList();
        gate.SetResult();
        var answers = await Task.WhenAll(posts);

        Assert.Equal(1, runs);
        Assert.All(answers, a => Assert.Equal("/letters/7", a.Location));
    }

    [Fact]
    public async Task A_failed_post_is_forgotten_so_that_it_can_be_corrected()
    {
        var (memory, token, runs) = (new SubmissionMemory(new Clock(new TestClock())), Guid.CreateVersion7(), 0);

        await memory.Once("a", token, () => Task.FromResult(new Submitted(null, null, [new("T-0001", ErrorKind.Invalid, "", "")])));
        await Assert.ThrowsAsync<InvalidOperationException>(() => memory.Once("a", token, () => throw new InvalidOperationException()));
        var answer = await memory.Once("a", token, () => Task.FromResult(new Submitted("/" + ++runs, null, [])));

        Assert.Equal("/1", answer.Location);
    }

    [Fact]
    public async Task Another_persons_post_with_a_known_token_is_an_act_of_its_own()
    {
        var (memory, token, runs) = (new SubmissionMemory(new Clock(new TestClock())), Guid.CreateVersion7(), 0);
        Task<Submitted> Act() => Task.FromResult(new Submitted("/" + ++runs, null, []));

        await memory.Once("a", token, Act);
        await memory.Once("b", token, Act);

        Assert.Equal(2, runs);
    }

    [Fact]
    public async Task After_ten_minutes_a_token_is_forgotten()
    {
        var time = new TestClock();
        var (memory, token, runs) = (new SubmissionMemory(new Clock(time)), Guid.CreateVersion7(), 0);
        Task<Submitted> Act() => Task.FromResult(new Submitted("/" + ++runs, null, []));

        await memory.Once("a", token, Act);
        time.Advance(TimeSpan.FromMinutes(9));
        await memory.Once("a", token, Act);
        time.Advance(TimeSpan.FromMinutes(2));
        await memory.Once("a", token, Act);

        Assert.Equal(2, runs);
    }

    private static (string Name, object? Value) Name((string Name, System.Reflection.PropertyInfo? Property, object? Value) read, string captured) => (read.Name.Replace(captured, "", StringComparison.Ordinal), read.Value);

    private sealed class Holder
    {
        public LetterForm Form { get; } = new();

        public string Own() => BoundPath.Read(() => Form.Number).Name;
    }
}
