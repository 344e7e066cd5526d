using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using VanLang.Data.Blobs;
using VanLang.Data.Storage;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Ingest;
using VanLang.Exchange.Secrecy;
using VanLang.Kernel;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Packets;

/// <summary>
/// Accepts one packet, whoever sends it and on whatever way: bytes are read and checked while they are in a temporary file, made
/// durable, and only then named by rows that the ingest writer commits. The answer is given after that commit.
/// </summary>
internal sealed class AcceptPacket(ExchangeDb db, BlobStore blobs, IngestWriter writer, IOrganizationDirectory directory, IOptions<ExchangeOptions> options, IHostApplicationLifetime lifetime)
{
    /// <param name="Bytes">The packet as received, finished.</param>
    internal sealed record Input(BlobWriteStream Bytes, string? IdempotencyKey)
    {
        /// <summary>True when files that came in pieces were laid into it: it may be longer.</summary>
        public bool Large { get; init; }

        /// <summary>When set, an answer (15, 16) that nothing waits for is refused with this.</summary>
        public Error? RefuseLate { get; init; }
    }

    /// <summary>What the sender is told.</summary>
    /// <param name="New">False when the same packet had been accepted before.</param>
    internal sealed record Accepted(Packet Packet, IReadOnlyList<Delivery> Deliveries, bool New);

    public static Error? Check(string? idempotencyKey, Actor actor) => actor switch
    {
        { OrganizationCode: null } => ExchangeErrors.NoOrganization,
        _ when idempotencyKey is not null && (idempotencyKey.Length is 0 or > PacketLimits.IdempotencyKey || idempotencyKey.Any(char.IsControl)) =>
            ExchangeErrors.KeyForm.With(PacketLimits.IdempotencyKey).At("Idempotency-Key"),
        _ => null,
    };

    public async Task<Result<Accepted>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            return ExchangeErrors.Draining;
        }

        if (Check(input.IdempotencyKey, actor) is { } wrong)
        {
            return wrong;
        }

        try
        {
            var incoming = await Read(input, actor, ct);
            if (!incoming.IsOk)
            {
                return Result<Accepted>.Failed(incoming.Errors);
            }

            CrashPoint.At("packet.checked");
            while (true)
            {
                await blobs.Keep(input.Bytes, ct);
                var stored = await writer.Submit(new PacketWork(actor, incoming.Value) { BlobFound = input.Bytes.Found, RefuseLate = input.RefuseLate }, ct);
                if (!stored.IsOk || stored.Value != StoredPacket.BlobGone)
                {
                    return await Answer(stored);
                }
            }
        }
        catch (StorageFullException)
        {
            return ExchangeErrors.StorageFull;
        }
        catch (IOException e) when (DurableSync.IsFull(e))
        {
            return ExchangeErrors.StorageFull; // While it was read: what is inside a packet is unpacked into a file of its own.
        }
        catch (StorageBrokenException)
        {
            return ExchangeErrors.StorageBroken;
        }
    }

    private async Task<Result<IncomingPacket>> Read(Input input, Actor actor, CancellationToken ct)
    {
        var digest = await input.Bytes.Finish(ct);
        var limits = input.Large
            ? EdxmlLimits.Default with { PacketBytes = options.Value.MaxLargePacketBytes, ContentBytes = options.Value.MaxLargePacketBytes, TemporaryFolder = blobs.TemporaryFolder }
            : EdxmlLimits.Default with { PacketBytes = options.Value.MaxPacketBytes, TemporaryFolder = blobs.TemporaryFolder };
        await using var bytes = input.Bytes.Read();
        var read = await new EdxmlReader(db.Node.Clock, limits).ReadAsync(bytes, AttachmentSinks.Discard, ct);
        if (!read.TryGet(out var packet, out _))
        {
            return Result<IncomingPacket>.Failed(read.Errors);
        }

        if (SecrecyRules.Check(packet) is { } secret)
        {
            await Refuse(actor, secret, input.Bytes.Length);
            return secret;
        }

        var own = actor.OrganizationCode!;
        var parties = await Parties.Load(directory, Codes(packet, own), db.Node.Clock.Today, ct);
        var targets = packet.Status is { } status ? await Targets(status, parties, actor, ct) : [];
        var checkedPacket = Acceptance.Check(packet, new ReceivedBytes(digest, input.Bytes.Length, input.IdempotencyKey), parties, own, targets, db.Node.Clock.Now, options.Value);
        if (!checkedPacket.IsOk && checkedPacket.Error.Kind is ErrorKind.Forbidden)
        {
            await Refuse(actor, checkedPacket.Error, input.Bytes.Length);
        }

        return checkedPacket.IsOk ? checkedPacket : Result<IncomingPacket>.Failed([.. checkedPacket.Errors.Select(e => packet.Places.Place(e, packet.From.OrganId))]);
    }

    // Who tried what is kept; of the content nothing is, not even its digest.
    private async Task Refuse(Actor actor, Error error, long size)
    {
        db.Audit(actor, "exchange.packet.refused", error.Code, error.Code == SecrecyErrors.Secret.Code ? null : error.Sentence("vi"), new { size });
        await db.SaveChangesAsync(CancellationToken.None);
    }

    private async Task<Result<Accepted>> Answer(Result<StoredPacket> stored)
    {
        if (!stored.TryGet(out var found, out _))
        {
            return Result<Accepted>.Failed(stored.Errors);
        }

        var deliveries = found.Deliveries ?? await db.Deliveries.AsNoTracking().Where(d => d.PacketId == found.Packet.Id).OrderBy(d => d.Id).ToListAsync();
        return new Accepted(found.Packet, deliveries, found.New);
    }

    private static HashSet<string> Codes(EdxmlPacket packet, string own)
    {
        var codes = new HashSet<string>(StringComparer.Ordinal) { own, packet.From.OrganId };
        codes.UnionWith((packet.Document?.To ?? packet.Status!.To).Select(o => o.OrganId));
        codes.UnionWith((packet.Document?.ResponseFor.Select(r => r.OrganId) ?? [packet.Status!.ResponseFor.OrganId]).OfType<string>());
        return codes;
    }

    // Status packets name the document by identifier, or only by number, notation and date; the sender's code may be missing.
    private async Task<IReadOnlyList<DocumentKey>> Targets(EdxmlStatus status, Parties parties, Actor actor, CancellationToken ct)
    {
        var about = status.ResponseFor;

        // What a sender takes back is its own, whatever organisation ResponseFor names: in the field that is the one it is taken back from.
        var takesBack = status.Code == ChangeMachine.TakeBackAsked;
        var sender = parties[takesBack ? status.From.OrganId : about.OrganId]?.Entry.Code;
        if (sender is not null && about.DocumentId is { Length: <= PacketLimits.DocumentId } id)
        {
            return [new DocumentKey(sender, id)];
        }

        var exchanged = takesBack
            ? db.PacketsSentBy(actor)
            : db.DeliveriesTo(actor).Join(db.Packets, d => new { d.SenderCode, Id = d.PacketId }, p => new { p.SenderCode, p.Id }, (_, p) => p);
        var received = exchanged
            .Where(p => p.Kind != PacketKind.Status && (sender == null || p.AboutSender == sender));
        if (about.DocumentId is { } named)
        {
            received = received.Where(p => p.DocumentId == named);
        }
        else
        {
            var parts = (about.Code ?? "").Split('/', 2);
            var (number, notation) = (parts[0], parts.Length > 1 ? parts[1] : "");
            received = received.Where(p => p.Number == number && p.Notation == notation && (about.PromulgationDate == null || p.PromulgationDate == about.PromulgationDate));
        }

        var found = await received.OrderByDescending(p => p.Position).Select(p => new { p.AboutSender, p.AboutDocument }).FirstOrDefaultAsync(ct);
        return found is null ? [] : [new DocumentKey(found.AboutSender, found.AboutDocument)];
    }
}
