using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Exchange.Board;

/// <summary>What the board watches.</summary>
internal enum AlertKind
{
    /// <summary>An agency has documents waiting and has fetched nothing for so many hours.</summary>
    NothingFetched,

    /// <summary>An agency returned more than so many percent of what came to it in a week.</summary>
    ManyReturned,

    /// <summary>The last signed checkpoint of the audit is older than so many minutes.</summary>
    CheckpointLate,

    /// <summary>Less than so many percent of the disk are free.</summary>
    DiskFull,

    /// <summary>An agency missed more than so many percent of its deadlines of a week.</summary>
    DeadlinesMissed,

    /// <summary>An agency's system did not take so many pushed events, and the axis gave up on them.</summary>
    PushGaveUp,
}

/// <summary>A rule of the board: when to warn. Data, so that whoever runs the axis decides.</summary>
internal sealed class AlertRule
{
    public AlertKind Kind { get; private set; }

    public int Threshold { get; private set; }

    public bool Enabled { get; private set; }

    public long Version { get; private set; }

    private AlertRule()
    {
    }

    public AlertRule(AlertKind kind, int threshold) => (Kind, Threshold, Enabled) = (kind, threshold, true);

    /// <summary>The rules of a new installation.</summary>
    public static IReadOnlyList<AlertRule> Usual() => [new(AlertKind.NothingFetched, 24), new(AlertKind.ManyReturned, 20), new(AlertKind.CheckpointLate, 10), new(AlertKind.DiskFull, 10), new(AlertKind.DeadlinesMissed, 25), new(AlertKind.PushGaveUp, 1)];

    public static (int Least, int Most) Range(AlertKind kind) => kind switch
    {
        AlertKind.NothingFetched => (1, 720),
        AlertKind.CheckpointLate => (1, 1440),
        _ => (1, 100),
    };

    public void Set(int threshold, bool enabled) => (Threshold, Enabled) = (threshold, enabled);
}

internal sealed class AlertRuleMap : IEntityTypeConfiguration<AlertRule>
{
    public void Configure(EntityTypeBuilder<AlertRule> builder)
    {
        builder.ToTable("alert_rules");
        builder.HasKey(r => r.Kind);
        builder.Property(r => r.Kind).ValueGeneratedNever();
    }
}
