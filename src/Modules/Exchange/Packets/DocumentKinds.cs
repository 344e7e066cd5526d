namespace VanLang.Exchange.Packets;

/// <summary>A kind of administrative document.</summary>
/// <param name="Name">As Decree 30/2020, art. 7 names it.</param>
/// <param name="Abbreviation">As appendix III abbreviates it; empty for công văn and thư công, which have none.</param>
/// <param name="TypeDetail">Its number in list B of the exchange format; null when the list does not have it.</param>
internal sealed record DocumentKind(string Name, string Abbreviation, int? TypeDetail);

/// <summary>The 29 kinds of Decree 30/2020, art. 7. Numbers 10 to 17 and 27 to 32 of list B are from memory [M]; a reader goes by the name.</summary>
internal static class DocumentKinds
{
    public static IReadOnlyList<DocumentKind> All { get; } =
    [
        new("Công văn", "", 18),
        new("Nghị quyết", "NQ", 1),
        new("Quyết định", "QĐ", 2),
        new("Chỉ thị", "CT", 3),
        new("Quy chế", "QC", 4),
        new("Quy định", "QyĐ", 5),
        new("Thông cáo", "TC", 6),
        new("Thông báo", "TB", 7),
        new("Hướng dẫn", "HD", 8),
        new("Chương trình", "CTr", 9),
        new("Kế hoạch", "KH", 10),
        new("Phương án", "PA", 11),
        new("Đề án", "ĐA", 12),
        new("Dự án", "DA", 13),
        new("Báo cáo", "BC", 14),
        new("Biên bản", "BB", 15),
        new("Tờ trình", "TTr", 16),
        new("Hợp đồng", "HĐ", 17),
        new("Công điện", "CĐ", 19),
        new("Bản ghi nhớ", "BGN", 20),
        new("Bản thỏa thuận", "BTT", 22),
        new("Giấy ủy quyền", "GUQ", 24),
        new("Giấy mời", "GM", 25),
        new("Giấy giới thiệu", "GGT", 26),
        new("Giấy nghỉ phép", "GNP", 27),
        new("Phiếu gửi", "PG", 30),
        new("Phiếu chuyển", "PC", 31),
        new("Phiếu báo", "PB", null),
        new("Thư công", "", 32),
    ];

    public static DocumentKind? Find(string? name) => All.FirstOrDefault(k => k.Name == name);
}
