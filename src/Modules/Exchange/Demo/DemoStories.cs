using VanLang.Exchange.Changes;
using VanLang.Exchange.Deliveries;
using VanLang.Exchange.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Demo;

/// <summary>The sender asks something about a document that it sent.</summary>
internal sealed record DemoAsk(DateTimeOffset At, DemoDocument Document, DeliveryAsk Ask, string Reason, IReadOnlyList<string> From) : DemoAct(At, Document.Sender.Entry.Code);

/// <summary>The sender sends a new version, or another document in its place.</summary>
internal sealed record DemoAmend(DateTimeOffset At, DemoDocument Older, DemoDocument Newer, EdxmlBusinessType Type, string Reason) : DemoAct(At, Older.Sender.Entry.Code);

/// <summary>A recipient answers; with <see cref="Destruction"/> it states what it destroyed.</summary>
internal sealed record DemoAnswer(DateTimeOffset At, DemoDocument Document, DemoAgency Recipient, bool Agree, string? Reason, DestructionNote? Destruction) : DemoAct(At, Recipient.Entry.Code);

/// <summary>
/// Documents that were recalled, taken back, changed or replaced, in the four weeks of the demo: each end that there is, and each that is still open.
/// </summary>
/// <param name="agencies">Those whose people can sign in are among them.</param>
/// <param name="days">Days of work, oldest first.</param>
internal sealed class DemoStories(IReadOnlyList<DemoAgency> agencies, IReadOnlyList<DateOnly> days)
{
    private readonly Dictionary<string, DemoAgency> agencies = agencies.ToDictionary(a => a.Entry.Code);

    public IEnumerable<DemoAct> All() => new[] { Recalls(), TakeBacks(), Updates(), Replacements() }.SelectMany(s => s).SelectMany(s => s.Acts);

    private IEnumerable<DemoStory> Recalls()
    {
        yield return Begin(16, 10, "G22", ["H26", "H29", "H41"], DemoKind.Notice, "Về việc lùi thời gian tổ chức Hội nghị sơ kết công tác cải cách hành chính")
            .Registers("H26").Registers("H29").Registers("H41")
            .Asks(DeliveryAsk.Recall, "Thông báo ban hành khi chưa có ý kiến của Phó Thủ tướng phụ trách; thời gian Hội nghị giữ nguyên.")
            .Answers("H26", true, null, new DestructionNote(2, false, null))
            .Answers("H41", true, null, new DestructionNote(3, true, "01 bản điện tử tại hồ sơ 14/2026/HC-TH; 02 bản in tại Phòng Tổng hợp và Văn thư"))
            .Answers("H29", true, null, new DestructionNote(1, false, null));

        yield return Begin(2, 60, "G12", ["G22", "H26", "H41"], DemoKind.Letter, "V/v tạm ứng kinh phí hỗ trợ khắc phục thiệt hại do mưa lũ, đợt 2 năm 2026")
            .Registers("G22").Registers("H26").Registers("H41")
            .Asks(DeliveryAsk.Recall, "Biểu phân bổ kèm theo sai số liệu của ba địa phương; Bộ sẽ có văn bản khác.")
            .Answers("H26", true, null, new DestructionNote(2, false, null));

        yield return Begin(1, 30, "H41", ["G22", "G15"], DemoKind.Submission, "Về việc thành lập Văn phòng công chứng trên địa bàn các xã miền núi")
            .Registers("G22").Registers("G15")
            .Asks(DeliveryAsk.Recall, "Tờ trình ban hành sai thẩm quyền ký (Điều 18 khoản 4 Nghị định 30/2020/NĐ-CP).")
            .Answers("G15", true, null, new DestructionNote(1, false, null));

        // Nobody had fetched it: the axis closes it by itself.
        yield return Begin(9, 200, "H17", ["G12"], DemoKind.Report, "Tiến độ quyết toán dự án hoàn thành năm 2025")
            .Asks(DeliveryAsk.Recall, "Gửi nhầm bản dự thảo chưa ký số.");
    }

    private IEnumerable<DemoStory> TakeBacks()
    {
        yield return Begin(12, 45, "G22", ["H29", "H41"], DemoKind.Letter, "V/v cử cán bộ tham gia Tổ biên tập Báo cáo tổng kết 5 năm cải cách hành chính")
            .Registers("H29").Registers("H41")
            .Asks(DeliveryAsk.TakeBack, "Thiếu phụ lục phân công; gửi lại bản đầy đủ trong ngày.")
            .Answers("H29", true, null, null)
            .Answers("H41", false, "Đã trình lãnh đạo và giao Sở Nội vụ thực hiện; đề nghị gửi bổ sung phụ lục.", null);

        yield return Begin(7, 150, "H26", ["G12"], DemoKind.Letter, "V/v đăng ký nhu cầu kinh phí mua sắm tập trung năm 2027")
            .Asks(DeliveryAsk.TakeBack, "Gửi nhầm, nơi nhận đúng là Sở Tài chính.");

        yield return Begin(1, 20, "G15", ["G22", "H41"], DemoKind.Letter, "V/v phối hợp kiểm tra công tác hộ tịch, chứng thực năm 2026")
            .Registers("G22").Registers("H41")
            .Asks(DeliveryAsk.TakeBack, "Lịch kiểm tra trùng với kỳ họp Hội đồng nhân dân, cần điều chỉnh.", "H41");
    }

    private IEnumerable<DemoStory> Updates()
    {
        yield return Begin(14, 100, "G15", ["G22", "H29"], DemoKind.Plan, "Tổ chức Ngày Pháp luật Việt Nam năm 2026")
            .Registers("G22").Registers("H29")
            .Amends(EdxmlBusinessType.Update, "Tổ chức Ngày Pháp luật Việt Nam năm 2026 (bổ sung phân công)", "Bổ sung phụ lục phân công nhiệm vụ cho các địa phương.")
            .Answers("G22", true, null, null)
            .Answers("H29", false, "Kế hoạch của tỉnh đã ban hành theo bản trước; sẽ thực hiện theo bản bổ sung khi có văn bản thay thế.", null);

        yield return Begin(2, 200, "G22", ["G12", "H41"], DemoKind.Invitation, "Họp rà soát tiến độ giải ngân vốn đầu tư công khu vực Bắc Trung Bộ")
            .Registers("G12").Registers("H41")
            .Amends(EdxmlBusinessType.Update, "Họp rà soát tiến độ giải ngân vốn đầu tư công khu vực Bắc Trung Bộ (đổi phòng họp)", "Đổi phòng họp và gửi kèm tài liệu.")
            .Answers("G12", true, null, null);
    }

    private IEnumerable<DemoStory> Replacements()
    {
        yield return Begin(10, 60, "G22", ["G12", "H26", "H41"], DemoKind.Decision, "Ban hành Quy chế tiếp nhận, xử lý văn bản điện tử của Văn phòng Chính phủ")
            .Registers("G12").Registers("H26").Registers("H41")
            .Amends(EdxmlBusinessType.Replace, "Ban hành Quy chế tiếp nhận, xử lý văn bản điện tử của Văn phòng Chính phủ (bản thay thế)", "Sai căn cứ pháp lý tại phần mở đầu và Điều 5.")
            .Registers("G12").Registers("H26").Registers("H41");

        yield return Begin(4, 90, "H41", ["G22", "G12"], DemoKind.Report, "Tình hình thiệt hại do mưa lũ từ ngày 10 đến ngày 14 tháng 11 năm 2026")
            .Registers("G22").Registers("G12")
            .Amends(EdxmlBusinessType.Replace, "Tình hình thiệt hại do mưa lũ từ ngày 10 đến ngày 16 tháng 11 năm 2026", "Cập nhật số liệu chính thức sau khi nước rút.")
            .Registers("G12");
    }

    /// <param name="workdaysAgo">Before the last day of the demo.</param>
    /// <param name="minutes">Of office time after the doors open.</param>
    private DemoStory Begin(int workdaysAgo, int minutes, string sender, string[] to, DemoKind kind, string subject)
    {
        var at = DemoTime.After(new DateTimeOffset(days[^(workdaysAgo + 1)].ToDateTime(default), Clock.NationalOffset), minutes);
        return new DemoStory(agencies, new DemoDocument(agencies[sender], [.. to.Select(c => agencies[c])], kind, subject, at, 0, null));
    }
}

/// <summary>One document and what its sender and its recipients do with it, each act some while after the one before.</summary>
internal sealed class DemoStory
{
    // More than acts that are committed together may lie apart: what follows from an act must come after it.
    private const int Pause = 17;

    private readonly IReadOnlyDictionary<string, DemoAgency> agencies;
    private readonly List<DemoAct> acts;
    private DemoDocument document;
    private DateTimeOffset at;

    public DemoStory(IReadOnlyDictionary<string, DemoAgency> agencies, DemoDocument document)
    {
        this.agencies = agencies;
        this.document = document;
        at = document.At;
        acts = [new DemoSend(at, document)];
    }

    public IReadOnlyList<DemoAct> Acts => acts;

    /// <summary>Fetched and registered.</summary>
    public DemoStory Registers(string code)
    {
        acts.Add(new DemoReport(Next(), document, agencies[code], null, false));
        acts.Add(new DemoReport(Next(), document, agencies[code], StatusMachine.Registered, false));
        return this;
    }

    public DemoStory Asks(DeliveryAsk ask, string reason, params string[] from)
    {
        acts.Add(new DemoAsk(Next(), document, ask, reason, from));
        return this;
    }

    /// <summary>What follows an amendment by replacement is about the new document; answers to an update are about the old version.</summary>
    public DemoStory Amends(EdxmlBusinessType type, string subject, string reason)
    {
        var newer = new DemoDocument(document.Sender, document.To, document.Kind, subject, Next(), document.Priority, null);
        acts.Add(new DemoAmend(at, document, newer, type, reason));
        document = type is EdxmlBusinessType.Replace ? newer : document;
        return this;
    }

    public DemoStory Answers(string code, bool agree, string? reason, DestructionNote? destruction)
    {
        acts.Add(new DemoAnswer(Next(), document, agencies[code], agree, reason, destruction));
        return this;
    }

    private DateTimeOffset Next() => at = DemoTime.After(at, Pause);
}
