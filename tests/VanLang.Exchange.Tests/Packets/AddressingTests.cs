using VanLang.Exchange.Edxml;
using VanLang.Exchange.Packets;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Tests.Packets;

public sealed class AddressingTests
{
    private static readonly OrganizationEntry Office = Entry("G22", "Văn phòng Chính phủ");
    private static readonly OrganizationEntry Finance = Entry("G12", "Bộ Tài chính");
    private static readonly OrganizationEntry Planning = Entry("G05", "Bộ Kế hoạch và Đầu tư", OrganizationState.Ended, "G12");
    private static readonly OrganizationEntry Alone = Entry("G35", "Ban đã giải thể", OrganizationState.Ended);
    private static readonly OrganizationEntry Locked = Entry("H88", "Đơn vị bị khóa", OrganizationState.Locked);
    private static readonly OrganizationEntry Future = Entry("H99", "Tỉnh tương lai", OrganizationState.NotYet);

    private static readonly Parties Known = new(new Dictionary<string, Party>
    {
        ["G22"] = new("G22", Office, Office),
        ["000.00.00.G22"] = new("000.00.00.G22", Office, Office),
        ["G12"] = new("G12", Finance, Finance),
        ["G05"] = new("G05", Planning, Finance),
        ["G35"] = new("G35", Alone, null),
        ["H88"] = new("H88", Locked, Locked),
        ["H99"] = new("H99", Future, Future),
    });

    [Theory]
    [InlineData("G22", "G22")]
    [InlineData("000.00.00.G22", "G22")]
    [InlineData("G05", "G12")] // the successor sends under the old code
    [InlineData("G12", "G05")] // the old system sends under the successor's code
    public void The_senders_own_codes_are_accepted(string from, string own) => Assert.Null(Addressing.CheckSender(new EdxmlOrgan(from), Known, own));

    [Theory]
    [InlineData("G22", "G12")]
    [InlineData("G12", "G22")]
    [InlineData("G77", "G22")]
    public void Another_senders_code_is_refused(string from, string own)
    {
        var error = Addressing.CheckSender(new EdxmlOrgan(from), Known, own)!;

        Assert.Equal(("EXC-0002", $"Mã cơ quan gửi \"{from}\" trong gói tin không phải của cơ quan đang gửi ({own})."), (error.Code, error.Sentence("vi")));
    }

    [Fact]
    public void A_locked_sender_is_refused()
    {
        var error = Addressing.CheckSender(new EdxmlOrgan("H88"), Known, "H88")!;

        Assert.Equal(("EXC-0003", "Cơ quan gửi \"H88\" đang bị khóa trên Trục liên thông."), (error.Code, error.Sentence("vi")));
    }

    [Theory]
    [InlineData("G77", "EXC-0004", "Cơ quan nhận \"G77\" không có trong danh mục.")]
    [InlineData("H88", "EXC-0005", "Cơ quan nhận \"H88\" (Đơn vị bị khóa) đang bị khóa trên Trục liên thông.")]
    [InlineData("G35", "EXC-0006", "Cơ quan nhận \"G35\" (Ban đã giải thể) đã giải thể và không có cơ quan kế thừa.")]
    [InlineData("H99", "EXC-0007", "Cơ quan nhận \"H99\" (Tỉnh tương lai) chưa hoạt động.")]
    public void A_recipient_that_cannot_be_reached_is_refused(string code, string error, string sentence)
    {
        var found = Agencies.Refused(Addressing.Recipients([new EdxmlOrgan("G22"), new EdxmlOrgan(code)], Known, 10), error, sentence);

        Assert.Equal("To[2]/OrganId", found.Field);
        Assert.Equal(code, found.Facts["organId"]);
    }

    [Fact]
    public void Every_recipient_that_cannot_be_reached_is_named() =>
        Assert.Equal(["EXC-0004", "EXC-0005"], Addressing.Recipients([new EdxmlOrgan("G77"), new EdxmlOrgan("G22"), new EdxmlOrgan("H88")], Known, 10).Errors.Select(e => e.Code));

    [Fact]
    public void No_recipient_is_refused() => Agencies.Refused(Addressing.Recipients([], Known, 10), "EXC-0008", "Gói tin không có nơi nhận.");

    [Fact]
    public void Too_many_recipients_are_refused() =>
        Agencies.Refused(Addressing.Recipients([new EdxmlOrgan("G22"), new EdxmlOrgan("G12")], Known, 1), "EXC-0009", "Gói tin có 2 nơi nhận, tối đa 1.");

    [Fact]
    public void A_merged_recipient_is_reached_through_its_successor_which_is_said()
    {
        EdxmlOrgan[] to = [new("G05")];

        var recipient = Assert.Single(Agencies.Ok(Addressing.Recipients(to, Known, 10)));

        Assert.Equal(new IncomingRecipient("G12", "Bộ Tài chính", "G05", "G05"), recipient);
        Assert.Equal("Cơ quan \"G05\" (Bộ Kế hoạch và Đầu tư) đã kết thúc; văn bản được chuyển đến cơ quan kế thừa G12 (Bộ Tài chính).", Assert.Single(Addressing.SuccessorRemarks(to, Known)).Sentence("vi"));
    }

    [Fact]
    public void Two_codes_of_one_organisation_make_one_delivery()
    {
        var recipients = Agencies.Ok(Addressing.Recipients([new EdxmlOrgan("G12"), new EdxmlOrgan("G05"), new EdxmlOrgan("G22"), new EdxmlOrgan("000.00.00.G22")], Known, 10));

        Assert.Equal([new IncomingRecipient("G12", "Bộ Tài chính", "G12, G05", "G12, G05"), new IncomingRecipient("G22", "Văn phòng Chính phủ", "G22, 000.00.00.G22", "G22, G22")], recipients);
    }

    [Fact]
    public void A_code_written_twice_is_one_addressee() =>
        Assert.Equal([new IncomingRecipient("G12", "Bộ Tài chính", "G05, G12", "G05, G12")], Agencies.Ok(Addressing.Recipients([new EdxmlOrgan("G05"), new EdxmlOrgan("G12"), new EdxmlOrgan("G05")], Known, 10)));

    private static OrganizationEntry Entry(string code, string name, OrganizationState state = OrganizationState.Active, string? successor = null) =>
        new(code, null, name, null, 1, "ministry", state, successor);
}
