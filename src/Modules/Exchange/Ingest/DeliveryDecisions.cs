using VanLang.Data.Storage;
using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Ingest;

/// <summary>What a batch decides about deliveries: pickup, reports, answers.</summary>
internal sealed class DeliveryDecisions(ExchangeDb db, BatchKnowledge known, BatchRows rows, ChangeDecisions changes)
{
    private readonly DateTimeOffset at = db.Node.Clock.Now;

    public Result<DeliveryOutcome> Decide(DeliveryWork work)
    {
        if (known.Delivery(work) is not { } delivery)
        {
            return ExchangeErrors.DeliveryNotFound;
        }

        // Recalled or taken back before this pickup: it is not handed out any more.
        if (ChangeMachine.IsGone(delivery.State) && (work.Fetched || (work.Acknowledge && delivery.AckedAt is null)))
        {
            return delivery.State is DeliveryState.Recalled ? ChangeErrors.Destroyed : ChangeErrors.TakenBack;
        }

        var written = new List<object>();
        if (work.Acknowledge && delivery.Acknowledge(at))
        {
            written.Add(delivery);
        }

        if (work.Queue is { } queue && delivery.Say(queue))
        {
            written.Add(delivery);
        }

        if ((work.Acknowledge || work.Fetched) && delivery.ArrivesWhenOpened)
        {
            Take(delivery, new StatusReport(StatusMachine.Arrived, null, StatusStaff.Nobody, StatusSource.Axis), written);
        }

        var outcome = Report(work, delivery, written);
        if (written.Count > 0)
        {
            rows.ChangedDeliveries.UnionWith(written.OfType<Delivery>());
            var act = work switch
            {
                { Report: not null } => "exchange.delivery.status",
                { Queue: not null, Acknowledge: false } => "exchange.delivery.queue",
                _ => "exchange.delivery.arrived",
            };
            rows.Audit(work.Actor, act, delivery.Id.Value.ToString(), [.. written.Distinct()]);
        }

        return outcome;
    }

    /// <summary>A report about a document by a packet: an answer goes to what waits for it, everything else to the version that counts.</summary>
    public DeliveryStatus? Report(DocumentKey about, IReadOnlyList<string> inboxes, StatusReport report, List<object> written)
    {
        if (ChangeMachine.IsAnswer(report.Code) && changes.Answer(changes.Waiting(about, inboxes), about, report, written) is { } answer)
        {
            return answer;
        }

        return known.Versions.Reported(about, inboxes) is { } reported ? known.Earlier(reported, report) ?? Take(reported, report, written) : null;
    }

    private Result<DeliveryOutcome> Report(DeliveryWork work, Delivery delivery, List<object> written)
    {
        if (work.Report is not { } report)
        {
            return new DeliveryOutcome(delivery, null, written.Count > 0);
        }

        if (ChangeMachine.IsAnswer(report.Code) && known.Versions.DocumentOf(delivery) is { } about && changes.Waiting(about, [delivery.RecipientCode]) is { Count: > 0 } waiting)
        {
            return ChangeDecisions.RefuseAnswer(report, waiting) is { } refused
                ? refused
                : changes.Answer(waiting, about, report, written) is { } answer ? new DeliveryOutcome(waiting.FirstOrDefault(d => d.Id == answer.DeliveryId) ?? delivery, answer.Id, true) : ChangeErrors.NothingAsked;
        }

        if (known.Earlier(delivery, report) is { } earlier)
        {
            return new DeliveryOutcome(delivery, earlier.Id, false);
        }

        var reassigned = report.Code == StatusMachine.AssignedTo && delivery.Lane is DeliveryLane.Working;
        if (work.RefuseLate is { } late && !reassigned && !StatusMachine.Take(delivery.State, report.Code).Applied)
        {
            return late;
        }

        var status = Take(delivery, report, written);
        return new DeliveryOutcome(delivery, status.Id, status.Applied);
    }

    private DeliveryStatus Take(Delivery delivery, StatusReport report, List<object> written)
    {
        var status = delivery.Take(report, db.Node.Clock.NewGuid(), at);
        CrashPoint.At("status.taken");
        rows.Statuses.Add(status);
        rows.ChangedDeliveries.Add(delivery);
        known.Add(delivery, status);
        written.Add(status);
        written.Add(delivery);
        return status;
    }
}
