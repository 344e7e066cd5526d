using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Board;

/// <summary>What is on its way to one agency at this moment, by state, and when the agency was last heard of. Kept by the ingest writer.</summary>
internal sealed class AxisAgency
{
    public string OrganizationCode { get; private set; } = "";

    /// <summary>On the axis, not yet fetched.</summary>
    public long Queued { get; private set; }

    public long Delivered { get; private set; }

    public long Received { get; private set; }

    public long Assigned { get; private set; }

    public long Processing { get; private set; }

    /// <summary>Since when there has been something that is not fetched; null while there is nothing.</summary>
    public DateTimeOffset? WaitingSince { get; private set; }

    public DateTimeOffset? LastSentAt { get; private set; }

    public DateTimeOffset? LastFetchedAt { get; private set; }

    public long InFlight => Queued + Delivered + Received + Assigned + Processing;

    private AxisAgency()
    {
    }

    public AxisAgency(string organizationCode) => OrganizationCode = organizationCode;

    public void Move(DeliveryState? from, DeliveryState to)
    {
        if (from is { } before)
        {
            Count(before, -1);
        }

        Count(to, 1);
    }

    public void Sent(DateTimeOffset at) => LastSentAt = Later(LastSentAt, at);

    public void Fetched(DateTimeOffset at) => LastFetchedAt = Later(LastFetchedAt, at);

    /// <summary>Adds what one batch counted.</summary>
    public void Add(AxisAgency more, DateTimeOffset at)
    {
        Queued += more.Queued;
        Delivered += more.Delivered;
        Received += more.Received;
        Assigned += more.Assigned;
        Processing += more.Processing;
        LastSentAt = Later(LastSentAt, more.LastSentAt);
        LastFetchedAt = Later(LastFetchedAt, more.LastFetchedAt);
        WaitingSince = Queued > 0 ? WaitingSince ?? at : null;
    }

    /// <summary>How many are in a state.</summary>
    public long In(DeliveryState state) => state switch
    {
        DeliveryState.Queued => Queued,
        DeliveryState.Delivered => Delivered,
        DeliveryState.Received => Received,
        DeliveryState.Assigned => Assigned,
        DeliveryState.Processing => Processing,
        _ => 0,
    };

    private void Count(DeliveryState state, int by)
    {
        switch (state)
        {
            case DeliveryState.Queued: Queued += by; break;
            case DeliveryState.Delivered: Delivered += by; break;
            case DeliveryState.Received: Received += by; break;
            case DeliveryState.Assigned: Assigned += by; break;
            case DeliveryState.Processing: Processing += by; break;
        }
    }

    private static DateTimeOffset? Later(DateTimeOffset? one, DateTimeOffset? other) => one is null || other > one ? other : one;
}

internal sealed class AxisAgencyMap : IEntityTypeConfiguration<AxisAgency>
{
    public void Configure(EntityTypeBuilder<AxisAgency> builder)
    {
        builder.ToTable("axis_agencies");
        builder.HasKey(a => a.OrganizationCode);
        builder.Property(a => a.OrganizationCode).HasMaxLength(PacketLimits.Code);
        builder.Ignore(a => a.InFlight);
        builder.Unaudited("Counted from packets and deliveries, which are proved; can be counted again.");
    }
}
