using System.Text;
using VanLang.Exchange.History;

namespace VanLang.Exchange.Tests.History;

public sealed class RegisterFileTests
{
    private const string Head = "Số,Ký hiệu,Ngày văn bản,Trích yếu,Cơ quan,Mã định danh,Số đến,Ngày đến";
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void A_right_file_is_read_whole()
    {
        var read = Read($"{Head}\n15,UBND-VX,05/01/2018,\"V/v Tết, năm 2018\",UBND tỉnh Hà Tĩnh,H27,102,08/01/2018\n07,QĐ-UBND,2018-02-12,Kế hoạch vốn,Sở Tài chính,,,\n");

        Assert.Empty(read.Errors);
        Assert.Equal([(2, "15", "UBND-VX", new DateOnly(2018, 1, 5), "V/v Tết, năm 2018", "H27"), (3, "07", "QĐ-UBND", new DateOnly(2018, 2, 12), "Kế hoạch vốn", null)], read.Rows.Select(r => (r.Line, r.Number, r.Notation, r.IssuedOn, r.Subject, r.PartnerCode)));
        Assert.Equal(new DateOnly(2018, 1, 8), read.Rows[0].RegisteredOn);
        Assert.Null(read.Rows[1].RegisterNumber);
    }

    [Fact]
    public void Columns_may_stand_in_any_order_without_diacritics_and_with_semicolons()
    {
        var read = Read("co quan;SO;Ky hieu;trich yeu;Ngay van ban\nSở A;1;B;Việc;1/2/2017\n");

        Assert.Empty(read.Errors);
        Assert.Equal(("Sở A", "1", new DateOnly(2017, 2, 1)), (read.Rows[0].Partner, read.Rows[0].Number, read.Rows[0].IssuedOn));
    }

    [Fact]
    public void Every_fault_of_every_line_is_told_with_its_line()
    {
        var read = Read($"{Head}\n,A,05/01/2018,Việc,Sở A,,,\n1,A,31/02/2018,Việc,Sở A,,,\n1,A,05/01/2027,Việc,Sở A,,,\n1,A,05/01/2018,Việc\n\"1\n2\",A,05/01/2018,Việc,Sở A,,,x\n1,A,05/01/2018,Việc,Sở A,,,\n01,a,05/01/2018,Việc khác,so a,,,\n2,A,05/01/2018,Báo cáo (TUYỆT MẬT),Sở A,,,\n");

        Assert.Equal(
            [
                (2, "EXC-0889", "Thiếu giá trị ở cột \"Số\"."),
                (3, "EXC-0890", "Ngày \"31/02/2018\" ở cột \"Ngày văn bản\" không đọc được; hãy viết như 24/11/2026."),
                (4, "EXC-0891", "Ngày \"05/01/2027\" ở cột \"Ngày văn bản\" ở trong tương lai."),
                (5, "EXC-0888", "Dòng có 4 ô, dòng đầu có 8 cột."),
                (6, "EXC-0890", "Ngày \"x\" ở cột \"Ngày đến\" không đọc được; hãy viết như 24/11/2026."),
                (9, "EXC-0893", "Trùng với dòng 8 (cùng cơ quan, số, ký hiệu và ngày)."),
                (10, "EXC-0894", "Trích yếu có dấu chỉ mức mật; văn bản mật không được đưa lên đây."),
            ],
            read.Errors.Select(e => (e.Line, e.Error.Code, e.Error.Sentence("vi"))));
        Assert.Equal(8, Assert.Single(read.Rows).Line);
    }

    [Theory]
    [InlineData("", 0, "EXC-0884", "Tệp không có dòng dữ liệu nào.")]
    [InlineData(Head, 0, "EXC-0884", "Tệp không có dòng dữ liệu nào.")]
    [InlineData(Head + "\n\"1,A", 2, "EXC-0883", "Có dấu nháy kép mở mà không đóng.")]
    [InlineData("Số,Ký hiệu,Ngày văn bản,Trích yếu\n1,A,1/1/2018,x", 1, "EXC-0885", "Dòng đầu thiếu cột \"Cơ quan\".")]
    [InlineData(Head + ",Màu\n1,A,1/1/2018,x,y,,,,z", 1, "EXC-0886", "Dòng đầu có cột lạ hoặc lặp \"Màu\".")]
    [InlineData(Head + ",Số\n1,A,1/1/2018,x,y,,,,z", 1, "EXC-0886", "Dòng đầu có cột lạ hoặc lặp \"Số\".")]
    public void A_file_that_cannot_be_read_says_why(string text, int line, string code, string sentence)
    {
        var error = Assert.Single(Read(text).Errors);

        Assert.Equal((line, code, sentence), (error.Line, error.Error.Code, error.Error.Sentence("vi")));
    }

    [Fact]
    public void Other_encodings_long_cells_and_control_characters_are_refused()
    {
        var latin = Assert.Single(RegisterFile.Read([0x53, 0xF4, 0x2C, 0x0A], HistoricSide.Incoming, Today).Errors);
        Assert.Equal(("EXC-0882", "Tệp CSV phải dùng bảng mã UTF-8."), (latin.Error.Code, latin.Error.Sentence("vi")));
        var tooLong = Assert.Single(Read($"{Head}\n1,{new string('A', 101)},1/1/2018,x,y,,,\n").Errors);
        Assert.Equal((2, "EXC-0892", "Ô ở cột \"Ký hiệu\" dài 101 ký tự, tối đa 100."), (tooLong.Line, tooLong.Error.Code, tooLong.Error.Sentence("vi")));
        var control = Assert.Single(Read($"{Head}\n1,A,1/1/2018,x\u0000y,z,,,\n").Errors);
        Assert.Equal((2, "EXC-0902", "Ô ở cột \"Trích yếu\" chứa ký tự điều khiển không ghi được."), (control.Line, control.Error.Code, control.Error.Sentence("vi")));
    }

    [Fact]
    public void Too_many_rows_are_refused_before_any_is_read()
    {
        var text = new StringBuilder(Head).Append('\n');
        for (var i = 0; i <= HistoricLimits.Rows; i++)
        {
            text.Append(i).Append(",A,1/1/2018,x,y,,,\n");
        }

        var error = Assert.Single(Read(text.ToString()).Errors);
        Assert.Equal(("EXC-0887", "Tệp có 20001 dòng, tối đa 20000; hãy chia nhỏ."), (error.Error.Code, error.Error.Sentence("vi")));
    }

    private static FileContent Read(string text) => RegisterFile.Read(Encoding.UTF8.GetBytes(text), HistoricSide.Incoming, Today);
}
