using System.Text;
using VanLang.Exchange.Secrecy;

namespace VanLang.Exchange.Tests.Secrecy;

/// <summary>Subjects on the border: a stamp before a word that makes a phrase with it, and phrases that are no stamp beside words that look like one.</summary>
public sealed class SecrecyBorderTests
{
    private static readonly SecrecyLists Lists = SecrecyLists.Current;

    public static TheoryData<string> StampsAllTheSame => [.. Lists.Section("stamps all the same")];

    public static TheoryData<string> Papers => [.. Lists.Section("papers")];

    public static TheoryData<string> AfterStamp => [.. Lists.Section("words that may follow the stamp of a paper")];

    [Theory]
    [InlineData("HỒ SƠ MẬT VỤ ÁN")]
    [InlineData("HỒ SƠ MẬT VỤ ÁN BUÔN LẬU QUA BIÊN GIỚI")]
    [InlineData("BÁO CÁO MẬT VỤ VIỆC TẠI TỈNH NGHỆ AN")]
    [InlineData("TÀI LIỆU MẬT VỤ THANH TRA")]
    [InlineData("KẾT LUẬN MẬT VỤ KIỆN QUỐC TẾ")]
    [InlineData("HỒ SƠ MẬT VỤ BUÔN NGƯỜI")]
    [InlineData("BÁO CÁO MẬT KHU VỰC BIÊN GIỚI")]
    [InlineData("PHƯƠNG ÁN MẬT KHU KINH TẾ")]
    [InlineData("SƠ ĐỒ MẬT KHU DÂN CƯ")]
    [InlineData("KẾ HOẠCH MẬT DANH SÁCH CÁN BỘ")]
    [InlineData("PHỤ LỤC MẬT DANH MỤC THIẾT BỊ")]
    [InlineData("CÔNG VĂN MẬT MÃ SỐ 12")]
    [InlineData("HỒ SƠ MẬT MÃ HỒ SƠ 5")]
    [InlineData("BÁO CÁO MẬT HOA KỲ")]
    [InlineData("TÀI LIỆU MẬT THƯ VIỆN QUÂN ĐỘI")]
    [InlineData("SỔ MẬT THƯ KÝ")]
    [InlineData("QUYẾT ĐỊNH MẬT LỆNH BẮT")]
    [InlineData("CÔNG ĐIỆN MẬT LỆNH ĐIỀU ĐỘNG")]
    [InlineData("TỜ TRÌNH MẬT NGHỊ QUYẾT")]
    [InlineData("DỰ THẢO MẬT NGHỊ ĐỊNH")]
    [InlineData("BÁO CÁO MẬT ƯỚC TÍNH")]
    [InlineData("HỒ SƠ MẬT THIẾT BỊ RA ĐA")]
    [InlineData("BẢN VẼ MẬT THIẾT KẾ HẦM")]
    [InlineData("BẢN DỊCH MẬT")]
    [InlineData("TUYẾN ĐƯỜNG MẬT")]
    [InlineData("Hồ sơ MẬT vụ án")]
    [InlineData("Báo cáo MẬT danh mục")]
    [InlineData("Tài liệu MẬT mã nguồn")]
    [InlineData("Kế hoạch MẬT độ sâu")]
    [InlineData("MẬT VỤ ÁN")]
    [InlineData("HO SO MAT VU AN")]
    [InlineData("CV MAT DANH SACH")]
    [InlineData("TAI LIEU MAT THU VIEN")]
    [InlineData("HỒ_SƠ_MẬT_VỤ_ÁN")]
    [InlineData("HỒ SƠ MẬT - VỤ ÁN")]
    [InlineData("HỒ SƠ MẬT: VỤ ÁN")]
    [InlineData("HỒ SƠ \"MẬT\" VỤ ÁN")]
    [InlineData("HỒ SƠ MÂ\u0323T VỤ ÁN")]
    [InlineData("BẢO MẬT HỒ SƠ MẬT VỤ ÁN")]
    [InlineData("MẬT ĐỘ DÂN SỐ VÀ HỒ SƠ MẬT VỤ ÁN")]
    [InlineData("VỤ ÁN MẬT")]
    [InlineData("VỀ VIỆC MẬT VÀ BÍ MẬT")]
    public void A_stamp_before_other_words_is_found(string text)
    {
        Assert.NotNull(SecrecyRules.Find(text));
        Assert.NotNull(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [InlineData("CẢNH SÁT MẬT VỤ THỜI THUỘC ĐỊA")]
    [InlineData("Hồ sơ mật vụ án")]
    [InlineData("Mật vụ")]
    [InlineData("LỰC LƯỢNG MẬT VỤ")]
    [InlineData("BÁO CÁO MẬT ĐỘ DÂN SỐ")]
    [InlineData("BÁO CÁO MẬT ĐỘ GIAO THÔNG TRÊN QUỐC LỘ 1A")]
    [InlineData("KẾ HOẠCH MẬT ĐỘ XÂY DỰNG KHU VỰC TRUNG TÂM")]
    [InlineData("CÔNG VĂN MẬT ĐỘ CÂY RỪNG")]
    [InlineData("ĐỔI MẬT KHẨU HỆ THỐNG QUẢN LÝ VĂN BẢN")]
    [InlineData("QUYẾT ĐỊNH MẬT KHẨU DÙNG CHUNG")]
    [InlineData("TÀI LIỆU MẬT MÃ DÂN SỰ")]
    [InlineData("LUẬT CƠ YẾU VÀ MẬT MÃ")]
    [InlineData("SẢN XUẤT MẬT ONG HOA NHÃN")]
    [InlineData("BÁO CÁO MẬT ONG XUẤT KHẨU")]
    [InlineData("CẤM BUÔN BÁN MẬT GẤU")]
    [InlineData("NHÀ MÁY ĐƯỜNG, MẬT MÍA VÀ MẬT RỈ")]
    [InlineData("QUY CHẾ BẢO MẬT VỤ ÁN")]
    [InlineData("BẢO MẬT VỤ VIỆC")]
    [InlineData("BÍ MẬT VỤ ÁN")]
    [InlineData("QUY ĐỊNH BÍ MẬT NHÀ NƯỚC VỤ ÁN")]
    [InlineData("BẢO VỆ BÍ MẬT CÁ NHÂN")]
    [InlineData("BÍ MẬT ĐỜI TƯ")]
    [InlineData("QUAN HỆ MẬT THIẾT VỚI NHÂN DÂN")]
    [InlineData("QUAN HỆ MẬT THIẾT")]
    [InlineData("TRÒ CHƠI MẬT THƯ CỦA ĐỘI VIÊN")]
    [InlineData("THƯ VIỆN KHOA HỌC")]
    [InlineData("PHẬT GIÁO MẬT TÔNG")]
    [InlineData("PHẪU THUẬT SỎI MẬT")]
    [InlineData("KHÁM BỆNH GAN MẬT")]
    [InlineData("VIÊM TÚI MẬT CẤP")]
    [InlineData("GIẢI MẬT TÀI LIỆU NĂM 1975")]
    [InlineData("CHIẾN KHU, MẬT KHU CŨ")]
    [InlineData("ÔNG NGUYỄN VĂN MẬT VỤ TRƯỞNG")]
    [InlineData("Xã Mật Sơn, Mật Phố")]
    [InlineData("THÔNG BÁO MẤT DANH SÁCH")]
    [InlineData("THÔNG BÁO MẤT THẺ")]
    [InlineData("MẶT BẰNG KHU VỰC")]
    [InlineData("HO SO MAT BANG KHU KINH TE")]
    [InlineData("QUY CHE BAO MAT VU AN")]
    [InlineData("TAI LIEU BI MAT KINH DOANH")]
    [InlineData("an toàn, bảo mật thông tin")]
    public void A_phrase_that_is_no_stamp_passes(string text)
    {
        Assert.Null(SecrecyRules.Find(text));
        Assert.Null(SecrecyRules.Find(text.Normalize(NormalizationForm.FormD)));
    }

    [Theory]
    [MemberData(nameof(StampsAllTheSame))]
    public void Every_entry_of_the_list_is_a_stamp_in_capitals_and_none_in_small_letters(string phrase)
    {
        Assert.NotNull(SecrecyRules.Find(phrase.ToUpperInvariant()));
        Assert.NotNull(SecrecyRules.Find($"VỀ {phrase.ToUpperInvariant()} NĂM 2020"));
        Assert.Null(SecrecyRules.Find($"về {phrase} năm 2020"));
    }

    [Theory]
    [MemberData(nameof(Papers))]
    public void Behind_a_paper_the_stamp_counts_before_every_word_of_the_list(string paper)
    {
        foreach (var following in Lists.Section("words that may follow the stamp of a paper"))
        {
            Assert.NotNull(SecrecyRules.Find($"{paper} {following} X".ToUpperInvariant()));
            Assert.Null(SecrecyRules.Find($"{paper} {following} x"));
            Assert.Null(SecrecyRules.Find($"{paper}: {following} x".ToUpperInvariant()));
        }
    }

    [Theory]
    [MemberData(nameof(AfterStamp))]
    public void Without_a_paper_before_it_the_phrase_stays_what_it_is(string phrase)
    {
        Assert.Contains(phrase, Lists.Section("phrases"));
        Assert.Null(SecrecyRules.Find($"QUY ĐỊNH VỀ {phrase.ToUpperInvariant()} CŨ"));
    }
}
