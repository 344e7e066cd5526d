using System.Data.Common;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using VanLang.Web.Http;

namespace VanLang.Foundation.Tests.Web;

/// <summary>Who is let in, who waits, who is turned away, and what a machine is told when the database has no connection to give.</summary>
public sealed class AdmissionTests : IAsyncLifetime
{
    private readonly SemaphoreSlim arrived = new(0);
    private readonly TaskCompletionSource open = new();
    private WebApplication app = null!;
    private HttpClient client = null!;

    public async ValueTask InitializeAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection([new("Admission:InHand", "1")]);
        builder.Services.AddMachineErrors();
        builder.Services.AddSingleton(new AdmittedAddress("/turn", AtOnce: 1, Waiting: 1, () => Results.Json(new { error = "temporarily_unavailable" }, statusCode: 429)));
        app = builder.Build();
        app.UseMachineErrors(_ => false);
        app.UseAdmission();
        app.MapGet("/turn", Hold);
        app.MapGet("/heavy", Hold).Admit();
        app.MapGet("/light", () => "light");
        app.MapGet("/away", string () => throw new InvalidOperationException("outside", new PassingTrouble()));
        app.MapGet("/bug", string () => throw new InvalidOperationException("inside"));
        await app.StartAsync();
        client = new HttpClient { BaseAddress = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single()) };
    }

    public async ValueTask DisposeAsync()
    {
        open.TrySetResult();
        client.Dispose();
        await app.DisposeAsync();
        arrived.Dispose();
    }

    [Fact]
    public async Task One_works_one_waits_and_the_third_is_told_when_to_come_again()
    {
        var first = client.GetAsync("/turn");
        await arrived.WaitAsync();
        // Of the two that come now one waits; the other is refused, whichever was faster.
        var others = new[] { client.GetAsync("/turn"), client.GetAsync("/turn") };
        using var refused = await await Task.WhenAny(others);
        open.SetResult();
        var waited = (await Task.WhenAll(others)).Single(o => o != refused);

        Assert.Equal((HttpStatusCode.TooManyRequests, "2"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal("""{"error":"temporarily_unavailable"}""", await refused.Content.ReadAsStringAsync());
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), ((await first).StatusCode, waited.StatusCode));
    }

    [Fact]
    public async Task A_heavy_request_too_many_is_turned_away_at_once_and_a_light_one_is_not()
    {
        var first = client.GetAsync("/heavy");
        await arrived.WaitAsync();

        using var refused = await client.GetAsync("/heavy");
        using var light = await client.GetAsync("/light");
        open.SetResult();

        Assert.Equal((HttpStatusCode.TooManyRequests, "2"), (refused.StatusCode, refused.Headers.GetValues("Retry-After").Single()));
        Assert.Equal("WEB-0011", await Code(refused));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (light.StatusCode, (await first).StatusCode));
        using var after = await client.GetAsync("/heavy");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Fact]
    public async Task A_database_without_a_free_connection_is_503_with_a_time_and_a_bug_stays_500()
    {
        using var away = await client.GetAsync("/away");
        using var bug = await client.GetAsync("/bug");

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "5"), (away.StatusCode, away.Headers.GetValues("Retry-After").Single()));
        Assert.Equal("WEB-0016", await Code(away));
        Assert.Contains("Cơ sở dữ liệu đang quá tải hoặc chưa trả lời. Hãy thử lại sau ít giây.", JsonDocument.Parse(await away.Content.ReadAsStringAsync()).RootElement.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.InternalServerError, "WEB-0003"), (bug.StatusCode, await Code(bug)));
        Assert.False(bug.Headers.Contains("Retry-After"));
    }

    private static async Task<string?> Code(HttpResponseMessage answer) => JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString();

    private async Task<string> Hold()
    {
        arrived.Release();
        await open.Task;
        return "done";
    }
}

/// <summary>What a provider throws when it has no connection to give.</summary>
internal sealed class PassingTrouble() : DbException("The pool is empty.")
{
    public override bool IsTransient => true;
}
