using System.Text;
using CsCheck;
using VanLang.Kernel;

namespace VanLang.Access.Tests.Accounts;

public sealed class CsvTableTests
{
    private static readonly CsvFaults Faults = new(AccessErrors.CsvNotUtf8, AccessErrors.CsvQuote, AccessErrors.CsvEmpty);

    [Fact]
    public void What_is_written_is_read_again()
    {
        // Cells are trimmed on reading, and one that begins like a formula is written as text.
        var cell = Gen.OneOf(Gen.String[Gen.Char["abcđếộ0123 ,;\"\n'"], 0, 20], Gen.Const("Nguyễn Thu Hà"))
            .Select(s => s.Trim()).Where(s => s.Length == 0 || !"=+-@\t".Contains(s[0], StringComparison.Ordinal));
        cell.Array[3].Where(r => r.Any(c => c.Length > 0)).Array[1, 10].Sample(rows =>
        {
            var text = CsvTable.Write(["a", "b", "c"], rows);

            var read = CsvTable.Read(Encoding.UTF8.GetBytes(text), Faults);

            return read.IsOk && read.Value.Rows.Select(r => r.Cells).Zip(rows).All(p => p.First.SequenceEqual(p.Second)) && read.Value.Rows.Count == rows.Length;
        });
    }

    [Fact]
    public void Lines_are_counted_as_an_editor_counts_them()
    {
        var read = CsvTable.Read("a,b\n\"hai\ndòng\",1\n\nx,2\n"u8.ToArray(), Faults).Value;

        Assert.Equal([2, 5], read.Rows.Select(r => r.Line));
        Assert.Equal("hai\ndòng", read.Rows[0].Cells[0]);
    }

    [Fact]
    public void Semicolons_separate_when_the_header_has_them()
    {
        var read = CsvTable.Read("a;b\r\n1,5;x\r\n"u8.ToArray(), Faults).Value;

        Assert.Equal(["1,5", "x"], read.Rows[0].Cells);
    }

    [Theory]
    [InlineData("", "ACC-0040")]
    [InlineData("a,b\n", "ACC-0040")]
    [InlineData("a,b\n\"x,y\n", "ACC-0045")]
    public void Unreadable_files_are_refused(string text, string code)
    {
        Assert.Equal(code, CsvTable.Read(Encoding.UTF8.GetBytes(text), Faults).Error.Code);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused()
    {
        var refused = CsvTable.Read([.. "a,b\nH"u8, 0xE0, .. ",x\n"u8], Faults).Error;

        Assert.Equal("ACC-0046", refused.Code);
        Assert.Equal("Tệp không phải UTF-8. Lưu lại với bảng mã UTF-8.", refused.Sentence("vi"));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"x\")")]
    [InlineData("+84")]
    [InlineData("-1")]
    [InlineData("@sum")]
    public void A_spreadsheet_finds_no_formula(string cell)
    {
        var written = CsvTable.Write(["a"], [[cell]]);

        Assert.DoesNotContain("\n" + cell[0], written, StringComparison.Ordinal);
        Assert.Contains("'" + cell[0], written, StringComparison.Ordinal);
    }
}
