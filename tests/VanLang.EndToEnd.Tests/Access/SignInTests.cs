using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Testing;

namespace VanLang.EndToEnd.Tests.Access;

public sealed class SignInTests(Demo demo)
{
    [Fact]
    public async Task A_person_signs_in_and_finds_what_waits_for_them()
    {
        await using var window = await demo.Open();

        await window.SignIn("vanthu.h26");

        Assert.Equal("Việc của tôi", await window.Heading());
    }

    [Fact]
    public async Task Signing_in_takes_a_keyboard_only()
    {
        await using var window = await demo.Open();
        await window.Go("/sign-in");
        await window.Page.Locator("input[name='Input.UserName']").FocusAsync();

        await window.Page.Keyboard.TypeAsync("vanthu.h29");
        await window.Page.Keyboard.PressAsync("Tab");
        for (var i = 0; i < 4 && await window.Page.Locator("input[name='Input.Password']:focus").CountAsync() == 0; i++)
        {
            await window.Page.Keyboard.PressAsync("Tab");
        }

        await window.Page.Keyboard.TypeAsync(TestApp.Password);
        await window.Page.Keyboard.PressAsync("Enter");
        await window.Page.WaitForURLAsync("**/work**");

        Assert.Equal("Việc của tôi", await window.Heading());
    }

    [Fact]
    public async Task Signing_in_takes_no_script()
    {
        await using var window = await demo.Open(script: false);

        await window.SignIn("vanthu.h41");

        Assert.Equal("Việc của tôi", await window.Heading());
    }

    [Fact]
    public async Task A_wrong_password_is_told_in_plain_words_and_the_name_is_kept()
    {
        await using var window = await demo.Open();
        await window.Go("/sign-in");
        await window.Page.Locator("input[name='Input.UserName']").FillAsync("chuyenvien.g15");
        await window.Page.Locator("input[name='Input.Password']").FillAsync("sai-mat-khau-nay");

        await window.Page.Locator("form:has(input[name='Input.Password']) button[type=submit]").ClickAsync();
        await window.Sees("Tên đăng nhập hoặc mật khẩu không đúng");

        Assert.Equal("chuyenvien.g15", await window.Page.Locator("input[name='Input.UserName']").InputValueAsync());
    }

    [Fact]
    public async Task The_first_tab_leads_past_the_menus()
    {
        await using var window = await demo.Open();
        await window.SignIn("vanthu.g22");

        await window.Page.Keyboard.PressAsync("Tab");

        Assert.Equal("Đến nội dung chính", await window.Page.Locator(":focus").InnerTextAsync());
    }

    [Fact]
    public async Task English_is_one_click_away()
    {
        await using var window = await demo.Open();
        await window.Go("/");

        await window.Page.Locator("form[data-enhance='false'] button", new() { HasText = "English" }).First.ClickAsync();
        await window.Page.WaitForLoadStateAsync();

        Assert.Equal("en", (await window.Page.Locator("html").GetAttributeAsync("lang"))?[..2]);
    }
}
