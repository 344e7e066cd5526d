using VanLang.Exchange.Clocks;
using VanLang.Exchange.Packets;
using VanLang.Kernel;

namespace VanLang.Exchange.Deliveries;

/// <summary>The way of one packet to one recipient.</summary>
internal readonly record struct DeliveryId(Guid Value) : ITypedId<DeliveryId>
{
    public static DeliveryId From(Guid value) => new(value);
}

/// <summary>One packet at one recipient, and how far the recipient has come with it.</summary>
internal sealed class Delivery
{
    /// <summary>Canonical code of the organisation it was delivered to; first in the key, so that rows can be distributed by it.</summary>
    public string RecipientCode { get; private set; } = "";

    public DeliveryId Id { get; private set; }

    public PacketId PacketId { get; private set; }

    public string SenderCode { get; private set; } = "";

    /// <summary>The packet's place in the log.</summary>
    public long Position { get; private set; }

    public PacketKind Kind { get; private set; }

    /// <summary>The recipient's name on the day.</summary>
    public string RecipientName { get; private set; } = "";

    /// <summary>The recipient's code, or codes, as the packet writes them.</summary>
    public string AddressedAs { get; private set; } = "";

    /// <summary>Canonical codes of the addressees, in the order of <see cref="AddressedAs"/>.</summary>
    public string AddressedCodes { get; private set; } = "";

    /// <summary>Canonical codes of the ended organisations that were addressed; null when the addressee itself receives.</summary>
    public string? Succeeds => Addressees.Ended(AddressedCodes, RecipientCode);

    public DeliveryState State { get; private set; }

    public DeliveryLane Lane { get; private set; }

    /// <summary>Since when it is in this state.</summary>
    public DateTimeOffset StateAt { get; private set; }

    /// <summary>When it was laid into the inbox.</summary>
    public DateTimeOffset QueuedAt { get; private set; }

    /// <summary>When the recipient had it in hands: fetched, acknowledged or reported on. Null: it was never delivered.</summary>
    public DateTimeOffset? ArrivedAt { get; private set; }

    /// <summary>How far the recipient had come with it when the sender asked for something, and has come since; null when nothing was asked.</summary>
    public DeliveryState? Before { get; private set; }

    /// <summary>What the sender asks, or has done; null when nothing, or when the recipient refused.</summary>
    public DeliveryAsk? Ask { get; private set; }

    /// <summary>The packet that asks or did it.</summary>
    public PacketId? RequestId { get; private set; }

    /// <summary>How far the recipient itself has come, whatever the sender asks.</summary>
    public DeliveryState Handled => Before ?? State;

    /// <summary>When the recipient's system or clerk took it off the queue.</summary>
    public DateTimeOffset? AckedAt { get; private set; }

    /// <summary>What the recipient's system last said of it in its queue (transport; the handling is <see cref="State"/>).</summary>
    public QueueState Queue { get; private set; }

    /// <summary>Who works on it (status 04).</summary>
    public string? Assignee { get; private set; }

    public Guid? AssigneeId { get; private set; }

    /// <summary>When the work is due: set by the recipient, or the packet's own date.</summary>
    public DateOnly? DueDate { get; private set; }

    public int Priority { get; private set; }

    /// <summary>When the sender has to have been answered: by 03 or 02. That it has arrived (01) says itself, so it answers nothing.</summary>
    public DateTimeOffset? ReceiptDue { get; private set; }

    /// <summary>When it has to be in the register.</summary>
    public DateTimeOffset? RegisterDue { get; private set; }

    /// <summary>When it first left the clerk's desk, and how; it stays, whatever comes later.</summary>
    public DateTimeOffset? SettledAt { get; private set; }

    public Settlement? Settlement { get; private set; }

    /// <summary>The act in hand has settled it; not kept.</summary>
    public bool JustSettled { get; private set; }

    /// <summary>The two clocks of its recipient.</summary>
    public DutyClock[] Clocks => [new(Duty.Receipt, ReceiptDue, SettledAt, Settlement), new(Duty.Register, RegisterDue, SettledAt, Settlement)];

    /// <summary>How many statuses stand in the timeline.</summary>
    public int Statuses { get; private set; }

    /// <summary>Grows with every act; the audit row of the act names it.</summary>
    public long Version { get; private set; } = 1;

    private Delivery()
    {
    }

    public Delivery(IncomingPacket packet, PacketId packetId, long position, IncomingRecipient recipient, DeliveryId id, DateTimeOffset at)
    {
        RecipientCode = recipient.Code;
        Id = id;
        PacketId = packetId;
        SenderCode = packet.SenderCode;
        Position = position;
        Kind = packet.Kind;
        RecipientName = recipient.Name;
        AddressedAs = recipient.As;
        AddressedCodes = recipient.Addressed;
        State = DeliveryState.Queued;
        Lane = LaneOf(State);
        StateAt = at;
        QueuedAt = at;
        DueDate = packet.DueDate;
        Priority = packet.Priority;
    }

    /// <summary>Starts the clocks of a new delivery.</summary>
    public Delivery Owed(RecipientDue due)
    {
        (ReceiptDue, RegisterDue) = (due.Receipt, due.Register);
        return this;
    }

    /// <summary>Takes it off the queue; false when that was done before.</summary>
    public bool Acknowledge(DateTimeOffset at)
    {
        if (AckedAt is not null)
        {
            return false;
        }

        AckedAt = at;
        Queue = QueueState.Done;
        Version++;
        return true;
    }

    /// <summary>Notes what the receiving system says of it in its queue; false when nothing changes. What is taken off stays taken off.</summary>
    public bool Say(QueueState state)
    {
        if (Queue == state || Queue is QueueState.Done || state is QueueState.Done)
        {
            return false;
        }

        Queue = state;
        Version++;
        return true;
    }

    /// <summary>True when opening it is its arrival.</summary>
    public bool ArrivesWhenOpened => ArrivedAt is null && State is (DeliveryState.Queued or DeliveryState.Updated or DeliveryState.Superseded or DeliveryState.Proposed or DeliveryState.Rejected);

    /// <summary>A new version for a recipient that has an older one: waits for the recipient's consent.</summary>
    /// <param name="laidIn">It lies in the inbox already: its document came after it.</param>
    public void Propose(bool laidIn)
    {
        Enter(DeliveryState.Proposed, StateAt);
        Version += laidIn ? 1 : 0;
    }

    /// <summary>The recipient agreed to this version: it goes on where the older one stood.</summary>
    public void TakeOver(Delivery older, DateTimeOffset at)
    {
        (Assignee, AssigneeId, DueDate) = (older.Assignee, older.AssigneeId, DueDate ?? older.DueDate);
        ArrivedAt ??= at;
        Enter(older.Handled, at);
        Version++;
    }

    /// <summary>What the sender asks or does; null when that changes nothing here.</summary>
    public DeliveryStatus? Take(DeliveryAsk ask, PacketId by, StatusReport said, Guid statusId, DateTimeOffset at)
    {
        if (ChangeMachine.After(State, ArrivedAt is not null, ask) is not { } to)
        {
            return null;
        }

        Before ??= State;
        (Ask, RequestId) = (ask, by);
        Enter(to, at);
        return Note(said, statusId, true, at);
    }

    /// <summary>The recipient's answer to what the sender asks; null when nothing is asked that can be answered so.</summary>
    public DeliveryStatus? Answer(StatusReport report, Guid statusId, DateTimeOffset at)
    {
        foreach (var row in ChangeMachine.Answers)
        {
            if (row.Code == report.Code && row.From == State && row.Ask == Ask)
            {
                Enter(row.To ?? Before!.Value, at);
                if (row.To is null)
                {
                    (Before, Ask, RequestId) = (null, null, null);
                }

                return Note(report, statusId, true, at);
            }
        }

        return null;
    }

    /// <summary>The recipient refused this version (16): it is returned, as a document is.</summary>
    public DeliveryStatus Decline(StatusReport report, Guid statusId, DateTimeOffset at)
    {
        Enter(DeliveryState.Rejected, at);
        return Note(report, statusId, true, at);
    }

    /// <summary>
    /// Takes a report into the timeline. Reports may come late or twice: the state only moves on. While the sender waits for an answer the recipient may
    /// go on working, and that is what a refusal leads back to.
    /// </summary>
    public DeliveryStatus Take(StatusReport report, Guid statusId, DateTimeOffset at)
    {
        var waits = State is DeliveryState.ChangePending && report.Code != StatusMachine.Refused;
        var step = StatusMachine.Take(waits ? Before!.Value : State, report.Code);
        if (step.Applied && waits)
        {
            Before = step.To;
            Settle(step.To, at);
        }
        else if (step.Applied)
        {
            Enter(step.To, at);
        }

        // What was closed before anybody had it may still be opened (an older version, a refused one, a replaced document): it has arrived then.
        var opened = ArrivedAt is null && report.Code == StatusMachine.Arrived && State is (DeliveryState.Updated or DeliveryState.Superseded or DeliveryState.Proposed or DeliveryState.Rejected);
        if (step.Applied || opened)
        {
            ArrivedAt ??= at;
        }

        // Work may be given to somebody else at any time before it is done, without the state going back.
        if (report.Code == StatusMachine.AssignedTo && (Lane is DeliveryLane.Working || (waits && StatusMachine.Lane(Before!.Value) is DeliveryLane.Working)))
        {
            Assignee = report.Assignee ?? report.Staff.Name ?? Assignee;
            AssigneeId = report.AssigneeId;
            DueDate = report.DueDate ?? DueDate;
        }

        return Note(report, statusId, step.Applied || opened, at);
    }

    // Every change of state goes through here, so that no clock runs on after what it measures is over.
    private void Enter(DeliveryState to, DateTimeOffset at)
    {
        State = to;
        Lane = LaneOf(to);
        StateAt = at;
        Settle(to, at);
    }

    private void Settle(DeliveryState to, DateTimeOffset at)
    {
        if (SettledAt is null && StatusMachine.Settles(to) is { } how)
        {
            (SettledAt, Settlement, JustSettled) = (at, how, true);
        }
    }

    private DeliveryStatus Note(StatusReport report, Guid statusId, bool applied, DateTimeOffset at)
    {
        Version++;
        return new DeliveryStatus(this, ++Statuses, statusId, report, applied, at);
    }

    private DeliveryLane LaneOf(DeliveryState state) => Kind is PacketKind.Status or PacketKind.Recall ? DeliveryLane.Notice : StatusMachine.Lane(state);
}
