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
        Lane = packet.Kind is PacketKind.Status ? DeliveryLane.Notice : StatusMachine.Lane(State);
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

    /// <summary>Takes a report into the timeline. Reports may come late or twice: the state only moves on.</summary>
    public DeliveryStatus Take(StatusReport report, Guid statusId, DateTimeOffset at)
    {
        var step = StatusMachine.Take(State, report.Code);
        if (step.Applied)
        {
            Enter(step.To, at);
        }

        // Work may be given to somebody else at any time before it is done, without the state going back.
        if (report.Code == StatusMachine.AssignedTo && Lane is DeliveryLane.Working)
        {
            Assignee = report.Assignee ?? report.Staff.Name ?? Assignee;
            AssigneeId = report.AssigneeId;
            DueDate = report.DueDate ?? DueDate;
        }

        Version++;
        return new DeliveryStatus(this, ++Statuses, statusId, report, step.Applied, at);
    }

    // Every change of state goes through here, so that no clock runs on after what it measures is over.
    private void Enter(DeliveryState to, DateTimeOffset at)
    {
        State = to;
        Lane = Kind is PacketKind.Status ? DeliveryLane.Notice : StatusMachine.Lane(to);
        StateAt = at;
        if (SettledAt is null && StatusMachine.Settles(to) is { } how)
        {
            (SettledAt, Settlement, JustSettled) = (at, how, true);
        }
    }
}
