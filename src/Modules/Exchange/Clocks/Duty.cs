namespace VanLang.Exchange.Clocks;

/// <summary>What an agency has to do within a time.</summary>
internal enum Duty
{
    /// <summary>The sender: hand a signed document to the exchange (Decision 28/2018, art. 6(2)).</summary>
    Send,

    /// <summary>The recipient: tell the sender that it has received (Decree 30/2020, art. 21(2)(c)).</summary>
    Receipt,

    /// <summary>The recipient: register the document (Decree 30/2020, art. 4(2)(c) and 23(1)).</summary>
    Register,
}

/// <summary>How a limit is measured, always in the calendar of the agency that has the duty.</summary>
internal enum LimitUnit
{
    /// <summary>There is no limit.</summary>
    None,

    /// <summary>24:00 of the day of the start, or so many calendar days later (Civil Code 2015, art. 148(6)).</summary>
    EndOfDay,

    /// <summary>The closing of the working day on which the limit starts, or so many working days later.</summary>
    Closing,

    /// <summary>The end of the morning of the n-th working day after the day of the start.</summary>
    Morning,

    /// <summary>So many minutes of working time: what "at once" means.</summary>
    WorkingMinutes,
}

/// <summary>How a delivery came to an end for the clerk: what stops the two clocks of its recipient.</summary>
internal enum Settlement
{
    /// <summary>Registered (03), or moved further: both duties are done.</summary>
    Registered,

    /// <summary>Returned (02): the sender was answered, and there is nothing to register.</summary>
    Returned,

    /// <summary>Taken away from the recipient: recalled, withdrawn, replaced. Nothing is owed any more.</summary>
    Ended,
}
