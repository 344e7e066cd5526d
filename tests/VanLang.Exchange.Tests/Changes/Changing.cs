using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using VanLang.Exchange.Tests.Api;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Changes;

/// <summary>Later acts on a document, as an agency's system makes them.</summary>
internal static class Changing
{
    public static Task<HttpResponseMessage> Recall(this HttpClient sender, string packet, string? reason = "Gửi nhầm nơi nhận", string? key = null) => sender.Act($"{Calls.Packets}/{packet}/recall", new { reason }, key);

    public static Task<HttpResponseMessage> TakeBack(this HttpClient sender, string packet, string? reason = "Sai phụ lục", string[]? recipients = null, string? key = null) =>
        sender.Act($"{Calls.Packets}/{packet}/take-back", new { reason, recipients }, key);

    public static Task<HttpResponseMessage> Report(this HttpClient recipient, string delivery, object body) => recipient.PostAsync($"/api/exchange/v1/inbox/{delivery}/status", JsonContent.Create(body));

    /// <summary>Status 15 after a recall.</summary>
    public static Task<HttpResponseMessage> Destroy(this HttpClient recipient, string delivery, string? by = "Trần Thị Thu", object? destruction = null) =>
        recipient.Report(delivery, new { code = "15", staff = new { name = by, department = "Văn thư" }, destruction });

    public static async Task Fetch(this HttpClient recipient, string packet)
    {
        using var answer = await recipient.GetAsync($"{Calls.Packets}/{packet}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await answer.Content.ReadAsByteArrayAsync();
    }

    public static Task<JsonElement> Deliveries(this HttpClient client, string packet) => client.Get($"{Calls.Packets}/{packet}/deliveries");

    /// <summary>How one recipient stands.</summary>
    public static async Task<JsonElement> At(this HttpClient client, string packet, string recipient) =>
        (await client.Deliveries(packet)).GetProperty("items").EnumerateArray().Single(d => d.Text("deliveredTo") == recipient);

    public static async Task<string> State(this HttpClient client, string packet, string recipient) => (await client.At(packet, recipient)).Text("state");

    public static string Delivery(this JsonElement sent, string recipient) => sent.GetProperty("recipients").EnumerateArray().Single(r => r.Text("deliveredTo") == recipient).Text("deliveryId");

    private static async Task<HttpResponseMessage> Act(this HttpClient client, string path, object body, string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return await client.SendAsync(request);
    }

    /// <summary>Every row is proved by the audit log.</summary>
    public static async Task Proved(this TestApp app) =>
        Assert.True((await app.In<Data.Audit.AuditVerification, Data.Audit.VerificationReport>(v => v.Run([], null, CancellationToken.None))).IsGood);
}
