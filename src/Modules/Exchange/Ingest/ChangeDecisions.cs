using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Exchange.Receipts;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>
/// What a batch decides about recall, take-back, update and replacement, and about the answers to them. Pickups are decided by the same batch in the same
/// order: whichever stands first in the log was first.
/// </summary>
internal sealed class ChangeDecisions(ExchangeDb db, BatchKnowledge known, BatchRows rows, ReceiptSigner signer)
{
    /// <summary>Codes of the timeline for acts that have no status code.</summary>
    public const string Recall = "recall";
    public const string Update = "update";
    public const string Replacement = "replace";

    private readonly DateTimeOffset at = db.Node.Clock.Now;

    /// <summary>Why a later packet about a known document cannot be taken; null when it can.</summary>
    public Error? Refuse(Actor actor, IncomingPacket incoming, DocumentKey about)
    {
        if (incoming.Status is { } report)
        {
            return report.Code == ChangeMachine.TakeBackAsked && about.Sender == incoming.OwnCode
                ? RefuseTakeBack(incoming, about)
                : RefuseAnswer(report, Waiting(about, actor.ActsFor));
        }

        foreach (var document in incoming.Kind is PacketKind.Replacement ? Replaced(incoming) : [known.Document(about)!])
        {
            if (Closed(document, incoming.Kind is not PacketKind.Recall) is { } closed)
            {
                return closed;
            }
        }

        if (incoming.Kind is PacketKind.Replacement && known.Document(new DocumentKey(incoming.OwnCode, incoming.DocumentId)) is { } taken)
        {
            return ExchangeErrors.DocumentExists.With(incoming.DocumentId).Fact("packetId", taken.PacketId.Value.ToString());
        }

        return incoming.Kind is PacketKind.Update ? RefuseWhileAsked(about, incoming.Recipients.Select(r => r.Code)) : null;
    }

    /// <summary>Why the answer of a recipient cannot be taken; null when it can, also when nothing is asked.</summary>
    public static Error? RefuseAnswer(StatusReport report, IReadOnlyList<Delivery> waiting)
    {
        if (!waiting.Any(d => d.State is DeliveryState.RecallPending))
        {
            return null;
        }

        return report.Code switch
        {
            ChangeMachine.Declined => ChangeErrors.RecallRefused,
            ChangeMachine.Agreed when string.IsNullOrWhiteSpace(report.Staff.Name) => ChangeErrors.DestroyerMissing.At("staff.name"),
            _ => null,
        };
    }

    /// <summary>What of a document waits for the answer of these inboxes.</summary>
    public IReadOnlyList<Delivery> Waiting(DocumentKey about, IReadOnlyList<string> inboxes) => [.. known.Versions.Of(about).Where(d => inboxes.Contains(d.RecipientCode) && ChangeMachine.Waits(d.State))];

    /// <summary>New versions wait where the recipient has an older one in hands. Before the packet is among the versions.</summary>
    public List<Delivery> Propose(DocumentKey about, IReadOnlyList<Delivery> to, bool laidIn)
    {
        var proposed = to.Where(v => known.Versions.Current(about, v.RecipientCode) is { ArrivedAt: not null }).ToList();
        proposed.ForEach(v => v.Propose(laidIn));
        if (laidIn)
        {
            rows.ChangedDeliveries.UnionWith(proposed);
        }

        return proposed;
    }

    /// <summary>Does what a matched packet of the document's sender says. The documents that it closes are noted as written.</summary>
    public void Apply(Packet packet, StatusReport? report, IReadOnlyList<Delivery> to, IReadOnlyList<Document> about, List<object> written)
    {
        var key = new DocumentKey(about[0].SenderCode, about[0].DocumentId);
        switch (packet.Kind)
        {
            case PacketKind.Recall:
                about[0].Freeze(packet.Id, at);
                Ask(DeliveryAsk.Recall, packet, Said(packet, Recall, report), known.Versions.Of(key), written);
                break;
            case PacketKind.Update:
                about[0].Update();
                Ask(DeliveryAsk.Update, packet, Said(packet, Update, report), Older(key, to), written);
                break;
            case PacketKind.Replacement:
                foreach (var document in about)
                {
                    document.Replace(packet.Id);
                    Ask(DeliveryAsk.Replacement, packet, Said(packet, Replacement, report), known.Versions.Of(new DocumentKey(document.SenderCode, document.DocumentId)), written);
                }

                break;
            case PacketKind.Status when report?.Code == ChangeMachine.TakeBackAsked:
                var asked = Ask(DeliveryAsk.TakeBack, packet, report, Affected(key, [.. to.Select(d => d.RecipientCode)]), written);
                if (asked.Count > 0)
                {
                    packet.Became(asked[0]);
                }

                break;
        }
    }

    /// <summary>The documents that a replacement takes the place of.</summary>
    public IReadOnlyList<Document> Replaced(IncomingPacket incoming) =>
        [.. incoming.Targets.Where(t => t != new DocumentKey(incoming.OwnCode, incoming.DocumentId)).Select(known.Document).OfType<Document>()];

    /// <summary>A recipient's answer; null when nothing waits for it.</summary>
    public DeliveryStatus? Answer(IReadOnlyList<Delivery> waiting, DocumentKey about, StatusReport report, List<object> written)
    {
        DeliveryStatus? first = null;
        foreach (var delivery in waiting)
        {
            var (request, recalled) = (delivery.RequestId, delivery.State is DeliveryState.RecallPending);
            if (delivery.Answer(report, db.Node.Clock.NewGuid(), at) is not { } status)
            {
                continue;
            }

            Written(delivery, status, written);
            first ??= status;
            if (recalled)
            {
                var (digest, files) = known.Versions.Content(delivery.PacketId);
                var destruction = new Destruction(delivery, status, report.Destruction, digest, files, signer.Sign);
                rows.Destructions.Add(destruction);
                written.Add(destruction);
            }
            else if (known.Versions.Of(about).FirstOrDefault(d => d.PacketId == request && d.RecipientCode == delivery.RecipientCode && d.State is DeliveryState.Proposed) is { } proposed)
            {
                Decide(proposed, delivery, report, written);
            }
        }

        return first;
    }

    private void Decide(Delivery proposed, Delivery older, StatusReport report, List<object> written)
    {
        if (report.Code == ChangeMachine.Agreed)
        {
            proposed.TakeOver(older, at);
            rows.ChangedDeliveries.Add(proposed);
            written.Add(proposed);
        }
        else
        {
            Written(proposed, proposed.Decline(report, db.Node.Clock.NewGuid(), at), written);
        }
    }

    private List<DeliveryStatus> Ask(DeliveryAsk ask, Packet packet, StatusReport said, IEnumerable<Delivery> deliveries, List<object> written)
    {
        var asked = new List<DeliveryStatus>();
        foreach (var delivery in deliveries)
        {
            if (delivery.Take(ask, packet.Id, said, db.Node.Clock.NewGuid(), at) is { } status)
            {
                Written(delivery, status, written);
                asked.Add(status);
            }
        }

        return asked;
    }

    private void Written(Delivery delivery, DeliveryStatus status, List<object> written)
    {
        rows.Statuses.Add(status);
        rows.ChangedDeliveries.Add(delivery);
        known.Add(delivery, status);
        written.Add(status);
        written.Add(delivery);
    }

    private static Error? Closed(Document document, bool replacedToo) => document switch
    {
        { RecalledBy: not null } => ChangeErrors.Frozen.With(document.DocumentId),
        { ReplacedBy: { } by } when replacedToo => ChangeErrors.AlreadyReplaced.With(document.DocumentId).Fact("packetId", by.Value.ToString()),
        _ => null,
    };

    private Error? RefuseTakeBack(IncomingPacket incoming, DocumentKey about)
    {
        if (Closed(known.Document(about)!, true) is { } closed)
        {
            return closed;
        }

        List<string> from = [.. incoming.Recipients.Select(r => r.Code)];
        return RefuseWhileAsked(about, from.Count > 0 ? from : known.Versions.Of(about).Select(d => d.RecipientCode))
            ?? (Affected(about, from).Any() ? null : ChangeErrors.NothingToTakeBack);
    }

    private Error? RefuseWhileAsked(DocumentKey about, IEnumerable<string> recipients)
    {
        var named = recipients.ToHashSet();
        return known.Versions.Of(about).FirstOrDefault(d => named.Contains(d.RecipientCode) && d.State is DeliveryState.ChangePending) is { } asked ? ChangeErrors.RequestWaits.With(asked.RecipientName) : null;
    }

    // Whom a take-back addresses; a packet that names nobody takes back every copy.
    private IEnumerable<Delivery> Affected(DocumentKey about, List<string> from) => known.Versions.Of(about)
        .Where(d => (from.Count == 0 || from.Contains(d.RecipientCode)) && ChangeMachine.IsCurrent(d.State) && d.State is not DeliveryState.ChangePending);

    // The version that counted until now, at everybody who gets the new one.
    private IEnumerable<Delivery> Older(DocumentKey about, IReadOnlyList<Delivery> to) =>
        [.. to.Select(v => known.Versions.Of(about).LastOrDefault(d => d.PacketId != v.PacketId && d.RecipientCode == v.RecipientCode && ChangeMachine.IsCurrent(d.State))).OfType<Delivery>()];

    private static StatusReport Said(Packet packet, string code, StatusReport? report) => report ?? new StatusReport(code, packet.Reason, StatusStaff.Nobody, StatusSource.Packet);
}
