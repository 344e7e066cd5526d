using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Uploads;
using VanLang.Web.Http;
using VanLang.Web.Modules;

namespace VanLang.Exchange.Api;

internal static class PacketsApi
{
    private const string EdxmlType = "application/edxml+xml";

    public static void Map(RouteGroupBuilder group)
    {
        group.MapPost("/packets", Post)
            .RequirePermission(ExchangePermissions.Send)
            .Admit()
            .DisableAntiforgery()
            .WithName("SendPacket")
            .WithSummary("Send an edXML packet: a document, a recall, update or replacement, or a status")
            .WithDescription("201 for a new packet, 200 with the stored receipt when the same bytes were accepted before, 409 when the document exists with other content. "
                + "As multipart/form-data the first part is the packet and every further part is one attachment as plain bytes, its name the ContentId of the manifest; a part with Content-Location takes in an upload. "
                + "A digest in Content-Digest (RFC 9530) is checked. Nothing is kept of what is refused.")
            .Produces<PacketAnswer>(StatusCodes.Status201Created)
            .Produces<PacketAnswer>()
            .WithBody(ApiExamples.Packet, EdxmlType, "multipart/form-data")
            .TakesHeader("Idempotency-Key", "7816-VPCP-TTĐT", "Stands for one packet: sent again under it, another packet is 409.")
            .TakesHeader("Content-Digest", "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:", "Digest of the body (RFC 9530); checked before anything is kept.")
            .Sends(201, "Location", $"{ExchangeApi.Root}/packets/{ApiExamples.PacketId}", "The packet.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.WrongSender.With("G12", "G22"), ExchangeErrors.DocumentExists.With("G22,2026/11/24,7816/VPCP-TTĐT"), ExchangeErrors.KeyReused.With("7816"))
            .Fails(ExchangeErrors.PacketTooLarge.With(75_497_472), ExchangeErrors.WrongContentType.With("text/plain"), ExchangeErrors.ContentCoding.With("gzip"))
            .Fails(ExchangeErrors.UploadCut.With(1024), ExchangeErrors.DigestMismatch.With("Content-Digest"), ExchangeErrors.UnknownRecipient.With("X99"), ExchangeErrors.MultipartCut)
            .Fails(WebErrors.TooMany)
            .Fails(ExchangeErrors.Draining, ExchangeErrors.StorageFull, ExchangeErrors.StorageBroken, ExchangeErrors.DatabaseAway)
            .Fails(400)
            .Answers(201, ApiExamples.PacketAccepted)
            .Answers(200, ApiExamples.PacketAccepted);

        group.MapGet("/packets/{id:guid}", Get)
            .RequirePermission(ExchangePermissions.Read)
            .WithName("GetPacket")
            .WithSummary("The bytes of a packet as received; with form=strict written anew in the strict national form")
            .WithDescription("ETag is the SHA-256 of the bytes. The first fetch by a recipient is its arrival (status 01). Packets of others are not found.")
            .Produces<string>(StatusCodes.Status200OK, EdxmlType)
            .Produces<string>(StatusCodes.Status206PartialContent, EdxmlType)
            .Produces(StatusCodes.Status304NotModified)
            .Takes("id", ApiExamples.PacketId, "From the inbox, the outbox or the answer to sending.")
            .Takes("form", "strict", "Left out for the bytes as received.")
            .TakesHeader("If-None-Match", ApiExamples.ETag, "304 when the packet is known already.")
            .TakesHeader("Range", "bytes=0-1023", "A part of the bytes.")
            .Sends(200, "ETag", ApiExamples.ETag, "SHA-256 of the bytes.")
            .Sends(200, "Accept-Ranges", "bytes", "Parts may be asked for.")
            .Sends(206, "Content-Range", "bytes 0-1023/48213", "Which part this is.")
            .Answers(200, ApiExamples.Packet)
            .Answers(206, ApiExamples.Packet[..200])
            .Fails(416)
            .Fails(ExchangeErrors.PacketNotFound, ChangeErrors.Destroyed, ExchangeErrors.UnknownForm.With("strikt").At("form"), ExchangeErrors.BlobDamaged);

        group.MapGet("/packets/{id:guid}/attachments/{number:int}", GetAttachment)
            .RequirePermission(ExchangePermissions.Read)
            .WithName("GetAttachment")
            .WithSummary("One file of a packet, out of base64 and ZIP; range requests are answered")
            .Produces<string>(StatusCodes.Status200OK, "application/octet-stream")
            .Produces<string>(StatusCodes.Status206PartialContent, "application/octet-stream")
            .Produces(StatusCodes.Status304NotModified)
            .Takes("id", ApiExamples.PacketId, "The packet.")
            .Takes("number", 1, "From 1, in the order of the packet.")
            .TakesHeader("If-None-Match", ApiExamples.ETag, "304 when the file is known already.")
            .TakesHeader("Range", "bytes=0-1023", "A part of the file.")
            .Sends(200, "ETag", ApiExamples.ETag, "SHA-256 of the file.")
            .Sends(200, "Content-Disposition", "attachment; filename=cong-van.pdf", "The file's name as the packet says it.")
            .Sends(206, "Content-Range", "bytes 0-1023/48213", "Which part this is.")
            .Answers(200, "%PDF-1.4 ...")
            .Answers(206, "%PDF-1.4 ...")
            .Fails(416)
            .Fails(ExchangeErrors.PacketNotFound, ChangeErrors.Destroyed, ExchangeErrors.AttachmentNotFound.With(2), ExchangeErrors.BlobDamaged);

        group.MapGet("/packets/{id:guid}/deliveries", GetDeliveries)
            .RequirePermission(ExchangePermissions.Read)
            .WithName("GetPacketDeliveries")
            .WithSummary("How far each recipient has come, with its timeline; a recipient sees its own only")
            .Produces<DeliveriesAnswer>()
            .Takes("id", ApiExamples.PacketId, "The packet.")
            .Fails(ExchangeErrors.PacketNotFound)
            .Answers(200, ApiExamples.Deliveries);

        group.MapGet("/outbox", GetOutbox)
            .RequirePermission(ExchangePermissions.Read)
            .WithName("ListOutbox")
            .WithSummary("Packets sent, in the order of the log")
            .Produces<ListAnswer<OutboxItem>>()
            .Takes("after", "MTIwNw", "The 'next' of the answer before.")
            .Takes("limit", 50, "At most so many items, 1 to 200.")
            .Fails(ExchangeErrors.NoOrganization, ExchangeErrors.BadCursor, ExchangeErrors.BadLimit.With(200))
            .Answers(200, ApiExamples.Outbox);
    }

    private static async Task<IResult> Post(HttpContext http, PacketUpload upload, OpenUpload open, AcceptPacket accept, CurrentActor current, CancellationToken ct)
    {
        string? key = http.Request.Headers.TryGetValue("Idempotency-Key", out var given) ? given.ToString() : null;
        if (AcceptPacket.Check(key, current.Actor) is { } wrong)
        {
            return ExchangeApi.Problem(http, [wrong]);
        }

        var received = await upload.Receive(http.Request, (location, token) => open.Handle(location, current.Actor, token), ct);
        if (!received.TryGet(out var packet, out _))
        {
            await PacketUpload.Discard(http.Request, ct);
            return ExchangeApi.Problem(http, received.Errors);
        }

        await using (packet.Bytes)
        {
            return ExchangeApi.Answer(http, await accept.Handle(new AcceptPacket.Input(packet.Bytes, key) { Large = packet.Large }, current.Actor, ct), Stored);
        }
    }

    public static IResult Stored(AcceptPacket.Accepted accepted)
    {
        CrashPoint.At("packet.answering");
        object answer = accepted.Packet.Kind is PacketKind.Status ? StatusPacketAnswer.Of(accepted.Packet) : PacketAnswer.Of(accepted);
        return accepted.New ? Results.Created($"{ExchangeApi.Root}/packets/{accepted.Packet.Id.Value}", answer) : Results.Ok(answer);
    }

    private static async Task<IResult> Get(Guid id, string? form, HttpContext http, OpenPacket open, WriteStrictForm strict, CurrentActor current, CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(form) && form != "strict")
        {
            return ExchangeApi.Problem(http, [ExchangeErrors.UnknownForm.With(form).At("form")]);
        }

        if (form == "strict")
        {
            return ExchangeApi.Answer(http, await strict.Handle(new PacketId(id), current.Actor, ct, HttpMethods.IsHead(http.Request.Method)), bytes => Strict(http, id, bytes));
        }

        return ExchangeApi.Answer(http, await open.Handle(new PacketId(id), current.Actor, ct, HttpMethods.IsHead(http.Request.Method)), opened =>
            Results.File(opened.Bytes, EdxmlType, $"{id}.edxml", opened.Packet.AcceptedAt, new EntityTagHeaderValue($"\"{opened.Packet.Digest}\""), enableRangeProcessing: true));
    }

    private static IResult Strict(HttpContext http, Guid id, BlobWriteStream bytes)
    {
        http.Response.RegisterForDisposeAsync(bytes);

        // A signature by ECDSA is another one each time, so the copy has no tag and no ranges: two parts might be of two copies.
        return Results.File(bytes.Read(), EdxmlType, $"{id}.strict.edxml");
    }

    private static async Task<IResult> GetAttachment(Guid id, int number, HttpContext http, OpenAttachment open, CurrentActor current, CancellationToken ct) =>
        ExchangeApi.Answer(http, await open.Handle(new PacketId(id), number, current.Actor, ct, HttpMethods.IsHead(http.Request.Method)), opened =>
            Results.File(opened.Content, AttachmentType.Of(opened.Attachment.Name), opened.Attachment.Name, null, new EntityTagHeaderValue($"\"{opened.Attachment.Sha256}\""), enableRangeProcessing: true));

    private static async Task<IResult> GetDeliveries(Guid id, HttpContext http, ListPacketDeliveries list, LinkDocuments link, CurrentActor current, CancellationToken ct)
    {
        var fans = await list.Handle(new PacketId(id), current.Actor, ct);
        var links = fans.IsOk ? await link.Handle(new PacketId(id), current.Actor, ct) : null;
        return ExchangeApi.Answer(http, fans, f => Results.Ok(new DeliveriesAnswer([.. f.Select(DeliveryAnswer.Of)], links is null ? null : DocumentAnswer.Of(links))));
    }

    private static async Task<IResult> GetOutbox(HttpContext http, ListSent list, CurrentActor current, CancellationToken ct, string? after = null, int limit = 50) =>
        ExchangeApi.Answer(http, await list.Handle(after, limit, current.Actor, ct), page => Results.Ok(new ListAnswer<OutboxItem>([.. page.Items.Select(OutboxItem.Of)], page.Next!)));
}

/// <summary>The recipients of a packet.</summary>
/// <param name="Document">The document, and what became of it; null for a status or a recall.</param>
internal sealed record DeliveriesAnswer(IReadOnlyList<DeliveryAnswer> Items, DocumentAnswer? Document);

/// <summary>Content types by file name: what the sender wrote is not to be trusted, and nothing is shown inside our own pages.</summary>
internal static class AttachmentType
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".pdf"] = "application/pdf",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".doc"] = "application/msword",
        [".xls"] = "application/vnd.ms-excel",
        [".zip"] = "application/zip",
        [".png"] = "image/png",
        [".jpg"] = "image/jpeg",
        [".txt"] = "text/plain; charset=utf-8",
    };

    public static string Of(string name) => Known.GetValueOrDefault(Path.GetExtension(name), "application/octet-stream");
}
