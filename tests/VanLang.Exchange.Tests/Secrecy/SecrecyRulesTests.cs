using System.Globalization;
using System.Text;
using VanLang.Exchange.Edxml;
using VanLang.Exchange.Secrecy;
using VanLang.Exchange.Tests.Edxml;
using VanLang.Kernel;

namespace VanLang.Exchange.Tests.Secrecy;

public sealed class SecrecyRulesTests
{
    private static readonly SecrecyLists Lists = SecrecyLists.Current;

    public static TheoryData<string> Stamps => [.. Lists.Section("stamps"), .. Lists.Section("stamps without marks")];

    public static TheoryData<string> Labels => [.. Lists.Section("labels")];

    public static TheoryData<string> Bracketed => [.. Lists.Section("bracketed")];

    public static TheoryData<string> Elements => [.. Lists.Section("elements")];

    public static TheoryData<string> NoneValues => [.. Lists.Section("values that say there is none")];

    public static TheoryData<string> Exceptions => [.. Lists.Section("phrases")];

    [Theory]
    [MemberData(nameof(Stamps))]
    public void A_stamp_is_found_wherever_it_stands_also_decomposed(string stamp)
    {
        foreach (var text in new[] { stamp, $"{stamp} - Báo cáo tuần", $"Báo cáo tuần {stamp}", $"Báo cáo ({stamp}) tuần", $"bao_cao_{stamp}_2020", $"Về việc \"{stamp}\"" })
        {
            Assert.NotNull(SecrecyRules.Find(text));
            Assert.NotNull(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
        }
    }

    [Theory]
    [MemberData(nameof(Labels))]
    public void A_label_counts_in_any_case_with_its_colon(string label)
    {
        foreach (var text in new[] { $"{label}: mật", $"{label.ToUpper(CultureInfo.InvariantCulture)}: A", $"V/v họp ({label} : tối mật)", $"{label}:" })
        {
            Assert.NotNull(SecrecyRules.Find(text));
            Assert.NotNull(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
        }

        Assert.Null(SecrecyRules.Find($"quy định về {label} của tài liệu"));
    }

    [Theory]
    [MemberData(nameof(Bracketed))]
    public void A_bracketed_mark_counts_in_any_case(string mark)
    {
        foreach (var text in new[] { $"Báo cáo ({mark})", $"({mark}) Báo cáo", $"Báo cáo [{mark.ToUpper(CultureInfo.InvariantCulture)}]", $"Báo cáo ( {mark} )", $"Báo cáo （{mark}）" })
        {
            Assert.NotNull(SecrecyRules.Find(text));
            Assert.NotNull(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
        }
    }

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void An_exception_is_never_a_stamp_in_any_case_nor_without_marks(string phrase)
    {
        var upper = phrase.ToUpper(CultureInfo.InvariantCulture);
        var title = CultureInfo.InvariantCulture.TextInfo.ToTitleCase(phrase);
        foreach (var written in new[] { phrase, upper, title, Plain(phrase), Plain(upper) })
        {
            foreach (var text in new[] { written, $"V/v {written} năm 2020", $"V/V {written} TẠI ĐỊA PHƯƠNG", written.Replace(' ', '_'), written.Replace(' ', '-') })
            {
                Assert.Null(SecrecyRules.Find(text));
                Assert.Null(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
            }
        }
    }

    [Theory]
    [InlineData("MẬT")]
    [InlineData("BÁO CÁO MẬT")]
    [InlineData("CÔNG VĂN MẬT")]
    [InlineData("HỒ SƠ MẬT VỀ BIÊN GIỚI")]
    [InlineData("12-BC-TỐI MẬT")]
    [InlineData("M Ậ T")]
    [InlineData("M\u200bẬT")]
    [InlineData("ＭẬＴ")]
    [InlineData("BẢO MẬT VÀ MẬT")]
    [InlineData("BẢO MẬT: TUYỆT MẬT")]
    [InlineData("BÁO MẬT")]
    [InlineData("MAT")]
    [InlineData("MAT - bao cao quy 3")]
    [InlineData("MAT_12-BC-UBND")]
    [InlineData("[MAT] bao cao")]
    [InlineData("Ke hoach MAT")]
    [InlineData("Cong van MAT so 5")]
    [InlineData("BAO CAO MAT")]
    [InlineData("12-KE_HOACH_MAT")]
    [InlineData("bao cao (mat)")]
    [InlineData("CV TUYET MAT so 3")]
    [InlineData("Do mat: A")]
    [InlineData("ĐỘ MẬT: B")]
    public void A_stamp_in_an_unusual_dress_is_found(string text)
    {
        Assert.NotNull(SecrecyRules.Find(text));
    }

    [Theory]
    [InlineData("V/v kết nối, liên thông phần mềm quản lý văn bản")]
    [InlineData("V/v bảo quản tài liệu mật")]
    [InlineData("Tập huấn công tác bảo vệ bí mật nhà nước năm 2020")]
    [InlineData("TẬP HUẤN CÔNG TÁC BẢO VỆ BÍ MẬT NHÀ NƯỚC NĂM 2020")]
    [InlineData("BẢO VỆ BÍ MẬT KINH DOANH")]
    [InlineData("MẬT ĐỘ DÂN SỐ TỈNH NGHỆ AN")]
    [InlineData("Ông Nguyễn Văn Mật")]
    [InlineData("KHEN THƯỞNG ÔNG NGUYỄN VĂN MẬT")]
    [InlineData("KHEN THUONG BA TRAN THI MAT")]
    [InlineData("TRẦN ĐỨC MẬT")]
    [InlineData("Xã Mật Sơn, huyện Chí Linh")]
    [InlineData("Kế hoạch của BỆNH VIỆN MẮT TRUNG ƯƠNG")]
    [InlineData("BENH VIEN MAT TRUNG UONG")]
    [InlineData("BENH-VIEN-MAT")]
    [InlineData("DANH SÁCH VẮNG MẶT")]
    [InlineData("CO MAT LUC 8 GIO")]
    [InlineData("BAO CAO MAT RUNG")]
    [InlineData("THONG BAO MAT CON DAU")]
    [InlineData("Danh sach UY BAN MAT TRAN TO QUOC")]
    [InlineData("Le ra MAT tap san")]
    [InlineData("MAT DUONG QUOC LO 1A")]
    [InlineData("THÔNG BÁO MẤT CON DẤU")]
    [InlineData("MẬTXA")]
    [InlineData("ĐẬMẬT")]
    [InlineData("Định dạng format dữ liệu")]
    [InlineData("Độ mật: không")]
    [InlineData("Độ mật: Thường")]
    [InlineData("Do mat: 0")]
    [InlineData("(mật độ)")]
    [InlineData("")]
    public void What_only_looks_like_a_stamp_passes(string text)
    {
        Assert.Null(SecrecyRules.Find(text));
    }

    [Fact]
    public async Task A_stamp_in_the_subject_is_refused_with_the_legal_ground_and_nothing_of_the_text()
    {
        var packet = await ReadAsync(p => Subject(p, "TUYỆT MẬT: Kế hoạch bảo vệ biên giới"));

        var error = SecrecyRules.Check(packet)!;

        Assert.Equal("SEC-0001", error.Code);
        Assert.Equal(ErrorKind.Forbidden, error.Kind);
        Assert.Equal("Văn bản có dấu hiệu bí mật nhà nước (\"TUYỆT MẬT\") không được gửi, nhận qua Trục liên thông: Quyết định 28/2018/QĐ-TTg, Điều 1 khoản 2.", error.Sentence("vi"));
        Assert.Equal("A document bearing a mark of state secrecy (\"TUYỆT MẬT\") may not be exchanged over the axis: Decision 28/2018/QD-TTg, Article 1(2).", error.Sentence("en"));
        Assert.Equal("Subject", error.Facts["place"]);
        Assert.Equal("28/2018/QĐ-TTg, Điều 1 khoản 2", error.Facts["ground"]);
        Assert.DoesNotContain("biên giới", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MẬT_ke-hoach.pdf")]
    [InlineData("Kế hoạch (mật).pdf")]
    [InlineData("ke hoach (MAT).pdf")]
    [InlineData("MAT.pdf")]
    public async Task A_stamp_in_a_file_name_is_refused(string name)
    {
        var packet = await ReadAsync(p => p.Files.Add(new PacketFile(name, SmallPdf.Make("a"))));

        Assert.Equal("Attachment[1]/AttachmentName", SecrecyRules.Check(packet)!.Facts["place"]);
    }

    [Fact]
    public async Task A_stamp_in_the_name_that_only_the_manifest_gives_is_refused()
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], "7816", new DateOnly(2020, 11, 20), new PacketShape());
        packet.Files.Clear();
        packet.Files.Add(new PacketFile("ke-hoach.pdf", SmallPdf.Make("a")));
        var text = Encoding.UTF8.GetString(packet.Write(new PacketShape()));
        var at = text.IndexOf("ke-hoach.pdf", StringComparison.Ordinal);

        var read = Reading.Ok(await Reading.ReadAsync(Encoding.UTF8.GetBytes(text[..at] + "MẬT.pdf" + text[(at + "ke-hoach.pdf".Length)..])));

        Assert.Equal("ke-hoach.pdf", Assert.Single(read.Attachments).Name);
        Assert.Equal("Reference[1]/AttachmentName", SecrecyRules.Check(read)!.Facts["place"]);
        Assert.Equal("Danh mục gọi tệp là \"MẬT.pdf\", còn tệp mang tên \"ke-hoach.pdf\".", Assert.Single(read.Warnings, w => w.Code == "EDX-1025").Sentence("vi"));
    }

    [Theory]
    [MemberData(nameof(Elements))]
    public async Task A_secrecy_level_among_the_elements_is_refused_wherever_it_stands(string name)
    {
        var direct = await ReadAsync(p => p.Message.Children.Add(Node.Leaf(name, "Mật")));
        var deep = await ReadAsync(p => p.Message.Find("OtherInfo")!.Children.Add(Node.Of("MoRong", Node.Leaf(name.ToUpperInvariant(), "1"))));
        var attribute = await ReadAsync(p => p.Message.Find("Subject")!.Attributes.Add((name, "2")));

        Assert.Equal("SEC-0001", SecrecyRules.Check(direct)!.Code);
        Assert.Equal("SEC-0001", SecrecyRules.Check(deep)!.Code);
        Assert.Equal("SEC-0001", SecrecyRules.Check(attribute)!.Code);
    }

    [Theory]
    [MemberData(nameof(NoneValues))]
    public async Task A_level_that_says_there_is_none_passes(string value)
    {
        foreach (var written in new[] { value, value.ToUpper(CultureInfo.InvariantCulture), value.Normalize(NormalizationForm.FormD), "" })
        {
            var packet = await ReadAsync(p => p.Message.Children.Add(Node.Leaf("DoMat", written)));

            Assert.Null(SecrecyRules.Check(packet));
        }
    }

    [Fact]
    public async Task A_common_packet_passes()
    {
        var packet = await ReadAsync(p => p.Files.Add(new PacketFile("Quy chế bảo mật.pdf", SmallPdf.Make("a"))));

        Assert.Null(SecrecyRules.Check(packet));
    }

    [Fact]
    public async Task No_packet_of_the_corpus_is_taken_for_a_secret()
    {
        foreach (var made in PacketCorpus.Make(CorpusSettings.Default))
        {
            Assert.Null(SecrecyRules.Check(Reading.Ok(await Reading.ReadAsync(made.Bytes))));
        }
    }

    private static string Plain(string text)
    {
        var plain = new StringBuilder();
        foreach (var sign in text.Normalize(NormalizationForm.FormD))
        {
            if (CharUnicodeInfo.GetUnicodeCategory(sign) is not UnicodeCategory.NonSpacingMark)
            {
                plain.Append(sign switch { 'đ' => 'd', 'Đ' => 'D', _ => sign });
            }
        }

        return plain.ToString();
    }

    private static async Task<EdxmlPacket> ReadAsync(Action<PacketText> change)
    {
        var packet = PacketText.Document("000.00.00.G22", ["000.00.00.H41"], "7816", new DateOnly(2020, 11, 20), new PacketShape());
        change(packet);
        return Reading.Ok(await Reading.ReadAsync(packet.Write(new PacketShape())));
    }

    private static void Subject(PacketText packet, string text) =>
        packet.Message.Children[packet.Message.Children.FindIndex(c => c.Name == "Subject")] = Node.Leaf("Subject", text);
}
