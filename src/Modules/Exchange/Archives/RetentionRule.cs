using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Exchange.Archives;

/// <summary>
/// How long the content of packets is kept online, from a day on. A row is never changed: a new decree is a new row with a later first day, and the rule in
/// force on the day of a run is the one it obeys. An archive is kept for ever; what the agencies themselves may destroy is theirs to decide.
/// </summary>
internal sealed class RetentionRule
{
    public const int LongestBasis = 400;

    /// <summary>First day, in Viet Nam, on which it holds.</summary>
    public DateOnly ValidFrom { get; private set; }

    /// <summary>Whole months that content stays online after the month in which it was accepted.</summary>
    public int Months { get; private set; }

    /// <summary>The text that sets it, as cited.</summary>
    public string LegalBasis { get; private set; } = "";

    /// <summary>Where the value comes from, and what in it is policy and not law.</summary>
    public string Note { get; private set; } = "";

    private RetentionRule()
    {
    }

    public RetentionRule(DateOnly validFrom, int months, string legalBasis, string note) => (ValidFrom, Months, LegalBasis, Note) = (validFrom, months, legalBasis, note);

    /// <summary>The first month that has to stay online on a day.</summary>
    public DateOnly FirstKept(DateOnly today) => new DateOnly(today.Year, today.Month, 1).AddMonths(-Months);

    /// <summary>
    /// No text known to us says how long the axis itself keeps content. An agency hands its files to its archive a year after the work ended and may keep them
    /// back for two more: for so long its staff may want the packet as it came.
    /// </summary>
    public static IReadOnlyList<RetentionRule> Usual() =>
    [
        new(
            new DateOnly(2020, 3, 5),
            36,
            "Nghị định 30/2020/NĐ-CP, Điều 30, Điều 31",
            "[M] Nộp lưu trong 1 năm từ khi công việc kết thúc, được giữ lại thêm tối đa 2 năm: 36 tháng. Nghị định nói về hồ sơ của cơ quan; áp dụng cho Trục là chính sách, cần đối chiếu."),
    ];
}

internal sealed class RetentionRuleMap : IEntityTypeConfiguration<RetentionRule>
{
    public void Configure(EntityTypeBuilder<RetentionRule> builder)
    {
        builder.ToTable("retention_rules");
        builder.HasKey(r => r.ValidFrom);
        builder.Property(r => r.LegalBasis).HasMaxLength(RetentionRule.LongestBasis);
        builder.Property(r => r.Note).HasMaxLength(1000);
    }
}
