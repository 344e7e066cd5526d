using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using VanLang.Exchange;
using VanLang.Exchange.Push;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Foundation.Tests.Api.Operations;

/// <summary>Something that an address names, and whose it is.</summary>
/// <param name="Name">As it stands in the kept table.</param>
/// <param name="Parties">Codes of the agencies that may see it; empty for what does not exist; null for what is everybody's.</param>
/// <param name="Values">Parts of the path; made anew for each call, since some calls end what they name.</param>
internal sealed record Target(string Name, IReadOnlyList<string>? Parties, Func<Task<IReadOnlyDictionary<string, string>>> Values)
{
    /// <summary>Makes the body out of the description's example, where the body names whose it is.</summary>
    public Func<string, string>? Body { get; init; }
}

/// <summary>
/// What each part of a path stands for: once the caller's own, once another agency's, once nothing at all. An operation with a part that is not listed
/// here fails the build, and its maker decides who may reach what.
/// </summary>
internal sealed class Targets(TestApp app)
{
    public const string Sender = "G22";
    public const string Recipient = "H41";
    private const string OtherSender = "H29";
    private const string OtherRecipient = "H26";

    private static int last = 40_000;

    private readonly Dictionary<string, HttpClient> clients = [];
    private readonly Dictionary<string, string> uploads = [];
    private readonly Dictionary<string, string> groups = [];
    private string example = "";
    private (string Packet, string Delivery) own;
    private (string Packet, string Delivery) others;

    /// <summary>Two packets between four agencies.</summary>
    public async Task Prepare(string packet)
    {
        example = packet;
        foreach (var code in (string[])[Sender, Recipient, OtherSender, OtherRecipient])
        {
            clients[code] = await app.Api(code);
        }

        own = await Send(packet, Sender, Recipient);
        others = await Send(packet, OtherSender, OtherRecipient);
    }

    /// <summary>The targets of an operation; null when a part of its path is not known here.</summary>
    public IReadOnlyList<Target>? Of(Operation operation) => (operation.Path, string.Join(',', operation.PathParameters)) switch
    {
        ("/api/exchange/v1/packets", "") =>
        [
            new("from G22", [Sender], () => Parts()) { Body = example => Packet(example, Sender, Recipient) },
            new("from H29", [OtherSender], () => Parts()) { Body = example => Packet(example, OtherSender, OtherRecipient) },
        ],
        (_, "") => [new("-", null, () => Parts())],
        ("/api/exchange/v1/packets/{id}" or "/api/exchange/v1/packets/{id}/deliveries" or "/api/exchange/v1/packets/{id}/evidence", "id") =>
        [
            new("G22 to H41", [Sender, Recipient], () => Parts(("id", own.Packet))),
            new("H29 to H26", [OtherSender, OtherRecipient], () => Parts(("id", others.Packet))),
            new("unknown", [], () => Parts(("id", Unknown))),
        ],
        // Each call has a packet of its own: a recall is for ever.
        ("/api/exchange/v1/packets/{id}/recall" or "/api/exchange/v1/packets/{id}/take-back", "id") =>
        [
            new("G22 to H41", [Sender], async () => await Parts(("id", await Fresh()))),
            new("H29 to H26", [OtherSender], () => Parts(("id", others.Packet))),
            new("unknown", [], () => Parts(("id", Unknown))),
        ],
        ("/api/exchange/v1/packets/{id}/attachments/{number}", _) =>
        [
            new("file 1 of G22 to H41", [Sender, Recipient], () => Parts(("id", own.Packet), ("number", "1"))),
            new("file 1 of H29 to H26", [OtherSender, OtherRecipient], () => Parts(("id", others.Packet), ("number", "1"))),
            new("file of unknown", [], () => Parts(("id", Unknown), ("number", "1"))),
        ],
        (_, "deliveryId") =>
        [
            new("to H41", [Recipient], () => Parts(("deliveryId", own.Delivery))),
            new("to H26", [OtherRecipient], () => Parts(("deliveryId", others.Delivery))),
            new("unknown", [], () => Parts(("deliveryId", Unknown))),
        ],
        // Ids of groups are each agency's own: whoever puts one makes its own, whatever others call by that id.
        ("/api/exchange/v1/groups/{id}", "id") when operation.Verb == "PUT" =>
        [
            new("an id of its own", null, () => Parts(("id", Guid.CreateVersion7().ToString())))
            {
                Body = example => example.Replace("Các tỉnh Bắc Trung Bộ", Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal),
            },
        ],
        ("/api/exchange/v1/groups/{id}", "id") =>
        [
            new("of H41", [Recipient], async () => await Parts(("id", await Group(Recipient)))),
            new("of H26", [OtherRecipient], async () => await Parts(("id", await Group(OtherRecipient)))),
            new("unknown", [], () => Parts(("id", Unknown))),
        ],
        ("/api/exchange/v1/uploads/{id}", "id") =>
        [
            new("of G22", [Sender], async () => await Parts(("id", await Upload(Sender)))),
            new("of H29", [OtherSender], async () => await Parts(("id", await Upload(OtherSender)))),
            new("unknown", [], () => Parts(("id", Unknown))),
        ],
        (var path, "id") when path.StartsWith("/api/exchange/v1/webhooks/{id}", StringComparison.Ordinal) =>
        [
            new("of H41", [Recipient], async () => await Parts(("id", await Webhook(Recipient)))),
            new("of H29", [OtherSender], async () => await Parts(("id", await Webhook(OtherSender)))),
            new("unknown", [], () => Parts(("id", Unknown))),
        ],
        ("/api/organizations/v1/{code}", "code") =>
        [
            new("G22", null, () => Parts(("code", "G22"))),
            new("unknown", [], () => Parts(("code", "khong-co"))),
        ],
        (_, "year") => [new("2026", null, () => Parts(("year", "2026")))],
        _ => null,
    };

    /// <summary>The example's packet under a number that no other call has used, from one agency to another.</summary>
    public static string Packet(string example, string from, string to)
    {
        var number = Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
        return example.Replace("7816", number, StringComparison.Ordinal).Replace(">H41<", $">{to}<", StringComparison.Ordinal)
            .Replace(">G22<", $">{from}<", StringComparison.Ordinal).Replace(">G22,", $">{from},", StringComparison.Ordinal);
    }

    private static string Unknown => "019a0000-0000-7000-8000-000000000000";

    private static Task<IReadOnlyDictionary<string, string>> Parts(params (string Name, string Value)[] parts) =>
        Task.FromResult<IReadOnlyDictionary<string, string>>(parts.ToDictionary(p => p.Name, p => p.Value));

    private async Task<(string Packet, string Delivery)> Send(string example, string from, string to)
    {
        using var body = new StringContent(Packet(example, from, to), Encoding.UTF8, "application/edxml+xml");
        using var answer = await clients[from].PostAsync("/api/exchange/v1/packets", body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode is HttpStatusCode.Created, text);
        var json = JsonDocument.Parse(text).RootElement;
        return (json.GetProperty("packetId").GetString()!, json.GetProperty("recipients")[0].GetProperty("deliveryId").GetString()!);
    }

    // Another one for each call: a call may have taken the last one away.
    private async Task<string> Group(string code)
    {
        var number = Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);
        var id = Guid.CreateVersion7().ToString();
        using var body = new StringContent($$"""{ "name": "{{number}}", "members": [ "H41" ] }""", Encoding.UTF8, "application/json");
        using var answer = await clients[code].PutAsync($"/api/exchange/v1/groups/{id}", body);
        if (answer.StatusCode is HttpStatusCode.OK)
        {
            groups[code] = id;
        }

        return groups[code];
    }

    // Whoever has just lost the permission still has a document from before.
    private async Task<string> Fresh()
    {
        using var body = new StringContent(Packet(example, Sender, Recipient), Encoding.UTF8, "application/edxml+xml");
        using var answer = await clients[Sender].PostAsync("/api/exchange/v1/packets", body);
        return answer.StatusCode is HttpStatusCode.Forbidden ? own.Packet : JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement.GetProperty("packetId").GetString()!;
    }

    // Under a name that leads nowhere, so that trying it calls nobody; made again when a call has ended it.
    private Task<string> Webhook(string code) => app.In(async (ExchangeDb db) =>
    {
        if (await db.Webhooks.FirstOrDefaultAsync(w => w.OrganizationCode == code) is { } there)
        {
            return there.Id.Value.ToString();
        }

        var made = new Webhook(db.Node.Clock.NewId<WebhookId>(), code, "Thử", "https://khong-co.example/", ["packet.arrived"], "test", db.Node.Clock.Now);
        db.Add(made);
        db.Add(new WebhookCursor(made.Id, 1L << 60, 1L << 60));
        db.Audit(Actor.Platform("test"), "exchange.webhook.registered", made.Id.Value.ToString());
        await db.SaveChangesAsync();
        return made.Id.Value.ToString();
    });

    private async Task<string> Upload(string code)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/exchange/v1/uploads");
        request.Headers.Add("Tus-Resumable", "1.0.0");
        request.Headers.Add("Upload-Length", "3");
        using var answer = await clients[code].SendAsync(request);

        // Whoever has just lost the permission still has an upload from before.
        if (answer.StatusCode is not HttpStatusCode.Forbidden)
        {
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            uploads[code] = answer.Headers.Location!.ToString().Split('/')[^1];
        }

        return uploads[code];
    }
}
