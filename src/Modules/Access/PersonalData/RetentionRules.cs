using Microsoft.EntityFrameworkCore;
using VanLang.Kernel;

namespace VanLang.Access.PersonalData;

/// <summary>The rules in force, and those that every installation starts with.</summary>
internal sealed class RetentionRules(AccessDb db, Clock clock)
{
    private static readonly DateOnly Start = new(2020, 1, 1);

    public async Task<IReadOnlyDictionary<string, RetentionRule>> InForce(CancellationToken ct)
    {
        var today = clock.Today;
        var rules = await db.RetentionRules.AsNoTracking().Where(r => r.ValidFrom <= today).ToListAsync(ct);
        return rules.GroupBy(r => r.Kind).ToDictionary(g => g.Key, g => g.MaxBy(r => r.ValidFrom)!);
    }

    public async Task Seed(CancellationToken ct)
    {
        if (await db.RetentionRules.AnyAsync(ct))
        {
            return;
        }

        db.RetentionRules.AddRange(
            Rule(DataKinds.Account, 3650, "Hồ sơ công chức, viên chức lưu 10 năm sau khi thôi giữ vị trí (quy định nội bộ, sửa được)", "Staff files are kept 10 years after the position ends (house rule, editable)"),
            Rule(DataKinds.Session, 730, "Nhật ký hệ thống cấp độ 3: 24 tháng (Thông tư 12/2022/TT-BTTTT) [M]", "System logs of level 3: 24 months (Circular 12/2022/TT-BTTTT) [M]"),
            Rule(DataKinds.Correction, 1825, "Thời hiệu khiếu nại và kiểm tra: 5 năm (quy định nội bộ, sửa được)", "Complaints and inspection: 5 years (house rule, editable)"),
            Rule(DataKinds.Link, 30, "Chỉ để tra cứu sự cố: 30 ngày (quy định nội bộ, sửa được)", "For incident search only: 30 days (house rule, editable)"));
        db.Audit(Actor.Platform("catalogue"), "access.retention.seeded", "retention");
        await db.SaveChangesAsync(ct);
    }

    private static RetentionRule Rule(string kind, int days, string ground, string groundEn) => new() { Kind = kind, ValidFrom = Start, Days = days, Ground = ground, GroundEn = groundEn };
}
