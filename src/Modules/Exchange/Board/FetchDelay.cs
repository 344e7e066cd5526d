using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using VanLang.Data.Audit;
using VanLang.Exchange.Packets;

namespace VanLang.Exchange.Board;

/// <summary>
/// How many documents waited about so long on the axis before the recipient fetched them: four steps to a doubling, so that a percentile read from the
/// counts is within 9 % of the true one, from a second to a month.
/// </summary>
internal sealed class FetchDelay
{
    private const int StepsADoubling = 4;

    public string OrganizationCode { get; private set; } = "";

    /// <summary>Day of the fetching, in Viet Nam.</summary>
    public DateOnly Day { get; private set; }

    public int Step { get; private set; }

    public long Documents { get; private set; }

    private FetchDelay()
    {
    }

    public FetchDelay(string organizationCode, DateOnly day, int step, long documents) => (OrganizationCode, Day, Step, Documents) = (organizationCode, day, step, documents);

    public void Add(long documents) => Documents += documents;

    public static int StepOf(TimeSpan delay) => (int)Math.Round(StepsADoubling * Math.Log2(Math.Max(1, delay.TotalMilliseconds)));

    public static TimeSpan DelayOf(int step) => TimeSpan.FromMilliseconds(Math.Pow(2, (double)step / StepsADoubling));

    /// <summary>The delay that a share of the documents did not exceed; null when there were none.</summary>
    public static TimeSpan? Percentile(IEnumerable<(int Step, long Documents)> counts, double share)
    {
        var ordered = counts.OrderBy(c => c.Step).ToList();
        var wanted = (long)Math.Ceiling(ordered.Sum(c => c.Documents) * share);
        var seen = 0L;
        foreach (var (step, documents) in ordered)
        {
            seen += documents;
            if (seen >= wanted && documents > 0)
            {
                return DelayOf(step);
            }
        }

        return null;
    }
}

internal sealed class FetchDelayMap : IEntityTypeConfiguration<FetchDelay>
{
    public void Configure(EntityTypeBuilder<FetchDelay> builder)
    {
        builder.ToTable("fetch_delays");
        builder.HasKey(d => new { d.OrganizationCode, d.Day, d.Step });
        builder.Property(d => d.OrganizationCode).HasMaxLength(PacketLimits.Code);
        builder.Unaudited("Counted from packets and deliveries, which are proved; can be counted again.");
    }
}
