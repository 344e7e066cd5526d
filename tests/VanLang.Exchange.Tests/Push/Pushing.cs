using Microsoft.EntityFrameworkCore;
using VanLang.Exchange.Push;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Push;

/// <summary>Steps that the tests of pushing share.</summary>
internal static class Pushing
{
    public static async Task<Webhook> Register(this TestApp app, string code, string url, params string[] kinds) =>
        Agencies.Ok(await app.In((RegisterWebhook r) => r.Handle(new("Phần mềm " + code, url, kinds.Length > 0 ? kinds : ["packet.arrived", "status.changed"]), Agencies.System(code), CancellationToken.None)));

    public static Task<List<WebhookFailure>> Failures(this TestApp app, Webhook webhook) =>
        app.In((ExchangeDb db) => db.WebhookFailures.AsNoTracking().Where(f => f.WebhookId == webhook.Id).OrderBy(f => f.EventId).ToListAsync());

    public static Task<Webhook> Read(this TestApp app, Webhook webhook) => app.In((ExchangeDb db) => db.Webhooks.AsNoTracking().SingleAsync(w => w.Id == webhook.Id));

    public static Task<WebhookCursor> Cursor(this TestApp app, Webhook webhook) => app.In((ExchangeDb db) => db.WebhookCursors.AsNoTracking().SingleAsync(c => c.WebhookId == webhook.Id));

    public static bool About(this Pushed pushed, string number) => pushed.Event.GetProperty("documentId").GetString()!.Contains($",{number}/", StringComparison.Ordinal);

    public static Task Waits(this TestApp app, Func<bool> until, string what) => Poll.Until(() => Task.FromResult(until()), what);
}
