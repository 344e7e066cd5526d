namespace VanLang.Organizations.Contracts;

/// <summary>A person of the demo with a fixed account name. The Organizations module seeds the person and the position, Access the account.</summary>
/// <param name="UserName">Sign-in name: the word of the role and the agency's code, such as <c>vanthu.g22</c>.</param>
/// <param name="FullName">Invented full name, unique in the demo.</param>
/// <param name="OrganizationCode">Canonical code of the agency.</param>
/// <param name="Unit">Unit within it; null for none.</param>
/// <param name="Title">Title of the position.</param>
/// <param name="Role">The one role that the position carries.</param>
/// <param name="Rank">Order of the position within the agency, 1 first.</param>
public sealed record DemoAccount(string UserName, string FullName, string OrganizationCode, string? Unit, string Title, string Role, int Rank)
{
    /// <summary>Office address of the person, unique in the demo, by which the person is found again: <see cref="Holding.Email"/>.</summary>
    public string Email => UserName + "@vanlang.example";
}

/// <summary>The people of the demo: the same list for who seeds the people and who seeds their accounts.</summary>
public static class DemoAccounts
{
    /// <summary>Agencies with people, at least those that have a demo client key.</summary>
    public static IReadOnlyList<string> Agencies { get; } = ["G22", "G12", "G15", "H26", "H29", "H41", "H17"];

    /// <summary>Everybody, by agency and rank.</summary>
    public static IReadOnlyList<DemoAccount> All { get; } =
    [
        new("lanhdao.g22", "Nguyễn Quốc Bình", "G22", null, "Phó Chủ nhiệm Văn phòng", "leader", 1),
        new("vutruong.g22", "Phan Thị Minh Nguyệt", "G22", "Vụ Tổng hợp", "Vụ trưởng", "leader", 2),
        new("vanthu.g22", "Trần Thị Lan Anh", "G22", "Phòng Văn thư - Lưu trữ", "Văn thư", "clerk", 5),
        new("vanthu2.g22", "Đỗ Văn Khang", "G22", "Phòng Văn thư - Lưu trữ", "Văn thư trực", "clerk", 6),
        new("chuyenvien.g22", "Lê Hoàng Nam", "G22", "Vụ Tổng hợp", "Chuyên viên chính", "officer", 7),
        new("chuyenvien2.g22", "Vũ Thu Hà", "G22", "Vụ Pháp luật", "Chuyên viên", "officer", 8),
        new("quantri.g22", "Phạm Đức Long", "G22", "Trung tâm Tin học", "Quản trị viên cơ quan", "org-admin", 9),
        new("quantri.hethong", "Hoàng Minh Tuấn", "G22", "Trung tâm Tin học", "Quản trị viên hệ thống quốc gia", "system-admin", 10),
        new("kiemtoan", "Bùi Thị Thanh Hương", "G22", "Vụ Tổ chức cán bộ", "Kiểm toán viên nội bộ", "auditor", 11),

        new("lanhdao.g12", "Đặng Văn Thành", "G12", null, "Thứ trưởng", "leader", 1),
        new("vanthu.g12", "Ngô Thị Bích Ngọc", "G12", "Phòng Hành chính", "Văn thư", "clerk", 5),
        new("chuyenvien.g12", "Trịnh Công Sơn Hải", "G12", "Vụ Ngân sách nhà nước", "Chuyên viên chính", "officer", 7),
        new("chuyenvien2.g12", "Lý Thị Kim Chi", "G12", "Vụ Đầu tư", "Chuyên viên", "officer", 8),
        new("quantri.g12", "Dương Quang Huy", "G12", "Cục Công nghệ thông tin", "Quản trị viên cơ quan", "org-admin", 9),

        new("lanhdao.g15", "Hồ Thị Mai Phương", "G15", null, "Thứ trưởng", "leader", 1),
        new("vanthu.g15", "Nguyễn Thị Thu Trang", "G15", "Phòng Hành chính", "Văn thư", "clerk", 5),
        new("chuyenvien.g15", "Cao Xuân Trường", "G15", "Vụ Pháp luật hình sự - hành chính", "Chuyên viên chính", "officer", 7),
        new("quantri.g15", "Mai Văn Phúc", "G15", "Cục Công nghệ thông tin", "Quản trị viên cơ quan", "org-admin", 9),

        new("lanhdao.h26", "Lê Trung Kiên", "H26", null, "Phó Chủ tịch Ủy ban nhân dân", "leader", 1),
        new("vanthu.h26", "Nguyễn Thị Hồng Vân", "H26", "Phòng Hành chính - Tổ chức", "Văn thư", "clerk", 5),
        new("chuyenvien.h26", "Phùng Bá Đạt", "H26", "Phòng Tổng hợp", "Chuyên viên", "officer", 7),
        new("quantri.h26", "Tạ Minh Đức", "H26", "Trung tâm Thông tin", "Quản trị viên cơ quan", "org-admin", 9),

        new("lanhdao.h29", "Võ Thị Ngọc Diễm", "H29", null, "Phó Chủ tịch Ủy ban nhân dân", "leader", 1),
        new("vanthu.h29", "Huỳnh Thị Cẩm Tú", "H29", "Phòng Hành chính - Tổ chức", "Văn thư", "clerk", 5),
        new("chuyenvien.h29", "Lâm Chí Dũng", "H29", "Phòng Tổng hợp", "Chuyên viên", "officer", 7),
        new("quantri.h29", "Trương Hữu Nghĩa", "H29", "Trung tâm Thông tin", "Quản trị viên cơ quan", "org-admin", 9),

        new("lanhdao.h41", "Nguyễn Đình Quang", "H41", null, "Phó Chủ tịch Ủy ban nhân dân", "leader", 1),
        new("vanthu.h41", "Hoàng Thị Sen", "H41", "Phòng Hành chính - Tổ chức", "Văn thư", "clerk", 5),
        new("chuyenvien.h41", "Phan Văn Lộc", "H41", "Phòng Tổng hợp", "Chuyên viên", "officer", 7),
        new("chuyenvien2.h41", "Đinh Thị Thảo", "H41", "Phòng Nội chính", "Chuyên viên", "officer", 8),
        new("quantri.h41", "Thái Bá Cường", "H41", "Trung tâm Thông tin", "Quản trị viên cơ quan", "org-admin", 9),

        new("lanhdao.h17", "Phạm Thị Như Ý", "H17", null, "Phó Chủ tịch Ủy ban nhân dân", "leader", 1),
        new("vanthu.h17", "Trần Thị Kiều Oanh", "H17", "Phòng Hành chính - Tổ chức", "Văn thư", "clerk", 5),
        new("chuyenvien.h17", "Nguyễn Hữu Thắng", "H17", "Phòng Tổng hợp", "Chuyên viên", "officer", 7),
        new("quantri.h17", "Đoàn Ngọc Sang", "H17", "Trung tâm Thông tin", "Quản trị viên cơ quan", "org-admin", 9),
    ];
}
