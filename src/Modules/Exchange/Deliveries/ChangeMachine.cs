namespace VanLang.Exchange.Deliveries;

/// <summary>What a sender asks, or does, about a document that it has sent.</summary>
internal enum DeliveryAsk
{
    /// <summary>Lấy lại (code 13): the recipient agrees (15) or refuses (16).</summary>
    TakeBack,

    /// <summary>Cập nhật (type 2): a new version, which the recipient agrees to (15) or refuses (16).</summary>
    Update,

    /// <summary>Thay thế (type 3): another document takes its place; nobody is asked.</summary>
    Replacement,

    /// <summary>Thu hồi (type 1): the recipient destroys it and proves that; it cannot be refused.</summary>
    Recall,
}

/// <summary>
/// The two tables of later acts on a delivery. Whether a recipient has the document in hands decides everything: until then the axis itself withdraws,
/// changes or recalls it, and it is never delivered; from then on the recipient has to answer. Pickup and act meet in the ingest writer, so one of them
/// is first.
/// </summary>
internal static class ChangeMachine
{
    public const string TakeBackAsked = "13";
    public const string Agreed = "15";
    public const string Declined = "16";

    private static readonly DeliveryState[] Held = [DeliveryState.Delivered, DeliveryState.Received, DeliveryState.Assigned, DeliveryState.Processing, DeliveryState.Done];

    /// <summary>What an act does in a state; states that are not listed stay. <c>Arrived</c> null: either.</summary>
    public static IReadOnlyList<(DeliveryAsk Ask, IReadOnlyList<DeliveryState> From, bool? Arrived, DeliveryState To)> Asks { get; } =
    [
        (DeliveryAsk.TakeBack, [DeliveryState.Queued], null, DeliveryState.Withdrawn),
        (DeliveryAsk.TakeBack, Held, null, DeliveryState.ChangePending),
        (DeliveryAsk.Update, [DeliveryState.Queued], null, DeliveryState.Updated),
        (DeliveryAsk.Update, Held, null, DeliveryState.ChangePending),
        (DeliveryAsk.Replacement, [DeliveryState.Queued, .. Held, DeliveryState.ChangePending, DeliveryState.Proposed], null, DeliveryState.Superseded),
        // What was returned (02) before registration needs no proof: the recipient never took it over.
        (DeliveryAsk.Recall, [DeliveryState.Queued, DeliveryState.Rejected], null, DeliveryState.Recalled),
        (DeliveryAsk.Recall, [.. Held, DeliveryState.ChangePending], null, DeliveryState.RecallPending),
        (DeliveryAsk.Recall, [DeliveryState.Updated, DeliveryState.Superseded, DeliveryState.Proposed], true, DeliveryState.RecallPending),
        (DeliveryAsk.Recall, [DeliveryState.Updated, DeliveryState.Superseded, DeliveryState.Proposed], false, DeliveryState.Recalled),
    ];

    /// <summary>What a recipient's answer does. Null as target: back to the state before. A refusal of a recall is not in the table: there is none.</summary>
    public static IReadOnlyList<(string Code, DeliveryState From, DeliveryAsk Ask, DeliveryState? To)> Answers { get; } =
    [
        (Agreed, DeliveryState.ChangePending, DeliveryAsk.TakeBack, DeliveryState.Withdrawn),
        (Agreed, DeliveryState.ChangePending, DeliveryAsk.Update, DeliveryState.Updated),
        (Agreed, DeliveryState.RecallPending, DeliveryAsk.Recall, DeliveryState.Recalled),
        (Declined, DeliveryState.ChangePending, DeliveryAsk.TakeBack, null),
        (Declined, DeliveryState.ChangePending, DeliveryAsk.Update, null),
    ];

    /// <summary>The state after an act; null when the act does nothing there.</summary>
    public static DeliveryState? After(DeliveryState state, bool arrived, DeliveryAsk ask)
    {
        foreach (var row in Asks)
        {
            if (row.Ask == ask && (row.Arrived is null || row.Arrived == arrived) && row.From.Contains(state))
            {
                return row.To;
            }
        }

        return null;
    }

    /// <summary>True when the recipient answers a request with the code.</summary>
    public static bool IsAnswer(string code) => code is Agreed or Declined;

    /// <summary>True while the recipient owes an answer.</summary>
    public static bool Waits(DeliveryState state) => state is DeliveryState.ChangePending or DeliveryState.RecallPending;

    /// <summary>True when the recipient can no longer open the document.</summary>
    public static bool IsGone(DeliveryState state) => state is DeliveryState.Recalled or DeliveryState.Withdrawn;

    /// <summary>True for the one that counts among the versions of a document: what is reported of the document is reported of it.</summary>
    public static bool IsCurrent(DeliveryState state) => state is DeliveryState.Queued or DeliveryState.ChangePending || Held.Contains(state);
}
