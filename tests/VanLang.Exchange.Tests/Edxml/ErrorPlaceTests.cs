using System.Text;
using VanLang.Exchange.Edxml;

namespace VanLang.Exchange.Tests.Edxml;

/// <summary>Every error tells where in the packet it is, from line 1 and column 1 on.</summary>
public sealed class ErrorPlaceTests
{
    [Theory]
    [InlineData("<!DOCTYPE edXML><edXML/>", 1, 1)]
    [InlineData("<?xml version=\"1.0\"?><!DOCTYPE edXML><edXML/>", 1, 22)]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE edXML [<!ENTITY a \"b\">]><edXML>&a;</edXML>", 2, 1)]
    [InlineData("<?xml version=\"1.0\"?>\r\n\r\n  <!DOCTYPE edXML>\r\n<edXML/>", 3, 3)]
    [InlineData("<?xml version=\"1.0\"?>\r\r<!DOCTYPE edXML><edXML/>", 3, 1)]
    [InlineData("<!-- <!DOCTYPE a> -->\n<?note <!DOCTYPE b> ?>\n\t<!DOCTYPE edXML><edXML/>", 3, 2)]
    [InlineData("<!-- tiếng Việt --><!DOCTYPE edXML><edXML/>", 1, 20)]
    public async Task A_document_type_is_shown_where_it_begins(string text, int line, int column)
    {
        foreach (var bytes in new[] { Encoding.UTF8.GetBytes(text), [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(text)], [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)], [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(text)] })
        {
            var error = (await Reading.ReadAsync(bytes)).Error;

            Assert.Equal(("EDX-0004", line, column, "/"), (error.Code, error.Facts["line"], error.Facts["column"], error.Facts["path"]));
        }
    }

    [Fact]
    public async Task A_document_type_beyond_the_first_bytes_is_still_refused_with_a_place()
    {
        var error = (await Reading.ReadAsync("<!--" + new string('x', 10_000) + "-->\n<!DOCTYPE edXML><edXML/>")).Error;

        Assert.Equal("EDX-0004", error.Code);
        Assert.True((int)error.Facts["line"] >= 1 && (int)error.Facts["column"] >= 1);
    }

    [Theory]
    [InlineData("<edXML><!DOCTYPE a></edXML>")]
    [InlineData("x<!DOCTYPE a>")]
    public void A_document_type_out_of_place_is_not_looked_for(string text) => Assert.Null(DoctypePlace.Find(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("<!--")]
    [InlineData("<?xml")]
    [InlineData("   ")]
    public void Bytes_that_do_not_reach_it_give_no_place(string text) => Assert.Null(DoctypePlace.Find(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public async Task An_empty_packet_is_wrong_at_its_first_place()
    {
        var error = (await Reading.ReadAsync(Array.Empty<byte>())).Error;

        Assert.Equal(("EDX-0014", 1, 1, "/"), (error.Code, error.Facts["line"], error.Facts["column"], error.Facts["path"]));
    }
}
