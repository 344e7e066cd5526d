using VanLang.Exchange.Groups;
using VanLang.Exchange.Packets;
using VanLang.Organizations.Contracts;

namespace VanLang.Exchange.Tests.Groups;

public sealed class RecipientGroupTests
{
    private static readonly DateOnly Today = new(2026, 11, 24);

    [Fact]
    public void Members_hold_from_a_day_on_and_what_held_before_stays()
    {
        var group = new RecipientGroup("G22", new GroupId(Guid.CreateVersion7()));
        group.Set("Bắc Trung Bộ", null, ["H27", "H41"], Today, DateTimeOffset.UnixEpoch);
        group.Set("Bắc Trung Bộ", null, ["H41", "H56"], Today.AddDays(10), DateTimeOffset.UnixEpoch);

        Assert.Empty(group.On(Today.AddDays(-1)));
        Assert.Equal(["H27", "H41"], group.On(Today));
        Assert.Equal(["H27", "H41"], group.On(Today.AddDays(9)));
        Assert.Equal(["H41", "H56"], group.On(Today.AddDays(10)));
    }

    [Fact]
    public void A_change_that_was_planned_is_replaced_by_one_of_an_earlier_day()
    {
        var group = new RecipientGroup("G22", new GroupId(Guid.CreateVersion7()));
        group.Set("x", null, ["H27"], Today, DateTimeOffset.UnixEpoch);
        group.Set("x", null, ["H27", "H56"], Today.AddDays(10), DateTimeOffset.UnixEpoch);
        group.Set("x", null, ["H41"], Today.AddDays(5), DateTimeOffset.UnixEpoch);

        Assert.Equal(["H27"], group.On(Today.AddDays(4)));
        Assert.Equal(["H41"], group.On(Today.AddDays(5)));
        Assert.Equal(["H41"], group.On(Today.AddDays(20)));
    }

    [Fact]
    public void Setting_the_same_again_changes_no_membership()
    {
        var group = new RecipientGroup("G22", new GroupId(Guid.CreateVersion7()));
        group.Set("x", null, ["H27", "H41"], Today, DateTimeOffset.UnixEpoch);
        var before = group.Members.Select(m => (m.MemberCode, m.From, m.Until)).ToList();
        group.Set("x", null, ["H41", "H27"], Today, DateTimeOffset.UnixEpoch);
        group.Set("x", null, ["H41", "H27"], Today.AddDays(3), DateTimeOffset.UnixEpoch);

        Assert.Equal(before, group.Members.Select(m => (m.MemberCode, m.From, m.Until)));
    }

    [Fact]
    public void Who_left_may_come_back()
    {
        var group = new RecipientGroup("G22", new GroupId(Guid.CreateVersion7()));
        group.Set("x", null, ["H27", "H41"], Today, DateTimeOffset.UnixEpoch);
        group.Set("x", null, ["H41"], Today.AddDays(1), DateTimeOffset.UnixEpoch);
        group.Set("x", null, ["H27", "H41"], Today.AddDays(2), DateTimeOffset.UnixEpoch);

        Assert.Equal(["H41"], group.On(Today.AddDays(1)));
        Assert.Equal(["H27", "H41"], group.On(Today.AddDays(2)));
    }

    [Fact]
    public void Whom_it_reaches_and_whom_not_is_told_for_each()
    {
        var active = Entry("H41", OrganizationState.Active);
        var parties = new Parties(new Dictionary<string, Party>
        {
            ["H41"] = new("H41", active, active),
            ["H40"] = new("H40", Entry("H40", OrganizationState.Ended), active),
            ["H42"] = new("H42", Entry("H42", OrganizationState.Ended), null),
            ["H43"] = new("H43", Entry("H43", OrganizationState.Locked), Entry("H43", OrganizationState.Locked)),
            ["H44"] = new("H44", Entry("H44", OrganizationState.NotYet), Entry("H44", OrganizationState.NotYet)),
            ["G22"] = new("G22", Entry("G22", OrganizationState.Active), Entry("G22", OrganizationState.Active)),
        });

        var reach = GroupReach.Of(["H40", "H41", "H42", "H43", "H44", "G22", "Z99"], parties, "G22");

        Assert.Equal(["H41"], reach.Reaches);
        Assert.Equal([("H42", DropReason.Ended), ("H43", DropReason.Locked), ("H44", DropReason.NotYet), ("G22", DropReason.Itself), ("Z99", DropReason.Unknown)], reach.Dropped.Select(d => (d.Code, d.Reason)));
        Assert.Equal([("H40", "Tên H41")], reach.Continued.Select(c => (c.Code, c.By)));
    }

    [Fact]
    public void Everything_wrong_with_a_group_is_said()
    {
        var wrong = SaveGroup.Check(new(default, " ", null, [], Today.AddDays(-1), null), Today);
        Assert.Equal([("EXC-0841", "Hãy đặt tên cho nhóm."), ("EXC-0843", "Hãy chọn ít nhất một thành viên."), ("EXC-0846", "Thay đổi có hiệu lực sớm nhất từ hôm nay.")], wrong.Select(e => (e.Code, e.Sentence("vi"))));

        var many = SaveGroup.Check(new(default, new string('a', 201), new string('b', 1001), [.. Enumerable.Range(0, 5001).Select(i => "X" + i)], null, null), Today);
        Assert.Equal([("EXC-0849", "Giá trị dài 201 ký tự, tối đa 200."), ("EXC-0849", "Giá trị dài 1001 ký tự, tối đa 1000."), ("EXC-0844", "Nhóm có 5001 thành viên, tối đa 5000.")], many.Select(e => (e.Code, e.Sentence("vi"))));
        Assert.Equal("EXC-0048", Assert.Single(SaveGroup.Check(new(default, "a\u0001", null, ["H41"], null, null), Today)).Code);
        Assert.Empty(SaveGroup.Check(new(default, "Bắc Trung Bộ", null, ["H41"], Today, null), Today));
    }

    private static OrganizationEntry Entry(string code, OrganizationState state) => new(code, null, "Tên " + code, null, 1, "province", state, null);
}
