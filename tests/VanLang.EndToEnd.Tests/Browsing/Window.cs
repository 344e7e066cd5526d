using System.Collections.Concurrent;
using Microsoft.Playwright;
using VanLang.Testing;

namespace VanLang.EndToEnd.Tests.Browsing;

/// <summary>
/// One person's browser window. Whatever the browser complains of (a violated content security policy, an error in script, a file that
/// is not there) fails the test when the window is closed.
/// </summary>
public sealed class Window : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> complaints = new();
    private readonly IBrowserContext context;

    internal Window(IBrowserContext context, IPage page)
    {
        this.context = context;
        Page = page;
        page.Console += (_, message) =>
        {
            // A refused form answers 422, a refused page 403: the browser notes both, and both are meant.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load resource", StringComparison.Ordinal))
            {
                complaints.Enqueue($"{page.Url}: {message.Text}");
            }
        };
        page.PageError += (_, error) => complaints.Enqueue($"{page.Url}: {error}");
        page.Response += (_, response) =>
        {
            if (response.Status >= 500 || (response.Status == 404 && response.Request.ResourceType is ("script" or "stylesheet" or "image" or "font")))
            {
                complaints.Enqueue($"{response.Request.Method} {response.Url}: {response.Status}");
            }
        };
    }

    /// <summary>The page shown.</summary>
    public IPage Page { get; }

    /// <summary>Goes to an address.</summary>
    public async Task<Window> Go(string url)
    {
        await Page.GotoAsync(url);
        return this;
    }

    /// <summary>Signs in with a demo account, as a person does.</summary>
    public async Task<Window> SignIn(string userName)
    {
        await Go("/sign-in");
        await Page.Locator("input[name='Input.UserName']").FillAsync(userName);
        await Page.Locator("input[name='Input.Password']").FillAsync(TestApp.Password);
        await Page.Locator("form:has(input[name='Input.Password']) button[type=submit]").ClickAsync();
        await Page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
        return this;
    }

    /// <summary>Waits until the page says this, anywhere.</summary>
    public Task Sees(string text) => Assertions.Expect(Page.Locator("body")).ToContainTextAsync(text);

    /// <summary>The main heading.</summary>
    public Task<string> Heading() => Page.Locator("h1").First.InnerTextAsync();

    /// <summary>Nothing to complain of so far.</summary>
    public void IsClean() => Assert.Empty(complaints);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await context.CloseAsync();
        IsClean();
    }
}
