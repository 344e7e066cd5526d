using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Tests.Registry;

public sealed class OrganizationTests
{
    private static readonly DateOnly Born = new(2020, 1, 1);
    private static readonly DateOnly Later = new(2025, 3, 1);
    private static readonly DateTimeOffset Now = new(2026, 11, 24, 2, 0, 0, TimeSpan.Zero);

    [Fact]
    public void A_new_name_ends_the_old_one_the_day_before()
    {
        var o = Ministry("G10", "Bộ Nông nghiệp và Phát triển nông thôn");

        o.Rename(Name("Bộ Nông nghiệp và Môi trường"), Later, null, Now).Ok();

        Assert.Equal([(Born, (DateOnly?)Later.AddDays(-1)), (Later, null)], o.Names.Select(n => (n.ValidFrom, n.ValidTo)));
        Assert.Equal("Bộ Nông nghiệp và Môi trường", o.LatestName.Name);
    }

    [Fact]
    public void A_name_from_the_same_day_corrects_it()
    {
        var o = Ministry("G10", "Bộ Nông ngiệp");

        o.Rename(Name("Bộ Nông nghiệp"), Born, null, Now).Ok();

        Assert.Equal("Bộ Nông nghiệp", Assert.Single(o.Names).Name);
    }

    [Fact]
    public void A_name_before_the_latest_is_refused()
    {
        var o = Ministry("G10", "Cũ");
        o.Rename(Name("Mới"), Later, null, Now).Ok();

        o.Rename(Name("Giữa"), Later.AddDays(-1), null, Now).Fails("ORG-0022", "Đã có tên hiệu lực từ 01/03/2025; tên mới phải bắt đầu từ ngày đó trở đi.");
    }

    [Fact]
    public void A_name_before_the_life_is_refused() =>
        Ministry("G10", "Bộ").Rename(Name("Khác"), Born.AddDays(-1), null, Now).Fails("ORG-0030", "Cơ quan G10 không hoạt động vào ngày 31/12/2019.");

    [Fact]
    public void Ending_ends_name_parent_and_codes()
    {
        var o = Organization.Register("H41.10", 2, Name("Sở"), "H41", Born, null, Now);
        o.AddIdentifier(IdentifierScheme.Qd20, "H41.10", Born, null, "", null, Now).Ok();

        o.End(Later.AddDays(-1), "H41.07", "Sắp xếp", null, Now).Ok();

        Assert.Equal((Later.AddDays(-1), "H41.07"), (o.ActiveTo, o.SuccessorCode));
        Assert.Equal(Later.AddDays(-1), o.LatestName.ValidTo);
        Assert.Equal(Later.AddDays(-1), o.LatestParent!.ValidTo);
        Assert.Equal(Later.AddDays(-1), Assert.Single(o.Identifiers).ValidTo);
        Assert.True(o.IsInBeing(Later.AddDays(-1)));
        Assert.False(o.IsInBeing(Later));
    }

    [Fact]
    public void Ending_twice_is_refused()
    {
        var o = Ministry("G05", "Bộ");
        o.End(Later, null, "Sắp xếp", null, Now).Ok();

        o.End(Later, null, "Sắp xếp", null, Now).Fails("ORG-0031", "Cơ quan G05 đã kết thúc ngày 01/03/2025.");
    }

    [Fact]
    public void Nobody_continues_himself()
    {
        Ministry("G05", "Bộ").End(Later, "G05", "Sắp xếp", null, Now).Fails("ORG-0033", "Cơ quan G05 không thể kế thừa chính nó.");
    }

    [Fact]
    public void An_end_before_the_present_name_is_refused()
    {
        var o = Ministry("G10", "Cũ");
        o.Rename(Name("Mới"), Later, null, Now).Ok();

        o.End(Later.AddDays(-1), null, "Sắp xếp", null, Now)
            .Fails("ORG-0034", "Ngày kết thúc phải từ 01/03/2025 trở đi, vì tên hoặc cơ quan cấp trên hiện nay có hiệu lực từ ngày đó.");
    }

    [Fact]
    public void Only_an_ended_organisation_has_a_successor_to_correct()
    {
        var o = Ministry("G05", "Bộ");

        o.CorrectSuccessor("G12", "Ghi sai", null, Now).Fails("ORG-0032", "Cơ quan G05 còn hoạt động.");
        o.End(Later, null, "Sắp xếp", null, Now).Ok();
        o.CorrectSuccessor("G05", "Ghi sai", null, Now).Fails("ORG-0033", "Cơ quan G05 không thể kế thừa chính nó.");
        o.CorrectSuccessor("G12", "Ghi sai", null, Now).Ok();

        Assert.Equal("G12", o.SuccessorCode);
    }

    [Fact]
    public void A_new_code_of_a_scheme_ends_the_old_one()
    {
        var o = Ministry("G22", "Văn phòng");
        o.AddIdentifier(IdentifierScheme.Qcvn102, "000.00.00.G22", Born, null, "", null, Now).Ok();

        o.AddIdentifier(IdentifierScheme.Qcvn102, "000.00.01.G22", Later, null, "", null, Now).Ok();

        Assert.Equal([Later.AddDays(-1), null], o.Identifiers.Select(i => i.ValidTo));
    }

    [Fact]
    public void Other_codes_live_side_by_side()
    {
        var o = Ministry("G22", "Văn phòng");
        o.AddIdentifier(IdentifierScheme.Other, "01.02.G22", Born, null, "", null, Now).Ok();
        o.AddIdentifier(IdentifierScheme.Other, "02.02.G22", Later, null, "", null, Now).Ok();

        Assert.All(o.Identifiers, i => Assert.Null(i.ValidTo));
    }

    [Fact]
    public void A_code_that_overlaps_a_later_one_is_refused()
    {
        var o = Ministry("G22", "Văn phòng");
        o.AddIdentifier(IdentifierScheme.Qcvn102, "000.00.00.G22", Later, null, "", null, Now).Ok();

        o.AddIdentifier(IdentifierScheme.Qcvn102, "000.00.01.G22", Born, null, "", null, Now)
            .Fails("ORG-0016", "Đã có mã QCVN102 000.00.00.G22 hiệu lực từ 01/03/2025; mã mới phải bắt đầu sau ngày đó.");
    }

    [Fact]
    public void The_same_code_twice_and_a_backward_period_are_refused()
    {
        var o = Ministry("G22", "Văn phòng");
        o.AddIdentifier(IdentifierScheme.Other, "X", Born, null, "", null, Now).Ok();

        o.AddIdentifier(IdentifierScheme.Other, "X", Later, null, "", null, Now).Fails("ORG-0015", "Cơ quan G22 đã có mã X.");
        o.AddIdentifier(IdentifierScheme.Other, "Y", Later, Born, "", null, Now).Fails("ORG-0036", "Ngày kết thúc 01/01/2020 đứng trước ngày bắt đầu 01/03/2025.");
    }

    [Fact]
    public void Moving_keeps_where_it_stood_before()
    {
        var o = Organization.Register("H41.10", 2, Name("Sở"), "H41", Born, null, Now);

        o.MoveTo("H42", Later, null, Now).Ok();
        o.MoveTo(null, Later.AddYears(1), null, Now).Ok();

        Assert.Equal([("H41", (DateOnly?)Later.AddDays(-1)), ("H42", Later.AddYears(1).AddDays(-1))], o.Parents.Select(p => (p.ParentCode, p.ValidTo)));
    }

    [Fact]
    public void Moving_to_where_it_stands_or_into_the_past_is_refused()
    {
        var o = Organization.Register("H41.10", 2, Name("Sở"), "H41", Born, null, Now);
        o.MoveTo("H42", Later, null, Now).Ok();

        o.MoveTo("H42", Later.AddDays(1), null, Now).Fails("ORG-0041", "Cơ quan đã trực thuộc nơi này.");
        o.MoveTo("H43", Later.AddDays(-1), null, Now).Fails("ORG-0040", "Cơ quan cấp trên hiện nay có hiệu lực từ 01/03/2025; thay đổi phải từ ngày đó trở đi.");
        o.MoveTo("H43", Born.AddDays(-1), null, Now).Fails("ORG-0030", "Cơ quan H41.10 không hoạt động vào ngày 31/12/2019.");
    }

    [Fact]
    public void A_lock_holds_from_its_day_until_the_day_of_unlocking()
    {
        var o = Ministry("G22", "Văn phòng");
        o.Lock(default, Later, "Bảo trì hệ thống", Now).Ok();

        o.Lock(default, Later, "Lần nữa", Now).Fails("ORG-0060", "Cơ quan G22 đang bị khóa liên thông.");
        o.Unlock(Later.AddDays(3), Now).Ok();
        o.Unlock(Later.AddDays(3), Now).Fails("ORG-0061", "Cơ quan G22 không bị khóa.");

        var held = Assert.Single(o.Locks);
        Assert.Equal([false, true, true, false], new[] { Later.AddDays(-1), Later, Later.AddDays(2), Later.AddDays(3) }.Select(held.Covers));
    }

    [Fact]
    public void A_merger_keeps_one_member_and_ends_the_others()
    {
        var (a, b, c) = (Ministry("H29", "TP. Hồ Chí Minh"), Ministry("H09", "Bình Dương"), Ministry("H06", "Bà Rịa - Vũng Tàu"));

        var merger = Merger.Of(default, a, [b, c], null, Later, "Sắp xếp", null, Now).Ok();

        Assert.Equal(["H29", "H09", "H06"], merger.Members.Select(m => m.OrganizationCode));
        Assert.Null(a.ActiveTo);
        Assert.All(new[] { b, c }, x => Assert.Equal((Later.AddDays(-1), "H29"), (x.ActiveTo, x.SuccessorCode)));
    }

    [Fact]
    public void A_merger_into_a_new_organisation_does_not_count_it_as_member()
    {
        var founded = Organization.Register("G40", 1, Name("Bộ mới"), null, Later, null, Now);

        var merger = Merger.Of(default, founded, [Ministry("G01", "A"), Ministry("G02", "B")], null, Later, "Sắp xếp", null, Now).Ok();

        Assert.Equal(["G01", "G02"], merger.Members.Select(m => m.OrganizationCode));
    }

    [Fact]
    public void Mergers_that_make_no_sense_are_refused()
    {
        var (a, b) = (Ministry("G01", "A"), Ministry("G02", "B"));

        Merger.Of(default, a, [], null, Later, "Sắp xếp", null, Now).Fails("ORG-0050", "Hãy chọn ít nhất một cơ quan được hợp nhất vào.");
        Merger.Of(default, a, [a], null, Later, "Sắp xếp", null, Now).Fails("ORG-0051", "Một cơ quan chỉ được nêu một lần trong việc hợp nhất.");
        Merger.Of(default, a, [b, b], null, Later, "Sắp xếp", null, Now).Fails("ORG-0051", "Một cơ quan chỉ được nêu một lần trong việc hợp nhất.");
        Merger.Of(default, a, [b], null, Born.AddDays(-1), "Sắp xếp", null, Now).Fails("ORG-0030", "Cơ quan G01 không hoạt động vào ngày 31/12/2019.");
        b.End(Later.AddDays(-9), null, "Đã kết thúc", null, Now).Ok();
        Merger.Of(default, a, [b], null, Later, "Sắp xếp", null, Now).Fails("ORG-0031", "Cơ quan G02 đã kết thúc ngày 20/02/2025.");
    }

    [Theory]
    [InlineData(null, "ORG-0003", "Hãy ghi lý do, ít nhất 5 ký tự.")]
    [InlineData("    x   ", "ORG-0003", "Hãy ghi lý do, ít nhất 5 ký tự.")]
    public void A_reason_is_needed(string? reason, string code, string sentence) => Permit.Reason(reason).Fails(code, sentence);

    [Fact]
    public void A_reason_has_a_longest() => Permit.Reason(new string('a', 1001)).Fails("ORG-0004", "Lý do dài quá 1000 ký tự.");

    [Fact]
    public void Contacts_fit_the_packet_header()
    {
        var good = new ContactInput("Số 1", "a@b.gov.vn", "024", "", "b.gov.vn");

        Assert.Null(ContactInput.Check(good));
        ContactInput.Check(good with { Address = new string('a', 251) }).Fails("ORG-0072", "Thông tin liên hệ dài quá 250 ký tự.");
        ContactInput.Check(good with { Telephone = new string('1', 21) }).Fails("ORG-0072", "Thông tin liên hệ dài quá 20 ký tự.");
        ContactInput.Check(good with { Email = "không phải thư" }).Fails("ORG-0073", "Địa chỉ thư không phải thư không đúng.");
    }

    private static Organization Ministry(string code, string name) => Organization.Register(code, 1, Name(name), null, Born, null, Now);

    private static NameInput Name(string name) => new(name, null, OrganizationKind.Ministry);
}
