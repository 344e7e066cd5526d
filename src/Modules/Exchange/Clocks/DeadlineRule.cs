using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace VanLang.Exchange.Clocks;

/// <summary>
/// One limit of law from a day on. A row is never changed: a new decree is a new row with a later first day, and documents of before keep the limit under
/// which they came.
/// </summary>
internal sealed class DeadlineRule
{
    public Duty Duty { get; private set; }

    /// <summary>Holds for this level of urgency and above; the highest that fits a document is its rule.</summary>
    public int MinPriority { get; private set; }

    /// <summary>First day, in Viet Nam, whose documents it holds for.</summary>
    public DateOnly ValidFrom { get; private set; }

    public LimitUnit Unit { get; private set; }

    public int Amount { get; private set; }

    /// <summary>So many minutes before its end a running clock is shown as due soon.</summary>
    public int SoonMinutes { get; private set; }

    /// <summary>The text that sets the limit, as cited.</summary>
    public string LegalBasis { get; private set; } = "";

    /// <summary>Where the value comes from, and what in it is policy and not law.</summary>
    public string Note { get; private set; } = "";

    private DeadlineRule()
    {
    }

    public DeadlineRule(Duty duty, int minPriority, DateOnly validFrom, LimitUnit unit, int amount, int soonMinutes, string legalBasis, string note) =>
        (Duty, MinPriority, ValidFrom, Unit, Amount, SoonMinutes, LegalBasis, Note) = (duty, minPriority, validFrom, unit, amount, soonMinutes, legalBasis, note);

    /// <summary>Most that a limit may be.</summary>
    public static int Most(LimitUnit unit) => unit is LimitUnit.WorkingMinutes ? 2400 : 60;

    /// <summary>Least that a limit may be: a morning is always a later day's, and no minutes are no limit.</summary>
    public static int Least(LimitUnit unit) => unit is LimitUnit.WorkingMinutes or LimitUnit.Morning ? 1 : 0;

    /// <summary>The limits of the law in force. What "at once" is in minutes no text says: that is policy, and marked so.</summary>
    public static IReadOnlyList<DeadlineRule> Usual()
    {
        var decision28 = new DateOnly(2018, 9, 1);
        var decree30 = new DateOnly(2020, 3, 5);
        const string Sending = "Quyết định 28/2018/QĐ-TTg, Điều 6 khoản 2";
        const string Registering = "Nghị định 30/2020/NĐ-CP, Điều 4 khoản 2 điểm c, Điều 23 khoản 1";
        return
        [
            new(Duty.Send, 0, decision28, LimitUnit.Morning, 1, 0, Sending, "Ngày ký, chậm nhất trong buổi sáng của ngày làm việc tiếp theo. Ngày hiệu lực ghi theo trí nhớ, cần đối chiếu."),
            new(Duty.Send, 1, decision28, LimitUnit.EndOfDay, 0, 0, Sending, "Văn bản khẩn gửi ngay sau khi ký. Gói tin chỉ mang ngày ký, không mang giờ ký, nên tính đến 24 giờ ngày ký (chính sách)."),
            new(Duty.Receipt, 0, decree30, LimitUnit.Closing, 0, 120, "Nghị định 30/2020/NĐ-CP, Điều 21 khoản 2 điểm c", "Thông báo đã nhận ngay trong ngày. Tính đến giờ tan sở của ngày đến (chính sách, chặt hơn 24 giờ)."),
            new(Duty.Register, 0, decree30, LimitUnit.Closing, 1, 240, Registering, "Trong ngày, chậm nhất ngày làm việc tiếp theo."),
            new(Duty.Register, 1, decree30, LimitUnit.WorkingMinutes, 30, 15, Registering, "Văn bản khẩn phải đăng ký ngay; luật không nói bao lâu. 30 phút làm việc là chính sách."),
        ];
    }
}

internal sealed class DeadlineRuleMap : IEntityTypeConfiguration<DeadlineRule>
{
    public void Configure(EntityTypeBuilder<DeadlineRule> builder)
    {
        builder.ToTable("deadline_rules");
        builder.HasKey(r => new { r.Duty, r.MinPriority, r.ValidFrom });
        builder.Property(r => r.MinPriority).ValueGeneratedNever();
        builder.Property(r => r.LegalBasis).HasMaxLength(400);
        builder.Property(r => r.Note).HasMaxLength(1000);
    }
}
