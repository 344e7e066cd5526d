using CsCheck;
using VanLang.Organizations.Registry;

namespace VanLang.Organizations.Tests.Registry;

public sealed class CodeRulesTests
{
    [Theory]
    [InlineData("000.00.00.G22")]
    [InlineData("000.00.04.G14")]
    [InlineData("002.00.20.H13")]
    public void Codes_of_QCVN_102_may_be_issued(string code) => Assert.True(CodeRules.IsIssuable(IdentifierScheme.Qcvn102, code));

    [Theory]
    [InlineData("28.22.H17")]
    [InlineData("01.02.G22")]
    [InlineData("001.00.20.TT2")]
    [InlineData("000.00.00.g22")]
    [InlineData("000.00.00.G22\n")]
    [InlineData("0000.00.00.G22")]
    [InlineData("٠٠٠.00.00.G22")]
    [InlineData("")]
    public void Other_codes_may_not_be_issued_as_QCVN_102(string code) => Assert.False(CodeRules.IsIssuable(IdentifierScheme.Qcvn102, code));

    [Theory]
    [InlineData("G22")]
    [InlineData("G12.18")]
    [InlineData("H37.02.02")]
    [InlineData("H55.242")]
    [InlineData("H37.DN.001")]
    public void Codes_of_decision_20_may_be_issued(string code) => Assert.True(CodeRules.IsIssuable(IdentifierScheme.Qd20, code));

    [Theory]
    [InlineData("22G")]
    [InlineData("G2")]
    [InlineData("G22.")]
    [InlineData("G22.1234")]
    [InlineData("G22.1.1.1.1.1.1.1")]
    [InlineData("G22.a")]
    [InlineData("G22\n")]
    public void Other_codes_may_not_be_issued_by_decision_20(string code) => Assert.False(CodeRules.IsIssuable(IdentifierScheme.Qd20, code));

    [Theory]
    [InlineData("28.22.H17", true)]
    [InlineData("01.02.G22", true)]
    [InlineData("001.00.20.TT2", true)]
    [InlineData("VXP.SAAS.03", true)]
    [InlineData("", false)]
    [InlineData("G 22", false)]
    [InlineData("<G22>", false)]
    [InlineData("G22456789012345678901234567890123456", false)]
    public void Receiving_is_lenient_but_not_blind(string code, bool readable) => Assert.Equal(readable, CodeRules.IsReceivable(code));

    [Theory]
    [InlineData("G22", "000.00.00.G22")]
    [InlineData("G12.18", "000.00.18.G12")]
    [InlineData("H37.02.02", "000.02.02.H37")]
    [InlineData("H13.20.00.002", "002.00.20.H13")]
    [InlineData("H55.242", null)]
    [InlineData("H37.DN.001", null)]
    [InlineData("H37.01.01.001.01", null)]
    public void A_QCVN_102_code_is_proposed_where_the_widths_fit(string code, string? proposal) => Assert.Equal(proposal, CodeRules.Propose102(code));

    [Theory]
    [InlineData("000.00.00.G22", "G22")]
    [InlineData("002.00.20.H13", "H13.20.002")]
    [InlineData("000.00.18.G12", "G12.18")]
    [InlineData("28.22.H17", null)]
    public void A_code_of_decision_20_is_proposed_by_reversing_groups(string code, string? proposal) => Assert.Equal(proposal, CodeRules.Propose20(code));

    [Fact]
    public void Every_proposal_may_be_issued()
    {
        var group = Gen.Int[0, 99].Select(n => n.ToString("00"));
        var code = Gen.Select(Gen.Char['A', 'Z'], group, group, group, Gen.Int[0, 999]).Select(t => $"{t.Item5:000}.{t.Item4}.{t.Item3}.{t.Item1}{t.Item2}");

        code.Sample(c => CodeRules.IsIssuable(IdentifierScheme.Qd20, CodeRules.Propose20(c)!));
    }

    [Fact]
    public void A_code_of_two_digit_groups_survives_both_ways()
    {
        var nonZero = Gen.Int[1, 99].Select(n => n.ToString("00"));
        var code = Gen.Select(Gen.Char['A', 'Z'], Gen.Int[0, 99].Select(n => n.ToString("00")), nonZero, nonZero).Select(t => $"{t.Item1}{t.Item2}.{t.Item3}.{t.Item4}");

        code.Sample(c => CodeRules.Propose20(CodeRules.Propose102(c)!) == c);
    }

    [Theory]
    [InlineData("H99", null, null)]
    [InlineData("H41.18", "H41", null)]
    [InlineData("H41.18", null, "ORG-0011")]
    [InlineData("H41.18", "H42", "ORG-0012")]
    [InlineData("H411.18", "H41", "ORG-0010")]
    [InlineData("H41", "H41", "ORG-0012")]
    public void A_new_code_continues_its_parents(string code, string? parent, string? error) => Assert.Equal(error, CodeRules.CheckNew(code, parent)?.Code);

    [Theory]
    [InlineData(" h41 ", "H41")]
    [InlineData(null, "")]
    public void Case_and_space_do_not_matter(string? typed, string code) => Assert.Equal(code, CodeRules.Normalise(typed));
}
