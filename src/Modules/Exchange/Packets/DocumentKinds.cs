namespace VanLang.Exchange.Packets;

/// <summary>A kind of administrative document.</summary>
/// <param name="Name">As Decree 30/2020, art. 7 names it.</param>
/// <param name="English">For readers of English pages; packets carry the Vietnamese name.</param>
/// <param name="Abbreviation">As appendix III abbreviates it; empty for công văn and thư công, which have none.</param>
/// <param name="TypeDetail">Its number in list B of the exchange format; null when the list does not have it.</param>
internal sealed record DocumentKind(string Name, string English, string Abbreviation, int? TypeDetail);

/// <summary>The 29 kinds of Decree 30/2020, art. 7. Numbers 10 to 17 and 27 to 32 of list B are from memory [M]; a reader goes by the name.</summary>
internal static class DocumentKinds
{
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        new("Công văn", "Official letter", "", 18),
        new("Nghị quyết", "Resolution", "NQ", 1),
        new("Quyết định", "Decision", "QĐ", 2),
        new("Chỉ thị", "Directive", "CT", 3),
        new("Quy chế", "Statute", "QC", 4),
        new("Quy định", "Regulation", "QyĐ", 5),
        new("Thông cáo", "Communiqué", "TC", 6),
        new("Thông báo", "Notice", "TB", 7),
        new("Hướng dẫn", "Guidance", "HD", 8),
        new("Chương trình", "Programme", "CTr", 9),
        new("Kế hoạch", "Plan", "KH", 10),
        new("Phương án", "Scheme", "PA", 11),
        new("Đề án", "Project paper", "ĐA", 12),
        new("Dự án", "Project", "DA", 13),
        new("Báo cáo", "Report", "BC", 14),
        new("Biên bản", "Minutes", "BB", 15),
        new("Tờ trình", "Submission", "TTr", 16),
        new("Hợp đồng", "Contract", "HĐ", 17),
        new("Công điện", "Telegram", "CĐ", 19),
        new("Bản ghi nhớ", "Memorandum", "BGN", 20),
        new("Bản thỏa thuận", "Agreement", "BTT", 22),
        new("Giấy ủy quyền", "Power of attorney", "GUQ", 24),
        new("Giấy mời", "Invitation", "GM", 25),
        new("Giấy giới thiệu", "Letter of introduction", "GGT", 26),
        new("Giấy nghỉ phép", "Leave slip", "GNP", 27),
        new("Phiếu gửi", "Dispatch slip", "PG", 30),
        new("Phiếu chuyển", "Transfer slip", "PC", 31),
        new("Phiếu báo", "Notification slip", "PB", null),
        new("Thư công", "Public letter", "", 32),
    ];

    public static DocumentKind? Find(string? name) => All.FirstOrDefault(k => k.Name == name);
}
