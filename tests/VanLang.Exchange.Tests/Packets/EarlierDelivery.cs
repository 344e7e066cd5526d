using Microsoft.Extensions.DependencyInjection;
using VanLang.Data.Blobs;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Packets;
using VanLang.Testing;

namespace VanLang.Exchange.Tests.Packets;

/// <summary>Lays a document into the inbox of an agency that has ended since: the directory of today would send it to the successor.</summary>
internal static class EarlierDelivery
{
    public static async Task<(Packet Packet, IReadOnlyList<Delivery> Deliveries)> Lay(TestApp app, string recipient, string number, string subject)
    {
        var bytes = Agencies.Document("G22", [recipient], number, subject);
        await using var scope = app.Services.CreateAsyncScope();
        var blobs = scope.ServiceProvider.GetRequiredService<BlobStore>();
        await using var written = blobs.Begin();
        await written.WriteAsync(bytes);
        var digest = await blobs.Keep(written, CancellationToken.None);
        var incoming = new IncomingPacket
        {
            Kind = PacketKind.Document,
            SenderCode = "G22",
            OwnCode = "G22",
            SenderAs = "G22",
            SenderName = "Văn phòng Chính phủ",
            DocumentId = Events.Id(number),
            Targets = [new DocumentKey("G22", Events.Id(number))],
            Subject = subject,
            Number = number,
            Notation = "VPCP-TTĐT",
            PromulgationDate = Events.Day,
            Digest = digest,
            Size = bytes.Length,
            Signature = "Absent",
            Search = Kernel.TextFolding.Fold(subject),
            Recipients = [new IncomingRecipient(recipient, "Cơ quan đã kết thúc", recipient, recipient)],
            Attachments = [],
        };
        var stored = Agencies.Ok(await scope.ServiceProvider.GetRequiredService<IngestWriter>().Submit(new PacketWork(Agencies.System("G22"), incoming), CancellationToken.None));
        return (stored.Packet, stored.Deliveries!);
    }
}
