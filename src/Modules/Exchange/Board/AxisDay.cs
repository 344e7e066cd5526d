using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Board;

/// <summary>
/// What passed the axis on one day at one agency, counted by the ingest writer in the commit of the packets themselves: the board reads days, however
/// many packets there are. Figures of handling stand at the day on which the document came, so that each is a part of its whole.
/// </summary>
internal sealed class AxisDay
{
    /// <summary>Stands in the place of an agency's code in the rows of the whole axis.</summary>
    public const string Everybody = "*";

    public string OrganizationCode { get; private set; } = "";

    /// <summary>Day in Viet Nam.</summary>
    public DateOnly Day { get; private set; }

    /// <summary>Documents and later packets about them that the agency sent.</summary>
    public long Sent { get; private set; }

    /// <summary>Status packets that it sent.</summary>
    public long Statuses { get; private set; }

    public long Bytes { get; private set; }

    /// <summary>Recipients of what it sent: the whole, of which the next five are parts.</summary>
    public long To { get; private set; }

    public long ToArrived { get; private set; }

    public long ToRegistered { get; private set; }

    public long ToFinished { get; private set; }

    public long ToReturned { get; private set; }

    /// <summary>Documents that came to it: the whole, of which the next four are parts.</summary>
    public long In { get; private set; }

    public long InArrived { get; private set; }

    public long InRegistered { get; private set; }

    public long InFinished { get; private set; }

    public long InReturned { get; private set; }

    private AxisDay()
    {
    }

    public AxisDay(string organizationCode, DateOnly day) => (OrganizationCode, Day) = (organizationCode, day);

    public void Count(Packet packet)
    {
        Bytes += packet.Size;
        if (packet.Kind is PacketKind.Status)
        {
            Statuses++;
        }
        else
        {
            Sent++;
        }
    }

    /// <summary>A delivery that the agency sent: new when it was in no state before.</summary>
    public void CountSent(Stage? from, Stage to)
    {
        To += from is null ? 1 : 0;
        ToArrived += Step(from, to, HasArrived);
        ToRegistered += Step(from, to, IsRegistered);
        ToFinished += Step(from, to, s => s.Handled is DeliveryState.Done);
        ToReturned += Step(from, to, s => s.Handled is DeliveryState.Rejected);
    }

    /// <summary>A delivery that came to the agency.</summary>
    public void CountReceived(Stage? from, Stage to)
    {
        In += from is null ? 1 : 0;
        InArrived += Step(from, to, HasArrived);
        InRegistered += Step(from, to, IsRegistered);
        InFinished += Step(from, to, s => s.Handled is DeliveryState.Done);
        InReturned += Step(from, to, s => s.Handled is DeliveryState.Rejected);
    }

    /// <summary>Adds what one batch counted.</summary>
    public void Add(AxisDay more)
    {
        Sent += more.Sent;
        Statuses += more.Statuses;
        Bytes += more.Bytes;
        To += more.To;
        ToArrived += more.ToArrived;
        ToRegistered += more.ToRegistered;
        ToFinished += more.ToFinished;
        ToReturned += more.ToReturned;
        In += more.In;
        InArrived += more.InArrived;
        InRegistered += more.InRegistered;
        InFinished += more.InFinished;
        InReturned += more.InReturned;
    }

    private static bool HasArrived(Stage stage) => stage.Arrived;

    private static bool IsRegistered(Stage stage) => stage.Handled is DeliveryState.Received or DeliveryState.Assigned or DeliveryState.Processing or DeliveryState.Done;

    private static int Step(Stage? from, Stage to, Func<Stage, bool> counts) => (counts(to) ? 1 : 0) - (from is { } before && counts(before) ? 1 : 0);
}

internal sealed class AxisDayMap : IEntityTypeConfiguration<AxisDay>
{
    public void Configure(EntityTypeBuilder<AxisDay> builder)
    {
        builder.ToTable("axis_days");
        builder.HasKey(d => new { d.OrganizationCode, d.Day });
        builder.Property(d => d.OrganizationCode).HasMaxLength(PacketLimits.Code);
        // TO and IN are words of SQL.
        builder.Property(d => d.To).HasColumnName("sent_to");
        builder.Property(d => d.In).HasColumnName("came_in");
        builder.HasIndex(d => d.Day);
        builder.Unaudited("Counted from packets and deliveries, which are proved; can be counted again.");
    }
}
