using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Clocks;

/// <summary>
/// The clocks of one duty that began on one day at one agency and end at the same moment, counted by the ingest writer in the commit of the deliveries themselves. Since the
/// moment is part of the key, what is still open is running or overdue by comparison with now: no row has to be touched when time passes.
/// </summary>
internal sealed class DeadlineDay
{
    /// <summary>The agency that has the duty.</summary>
    public string OrganizationCode { get; private set; } = "";

    public Duty Duty { get; private set; }

    /// <summary>Day in Viet Nam on which the packet came to the exchange.</summary>
    public DateOnly Day { get; private set; }

    public DateTimeOffset Due { get; private set; }

    public long Started { get; private set; }

    public long Kept { get; private set; }

    public long Late { get; private set; }

    /// <summary>Stopped in time without the duty being done: nothing was owed any more.</summary>
    public long Ended { get; private set; }

    private DeadlineDay()
    {
    }

    public DeadlineDay(string organizationCode, Duty duty, DateOnly day, DateTimeOffset due) => (OrganizationCode, Duty, Day, Due) = (organizationCode, duty, day, due);

    public void Start() => Started++;

    public void Stop(ClockState state)
    {
        switch (state)
        {
            case ClockState.Kept: Kept++; break;
            case ClockState.Late: Late++; break;
            case ClockState.NotApplicable: Ended++; break;
            default: throw new ArgumentOutOfRangeException(nameof(state), state, null);
        }
    }

    /// <summary>Adds what one batch counted.</summary>
    public void Add(DeadlineDay more)
    {
        Started += more.Started;
        Kept += more.Kept;
        Late += more.Late;
        Ended += more.Ended;
    }
}

internal sealed class DeadlineDayMap : IEntityTypeConfiguration<DeadlineDay>
{
    public void Configure(EntityTypeBuilder<DeadlineDay> builder)
    {
        builder.ToTable("deadline_days");
        builder.HasKey(d => new { d.OrganizationCode, d.Day, d.Duty, d.Due });
        builder.Property(d => d.OrganizationCode).HasMaxLength(PacketLimits.Code);
        builder.HasIndex(d => d.Day);
        builder.Unaudited("Counted from packets and deliveries, which are proved; can be counted again.");
    }
}
