using VanLang.Access.Accounts;
using VanLang.Access.Pages;
using VanLang.Access.PersonalData;

namespace VanLang.Access.Tests.Accounts;

public sealed class RuleTests
{
    [Theory]
    [InlineData("vanthu.g22", true)]
    [InlineData("ha.nguyen@bokhcn.gov.vn", true)]
    [InlineData("abc", true)]
    [InlineData("ab", false)]
    [InlineData(".vanthu", false)]
    [InlineData("vanthu.", false)]
    [InlineData("văn.thư", false)]
    [InlineData("van thu", false)]
    [InlineData("a<b>c", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Sign_in_names_are_plain(string? name, bool allowed)
    {
        Assert.Equal(allowed, UserNameRule.Allows(name));
    }

    [Fact]
    public void A_sign_in_name_has_at_most_100_characters()
    {
        Assert.True(UserNameRule.Allows(new string('a', 100)));
        Assert.False(UserNameRule.Allows(new string('a', 101)));
    }

    [Theory]
    [InlineData(null, "ACC-0002")]
    [InlineData("", "ACC-0002")]
    [InlineData("ngắn quá 11", "ACC-0010")]
    [InlineData("tôi là vanthu.g22 đây", "ACC-0011")]
    [InlineData("123456789012", "ACC-0012")]
    [InlineData("matkhau ngày nay", "ACC-0012")]
    [InlineData("Mật khẩu ngày nay", "ACC-0012")]
    [InlineData("aaaaaaaaaaaabb", "ACC-0012")]
    [InlineData("P@ssw0rd2026!!", "ACC-0012")]
    public void Weak_passwords_are_refused(string? password, string code)
    {
        Assert.Equal(code, PasswordRule.Check(password, "vanthu.g22")!.Code);
    }

    [Theory]
    [InlineData("con trâu đi trước cái cày")]
    [InlineData("VanLang@2026")]
    [InlineData("đúng mười hai")]
    public void Long_passwords_without_rules_about_signs_are_taken(string password)
    {
        Assert.Null(PasswordRule.Check(password, "vanthu.g22"));
    }

    [Fact]
    public void A_password_may_be_128_characters_long_and_no_longer()
    {
        var longest = string.Concat(Enumerable.Repeat("trâu đi cày ", 11))[..128];

        Assert.Null(PasswordRule.Check(longest, "vanthu.g22"));
        var refused = PasswordRule.Check(longest + "!", "vanthu.g22")!;
        Assert.Equal("Mật khẩu dài từ 12 đến 128 ký tự.", refused.Sentence("vi"));
        Assert.Equal("A password has 12 to 128 characters.", refused.Sentence("en"));
    }

    [Theory]
    [InlineData("ha@example.vn", true)]
    [InlineData(" ha@example.vn ", true)]
    [InlineData("ha@localhost", false)]
    [InlineData("ha", false)]
    [InlineData("Hà <ha@example.vn>", false)]
    [InlineData("ha@example.vn\r\nBcc: x@example.vn", false)]
    [InlineData(null, false)]
    public void Addresses_of_mail_are_one_address(string? email, bool allowed)
    {
        Assert.Equal(allowed, EmailRule.Allows(email));
    }

    [Theory]
    [InlineData("1234", false)]
    [InlineData("     ", false)]
    [InlineData("12345", true)]
    [InlineData(null, false)]
    public void A_reason_says_something(string? reason, bool allowed)
    {
        var wrong = ReasonRule.Check(reason);

        Assert.Equal(allowed, wrong is null);
        Assert.True(wrong is null || wrong is { Code: "ACC-0024", Vi: "Nêu lý do (từ 5 đến 500 ký tự)." });
    }

    [Theory]
    [InlineData("/exchange/inbox?tab=new", "/exchange/inbox?tab=new")]
    [InlineData("//evil.example", "/work")]
    [InlineData("/\\evil.example", "/work")]
    [InlineData("https://evil.example", "/work")]
    [InlineData("javascript:alert(1)", "/work")]
    [InlineData("/a\r\nSet-Cookie: x", "/work")]
    [InlineData("/sign-out", "/work")]
    [InlineData("", "/work")]
    [InlineData(null, "/work")]
    public void After_signing_in_people_stay_on_this_server(string? asked, string went)
    {
        Assert.Equal(went, ReturnUrl.Safe(asked));
    }

    [Theory]
    [InlineData("quá ngắn", "ACC-0090")]
    [InlineData("Họ tên của tôi sai dấu, đúng là Hạnh.", null)]
    [InlineData(null, "ACC-0090")]
    public void A_correction_says_what_is_wrong(string? text, string? code)
    {
        Assert.Equal(code, AskForCorrection.Check(text)?.Code);
    }

    [Fact]
    public void Answering_a_correction_needs_an_answer_and_valid_data()
    {
        var refused = DecideCorrection.Check(new(Guid.Empty, true, "ok", "H", "x"));
        var plainRefusal = DecideCorrection.Check(new(Guid.Empty, false, "Không có căn cứ.", null, null));

        Assert.Equal(["ACC-0094", "ACC-0028", "ACC-0029"], refused.Select(e => e.Code));
        Assert.Equal(["Answer", "FullName", "Email"], refused.Select(e => e.Field));
        Assert.Empty(plainRefusal);
    }

    [Fact]
    public void A_substitution_needs_a_colleague_dates_in_order_and_a_reason()
    {
        var today = new DateOnly(2026, 11, 24);
        var refused = SubstituteForMe.Check(new(Guid.Empty, "", today.AddDays(-1), today, ""), today);
        var turned = SubstituteForMe.Check(new(Guid.Empty, "vanthu2.g22", today.AddDays(2), today.AddDays(1), "nghỉ phép"), today);
        var good = SubstituteForMe.Check(new(Guid.Empty, "vanthu2.g22", today, today, "nghỉ phép"), today);

        Assert.Equal(["ACC-0001", "ACC-0097", "ACC-0024"], refused.Select(e => e.Code));
        Assert.Equal("Ngày bắt đầu phải từ hôm nay và không sau ngày kết thúc.", Assert.Single(turned).Sentence("vi"));
        Assert.Empty(good);
    }
}
