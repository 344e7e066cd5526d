using System.Text;
using Microsoft.AspNetCore.Http;
using VanLang.Exchange.Api;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;
using VanLang.Web.Modules;
using Shape = VanLang.Web.Http.ExistingSystems;

namespace VanLang.Exchange.ExistingSystems;

/// <summary>Calls about packets.</summary>
internal static class EdocCalls
{
    private const string EdxmlType = "application/edxml+xml";

    public static async Task<IResult> Send(HttpContext http, EdocUpload upload, AcceptPacket accept, IOrganizationDirectory directory, Clock clock, CurrentActor current, CancellationToken ct)
    {
        if (await CheckFrom(EdocParameters.Outside(http.Request)["from"], directory, clock, current.Actor, ct) is { } foreign)
        {
            await PacketUpload.Discard(http.Request, ct);
            return EdocAnswer.Fail(foreign);
        }

        var received = await upload.Receive(http.Request, ct);
        if (!received.TryGet(out var bytes, out _))
        {
            await PacketUpload.Discard(http.Request, ct);
            return EdocAnswer.Fail(received.Errors);
        }

        await using (bytes)
        {
            return EdocAnswer.Of(await accept.Handle(new AcceptPacket.Input(bytes, null), current.Actor, ct), a => EdocAnswer.Document(http, a.Packet.Id.Value));
        }
    }

    public static async Task<IResult> Received(HttpContext http, ListReceivedEdocs list, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong) || (wrong = Dates(p, out var from, out var to)) is not null)
        {
            return EdocAnswer.Fail(wrong!);
        }

        var input = new ListReceivedEdocs.Input(p["messagetype"], p["from"], from, to, p["status"], p.Number("pageIndex", 1, 1_000_000), p.Number("pageSize", ListReceivedEdocs.Most, ListReceivedEdocs.Most));
        return EdocAnswer.Of(await list.Handle(input, current.Actor, s => Shape.Say(http, s), ct), rows => EdocAnswer.List(http, rows));
    }

    public static async Task<IResult> Sent(HttpContext http, ListSentEdocs list, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        return read.TryGet(out var p, out var wrong) ? await Sent(http, p, list, current, ct) : EdocAnswer.Fail(wrong);
    }

    /// <summary>With a docId how far its recipients have come, without one the status packets that wait.</summary>
    public static async Task<IResult> ReceiveStatus(HttpContext http, ListReceivedEdocs received, ListSentEdocs sent, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong) || (wrong = Dates(p, out var from, out var to)) is not null)
        {
            return EdocAnswer.Fail(wrong!);
        }

        if (p["docId"] is not null)
        {
            return await Sent(http, p, sent, current, ct);
        }

        var input = new ListReceivedEdocs.Input("status", null, from, to, null, p.Number("pageIndex", 1, 1_000_000), p.Number("pageSize", ListReceivedEdocs.Most, ListReceivedEdocs.Most));
        return EdocAnswer.Of(await received.Handle(input, current.Actor, s => Shape.Say(http, s), ct), rows => EdocAnswer.List(http, rows));
    }

    public static async Task<IResult> Get(HttpContext http, OpenPacket open, CurrentActor current, CancellationToken ct) =>
        await Open(http, open, current.Actor, ct) is var found && found.IsOk ? new Base64Answer(found.Value) : EdocAnswer.Fail(found.Errors);

    public static async Task<IResult> Download(HttpContext http, OpenPacket open, CurrentActor current, CancellationToken ct) =>
        EdocAnswer.Of(await Open(http, open, current.Actor, ct), opened => Results.File(opened.Bytes, EdxmlType, $"{opened.Packet.Id.Value}.edxml", enableRangeProcessing: true));

    public static async Task<IResult> Update(HttpContext http, UpdateQueueState update, CurrentActor current, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return EdocAnswer.Fail(wrong);
        }

        var done = await update.Handle(p["docId"], p["status"], current.Actor, ct);
        return done.IsOk ? EdocAnswer.Done(http) : EdocAnswer.Fail(done.Errors);
    }

    public static async Task<IResult> CountEdocs(HttpContext http, ListReceivedEdocs list, CurrentActor current, CancellationToken ct) => EdocAnswer.Count(http, await list.Count("edoc", current.Actor, ct));

    public static async Task<IResult> CountStatuses(HttpContext http, ListReceivedEdocs list, CurrentActor current, CancellationToken ct) => EdocAnswer.Count(http, await list.Count("status", current.Actor, ct));

    private static async Task<IResult> Sent(HttpContext http, EdocParameters p, ListSentEdocs list, CurrentActor current, CancellationToken ct)
    {
        if (Dates(p, out var from, out var to) is { } wrong)
        {
            return EdocAnswer.Fail(wrong);
        }

        Guid? docId = null;
        if (p["docId"] is { } asked)
        {
            if (!Guid.TryParse(asked, out var id))
            {
                return EdocAnswer.Fail(ExchangeErrors.UnknownDocId.With(asked));
            }

            docId = id;
        }

        var input = new ListSentEdocs.Input(p["messagetype"], docId, from, to, p.Number("pageIndex", 1, 1_000_000), p.Number("pageSize", 200, ListReceivedEdocs.Most));
        return EdocAnswer.Of(await list.Handle(input, current.Actor, s => Shape.Say(http, s), ct), rows => EdocAnswer.List(http, rows));
    }

    private static async Task<Result<OpenPacket.Opened>> Open(HttpContext http, OpenPacket open, Actor actor, CancellationToken ct)
    {
        var read = await EdocParameters.Read(http.Request, ct);
        if (!read.TryGet(out var p, out var wrong))
        {
            return wrong;
        }

        if (!Guid.TryParse(p["docId"], out var id))
        {
            return ExchangeErrors.UnknownDocId.With(p["docId"] ?? "");
        }

        var opened = await open.Handle(new PacketId(id), actor, ct);
        return !opened.IsOk && opened.Error.Kind is ErrorKind.NotFound ? ExchangeErrors.UnknownDocId.With(p["docId"]!) : opened;
    }

    // The kit sends its own code beside the packet; the packet's From is checked by the acceptance.
    private static async ValueTask<Error?> CheckFrom(string? from, IOrganizationDirectory directory, Clock clock, Actor actor, CancellationToken ct)
    {
        if (from is null || from.Equals(actor.OrganizationCode, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var own = actor.OrganizationCode ?? "";
        var parties = await Parties.Load(directory, [from, own], clock.Today, ct);
        return Addressing.CheckSender(new EdxmlOrgan(from), parties, own);
    }

    private static Error? Dates(EdocParameters p, out DateOnly? from, out DateOnly? to)
    {
        to = null;
        return Date(p, "fromDate", out from) ?? Date(p, "toDate", out to);
    }

    private static Error? Date(EdocParameters p, string name, out DateOnly? date)
    {
        date = null;
        if (p[name] is not { } text)
        {
            return null;
        }

        if (!EdxmlDates.TryDate(text, out var read, out _))
        {
            return ExchangeErrors.ParameterDate.With(name, text.Length <= 60 ? text : text[..60]);
        }

        date = read;
        return null;
    }

    /// <summary>The packet as base64 inside JSON, as it flows from the disk.</summary>
    private sealed class Base64Answer(OpenPacket.Opened opened) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            using (opened)
            {
                httpContext.Response.ContentType = "application/json; charset=utf-8";
                var body = httpContext.Response.Body;
                var ct = httpContext.RequestAborted;
                await body.WriteAsync(Encoding.UTF8.GetBytes($$"""{"status":"OK","ErrorCode":"0","ErrorDesc":"{{EdocAnswer.Sentence(httpContext)}}","data":" """.TrimEnd()), ct);
                await using var base64 = new Base64Stream(body);
                await opened.Bytes.CopyToAsync(base64, 96 * 1024, ct);
                await base64.CompleteAsync(ct);
                await body.WriteAsync("\"}"u8.ToArray(), ct);
            }
        }
    }
}
