using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Kernel;
using VanLang.Testing;

namespace VanLang.Exchange.Tests;

/// <summary>Agencies that send and receive through the real use cases of a test server.</summary>
internal static class Agencies
{
    private static int last = 1000;

    /// <summary>An agency's system.</summary>
    public static Actor System(string code) => new(ActorKind.Client, "client-" + code, "Hệ thống " + code, code, null, new HashSet<string> { ExchangePermissions.Send, ExchangePermissions.Receive, ExchangePermissions.Read });

    /// <summary>The system of an agency that continues others.</summary>
    public static Actor System(string code, params string[] continues) => System(code) with { Continues = continues };

    /// <summary>A number that no other test of this run uses.</summary>
    public static string NextNumber() => Interlocked.Increment(ref last).ToString(CultureInfo.InvariantCulture);

    public static byte[] Document(string from, string[] to, string? number = null, string subject = "V/v kết nối, liên thông phần mềm quản lý văn bản", PacketShape? shape = null, string? documentId = null, DateOnly? date = null, Action<PacketText>? change = null)
    {
        var form = shape ?? new PacketShape();
        var text = PacketText.Document(from, to, number ?? NextNumber(), date ?? new DateOnly(2026, 11, 24), form, subject, documentId);
        text.Files.Add(new PacketFile("van-ban.pdf", SmallPdf.Make("Văn bản thử")));
        change?.Invoke(text);
        return text.Write(form);
    }

    public static async Task<Result<AcceptPacket.Accepted>> Send(this TestApp app, string from, byte[] packet, string? key = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await using var bytes = scope.ServiceProvider.GetRequiredService<BlobStore>().Begin();
        await bytes.WriteAsync(packet);
        return await scope.ServiceProvider.GetRequiredService<AcceptPacket>().Handle(new AcceptPacket.Input(bytes, key), System(from), CancellationToken.None);
    }

    /// <summary>Sends what must be accepted.</summary>
    public static async Task<AcceptPacket.Accepted> Deliver(this TestApp app, string from, byte[] packet, string? key = null) => Ok(await app.Send(from, packet, key));

    public static Task<Result<Page<PollInbox.Row>>> Inbox(this TestApp app, string code, string? after = null, int limit = 200, bool all = false) =>
        app.In<PollInbox, Result<Page<PollInbox.Row>>>(p => p.Handle(new PollInbox.Input(after, 0, limit, all), System(code), CancellationToken.None));

    public static T Ok<T>(Result<T> result)
    {
        Assert.True(result.IsOk, string.Join('\n', result.Errors.Select(e => e.Code + " " + e.Sentence("en"))));
        return result.Value;
    }

    /// <summary>A recipient's system reports a status.</summary>
    public static async Task<DeliveryOutcome> Report(this TestApp app, Delivery delivery, string code, string? reason = null) =>
        Ok(await app.In<ReportStatus, Result<DeliveryOutcome>>(r => r.Handle(new ReportStatus.Input(delivery.Id, code, reason, StatusStaff.Nobody), System(delivery.RecipientCode), CancellationToken.None)));

    /// <summary>The sender recalls a document.</summary>
    public static async Task<AcceptPacket.Accepted> Recall(this TestApp app, Packet packet, string reason = "Gửi nhầm") =>
        Ok(await app.In<RecallDocument, Result<AcceptPacket.Accepted>>(r => r.Handle(new RecallDocument.Input(packet.Id, reason, null), System(packet.SenderCode), CancellationToken.None)));

    /// <summary>A recipient's system states that it destroyed a recalled document.</summary>
    public static async Task<DeliveryOutcome> Destroy(this TestApp app, Delivery delivery) =>
        Ok(await app.In<ReportStatus, Result<DeliveryOutcome>>(r => r.Handle(new ReportStatus.Input(delivery.Id, ChangeMachine.Agreed, null, new StatusStaff("Văn thư", "Trần Thị Thu", null, null)), System(delivery.RecipientCode), CancellationToken.None)));

    /// <summary>The one error that must have come out, with its sentence in Vietnamese.</summary>
    public static Error Refused<T>(Result<T> result, string code, string sentence)
    {
        Assert.False(result.IsOk, "It was accepted.");
        var error = result.Error;
        Assert.Equal((code, sentence), (error.Code, error.Sentence("vi")));
        return error;
    }

    public static string Text(byte[] packet) => Encoding.UTF8.GetString(packet);
}
