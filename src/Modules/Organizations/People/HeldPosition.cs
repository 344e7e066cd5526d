using VanLang.Kernel;

namespace VanLang.Organizations.People;

internal readonly record struct HeldPositionId(Guid Value) : ITypedId<HeldPositionId>
{
    public static HeldPositionId From(Guid value) => new(value);
}

/// <summary>A person holds a position from a day on (holding), or stands in for its holder between two days (substitution).</summary>
internal sealed class HeldPosition
{
    private HeldPosition()
    {
    }

    private HeldPosition(HeldPositionId id, PositionId position, PersonId person, DateOnly from, DateOnly? to, bool substitute, string reason)
    {
        Id = id;
        PositionId = position;
        PersonId = person;
        ValidFrom = from;
        ValidTo = to;
        Substitute = substitute;
        Reason = reason;
    }

    public HeldPositionId Id { get; private set; }

    public PositionId PositionId { get; private set; }

    public PersonId PersonId { get; private set; }

    public DateOnly ValidFrom { get; private set; }

    /// <summary>Last day; null while it lasts. A substitution always has one.</summary>
    public DateOnly? ValidTo { get; private set; }

    public bool Substitute { get; private set; }

    /// <summary>Deciding text or reason of the appointment.</summary>
    public string Reason { get; private set; } = "";

    public string? EndReason { get; private set; }

    public long Version { get; private set; }

    public static HeldPosition Appointed(HeldPositionId id, PositionId position, PersonId person, DateOnly from, string reason) =>
        new(id, position, person, from, null, substitute: false, reason);

    public static HeldPosition StandingIn(HeldPositionId id, PositionId position, PersonId person, DateOnly from, DateOnly to, string reason) =>
        new(id, position, person, from, to, substitute: true, reason);

    public bool Covers(DateOnly date) => ValidFrom <= date && (ValidTo is null || date <= ValidTo);

    public Result End(DateOnly lastDay, string reason)
    {
        if (ValidTo is { } ended && ended <= lastDay)
        {
            return OrganizationsErrors.HoldingEnded.With(Registry.Organization.Shown(ended));
        }

        // The day before the first one takes back an appointment that should not have been.
        if (lastDay < ValidFrom.AddDays(-1))
        {
            return OrganizationsErrors.PeriodBackwards.With(Registry.Organization.Shown(ValidFrom), Registry.Organization.Shown(lastDay)).At("LastDay");
        }

        ValidTo = lastDay;
        EndReason = reason;
        return Result.Ok;
    }
}
