using CsCheck;
using VanLang.Kernel;

namespace VanLang.Foundation.Tests.Kernel;

public sealed class CursorTests
{
    [Fact]
    public void What_is_packed_is_unpacked_and_safe_in_a_URL() =>
        Gen.String[Gen.Char["abcĐịnh0123456789 /+=&?"], 0, 40].Array[1, 5].Sample(keys =>
        {
            var cursor = Cursor.Pack(keys);

            Assert.Matches("^[A-Za-z0-9_-]*$", cursor);
            if (cursor.Length > 0)
            {
                Assert.Equal(keys, Cursor.Unpack(cursor, keys.Length));
            }
        });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("khong phai con tro")]
    [InlineData("%%%")]
    [InlineData("gICA")] // base64 of bytes that are no text
    [InlineData("YWJj ")] // white space within base64
    public void What_is_no_cursor_is_refused(string? cursor) => Assert.Null(Cursor.Unpack(cursor, 1));

    [Fact]
    public void A_cursor_of_another_list_is_refused() => Assert.Null(Cursor.Unpack(Cursor.Pack("2021-02-09", "17"), 3));

    [Fact]
    public void A_cursor_longer_than_any_list_makes_is_refused() => Assert.Null(Cursor.Unpack(Cursor.Pack(new string('a', 1000)), 1));

    [Fact]
    public void An_empty_page_has_no_rows_and_no_next()
    {
        Assert.Empty(Page<int>.Empty.Items);
        Assert.Null(Page<int>.Empty.Next);
    }
}
