using System.Net;
using VanLang.EndToEnd.Tests.Browsing;
using VanLang.Testing.Http;

namespace VanLang.EndToEnd.Tests.Running;

/// <summary>What the busiest page costs on the published server, seen from a client on the same machine: an upper bound of the server's time.</summary>
public sealed class InboxFigures(Demo demo)
{
    private const int Times = 200;

    [Fact]
    public async Task The_inbox_is_drawn_in_full_and_its_time_is_printed()
    {
        using var browser = new Browser((await demo.Server()).Address);
        await browser.SignIn("vanthu.h41", VanLang.Testing.TestApp.Password);
        var page = await browser.Get("/exchange/inbox");
        for (var i = 0; i < 50; i++)
        {
            await browser.Get("/exchange/inbox");
        }

        var took = new List<double>();
        for (var i = 0; i < Times; i++)
        {
            took.Add((await browser.Get("/exchange/inbox")).Took.TotalMilliseconds);
        }

        took.Sort();
        var rows = page.All("tbody tr").Count;
        Console.WriteLine($"FIGURE inbox: {rows} rows, {page.Bytes.Length / 1024} KB, median {took[Times / 2]:0.0} ms, 95 % within {took[Times * 95 / 100]:0.0} ms, of {Times} requests seen by a client");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.True(rows >= 30, $"{rows} rows: the demo's clerk has a month of documents.");
    }
}
