using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using VanLang.Data;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Benchmarks;

/// <summary>One packet accepted: by the product's way, and by the plain way with the same checks, rows, receipt and durability.</summary>
internal sealed class IngestArena(IServiceProvider services, DatabaseKind kind)
{
    private const string Sender = "G22";

    private static readonly Actor Actor = new(ActorKind.Client, "bench", "Đo năng lực", Sender, null, new HashSet<string> { ExchangePermissions.Send });

    private readonly SamplePackets packets = new(Sender, ["H41", "H26", "H29", "H17"], services.GetRequiredService<Clock>().Today);
    private readonly string folder = services.GetRequiredService<IOptions<DatabaseOptions>>().Value.DataFolder;

    // Without it most of the plain way's time on SQLite would be spent asleep in the busy handler: this is kind to it.
    private readonly SemaphoreSlim? oneAtATime = kind is DatabaseKind.Sqlite ? new SemaphoreSlim(1) : null;
    private long position;

    public async Task Ours()
    {
        await using var scope = services.CreateAsyncScope();
        await using var bytes = scope.ServiceProvider.GetRequiredService<BlobStore>().Begin();
        await bytes.WriteAsync(packets.Next());
        await bytes.Finish(CancellationToken.None);
        var accepted = await scope.ServiceProvider.GetRequiredService<AcceptPacket>().Handle(new AcceptPacket.Input(bytes, null), Actor, CancellationToken.None);
        if (!accepted.IsOk || !accepted.Value.New)
        {
            throw new InvalidOperationException(accepted.IsOk ? "A packet of the measurement was there before." : accepted.Error.Sentence("en"));
        }
    }

    public async Task Plain()
    {
        var bytes = packets.Next();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<ExchangeDb>();
        var incoming = await Check(scope.ServiceProvider, bytes);
        Keep(bytes, incoming.Digest);
        await (oneAtATime?.WaitAsync() ?? Task.CompletedTask);
        try
        {
            await using var transaction = await db.Database.BeginTransactionAsync();
            var at = db.Node.Clock.Now;
            var id = db.Node.Clock.NewId<PacketId>();
            var place = Interlocked.Increment(ref position) + 1_000_000_000;
            var deliveries = incoming.Recipients.Select(r => new Delivery(incoming, id, place, r, db.Node.Clock.NewId<DeliveryId>(), at)).ToList();
            var receipt = services.GetRequiredService<ReceiptSigner>().Sign(new ReceiptContent(
                id.Value, incoming.Kind.Name(), incoming.SenderCode, incoming.DocumentId, incoming.Digest, incoming.Size, at, place, [.. deliveries.Select(d => new ReceiptRecipient(d.AddressedAs, d.RecipientCode, d.Id.Value, d.Succeeds))]));
            db.Add(new Packet(incoming, id, place, incoming.Targets[0], PacketMatch.Itself, 0, at, receipt));
            db.Add(new Document(incoming.OwnCode, incoming.DocumentId, id));
            db.AddRange(incoming.Attachments.Select(a => new Attachment(incoming.SenderCode, id, a)));
            db.AddRange(deliveries);
            db.Audit(Actor, "exchange.packet.accepted", id.Value.ToString());
            await db.SaveChangesAsync();
            await transaction.CommitAsync();
        }
        finally
        {
            oneAtATime?.Release();
        }
    }

    private static async Task<IncomingPacket> Check(IServiceProvider scope, byte[] bytes)
    {
        var clock = scope.GetRequiredService<Clock>();
        var read = await new EdxmlReader(clock, EdxmlLimits.Default).ReadAsync(new MemoryStream(bytes), AttachmentSinks.Discard, CancellationToken.None);
        var codes = read.Value.Document!.To.Select(o => o.OrganId).Append(Sender).ToHashSet();
        var parties = await Parties.Load(scope.GetRequiredService<IOrganizationDirectory>(), codes, clock.Today, CancellationToken.None);
        return Acceptance.Check(read.Value, new ReceivedBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)), bytes.Length, null), parties, Sender, [], clock.Now, new ExchangeOptions()).Value;
    }

    // As durable as the product's: bytes synced, renamed, folder synced.
    private void Keep(byte[] bytes, string digest)
    {
        var target = Path.Combine(folder, "plain", digest[..2]);
        Directory.CreateDirectory(target);
        var draft = Path.Combine(target, digest + ".draft");
        using (var file = new FileStream(draft, FileMode.Create, FileAccess.Write))
        {
            file.Write(bytes);
            file.Flush(flushToDisk: true);
        }

        File.Move(draft, Path.Combine(target, digest), overwrite: true);
        DurableFiles.SyncFolder(target);
    }
}
