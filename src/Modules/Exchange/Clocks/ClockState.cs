namespace VanLang.Exchange.Clocks;

/// <summary>Where a clock stands. What still runs is neither kept nor missed.</summary>
internal enum ClockState
{
    /// <summary>No limit holds, or nothing is owed any more: returned, recalled, withdrawn, replaced in time.</summary>
    NotApplicable,

    Running,

    /// <summary>Still running, and near its end.</summary>
    DueSoon,

    Kept,

    /// <summary>Done, but too late.</summary>
    Late,

    /// <summary>Not done, and the time is over: missed already, however late it will be.</summary>
    Overdue,
}

/// <summary>One clock: when it ends, and what stopped it.</summary>
internal readonly record struct DutyClock(Duty Duty, DateTimeOffset? Due, DateTimeOffset? StoppedAt, Settlement? By)
{
    /// <summary>
    /// Where it stands. What was taken away from the recipient after the time was over had been missed before: a recall does not wash that off.
    /// </summary>
    public ClockState At(DateTimeOffset now, TimeSpan soon) => Due is not { } due ? ClockState.NotApplicable
        : StoppedAt is { } stopped ? stopped > due ? ClockState.Late : Answers ? ClockState.Kept : ClockState.NotApplicable
        : now > due ? ClockState.Overdue
        : due - now <= soon ? ClockState.DueSoon
        : ClockState.Running;

    // A return answers the sender; only a registration registers.
    private bool Answers => Duty switch
    {
        Duty.Send => true,
        Duty.Receipt => By is Settlement.Registered or Settlement.Returned,
        _ => By is Settlement.Registered,
    };
}
