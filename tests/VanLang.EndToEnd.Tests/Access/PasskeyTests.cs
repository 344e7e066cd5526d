using VanLang.EndToEnd.Tests.Browsing;

namespace VanLang.EndToEnd.Tests.Access;

/// <summary>Passkeys with Chromium's virtual authenticator on localhost: made in the account, used at the door, refused when removed.</summary>
public sealed class PasskeyTests(Demo demo)
{
    [Fact]
    public async Task A_passkey_is_made_used_and_removed()
    {
        await using var window = await demo.Open();
        var cdp = await window.Page.Context.NewCDPSessionAsync(window.Page);
        await cdp.SendAsync("WebAuthn.enable");
        await cdp.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2",
                ["transport"] = "internal",
                ["hasResidentKey"] = true,
                ["hasUserVerification"] = true,
                ["isUserVerified"] = true,
                ["automaticPresenceSimulation"] = true,
            },
        });
        await window.SignIn("chuyenvien2.h41");

        await window.Go("/account/passkeys");
        await window.Page.Locator("input[name='Input.Name']").FillAsync("Máy ở bàn văn thư");
        await window.Page.Locator("vl-passkey[data-mode='create'] button").ClickAsync();
        await window.Sees("Máy ở bàn văn thư");
        await window.Go("/sign-out");
        await window.Page.Locator("main form[method=post] button[type=submit]").ClickAsync();
        await window.Page.WaitForURLAsync(url => !url.Contains("/sign-out", StringComparison.Ordinal));

        await window.Go("/sign-in");
        await window.Page.Locator("vl-passkey[data-mode='get'] button").ClickAsync();
        await window.Page.WaitForURLAsync("**/work**");

        Assert.Equal("Việc của tôi", await window.Heading());
    }
}
