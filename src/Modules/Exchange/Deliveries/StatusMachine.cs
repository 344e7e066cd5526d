using VanLang.Exchange.Clocks;

namespace VanLang.Exchange.Deliveries;

/// <summary>How far a recipient has come with a packet, in this order.</summary>
internal enum DeliveryState
{
    /// <summary>On the axis, not yet fetched.</summary>
    Queued,

    /// <summary>01: đã đến.</summary>
    Delivered,

    /// <summary>02: từ chối tiếp nhận, trả lại.</summary>
    Rejected,

    /// <summary>03: đã tiếp nhận, vào sổ.</summary>
    Received,

    /// <summary>04: lãnh đạo đã phân công.</summary>
    Assigned,

    /// <summary>05: đang xử lý.</summary>
    Processing,

    /// <summary>06: hoàn thành.</summary>
    Done,

    /// <summary>13 or an update is asked for; the recipient has not answered yet.</summary>
    ChangePending,

    /// <summary>Taken back: agreed (15), or before the recipient had fetched it.</summary>
    Withdrawn,

    /// <summary>The recipient agreed (15) to a new version, which is now the current one.</summary>
    Updated,

    /// <summary>Thu hồi: the recipient has to destroy it and say so.</summary>
    RecallPending,

    /// <summary>Recalled: destroyed with proof, or never delivered.</summary>
    Recalled,

    /// <summary>Replaced by another document.</summary>
    Superseded,

    /// <summary>A new version of a document that the recipient has: waits until the recipient agrees to it (15).</summary>
    Proposed,
}

/// <summary>The tabs of an inbox.</summary>
internal enum DeliveryLane
{
    /// <summary>Waits for the clerk.</summary>
    Waiting,

    /// <summary>Somebody works on it.</summary>
    Working,

    /// <summary>Done or returned.</summary>
    Closed,

    /// <summary>A status packet, the notice of a recall, or a version that is not agreed to yet: news for a system, no work of its own.</summary>
    Notice,

    /// <summary>The sender asks for something, and the recipient has to answer.</summary>
    Asked,
}

/// <summary>What the receiving system says of the packet in its queue: transport, not the document's handling.</summary>
internal enum QueueState
{
    /// <summary>In the inbox on the axis; nothing was said.</summary>
    Inbox,
    Processing,
    Acceptance,
    Rejection,
    Fail,

    /// <summary>Taken off the queue.</summary>
    Done,
}

/// <summary>What a status code does in a state.</summary>
/// <param name="To">The state after it.</param>
/// <param name="Applied">False when it is only kept as history.</param>
internal readonly record struct Step(DeliveryState To, bool Applied);

/// <summary>
/// Business statuses 01 to 06 of Decision 28/2018, art. 10(2)(h), as the axis codes them. The state is the furthest that was ever
/// reported: a late or repeated report is history and never takes the state back, so reports may arrive in any order.
/// </summary>
internal static class StatusMachine
{
    public const string Arrived = "01";
    public const string Refused = "02";
    public const string Registered = "03";
    public const string AssignedTo = "04";
    public const string InProgress = "05";
    public const string Finished = "06";

    /// <summary>Codes that a recipient reports, with the state each leads to and the states in which it is applied.</summary>
    public static IReadOnlyList<(string Code, DeliveryState To, IReadOnlyList<DeliveryState> From)> Table { get; } =
    [
        (Arrived, DeliveryState.Delivered, [DeliveryState.Queued]),
        (Refused, DeliveryState.Rejected, [DeliveryState.Queued, DeliveryState.Delivered]),
        (Registered, DeliveryState.Received, [DeliveryState.Queued, DeliveryState.Delivered]),
        (AssignedTo, DeliveryState.Assigned, [DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Received]),
        (InProgress, DeliveryState.Processing, [DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Received, DeliveryState.Assigned]),
        (Finished, DeliveryState.Done, [DeliveryState.Queued, DeliveryState.Delivered, DeliveryState.Received, DeliveryState.Assigned, DeliveryState.Processing]),
    ];

    /// <summary>Whether a recipient may report the code.</summary>
    public static bool Knows(string code) => ChangeMachine.IsAnswer(code) || Table.Any(r => r.Code == code);

    /// <summary>A refusal says why (Decree 30/2020, art. 21(2)(b): the recipient answers for refusing).</summary>
    public static bool NeedsReason(string code) => code == Refused;

    /// <summary>What a code does in a state. Codes of requests and their answers (13, 15, 16: <see cref="ChangeMachine"/>) and unknown ones change nothing.</summary>
    public static Step Take(DeliveryState state, string code)
    {
        foreach (var row in Table)
        {
            if (row.Code == code)
            {
                return row.From.Contains(state) ? new Step(row.To, true) : new Step(state, false);
            }
        }

        return new Step(state, false);
    }

    /// <summary>What a state means for the clocks of the recipient; null while the clerk still owes something.</summary>
    public static Settlement? Settles(DeliveryState state) => state switch
    {
        DeliveryState.Queued or DeliveryState.Delivered or DeliveryState.ChangePending or DeliveryState.Proposed => null,
        DeliveryState.Rejected => Settlement.Returned,
        DeliveryState.Withdrawn or DeliveryState.RecallPending or DeliveryState.Recalled or DeliveryState.Superseded or DeliveryState.Updated => Settlement.Ended,
        _ => Settlement.Registered,
    };

    /// <summary>The tab in which a delivery stands.</summary>
    public static DeliveryLane Lane(DeliveryState state) => state switch
    {
        DeliveryState.Queued or DeliveryState.Delivered => DeliveryLane.Waiting,
        DeliveryState.Received or DeliveryState.Assigned or DeliveryState.Processing => DeliveryLane.Working,
        DeliveryState.ChangePending or DeliveryState.RecallPending => DeliveryLane.Asked,
        DeliveryState.Proposed => DeliveryLane.Notice,
        _ => DeliveryLane.Closed,
    };
}
