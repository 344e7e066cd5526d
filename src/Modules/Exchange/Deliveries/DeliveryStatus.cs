namespace VanLang.Exchange.Deliveries;

/// <summary>Where a report came from.</summary>
internal enum StatusSource
{
    /// <summary>The axis itself: the packet was fetched.</summary>
    Axis,
    Page,
    Api,
    Packet,
}

/// <summary>The person at the recipient behind a report, as reported.</summary>
internal sealed record StatusStaff(string? Department, string? Name, string? Email, string? Mobile)
{
    public static StatusStaff Nobody { get; } = new(null, null, null, null);
}

/// <summary>What a recipient reports of a delivery.</summary>
internal sealed record StatusReport(string Code, string? Reason, StatusStaff Staff, StatusSource Source)
{
    /// <summary>The time the report itself gives; the axis's own is the one that counts.</summary>
    public DateTimeOffset? SaidAt { get; init; }

    /// <summary>Status 04: who will work on it.</summary>
    public string? Assignee { get; init; }

    public Guid? AssigneeId { get; init; }

    public DateOnly? DueDate { get; init; }

    /// <summary>Status 15 after a recall: what was destroyed.</summary>
    public Changes.DestructionNote? Destruction { get; init; }

    /// <summary>Two reports that say the same are one.</summary>
    public bool Says(DeliveryStatus there) => there.Code == Code && there.Reason == Reason && there.StaffDepartment == Staff.Department
        && there.StaffName == Staff.Name && there.StaffEmail == Staff.Email && there.StaffMobile == Staff.Mobile && there.SaidAt == SaidAt && there.Assignee == Assignee;
}

/// <summary>One entry of a delivery's timeline. Never changed.</summary>
internal sealed class DeliveryStatus
{
    public string RecipientCode { get; private set; } = "";

    public DeliveryId DeliveryId { get; private set; }

    /// <summary>From 1, in the order of arrival.</summary>
    public int Number { get; private set; }

    public Guid Id { get; private set; }

    /// <summary>Place among all statuses, in the order of commits and without gaps: what the feed of statuses goes by.</summary>
    public long Position { get; internal set; }

    /// <summary>Who sent the document.</summary>
    public string SenderCode { get; private set; } = "";

    public string Code { get; private set; } = "";

    public string? Reason { get; private set; }

    public string? StaffDepartment { get; private set; }

    public string? StaffName { get; private set; }

    public string? StaffEmail { get; private set; }

    public string? StaffMobile { get; private set; }

    public string? Assignee { get; private set; }

    public DateTimeOffset At { get; private set; }

    public DateTimeOffset? SaidAt { get; private set; }

    public StatusSource Source { get; private set; }

    /// <summary>False: came late or out of order, kept as history only.</summary>
    public bool Applied { get; private set; }

    private DeliveryStatus()
    {
    }

    internal DeliveryStatus(Delivery delivery, int number, Guid id, StatusReport report, bool applied, DateTimeOffset at)
    {
        RecipientCode = delivery.RecipientCode;
        DeliveryId = delivery.Id;
        SenderCode = delivery.SenderCode;
        Number = number;
        Id = id;
        Code = report.Code;
        Reason = report.Reason;
        StaffDepartment = report.Staff.Department;
        StaffName = report.Staff.Name;
        StaffEmail = report.Staff.Email;
        StaffMobile = report.Staff.Mobile;
        Assignee = report.Assignee;
        At = at;
        SaidAt = report.SaidAt;
        Source = report.Source;
        Applied = applied;
    }
}
