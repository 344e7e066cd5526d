namespace VanLang.Exchange.Demo;

/// <summary>A kind of document in the demo.</summary>
/// <param name="TypeName">Loại văn bản.</param>
/// <param name="TypeDetail">Its number in list B of QCVN 102.</param>
/// <param name="Abbreviation">Chữ viết tắt; empty for a công văn.</param>
internal sealed record DemoKind(string TypeName, int TypeDetail, string Abbreviation)
{
    public static readonly DemoKind Letter = new("Công văn", 18, "");
    public static readonly DemoKind Report = new("Báo cáo", 14, "BC");
    public static readonly DemoKind Notice = new("Thông báo", 7, "TB");
    public static readonly DemoKind Plan = new("Kế hoạch", 10, "KH");
    public static readonly DemoKind Invitation = new("Giấy mời", 25, "GM");
    public static readonly DemoKind Submission = new("Tờ trình", 16, "TTr");
    public static readonly DemoKind Decision = new("Quyết định", 2, "QĐ");
    public static readonly DemoKind Telegram = new("Công điện", 19, "CĐ");
}

/// <summary>What the demo's agencies write to each other about. Invented, in the manner of real documents.</summary>
internal static class DemoSubjects
{
    /// <summary>From ministries and the Government Office, to provinces and ministries.</summary>
    public static IReadOnlyList<(DemoKind Kind, string Subject)> FromCentre { get; } =
    [
        (DemoKind.Letter, "V/v đẩy mạnh giải ngân vốn đầu tư công những tháng cuối năm 2026"),
        (DemoKind.Letter, "V/v rà soát, cập nhật cơ sở dữ liệu quốc gia về thủ tục hành chính"),
        (DemoKind.Letter, "V/v góp ý dự thảo Nghị định sửa đổi, bổ sung một số điều về công tác văn thư"),
        (DemoKind.Letter, "V/v báo cáo kết quả thực hiện Chương trình tổng thể cải cách hành chính nhà nước năm 2026"),
        (DemoKind.Letter, "V/v hướng dẫn lập dự toán ngân sách nhà nước năm 2027"),
        (DemoKind.Letter, "V/v tăng cường kỷ luật, kỷ cương hành chính trong giải quyết hồ sơ trực tuyến"),
        (DemoKind.Letter, "V/v xử lý kiến nghị của cử tri gửi tới trước kỳ họp Quốc hội"),
        (DemoKind.Letter, "V/v cung cấp số liệu phục vụ tổng kết phong trào thi đua năm 2026"),
        (DemoKind.Letter, "V/v bảo đảm nguồn cung xăng dầu, điện phục vụ sản xuất và sinh hoạt dịp cuối năm"),
        (DemoKind.Letter, "V/v chuẩn bị nội dung phiên họp Chính phủ thường kỳ tháng 11 năm 2026"),
        (DemoKind.Letter, "V/v triển khai chính quyền địa phương hai cấp sau sắp xếp đơn vị hành chính"),
        (DemoKind.Letter, "V/v tháo gỡ khó khăn cho các dự án nhà ở xã hội"),
        (DemoKind.Letter, "V/v kết nối, chia sẻ dữ liệu dân cư phục vụ giải quyết thủ tục hành chính"),
        (DemoKind.Letter, "V/v tổ chức kỳ thi tốt nghiệp trung học phổ thông năm 2027"),
        (DemoKind.Letter, "V/v kiểm tra công tác an toàn thực phẩm dịp Tết Nguyên đán Đinh Mùi"),
        (DemoKind.Notice, "Kết luận của Phó Thủ tướng Chính phủ tại cuộc họp về tiến độ các dự án đường cao tốc Bắc - Nam"),
        (DemoKind.Notice, "Kết luận tại Hội nghị trực tuyến với các địa phương về chuyển đổi số"),
        (DemoKind.Notice, "Về việc thay đổi thời gian tổ chức Hội nghị tổng kết công tác năm"),
        (DemoKind.Plan, "Triển khai thi hành Luật Giao dịch điện tử"),
        (DemoKind.Plan, "Kiểm tra công tác văn thư, lưu trữ năm 2027"),
        (DemoKind.Invitation, "Họp Ban Chỉ đạo quốc gia về chuyển đổi số, phiên thứ tư năm 2026"),
        (DemoKind.Invitation, "Hội nghị trực tuyến toàn quốc về phát triển kinh tế - xã hội"),
        (DemoKind.Decision, "Ban hành Danh mục chế độ báo cáo định kỳ thuộc phạm vi quản lý"),
        (DemoKind.Decision, "Phê duyệt phương án đơn giản hóa thủ tục hành chính nội bộ"),
        (DemoKind.Telegram, "Về tập trung ứng phó bão và mưa lũ tại các tỉnh miền Trung"),
        (DemoKind.Telegram, "Về phòng, chống dịch tả lợn châu Phi"),
        (DemoKind.Telegram, "Về bảo đảm trật tự, an toàn giao thông dịp nghỉ lễ"),
    ];

    /// <summary>From provinces, to ministries and the Government Office.</summary>
    public static IReadOnlyList<(DemoKind Kind, string Subject)> FromProvince { get; } =
    [
        (DemoKind.Report, "Tình hình kinh tế - xã hội tháng 10 và nhiệm vụ trọng tâm tháng 11 năm 2026"),
        (DemoKind.Report, "Kết quả giải ngân kế hoạch vốn đầu tư công đến ngày 31 tháng 10 năm 2026"),
        (DemoKind.Report, "Công tác cải cách hành chính quý III năm 2026"),
        (DemoKind.Report, "Thiệt hại do mưa lũ và nhu cầu hỗ trợ khôi phục sản xuất"),
        (DemoKind.Report, "Tình hình, kết quả thực hiện Đề án 06 trên địa bàn"),
        (DemoKind.Report, "Kết quả kiểm tra, rà soát các dự án chậm tiến độ sử dụng đất"),
        (DemoKind.Report, "Sơ kết việc vận hành chính quyền địa phương hai cấp"),
        (DemoKind.Submission, "Đề nghị phê duyệt điều chỉnh chủ trương đầu tư Dự án đường ven biển"),
        (DemoKind.Submission, "Đề nghị công nhận xã an toàn khu"),
        (DemoKind.Submission, "Đề nghị bổ sung kinh phí khắc phục hậu quả thiên tai"),
        (DemoKind.Letter, "V/v xin ý kiến về phương án sắp xếp trụ sở dôi dư sau sáp nhập"),
        (DemoKind.Letter, "V/v đề nghị hướng dẫn thực hiện chế độ đối với cán bộ không chuyên trách"),
        (DemoKind.Letter, "V/v góp ý dự thảo Nghị định sửa đổi, bổ sung một số điều về công tác văn thư"),
        (DemoKind.Letter, "V/v trả lời kiến nghị của doanh nghiệp về thủ tục đất đai"),
        (DemoKind.Letter, "V/v đăng ký nhu cầu sử dụng biên chế năm 2027"),
        (DemoKind.Letter, "V/v phối hợp tổ chức Lễ hội văn hóa các dân tộc"),
        (DemoKind.Plan, "Tổ chức diễn tập khu vực phòng thủ và phòng, chống thiên tai năm 2027"),
        (DemoKind.Invitation, "Dự Lễ khởi công Dự án thành phần đường vành đai"),
        (DemoKind.Notice, "Kết luận của Chủ tịch Ủy ban nhân dân tại phiên họp thường kỳ tháng 10"),
    ];

    public static IReadOnlyList<string> RejectionReasons { get; } =
    [
        "Văn bản gửi không đúng thẩm quyền; đề nghị gửi cơ quan chủ trì theo phân công.",
        "Thiếu phụ lục nêu trong văn bản; đề nghị gửi lại đầy đủ.",
        "Tệp đính kèm không có chữ ký số của cơ quan ban hành.",
        "Văn bản đã nhận theo đường khác; trả lại bản trùng.",
    ];

    public static IReadOnlyList<string> Body { get; } =
    [
        "Thực hiện chỉ đạo của Chính phủ, Thủ tướng Chính phủ và chức năng, nhiệm vụ được giao, cơ quan ban hành văn bản này để các cơ quan liên quan biết, phối hợp thực hiện.",
        "Đề nghị các cơ quan căn cứ tình hình thực tế, chủ động triển khai, bảo đảm đúng tiến độ, chất lượng; kịp thời báo cáo khó khăn, vướng mắc vượt thẩm quyền.",
        "Văn bản trả lời gửi qua Trục liên thông văn bản quốc gia trước thời hạn nêu trên để tổng hợp, báo cáo cấp có thẩm quyền.",
        "Trong quá trình thực hiện, nếu cần trao đổi thêm, đề nghị liên hệ đầu mối theo dõi để được hướng dẫn.",
    ];

    public static IReadOnlyList<string> Surnames { get; } = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Võ", "Huỳnh"];

    public static IReadOnlyList<string> Middle { get; } = ["Văn", "Thị", "Đức", "Minh", "Quang", "Thanh", "Ngọc", "Hữu", "Xuân", "Thu"];

    public static IReadOnlyList<string> Given { get; } = ["An", "Bình", "Chi", "Dũng", "Giang", "Hà", "Hải", "Hiền", "Hùng", "Khánh", "Lan", "Linh", "Long", "Mai", "Nam", "Nga", "Phong", "Phúc", "Quân", "Sơn", "Tâm", "Thảo", "Tiến", "Trang", "Tuấn", "Vân", "Việt", "Yến"];
}
