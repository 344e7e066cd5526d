using System.Text;
using VanLang.Access.TwoFactor;

namespace VanLang.Access.Tests.TwoFactor;

public sealed class TotpTests
{
    /// <summary>Secret of RFC 6238, appendix B, for SHA-1.</summary>
    private static readonly byte[] Rfc = Encoding.ASCII.GetBytes("12345678901234567890");

    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(1111111111, "050471")]
    [InlineData(1234567890, "005924")]
    [InlineData(2000000000, "279037")]
    [InlineData(20000000000, "353130")]
    public void Codes_are_those_of_the_vectors_of_RFC_6238(long seconds, string code)
    {
        Assert.Equal(code, Totp.Code(Rfc, Totp.StepAt(DateTimeOffset.FromUnixTimeSeconds(seconds))));
    }

    [Fact]
    public void The_secret_is_written_in_the_base_32_of_RFC_4648()
    {
        Assert.Equal("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", Totp.Text(Rfc));
        Assert.Equal("MY", Totp.Text("f"u8.ToArray()));
        Assert.Equal("MZXW6YTBOI", Totp.Text("foobar"u8.ToArray()));
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(-1, true)]
    [InlineData(0, true)]
    [InlineData(1, true)]
    [InlineData(2, false)]
    public void A_clock_may_be_off_by_one_step(int steps, bool accepted)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.Code(Rfc, Totp.StepAt(now) + steps);

        Assert.Equal(accepted, Totp.Match(Rfc, code, now, lastTaken: 0) is not null);
    }

    [Fact]
    public void A_code_is_taken_once()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
        var code = Totp.Code(Rfc, Totp.StepAt(now));

        var step = Totp.Match(Rfc, code, now, lastTaken: 0);

        Assert.NotNull(step);
        Assert.Null(Totp.Match(Rfc, code, now, step.Value));
        Assert.Null(Totp.Match(Rfc, Totp.Code(Rfc, step.Value - 1), now, step.Value));
    }

    [Fact]
    public void A_code_may_be_typed_with_a_gap()
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(59);

        Assert.NotNull(Totp.Match(Rfc, "287 082", now, lastTaken: 0));
        Assert.Null(Totp.Match(Rfc, "", now, lastTaken: 0));
        Assert.Null(Totp.Match(Rfc, "28708", now, lastTaken: 0));
    }

    [Fact]
    public void The_address_names_account_and_issuer()
    {
        var address = Totp.Address("vanthu@g22", Rfc);

        Assert.Equal("otpauth://totp/VanLang:vanthu%40g22?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=VanLang&digits=6&period=30", address);
    }

    [Fact]
    public void Recovery_codes_are_read_from_paper_in_any_spelling()
    {
        var account = Guid.CreateVersion7();
        var (code, text) = RecoveryCode.Create(account);

        Assert.Equal(code.Hash, RecoveryCode.HashOf(account, text.ToUpperInvariant().Replace('-', ' ')));
        Assert.NotEqual(code.Hash, RecoveryCode.HashOf(Guid.CreateVersion7(), text));
        Assert.Matches("^([a-z2-9]{4}-){3}[a-z2-9]{4}$", text);
    }

    [Fact]
    public void The_picture_has_a_white_border_and_three_corner_marks()
    {
        var picture = QrPicture.Of(Totp.Address("vanthu.g22", Rfc));

        Assert.Contains("M4 4h1v1h-1z", picture.Path, StringComparison.Ordinal);
        Assert.Contains($"M{picture.Size - 5} 4h1v1h-1z", picture.Path, StringComparison.Ordinal);
        Assert.Contains($"M4 {picture.Size - 5}h1v1h-1z", picture.Path, StringComparison.Ordinal);
        Assert.DoesNotContain("M3 ", picture.Path, StringComparison.Ordinal);
    }
}
