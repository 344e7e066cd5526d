namespace VanLang.Exchange.Tests.Edxml;

/// <summary>The rules of a status packet, each with its code and sentence.</summary>
public sealed class EdxmlStatusRuleTests
{
    private static readonly PacketShape Shape = new() { Indented = true };

    [Theory]
    [InlineData("07", "EDX-0030", "Mã trạng thái \"07\" không có trong danh mục.")]
    [InlineData("xong", "EDX-0030", "Mã trạng thái \"xong\" không có trong danh mục.")]
    public async Task An_unknown_status_code_is_refused(string code, string expected, string sentence)
    {
        var result = await Reading.ReadAsync(Status(code, "mô tả").Write(Shape));

        Assert.Equal(expected, result.Error.Code);
        Assert.Equal(sentence, result.Error.Sentence("vi"));
    }

    [Theory]
    [InlineData("02", false)]
    [InlineData("13", false)]
    [InlineData("16", false)]
    [InlineData("01", true)]
    [InlineData("03", true)]
    public async Task A_refusal_or_request_needs_its_reason(string code, bool accepted)
    {
        var result = await Reading.ReadAsync(Status(code, "").Write(Shape));

        Assert.Equal(accepted, result.IsOk);
        Assert.True(accepted || result.Error.Code == "EDX-0031");
    }

    [Fact]
    public async Task A_status_code_of_one_digit_is_read_with_a_remark()
    {
        var packet = Reading.Ok(await Reading.ReadAsync(Status("3", "đã nhận").Write(Shape)));

        Assert.Equal("03", packet.Status!.Code);
        Assert.Contains(packet.Warnings, w => w.Code == "EDX-1018");
    }

    [Fact]
    public async Task A_status_packet_must_say_which_document_it_is_about()
    {
        var packet = Status("03", "đã nhận");
        packet.Message.Find("ResponseFor")!.Children.Clear();

        var result = await Reading.ReadAsync(packet.Write(Shape));

        Assert.Equal("EDX-0032", Assert.Single(result.Errors).Code);
    }

    private static PacketText Status(string code, string description) =>
        PacketText.Status("000.00.00.H41", "000.00.00.G22", "000.00.00.G22,2020/11/20,7816/VPCP-TTĐT", code, description, new DateOnly(2020, 11, 20), Shape);
}
