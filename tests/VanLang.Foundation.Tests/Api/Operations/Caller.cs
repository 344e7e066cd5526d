using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Access.Clients;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>Somebody who calls.</summary>
/// <param name="Name">As it stands in the kept table.</param>
/// <param name="Code">The agency whose system it is; null for everybody who is no agency's system.</param>
/// <param name="Refusal">What every operation that is not public answers; null for a system that is let in.</param>
/// <param name="Client">Carries the token, the cookie or nothing.</param>
internal sealed record Caller(string Name, string? Code, string? Refusal, HttpClient Client)
{
    private const string NoToken = "401 WEB-0004";
    private const string BadToken = "401 WEB-0005";

    private static readonly (string Name, string UserName)[] People =
    [
        ("a clerk's cookie", "vanthu.g22"), ("a leader's cookie", "lanhdao.g22"), ("an officer's cookie", "chuyenvien.g22"), ("an agency administrator's cookie", "quantri.g22"),
        ("the recipient's clerk's cookie", "vanthu.h41"), ("the system administrator's cookie", "quantri.hethong"), ("an auditor's cookie", "kiemtoan"),
    ];

    /// <summary>Every kind of caller: nobody, wrong tokens, systems, people by their cookie.</summary>
    public static async Task<IReadOnlyList<Caller>> All(TestApp app)
    {
        var good = await app.Token(Targets.Sender);
        var parts = good.Split('.');
        var callers = new List<Caller>
        {
            new("nobody", null, NoToken, app.Anonymous()),
            With(app, "a made-up token", "Bearer abc"),
            With(app, "a token without signature", $"Bearer {parts[0]}.{parts[1]}."),
            With(app, "a token with another's claims", $"Bearer {parts[0]}.{(await app.Token("H29")).Split('.')[1]}.{parts[2]}"),
            With(app, "a basic password", "Basic cWx2Yi1nMjI6eA=="),
            With(app, "an expired token", "Bearer " + await Expired(app)),
            new("a locked system's token", null, "403 WEB-0006", await Locked(app)),
        };
        foreach (var code in (string[])[Targets.Sender, Targets.Recipient, "G12"])
        {
            callers.Add(new("the system of " + code, code, null, await app.Api(code)));
        }

        foreach (var (name, userName) in People)
        {
            callers.Add(new(name, null, NoToken, await SignedIn(app, userName)));
        }

        return callers;
    }

    private static Caller With(TestApp app, string name, string authorization)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        return new Caller(name, null, BadToken, client);
    }

    private static async Task<HttpClient> SignedIn(TestApp app, string userName)
    {
        using var browser = await app.SignIn(userName);
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Add("Cookie", string.Join("; ", browser.Cookies.Select(c => $"{c.Key}={c.Value}")));
        return client;
    }

    private static async Task<string> Expired(TestApp app)
    {
        app.Clock.Advance(TimeSpan.FromHours(-2));
        try
        {
            return await app.Token(Targets.Sender);
        }
        finally
        {
            app.Clock.Advance(TimeSpan.FromHours(2));
        }
    }

    private static async Task<HttpClient> Locked(TestApp app)
    {
        var client = app.Anonymous();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await app.Token("H17"));
        await using var scope = app.Services.CreateAsyncScope();
        Assert.True((await scope.ServiceProvider.GetRequiredService<LockClient>().Handle(new("qlvb-h17", "nghi lộ khóa"), Actor.Platform("test"), default)).IsOk);
        return client;
    }
}
