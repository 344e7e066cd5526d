using Microsoft.EntityFrameworkCore;
using VanLang.Data.Audit;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Evidence;

/// <summary>What proves a packet and all that became of it, as its party may see it.</summary>
/// <param name="Opened">The packet's bytes; null when this party destroyed its copy.</param>
/// <param name="Missing">Why they are left out.</param>
internal sealed record GatheredEvidence(
    Packet Packet,
    OpenPacket.Opened? Opened,
    Error? Missing,
    bool AsSender,
    IReadOnlyList<EvidenceRecord> PacketRecords,
    IReadOnlyList<(EvidenceRecord Delivery, IReadOnlyList<EvidenceRecord> Statuses)> Deliveries,
    IReadOnlyDictionary<AuditEntry, InclusionProof> Leaves,
    IReadOnlyList<ProvedTogether> Logs) : IDisposable
{
    public void Dispose() => Opened?.Dispose();
}

/// <summary>
/// Gathers the rows of a packet, the audit rows that tell of them and the proofs that these are sealed. What was written a moment ago
/// waits for the next checkpoint. A sender sees every delivery, a recipient its own.
/// </summary>
internal sealed class GatherEvidence(ExchangeDb db, OpenPacket open, ListPacketDeliveries deliveries, ProveTogether prove)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <param name="Since">Size of a checkpoint that the asker kept: growth from there is proved too.</param>
    internal sealed record Input(PacketId Packet, long? Since);

    public async Task<Result<GatheredEvidence>> Handle(Input input, Actor actor, CancellationToken ct)
    {
        if (await db.PacketsOf(actor).FirstOrDefaultAsync(p => p.Id == input.Packet, ct) is not { } packet)
        {
            return await open.Gone(input.Packet, actor, ct) ?? ExchangeErrors.PacketNotFound;
        }

        // First the bytes: a recipient that fetches them has the packet in hands, and the evidence tells so.
        var opened = await open.Handle(input.Packet, actor, ct);
        if (!opened.IsOk && opened.Error.Kind is not ErrorKind.Gone)
        {
            return Result<GatheredEvidence>.Failed(opened.Errors);
        }

        var time = db.Node.Clock.Provider;
        var began = time.GetTimestamp();
        while (true)
        {
            var rows = await Rows(packet, actor, ct);
            var gathered = await Prove(rows, input.Since, ct);
            if (!gathered.IsOk || gathered.Value is not null)
            {
                return gathered.IsOk ? gathered.Value! with { Opened = opened.IsOk ? opened.Value : null, Missing = opened.IsOk ? null : opened.Error } : Fail(opened, gathered.Error);
            }

            if (time.GetElapsedTime(began) > Longest)
            {
                return Fail(opened, EvidenceErrors.NotSealedYet);
            }

            await Task.Delay(Look, time, ct);
        }
    }

    private static Error Fail(Result<OpenPacket.Opened> opened, Error error)
    {
        if (opened.IsOk)
        {
            opened.Value.Dispose();
        }

        return error;
    }

    private static Result<GatheredEvidence?> Pending => (GatheredEvidence?)null;

    private sealed record PacketRows(Packet Packet, bool AsSender, IReadOnlyList<EvidenceRecord> Own, IReadOnlyList<(EvidenceRecord Delivery, IReadOnlyList<EvidenceRecord> Statuses)> Deliveries, IReadOnlyList<string> Subjects);

    private async Task<PacketRows> Rows(Packet packet, Actor actor, CancellationToken ct)
    {
        var asSender = actor.Kind is ActorKind.System || actor.IsOf(packet.SenderCode);
        var fans = await deliveries.Of(packet.Id, asSender ? null : actor.ActsFor, ct);
        var attachments = await db.Attachments.AsNoTracking().Where(a => a.SenderCode == packet.SenderCode && a.PacketId == packet.Id).OrderBy(a => a.Number).ToListAsync(ct);

        // Reports come by themselves, or in packets about the document, whose acceptance is then the act that tells of them. A packet that came before its
        // document is told anew by the acceptance of that one.
        var changed = packet.Kind is PacketKind.Update || fans.Any(f => f.Timeline.Any(s => s.Code is ChangeMachine.Agreed or ChangeMachine.Declined));
        var told = changed || packet.MatchedAt is not null || fans.Any(f => f.Timeline.Any(s => s.Source is StatusSource.Packet))
            ? await db.Packets.AsNoTracking().Where(p => p.AboutSender == packet.AboutSender && (p.AboutDocument == packet.AboutDocument || p.AboutDocument == packet.DocumentId)).Select(p => p.Id).ToListAsync(ct)
            : [];
        // An answer may have been given at another version, or at the notice of the recall: the act bears that delivery's name.
        var beside = changed ? await db.Deliveries.AsNoTracking().Where(d => told.Contains(d.PacketId)).Select(d => d.Id).ToListAsync(ct) : [];
        return new PacketRows(
            packet,
            asSender,
            [EvidenceRecord.Of(db, packet), .. attachments.Select(a => EvidenceRecord.Of(db, a))],
            fans.ConvertAll(f => (EvidenceRecord.Of(db, f.Delivery), (IReadOnlyList<EvidenceRecord>)[.. f.Timeline.Select(s => EvidenceRecord.Of(db, s)), .. f.Destruction is { } destroyed ? new[] { EvidenceRecord.Of(db, destroyed) } : []])),
            [packet.Id.Value.ToString(), .. fans.Select(f => f.Delivery.Id.Value.ToString()), .. told.Select(p => p.Value.ToString()), .. beside.Select(d => d.Value.ToString())]);
    }

    /// <summary>Null while something is not sealed yet.</summary>
    private async Task<Result<GatheredEvidence?>> Prove(PacketRows rows, long? since, CancellationToken ct)
    {
        var acts = await prove.Acts(db.Module, rows.Subjects, ct);
        var teller = new Dictionary<string, AuditEntry>();
        foreach (var act in acts.OrderBy(a => a.Node, StringComparer.Ordinal).ThenBy(a => a.Seq))
        {
            foreach (var name in EvidenceLeaf.Tells(act))
            {
                teller.TryAdd(name, act);
            }
        }

        var records = rows.Own.Concat(rows.Deliveries.SelectMany(d => d.Statuses.Prepend(d.Delivery)));
        var used = records.Select(r => teller.GetValueOrDefault(r.Name)).Distinct().ToList();
        if (used.Contains(null))
        {
            return Pending;
        }

        var logs = new List<ProvedTogether>();
        var leaves = new Dictionary<AuditEntry, InclusionProof>();
        var home = teller[rows.Own[0].Name].Node;
        foreach (var log in used.OfType<AuditEntry>().GroupBy(e => e.Node).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            if (await prove.Handle(log.Key, [.. log.Select(e => e.Seq)], log.Key == home ? since : null, ct) is not { } proved)
            {
                return Pending;
            }

            if (log.Key == home && (since < 1 || since > proved.Size))
            {
                return EvidenceErrors.WrongSince.With(proved.Size).At("since");
            }

            logs.Add(proved);
            foreach (var (entry, proof) in log.OrderBy(e => e.Seq).Zip(proved.Leaves))
            {
                leaves[entry] = proof;
            }
        }

        EvidenceRecord Named(EvidenceRecord record) => record with { Proof = EvidenceLeaf.File(teller[record.Name]) };
        return new GatheredEvidence(
            rows.Packet,
            null,
            null,
            rows.AsSender,
            [.. rows.Own.Select(Named)],
            [.. rows.Deliveries.Select(d => (Named(d.Delivery), (IReadOnlyList<EvidenceRecord>)[.. d.Statuses.Select(Named)]))],
            leaves,
            logs);
    }
}
